import { type Condition, inForce, type SignOff } from "@/lib/domain/condition";
import type { ConditionState } from "@/lib/domain/condition-state";
import type { ConditionRecord, MarkRecord, RecordInput, SignOffRecord, WaiverRecord } from "@/lib/exports/model";
import type { ChainedEvent } from "@/lib/log/chain";
import type { ClosingSnapshot } from "./closing-set-snapshot";

type Actor = { name?: string; party?: string };

/** The acts that stand in the record without an event: of these no set can be made, and no closing is declared on them. */
export function actsOutsideLog({ scene, events }: Pick<ClosingSnapshot, "scene" | "events">): string[] {
  const logged = new Set(events.map(({ payload }) => (payload as { actId?: string }).actId));
  return scene.closing.conditions.flatMap(({ label, signOffs, waivers, marks }) =>
    [...signOffs, ...waivers, ...marks]
      .filter(({ id }) => !logged.has(id))
      .map(({ id }) => `The act ${id} on ${label} is not in the log.`),
  );
}

/** What the manifest states of the acts of one Time of Delivery, each with the event that records it. */
export function recordOf({ scene, events, head, checkpoint, tree, states }: ClosingSnapshot): RecordInput {
  const byAct = new Map<string, ChainedEvent>();
  const withdrawals = new Map<string, number>();
  for (const event of events) {
    const { actId } = event.payload as { actId?: string };
    if (actId === undefined) continue;
    if (event.type === "act.withdrawn") withdrawals.set(actId, event.seq);
    else byAct.set(actId, event);
  }
  const common = (condition: Condition, act: { id: string; at: Date }) => {
    const event = byAct.get(act.id);
    if (!event) throw new Error(`The act ${act.id} on ${condition.label} is not in the log.`);
    const { name = "", party = "" } = event.actor as Actor;
    return {
      actId: act.id,
      conditionId: condition.id,
      clause: condition.label,
      person: name,
      party,
      at: event.at,
      eventSeq: event.seq,
      withdrawnSeq: withdrawals.get(act.id) ?? null,
    };
  };
  const conditions: ConditionRecord[] = [];
  const signOffs: SignOffRecord[] = [];
  const waivers: WaiverRecord[] = [];
  const marks: MarkRecord[] = [];
  for (const condition of scene.closing.conditions) {
    const state = states.get(condition.id);
    if (!state) throw new Error(`No state for ${condition.label}`);
    const { id, label: clause, title } = condition;
    conditions.push({ id, clause, title, status: state.status });
    for (const signOff of condition.signOffs) {
      const { role, basis, statement, evidence } = signOff;
      const holds = stillHolds(condition, state, signOff);
      signOffs.push({ ...common(condition, signOff), role, basis, statement, evidence, holds });
    }
    for (const waiver of condition.waivers) {
      const { text, scope, instrument } = waiver;
      waivers.push({ ...common(condition, waiver), text, scope, instrument });
    }
    for (const mark of condition.marks) {
      marks.push({ ...common(condition, mark), mark: mark.mark, reason: mark.reason });
    }
  }
  return { events, head, ...(tree && { tree }), checkpoint, conditions, signOffs, waivers, marks };
}

/** Whether a sign-off still holds: not withdrawn, what it requires not changed, its documents not replaced, not too old. */
export function stillHolds(condition: Condition, { slots }: ConditionState, signOff: SignOff): boolean {
  if (signOff.withdrawnAt || signOff.requirement !== condition.requirement) return false;
  const slot = slots.find(({ basis, role }) => basis === signOff.basis && role === signOff.role);
  if (slot?.state === "expired" && slot.lapse.signedAt.getTime() >= signOff.at.getTime()) return false;
  return condition.deliverables.every((deliverable) => {
    const version = inForce(deliverable);
    return (
      !version ||
      signOff.evidence.some(
        ({ deliverableId, sha256 }) => deliverableId === deliverable.id && sha256 === version.sha256,
      )
    );
  });
}
