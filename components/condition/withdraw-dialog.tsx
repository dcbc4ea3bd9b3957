"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ConditionView } from "@/lib/contracts/views";
import type { ActId } from "@/lib/domain/ids";
import { useConditionAct } from "./use-condition-act";

/** Takes a sign-off, waiver or mark back, with the reason: one more record, not an eraser. */
export function WithdrawDialog({
  condition,
  actId,
  what,
  onClose,
}: {
  condition: ConditionView;
  actId: ActId;
  what: string;
  onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const act = useConditionAct(onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.send({ act: "withdraw", conditionId: condition.id, actId, reason: reason.trim() }, `Withdrawn: ${what}`);
  };
  return (
    <Dialog
      open
      onOpenChange={act.close}
      title={`Withdraw ${what}`}
      description={`What was recorded on ${condition.label} stays in the log; the withdrawal stands beside it with your reason.`}
    >
      <form onSubmit={submit}>
        <TextAreaField
          label="Reason"
          required
          autoFocus
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {act.problem && (
          <Notice tone="error" title="Not recorded" className="mt-3">
            {act.problem}
          </Notice>
        )}
        <DialogActions>
          <Button onClick={act.close}>Cancel</Button>
          <Button type="submit" look="danger" busy={act.busy} disabled={reason.trim() === ""}>
            Withdraw
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
