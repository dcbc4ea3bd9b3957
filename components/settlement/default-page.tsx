"use client";

import { useState } from "react";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { PostponeDialog } from "@/components/status/postpone-dialog";
import { TerminateDialog } from "@/components/status/terminate-dialog";
import { ClockRow } from "@/components/timeline/clock-row";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { useDefault } from "@/lib/client/clocks-and-money";
import type { DefaultView, SuppositionRequest } from "@/lib/contracts/default";
import { sectionWords } from "@/lib/domain/clause-words";
import { MemoPanel } from "./memo-panel";
import { OutcomePanel } from "./outcome-panel";
import { RecordPanel } from "./record-panel";
import { SupposeForm } from "./suppose-form";
import { ChangeTerms } from "./terms/change-terms";
import { RuleDialog } from "./terms/rule-dialog";

/** Default and postponement: what was recorded, what would follow if, how far the moment may be put off, and how it ends. */
export function DefaultPage({ initial }: { initial: DefaultView }) {
  const [suppose, setSuppose] = useState<SuppositionRequest | null>(null);
  const recorded = useDefault(initial, null).data ?? initial;
  const asked = useDefault(initial, suppose);
  const view = asked.data ?? recorded;
  return (
    <ClosingFrame head={recorded.head} current="default">
      <div className="mb-5">
        <h2 className="text-xl">Default and postponement</h2>
        <p className="text-muted">What happens when an underwriter does not take up and pay for its securities.</p>
      </div>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
        <div className="space-y-5">
          <RulePanel view={recorded} />
          <RecordPanel view={recorded} />
          {recorded.allocations.length > 0 && (
            <SupposeForm
              // What is recorded meanwhile is what the form then begins from.
              key={recorded.recorded.map(({ recordId }) => recordId).join(" ")}
              view={view}
              busy={asked.isFetching}
              onSuppose={setSuppose}
            />
          )}
        </div>
        <div className="space-y-5">
          {view.supposed && <Notice title="As supposed">None of this is recorded. It shows what would follow.</Notice>}
          {asked.error && <Notice tone="error">{asked.error.message}</Notice>}
          <OutcomePanel view={view} />
          <PostponePanel view={view} />
          <MemoPanel view={view} />
        </div>
      </div>
    </ClosingFrame>
  );
}

function RulePanel({ view }: { view: DefaultView }) {
  const { rule, missing, may, head } = view;
  return (
    <Panel
      title={rule ? `The agreement, ${sectionWords(rule.clause)}` : "The agreement"}
      actions={
        may.editTerms && (
          <ChangeTerms head={head} label="Change the rules">
            {(opened, newest, close) => <RuleDialog opened={opened} newest={newest} onClose={close} />}
          </ChangeTerms>
        )
      }
    >
      {rule && (
        <ul className="list-disc space-y-1 pl-5">
          {rule.says.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <Notice className="mt-3" title="Still missing">
          <ul>
            {missing.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
    </Panel>
  );
}

/** The clocks that a default starts, and the acts that follow from it. */
function PostponePanel({ view }: { view: DefaultView }) {
  const [open, setOpen] = useState<"postpone" | "terminate" | null>(null);
  const { head, clocks, postponeTo, may } = view;
  return (
    <Panel
      title="Clocks and postponement"
      actions={
        <>
          {may.postpone && <Button onClick={() => setOpen("postpone")}>Postpone…</Button>}
          {may.terminate && (
            <Button look="danger" onClick={() => setOpen("terminate")}>
              Terminate…
            </Button>
          )}
        </>
      }
    >
      {clocks.length === 0 ? (
        <p className="text-muted">No clock runs, since no default is recorded.</p>
      ) : (
        <ul>
          {clocks.map((clock) => (
            <ClockRow
              key={clock.id}
              clock={clock}
              reading={head.clock}
              standing={new Date(clock.at) < new Date(head.clock) ? "past" : "later"}
              offeringId={head.offering.id}
            />
          ))}
        </ul>
      )}
      {postponeTo && (
        <p className="mt-3">
          For a default the Time of Delivery may be put off to {postponeTo.says.replace(/^by /, "")} at the latest.
        </p>
      )}
      <PostponeDialog head={head} open={open === "postpone"} onClose={() => setOpen(null)} />
      <TerminateDialog head={head} open={open === "terminate"} onClose={() => setOpen(null)} />
    </Panel>
  );
}
