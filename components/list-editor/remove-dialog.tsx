"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useSay } from "@/components/ui/toasts";
import { useListAct } from "@/lib/client/list";
import type { ListLine, ListView } from "@/lib/contracts/list";
import { actProblem } from "./act-problem";
import { StaleNotice } from "./stale-notice";

/** Takes a line off the list that was put there by mistake; the log keeps it and the reason. */
export function RemoveDialog({ view, line, onClose }: { view: ListView; line: ListLine; onClose: () => void }) {
  const say = useSay();
  const act = useListAct(view.head.offering.id, view.head.id);
  const [reason, setReason] = useState("");
  const problem = actProblem(act.error);
  const { label, title } = line.terms;

  const remove = (event: FormEvent) => {
    event.preventDefault();
    act.mutate(
      { act: "remove-condition", conditionId: line.id, reason },
      {
        onSuccess: () => {
          say.done(`${label} is off the list`);
          onClose();
        },
      },
    );
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Take ${label} off the list`}
      description={`${title}. What was put on the list by mistake is taken off here. To do without a condition is the Representatives’ word: a waiver, or “not applicable”.`}
    >
      {line.keptBecause ? (
        <>
          <Notice tone="warning">It stays on the list: {line.keptBecause}</Notice>
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </>
      ) : (
        <form onSubmit={remove} noValidate className="space-y-4">
          <TextAreaField
            label="Reason"
            hint="It stands in the log."
            value={reason}
            rows={3}
            maxLength={2000}
            onChange={(event) => setReason(event.target.value)}
            required
          />
          <StaleNotice holding={line.holding.filter((held) => held.label !== label)} change="Taking it off" />
          {problem && <Notice tone="error">{problem.message}</Notice>}
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="danger" busy={act.isPending} disabled={reason.trim() === ""}>
              Take {label} off the list
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  );
}
