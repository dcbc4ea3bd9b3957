"use client";

import { Printer } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import type { DefaultView } from "@/lib/contracts/default";

/** A short memorandum: on which ground the agreement ends, what is owed, and what outlives it. */
export function MemoPanel({ view }: { view: DefaultView }) {
  const { memos, head } = view;
  const [place, setPlace] = useState(0);
  const chosen = memos[place] ?? memos[0];
  if (!chosen) {
    return (
      <Panel title="Memorandum on a termination">
        <p className="text-muted">What the agreement says of a termination is not entered yet.</p>
      </Panel>
    );
  }
  const { memo } = chosen;
  return (
    <Panel
      title="Memorandum on a termination"
      actions={
        <Button onClick={() => window.print()} className="no-print">
          <Printer aria-hidden className="size-4" />
          Print
        </Button>
      }
    >
      <SelectField
        className="no-print"
        label="On the ground that"
        value={String(place)}
        onChange={(event) => setPlace(Number(event.target.value))}
        options={memos.map(({ ground }, index) => ({ value: String(index), label: ground }))}
      />
      <article aria-label="Memorandum" className="mt-4 rounded-md bg-sunken px-4 py-3">
        <h3 className="text-base">
          {head.offering.name}: termination under {memo.clause}
        </h3>
        {memo.says.map((sentence) => (
          <p key={sentence} className="mt-1.5">
            {sentence}
          </p>
        ))}
      </article>
    </Panel>
  );
}
