"use client";

import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { ConditionView } from "@/lib/contracts/views";
import { basisLabels, listOf } from "@/lib/domain/words";
import type { Wish } from "./desk";
import { useConditionAct } from "./use-condition-act";

/** Carries a version across the wall, after saying plainly what that does. */
export function ShareDialog({
  condition,
  wish,
  onClose,
}: {
  condition: ConditionView;
  wish: Extract<Wish, { do: "share" }>;
  onClose: () => void;
}) {
  const act = useConditionAct(onClose);
  const deliverable = condition.deliverables.find(({ id }) => id === wish.deliverableId);
  const inForce = deliverable?.inForce ?? null;
  const comesIntoForce = !inForce || inForce.number < wish.number;
  const lapsing = comesIntoForce ? condition.slots.filter(({ state }) => state === "given") : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.send(
      { act: "share", conditionId: condition.id, versionId: wish.versionId },
      `Shared with all parties: ${deliverable?.title ?? condition.label}, version ${wish.number}`,
    );
  };
  return (
    <Dialog
      open
      onOpenChange={act.close}
      title={`Share version ${wish.number} with all parties`}
      description={`${deliverable?.title ?? ""}, for ${condition.label}`}
    >
      <form onSubmit={submit} className="space-y-3">
        <Notice tone="warning" title="This cannot be taken back">
          <ul className="list-disc space-y-1 pl-4">
            <li>Everyone in this closing, on every side, can read and keep this version from now on.</li>
            {comesIntoForce ? (
              <li>
                It becomes the version in force{inForce ? `, instead of version ${inForce.number}` : ""}: sign-offs rest
                on it from then on.
              </li>
            ) : (
              <li>Version {inForce.number} stays the one in force; this one stands beside it for reading.</li>
            )}
            {lapsing.length > 0 && (
              <li>
                If its bytes are others, these sign-offs become stale and must be given again:{" "}
                {listOf(lapsing.map(({ basis, by }) => `${basisLabels[basis].toLowerCase()} (${by})`))}.
              </li>
            )}
          </ul>
        </Notice>
        {act.problem && (
          <Notice tone="error" title="Not shared">
            {act.problem}
          </Notice>
        )}
        <DialogActions>
          <Button onClick={act.close} autoFocus>
            Keep it private
          </Button>
          <Button type="submit" look="primary" busy={act.busy}>
            Share with all parties
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
