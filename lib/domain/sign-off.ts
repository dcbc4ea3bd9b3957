import type { Act } from "./act";
import type { Actor } from "./actor";
import type { Closing } from "./closing";
import { clockOf } from "./closing";
import {
  type Basis,
  type Condition,
  type Evidence,
  evidenceNow,
  liveMark,
  liveWaiver,
  type RequiredSignOff,
  type SignOffDetail,
  undelivered,
} from "./condition";
import { conditionState, windowOpens } from "./condition-state";
import type { ActId } from "./ids";
import { refuseWhenOver } from "./keeping";
import type { Refusal } from "./refusal";
import { err, ok, type Result } from "./result";
import { roleLabels } from "./role";

export type SignedOff = Extract<Act, { type: "condition.signed-off" }>;

export type SignOffWish = {
  actId: ActId;
  basis: Basis;
  /** The evidence and the requirement that the signer had on screen. */
  evidence: readonly Evidence[];
  requirement: number;
  detail: SignOffDetail;
};

type Situation = { condition: Condition; limbs: readonly Condition[]; closing: Closing };

/**
 * Decides whether this person may sign off now, on this basis; says what happened, and changes nothing.
 * Nobody signs what changed under them: other bytes in force, or another requirement, than on the signer's screen
 * refuse the act and say what changed.
 */
export function decideSignOff(
  { condition, limbs, closing }: Situation,
  actor: Actor,
  wish: SignOffWish,
  real: Date,
): Result<SignedOff, Refusal> {
  const refused = refuseIfSettled(condition, closing);
  if (refused) return refused;
  if (condition.mode === "limbs" && limbs.length > 0) return err({ code: "signed-by-limb", label: condition.label });

  if (wish.requirement !== condition.requirement) return err({ code: "requirement-changed", label: condition.label });
  const evidence = evidenceNow(condition);
  const changed = changedEvidence(condition, evidence, wish.evidence);
  if (changed.length > 0) return err({ code: "evidence-changed", titles: changed });

  const missing = missingFor(condition, wish.basis, evidence);
  if (missing.length > 0) return err({ code: "documents-missing", titles: missing });

  const required = requiredOf(condition, actor, wish.basis);
  const now = clockOf(closing, real);
  const opensAt = windowOpens(condition, required, closing.timeOfDelivery);
  if (opensAt && now < opensAt) return err({ code: "too-early", opensAt: opensAt.toISOString() });

  if (wish.basis === "form") {
    const unmatched = limbs.filter((limb) => !isOut(limb) && !(wish.detail.limbs ?? []).includes(limb.label));
    if (unmatched.length > 0) return err({ code: "limbs-unmatched", labels: unmatched.map((limb) => limb.label) });
  }
  const unrated = condition.ratings.filter(
    ({ agency }) => !wish.detail.ratings?.some((found) => found.agency === agency && found.rating && found.outlook),
  );
  if (required.sameDay && unrated.length > 0) {
    return err({ code: "ratings-missing", agencies: unrated.map(({ agency }) => agency) });
  }
  if (holdsAlready(condition, actor, required, closing, now)) {
    return err({ code: "already-signed-off", basis: wish.basis, role: actor.role });
  }
  return ok({
    type: "condition.signed-off",
    actId: wish.actId,
    conditionId: condition.id,
    basis: wish.basis,
    role: actor.role,
    sameDay: required.sameDay,
    statement: statementFor(condition, required, actor),
    evidence,
    requirement: condition.requirement,
    detail: wish.detail,
  });
}

/** An act on a condition that is settled by instrument, or at a closing that is over, has nothing left to change. */
export function refuseIfSettled(condition: Condition, closing: Closing) {
  const over = refuseWhenOver(closing);
  if (over) return over;
  if (liveWaiver(condition)) return err({ code: "condition-settled", status: "waived" });
  const mark = liveMark(condition);
  return mark ? err({ code: "condition-settled", status: mark.mark }) : null;
}

/** The words that a signer agrees to; recorded with the sign-off as they were shown. */
export function statementFor(condition: Condition, required: RequiredSignOff, actor: Actor): string {
  const who = `${actor.name}, for ${actor.partyName} (${roleLabels[actor.role]})`;
  const what = `${condition.label} ${condition.title}`;
  const asOf = required.sameDay ? ", as of this moment" : "";
  const words: Record<Basis, string> = {
    received: `received what ${what} calls for`,
    form: `reviewed the form of what ${what} calls for and accepts it`,
    fact: `states that the facts of ${what} are so${asOf}`,
    judgment: `is satisfied as to ${what}${asOf}`,
  };
  return `${who} ${words[required.basis]}.`;
}

/** Dispensed with: waived, or marked not applicable. */
export const isOut = (condition: Condition) =>
  liveWaiver(condition) !== null || liveMark(condition)?.mark === "not-applicable";

/** Form may be accepted on any version that was shared; every other basis wants the executed documents. */
function missingFor(condition: Condition, basis: Basis, evidence: readonly Evidence[]): string[] {
  if (basis !== "form") return undelivered(condition).map((deliverable) => deliverable.title);
  return condition.deliverables
    .filter((deliverable) => !evidence.some((item) => item.deliverableId === deliverable.id))
    .map((deliverable) => deliverable.title);
}

function changedEvidence(condition: Condition, now: readonly Evidence[], seen: readonly Evidence[]): string[] {
  const bytes = (list: readonly Evidence[], id: string) => list.find((item) => item.deliverableId === id)?.sha256;
  return condition.deliverables.filter(({ id }) => bytes(now, id) !== bytes(seen, id)).map(({ title }) => title);
}

/** The required sign-off that this one would give; one that is not required is given all the same, on no particular day. */
const requiredOf = (condition: Condition, actor: Actor, basis: Basis): RequiredSignOff =>
  condition.requires.find((required) => required.basis === basis && required.role === actor.role) ?? {
    basis,
    role: actor.role,
    sameDay: false,
  };

/** A same-day confirmation may be renewed at any time within its window; any other sign-off that holds is given once. */
function holdsAlready(condition: Condition, actor: Actor, required: RequiredSignOff, closing: Closing, now: Date) {
  if (required.sameDay) return false;
  const { slots } = conditionState({ ...condition, requires: [required] }, [], closing.timeOfDelivery, now);
  return slots.some((slot) => slot.state === "given" && slot.signOff.by === actor.personId);
}
