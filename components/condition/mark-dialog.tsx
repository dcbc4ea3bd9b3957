"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ConditionView } from "@/lib/contracts/views";
import { useConditionAct } from "./use-condition-act";

const words = {
  "not-applicable": {
    title: (label: string) => `${label} does not apply`,
    description:
      "The Representatives’ word that this condition does not apply at this Time of Delivery. Nothing more is asked of it.",
    act: "Mark not applicable",
    said: (label: string) => `Recorded: ${label} does not apply`,
  },
  failed: {
    title: (label: string) => `${label} failed`,
    description:
      "The Representatives’ word that this condition was not met. The Time of Delivery cannot be closed while that stands; it can be waived or withdrawn.",
    act: "Mark failed",
    said: (label: string) => `Recorded: ${label} failed`,
  },
} as const;

/** Not applicable, or failed, with the reason. */
export function MarkDialog({
  condition: { id: conditionId, label, title },
  mark,
  onClose,
}: {
  condition: ConditionView;
  mark: "not-applicable" | "failed";
  onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const act = useConditionAct(onClose);
  const say = words[mark];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.send({ act: "mark", conditionId, mark, reason: reason.trim() }, say.said(label));
  };
  return (
    <Dialog open onOpenChange={act.close} title={say.title(label)} description={`${title}. ${say.description}`}>
      <form onSubmit={submit}>
        <TextAreaField
          label="Reason"
          hint="It goes into the log and is read by all parties."
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
          <Button
            type="submit"
            look={mark === "failed" ? "danger" : "primary"}
            busy={act.busy}
            disabled={reason.trim() === ""}
          >
            {say.act}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
