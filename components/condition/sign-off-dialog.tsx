"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { ConditionView } from "@/lib/contracts/views";
import type { Basis } from "@/lib/domain/condition";
import { useClosing } from "./desk";
import { EvidenceList } from "./evidence-list";
import { SignOffDetailFields, useSignOffDetail } from "./sign-off-detail";
import { useConditionAct } from "./use-condition-act";
import { basisActs, isRenewal } from "./words";

/** Shows the exact statement that a signer agrees to, and on what, and records it. Enter signs. */
export function SignOffDialog({
  condition: current,
  basis,
  onClose,
}: {
  condition: ConditionView;
  basis: Basis;
  onClose: () => void;
}) {
  const { viewer } = useClosing();
  // What is signed is what stood here when it was read, whatever happens meanwhile.
  const [condition, setCondition] = useState(current);
  const { label, title } = condition;
  const act = useConditionAct(onClose);
  const offer = condition.may.signOff.find((each) => each.basis === basis);
  const detail = useSignOffDetail(condition, offer ?? { basis, sameDay: false });
  const changed = !sameGround(condition, current);

  if (!offer) {
    return (
      <Dialog open onOpenChange={act.close} title={`${basisActs[basis]}: ${label}`}>
        <Notice>This sign-off is not yours to give now. {condition.next?.sentence}</Notice>
        <DialogActions>
          <Button onClick={act.close} autoFocus>
            Close
          </Button>
        </DialogActions>
      </Dialog>
    );
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = detail.read();
    if (changed || !said) return;
    const { id: conditionId, evidence, requirement } = condition;
    act.send(
      { act: "sign-off", conditionId, basis, evidence: [...evidence], requirement, detail: said },
      `Recorded: ${label}, ${basisActs[basis].toLowerCase()}`,
    );
  };

  return (
    <Dialog
      open
      onOpenChange={act.close}
      title={`${isRenewal(condition, viewer, offer) ? "Confirm again" : basisActs[basis]}: ${label}`}
      description={title}
      wide={detail.fields}
    >
      <form onSubmit={submit} className="space-y-4">
        <figure>
          <figcaption className="mb-1 text-sm font-medium">You sign this statement</figcaption>
          <blockquote className="border-l-4 border-accent bg-sunken px-4 py-3 font-serif text-lg">
            {offer.statement}
          </blockquote>
        </figure>
        <EvidenceList condition={condition} />
        {offer.sameDay && condition.windowHours !== null && (
          <p className="text-sm text-muted">
            A confirmation of a continuing fact: it holds for {condition.windowHours} hours from the moment you give it.
          </p>
        )}
        <SignOffDetailFields detail={detail} />
        {changed && (
          <Notice tone="warning" title="Something changed while you looked">
            <p>
              Another version came into force, or what {label} requires was changed. Look at it as it stands now, then
              sign.
            </p>
            <Button size="small" className="mt-2" onClick={() => setCondition(current)}>
              Show it as it stands now
            </Button>
          </Notice>
        )}
        {act.problem && (
          <Notice tone="error" title="Not recorded">
            {act.problem}
          </Notice>
        )}
        <DialogActions>
          <Button onClick={act.close}>Cancel</Button>
          <Button type="submit" look="primary" autoFocus={!detail.required} busy={act.busy} disabled={changed}>
            Sign
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Whether a signer has before them what a sign-off would rest on now. */
const sameGround = (seen: ConditionView, now: ConditionView) =>
  seen.requirement === now.requirement && JSON.stringify(seen.evidence) === JSON.stringify(now.evidence);
