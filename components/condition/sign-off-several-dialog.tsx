"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { CheckField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ConditionView } from "@/lib/contracts/views";
import type { Basis } from "@/lib/domain/condition";
import type { ConditionId } from "@/lib/domain/ids";
import { useClosing } from "./desk";
import { OutcomeMark } from "./outcome-mark";
import { useSeveralActs } from "./use-several-acts";
import { basisActs, needsDetail } from "./words";

/** Several sign-offs on the same basis: each with its own statement, each recorded or refused by itself. */
export function SignOffSeveralDialog({
  ids,
  basis,
  onClose,
}: {
  ids: readonly ConditionId[];
  basis: Basis;
  onClose: () => void;
}) {
  const { find, limbsOf } = useClosing();
  // What is signed is what stood here when it was read: evidence and requirement go with each as they were.
  const [conditions] = useState(() => ids.flatMap((id) => find(id) ?? []));
  const offered = conditions.flatMap((condition) => {
    const offer = condition.may.signOff.find((each) => each.basis === basis);
    return offer ? [{ condition, offer, alone: needsDetail(condition, limbsOf(condition.id), offer) }] : [];
  });
  const ready = offered.filter(({ alone }) => !alone);
  const byThemselves = offered.filter(({ alone }) => alone);
  const notOffered = conditions.filter(({ id }) => !offered.some(({ condition }) => condition.id === id));
  const [left, setLeft] = useState<ReadonlySet<ConditionId>>(new Set());
  const several = useSeveralActs();
  const chosen = ready.filter(({ condition }) => !left.has(condition.id));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await several.run(
      chosen.map(({ condition: { id, evidence, requirement } }) => ({
        id,
        act: { act: "sign-off", conditionId: id, basis, evidence: [...evidence], requirement, detail: {} },
      })),
    );
  };
  const toggle = (id: ConditionId) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${basisActs[basis]}: ${ready.length} ${ready.length === 1 ? "condition" : "conditions"}`}
      description="You sign each of these statements by itself. Read them; leave out what you do not mean."
      wide
    >
      <form onSubmit={submit} className="space-y-4">
        <ul className="divide-y rounded-md border">
          {ready.map(({ condition, offer }) => (
            <li key={condition.id} className="space-y-1 px-3 py-2">
              <CheckField
                label={offer.statement}
                hint={restsOn(condition)}
                checked={!left.has(condition.id)}
                disabled={several.begun}
                onChange={() => toggle(condition.id)}
              />
              <OutcomeMark outcome={several.outcomes.get(condition.id)} />
            </li>
          ))}
        </ul>
        {byThemselves.length > 0 && (
          <Notice title="To be signed one by one">
            {labelsOf(byThemselves.map(({ condition }) => condition))}: paragraphs are to be matched or ratings entered.
          </Notice>
        )}
        {notOffered.length > 0 && (
          <Notice title="Not yours to sign off on this basis now">{labelsOf(notOffered)}</Notice>
        )}
        <DialogActions>
          <Button onClick={onClose}>{several.begun ? "Close" : "Cancel"}</Button>
          {!several.begun && (
            <Button type="submit" look="primary" autoFocus disabled={chosen.length === 0}>
              Sign {chosen.length} {chosen.length === 1 ? "statement" : "statements"}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}

const labelsOf = (conditions: readonly Pick<ConditionView, "label">[]) =>
  conditions.map(({ label }) => label).join(", ");

function restsOn({ deliverables }: ConditionView): string | undefined {
  const resting = deliverables.flatMap(({ title, inForce }) =>
    inForce ? [`${title}, version ${inForce.number}`] : [],
  );
  return resting.length > 0 ? `On ${resting.join("; ")}` : undefined;
}
