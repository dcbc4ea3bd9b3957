import {
  type Basis,
  type Condition,
  type Evidence,
  inForce,
  liveMark,
  liveWaiver,
  type RequiredSignOff,
  type SignOff,
  undelivered,
} from "./condition";
import type { PersonId } from "./ids";
import type { PartyRole } from "./role";

export type ConditionStatus =
  | "open"
  | "delivered"
  | "form-accepted"
  | "satisfied"
  | "waived"
  | "not-applicable"
  | "failed";

/** Why a sign-off that was given does not hold any more. */
export type Lapse =
  | { cause: "document-replaced"; deliverable: string; signedBy: PersonId; signedAt: Date; replacedAt: Date }
  | { cause: "requirement-changed"; signedBy: PersonId; signedAt: Date }
  | { cause: "too-old"; signedBy: PersonId; signedAt: Date; heldUntil: Date };

/** One required sign-off and how it stands. */
export type Slot = RequiredSignOff &
  (
    | { state: "awaiting" }
    /** A same-day confirmation whose window has not opened. */
    | { state: "not-yet"; opensAt: Date }
    | { state: "given"; signOff: SignOff; holdsUntil: Date | null }
    | { state: "stale" | "expired"; lapse: Lapse }
  );

/** What happens next, and whose it is. */
export type NextStep =
  | { do: "deliver"; titles: readonly string[]; roles: readonly PartyRole[] }
  | { do: "sign-off"; basis: Basis; sameDay: boolean; roles: readonly PartyRole[]; from: Date | null };

export type ConditionState = {
  status: ConditionStatus;
  slots: readonly Slot[];
  stale: readonly Lapse[];
  expired: readonly Lapse[];
  next: NextStep | null;
  /** The first moment at which time alone changes this state; null when none does. */
  changesAt: Date | null;
};

const hour = 3_600_000;
const settledStatuses: readonly ConditionStatus[] = ["satisfied", "waived", "not-applicable"];

/** Nothing more is asked of it, as things stand. */
export const isSettled = (state: Pick<ConditionState, "status">) => settledStatuses.includes(state.status);

/**
 * The state of one condition: a function of the recorded acts, the Time of Delivery and the closing's clock.
 * `limbs` are its limbs with theirs already worked out; they matter where each limb stands by itself.
 */
export function conditionState(
  condition: Condition,
  limbs: readonly ConditionState[],
  timeOfDelivery: Date,
  now: Date,
): ConditionState {
  const slots = condition.requires.map((required) => slotState(condition, required, timeOfDelivery, now));
  const stale = slots.flatMap((slot) => (slot.state === "stale" ? [slot.lapse] : []));
  const expired = slots.flatMap((slot) => (slot.state === "expired" ? [slot.lapse] : []));
  const changesAt = earliest([...slots.map((slot) => slotChangesAt(slot)), ...limbs.map((limb) => limb.changesAt)]);
  const base = { slots, changesAt };

  const mark = liveMark(condition);
  const settledBy = liveWaiver(condition) ? "waived" : mark ? mark.mark : null;
  if (settledBy) return { ...base, status: settledBy, stale: [], expired: [], next: null };

  if (condition.mode === "limbs" && limbs.length > 0) {
    return {
      ...base,
      status: statusOfLimbs(limbs),
      stale: limbs.flatMap((limb) => limb.stale),
      expired: limbs.flatMap((limb) => limb.expired),
      next: limbs.find((limb) => limb.next)?.next ?? null,
    };
  }
  const status = statusOfSlots(condition, slots);
  return { ...base, status, stale, expired, next: status === "satisfied" ? null : nextStep(condition, slots) };
}

function statusOfSlots(condition: Condition, slots: readonly Slot[]): ConditionStatus {
  const given = (basis: Basis) => slots.filter((slot) => slot.basis === basis).every((slot) => slot.state === "given");
  const delivered = undelivered(condition).length === 0 && given("fact") && given("received");
  const something =
    condition.deliverables.length > 0 || slots.some((s) => s.basis === "fact" || s.basis === "received");
  if (!delivered) return "open";
  if (slots.length > 0 && slots.every((slot) => slot.state === "given")) return "satisfied";
  if (slots.some((slot) => slot.basis === "form") && given("form")) return "form-accepted";
  return something ? "delivered" : "open";
}

