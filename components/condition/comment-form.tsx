"use client";

import { Lock, Users } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Dialog } from "@/components/ui/dialog";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ConditionView } from "@/lib/contracts/views";
import { sideLabels } from "@/lib/domain/role";
import { useClosing } from "./desk";
import { useConditionAct } from "./use-condition-act";

/** A comment, for one's own side or for all parties; which of the two is told by word, shape and colour. */
export function CommentForm({
  condition,
  autoFocus = false,
  onDone,
}: {
  condition: Pick<ConditionView, "id" | "label">;
  autoFocus?: boolean;
  onDone?: () => void;
}) {
  const { viewer } = useClosing();
  const [text, setText] = useState("");
  const [shared, setShared] = useState(false);
  const name = useId();
  const act = useConditionAct(() => {
    setText("");
    onDone?.();
  });
  const side = sideLabels[viewer.side];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    act.send(
      { act: "note", conditionId: condition.id, text: text.trim(), shared },
      shared ? `Comment on ${condition.label} for all parties` : `Comment on ${condition.label} for your side`,
    );
  };
  const choices = [
    { value: false, label: `${side} only`, icon: Lock },
    { value: true, label: "All parties", icon: Users },
  ];
  return (
    <form onSubmit={submit} className="space-y-2">
      <TextAreaField
        label={`Comment on ${condition.label}`}
        rows={3}
        maxLength={5000}
        autoFocus={autoFocus}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <fieldset className="flex flex-wrap gap-1">
          <legend className="sr-only">Who reads it</legend>
          {choices.map(({ value, label, icon: Icon }) => (
            <label
              key={label}
              className={classNames(
                "inline-flex min-h-8 cursor-pointer items-center gap-1.5 rounded-md border px-2.5 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
                value !== shared && "text-muted",
                value === shared && (shared ? "border-lapsed bg-lapsed-soft" : "border-accent bg-accent-soft"),
              )}
            >
              <input
                type="radio"
                name={name}
                className="sr-only"
                checked={value === shared}
                onChange={() => setShared(value)}
              />
              <Icon aria-hidden className="size-4" />
              {label}
            </label>
          ))}
        </fieldset>
        <Button type="submit" look="primary" size="small" busy={act.busy} disabled={text.trim() === ""}>
          {shared ? "Comment to all parties" : "Comment to your side"}
        </Button>
      </div>
      {act.problem && (
        <Notice tone="error" title="Not recorded">
          {act.problem}
        </Notice>
      )}
    </form>
  );
}

export function CommentDialog({ condition, onClose }: { condition: ConditionView; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title={`Comment on ${condition.label}`} description={condition.title}>
      <CommentForm condition={condition} autoFocus onDone={onClose} />
    </Dialog>
  );
}
