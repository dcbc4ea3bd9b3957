"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextAreaField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ConditionView } from "@/lib/contracts/views";
import { useClosing } from "./desk";
import { InstrumentField, type Writing } from "./instrument-field";
import { useConditionAct } from "./use-condition-act";

/** A waiver is an instrument: its words, its scope and the writing, for one condition at one Time of Delivery. */
export function WaiveDialog({ condition, onClose }: { condition: ConditionView; onClose: () => void }) {
  const { view, viewer } = useClosing();
  const { id: conditionId, label, title } = condition;
  const [text, setText] = useState("");
  const [scope, setScope] = useState(`${label} at the ${view.head.label}, and nothing else`);
  const [writing, setWriting] = useState<Writing>({ state: "none" });
  const act = useConditionAct(onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const instrument = writing.state === "kept" ? { sha256: writing.sha256, name: writing.name } : null;
    act.send(
      { act: "waive", conditionId, text: text.trim(), scope: scope.trim(), instrument },
      `Recorded: ${label} is waived`,
    );
  };
  return (
    <Dialog
      open
      onOpenChange={act.close}
      title={`Waive ${label}`}
      description={`${title}. A waiver by the Representatives, for this condition at this Time of Delivery alone.`}
      wide
    >
      <form onSubmit={submit} className="space-y-4">
        <Notice tone="warning">
          You do this for {viewer.party}. It is recorded with your name, read by all parties, and can only be withdrawn,
          never removed. You are asked to confirm that it is you.
        </Notice>
        <TextAreaField
          label="The waiver’s words"
          required
          autoFocus
          maxLength={5000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <TextField
          label="Scope"
          hint="What is waived, and how far."
          required
          maxLength={500}
          value={scope}
          onChange={(event) => setScope(event.target.value)}
        />
        <InstrumentField conditionId={conditionId} writing={writing} onChange={setWriting} />
        {act.problem && (
          <Notice tone="error" title="Not recorded">
            {act.problem}
          </Notice>
        )}
        <DialogActions>
          <Button onClick={act.close}>Cancel</Button>
          <Button
            type="submit"
            look="danger"
            busy={act.busy}
            disabled={text.trim() === "" || scope.trim() === "" || writing.state === "sending"}
          >
            Waive {label}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