function statusOfLimbs(limbs: readonly ConditionState[]): ConditionStatus {
  if (limbs.some((limb) => limb.status === "failed")) return "failed";
  if (limbs.every((limb) => limb.status === "not-applicable")) return "not-applicable";
  if (limbs.every(isSettled)) return limbs.some((limb) => limb.status === "satisfied") ? "satisfied" : "waived";
  const unsettled = limbs.filter((limb) => !isSettled(limb)).map((limb) => limb.status);
  if (unsettled.includes("open")) return "open";
  return unsettled.includes("delivered") ? "delivered" : "form-accepted";
}

/** How one required sign-off stands: the newest that was given and not withdrawn is the one that counts. */
function slotState(condition: Condition, required: RequiredSignOff, timeOfDelivery: Date, now: Date): Slot {
  const candidates = condition.signOffs.filter(
    (s) => s.basis === required.basis && s.role === required.role && !s.withdrawnAt,
  );
  const lapses: ReturnType<typeof lapseOf>[] = [];
  for (const signOff of candidates.toReversed()) {
    const lapse = lapseOf(condition, required, signOff, timeOfDelivery, now);
    if (!lapse) return { ...required, state: "given", signOff, holdsUntil: heldUntil(condition, required, signOff) };
    lapses.push(lapse);
  }
  const newest = lapses[0];
  if (newest) return { ...required, state: newest.cause === "too-old" ? "expired" : "stale", lapse: newest };
  const opensAt = windowOpens(condition, required, timeOfDelivery);
  if (opensAt && now < opensAt) return { ...required, state: "not-yet", opensAt };
  return { ...required, state: "awaiting" };
}

/** Null while the sign-off holds; else what made it lapse. */
function lapseOf(
  condition: Condition,
  required: RequiredSignOff,
  signOff: SignOff,
  timeOfDelivery: Date,
  now: Date,
): Lapse | null {
  const { by: signedBy, at: signedAt } = signOff;
  if (signOff.requirement !== condition.requirement) return { cause: "requirement-changed", signedBy, signedAt };
  for (const deliverable of condition.deliverables) {
    const version = inForce(deliverable);
    if (version && !reliedOn(signOff.evidence, deliverable.id, version.sha256)) {
      const { sharedAt: replacedAt } = version;
      return { cause: "document-replaced", deliverable: deliverable.title, signedBy, signedAt, replacedAt };
    }
  }
  const until = heldUntil(condition, required, signOff);
  const opens = windowOpens(condition, required, timeOfDelivery);
  if (until && opens && (now > until || signOff.clock < opens)) {
    return { cause: "too-old", signedBy, signedAt, heldUntil: until };
  }
  return null;
}

const reliedOn = (evidence: readonly Evidence[], deliverableId: string, sha256: string) =>
  evidence.some((item) => item.deliverableId === deliverableId && item.sha256 === sha256);

/** The moment from which a same-day confirmation may be given; null for a sign-off that is not bound to the day. */
export function windowOpens(condition: Condition, required: RequiredSignOff, timeOfDelivery: Date): Date | null {
  if (!required.sameDay || condition.windowHours === null) return null;
  return new Date(timeOfDelivery.getTime() - condition.windowHours * hour);
}

function heldUntil(condition: Condition, required: RequiredSignOff, signOff: SignOff): Date | null {
  if (!required.sameDay || condition.windowHours === null) return null;
  return new Date(signOff.clock.getTime() + condition.windowHours * hour);
}

function nextStep(condition: Condition, slots: readonly Slot[]): NextStep | null {
  const missing = undelivered(condition);
  if (missing.length > 0) {
    return { do: "deliver", titles: missing.map((d) => d.title), roles: condition.furnishedBy };
  }
  for (const basis of ["received", "fact", "form", "judgment"] as const) {
    const due = slots.filter((slot) => slot.basis === basis && slot.state !== "given");
    const first = due[0];
    if (!first) continue;
    return {
      do: "sign-off",
      basis,
      sameDay: first.sameDay,
      roles: due.map((slot) => slot.role),
      from: first.state === "not-yet" ? first.opensAt : null,
    };
  }
  return null;
}

function slotChangesAt(slot: Slot): Date | null {
  if (slot.state === "not-yet") return slot.opensAt;
  return slot.state === "given" && slot.holdsUntil ? new Date(slot.holdsUntil.getTime() + 1) : null;
}

function earliest(moments: readonly (Date | null)[]): Date | null {
  return moments.reduce<Date | null>((least, moment) => (moment && (!least || moment < least) ? moment : least), null);
}
