"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";

/** Why a line of the agreement is not on the list; the reason is kept with the offering. */
export function LeaveOutDialog({
  label,
  limbs,
  onLeaveOut,
  onClose,
}: {
  label: string;
  limbs: number;
  onLeaveOut: (reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== "") onLeaveOut(reason.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Leave ${label} out`}
      description={
        limbs > 0
          ? `It and its ${limbs === 1 ? "limb" : `${limbs} limbs`} will not be on the list. They stay here, with the reason.`
          : "It will not be on the list. It stays here, with the reason."
      }
    >
      <form onSubmit={submit} noValidate>
        <TextField
          label="Reason"
          hint="It stands in the log of the offering."
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
          required
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={reason.trim() === ""}>
            Leave it out
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
