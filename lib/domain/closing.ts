import type { Condition } from "./condition";
import { type ConditionState, conditionState, isSettled } from "./condition-state";
import type { ClosingId, ConditionId, OfferingId, PartyId, PersonId, SignaturePageId } from "./ids";

export type ClosingStep = {
  step: "pre-closing" | "call" | "closed" | "postponed" | "terminated";
  ground: string | null;
  text: string | null;
  by: PersonId;
  at: Date;
  clock: Date;
};

/** The states of one Time of Delivery. */
export type ClosingStage = "preparing" | "pre-closing" | "on-the-call" | "closed" | "postponed" | "terminated";

export type SignaturePageStep = {
  step: "out" | "in-escrow" | "release-authorised" | "withdrawn";
  by: PersonId;
  at: Date;
};

/** A page that one signatory signs; held in escrow and released once, for all, at the closing. */
export type SignaturePage = {
  id: SignaturePageId;
  partyId: PartyId;
  document: string;
  signatory: string;
  capacity: string;
  steps: readonly SignaturePageStep[];
};

export type SignaturePageState = "not-sent" | "out" | "in-escrow" | "release-authorised" | "released" | "withdrawn";

/** From the real moment `at` on, a rehearsal's clock shows `shows` and runs on at the usual pace. */
export type ClockSetting = { shows: Date; at: Date };

/** One Time of Delivery with all that was recorded about it. */
export type Closing = {
  id: ClosingId;
  offeringId: OfferingId;
  label: string;
  /** Date and time in the closing's zone, as last agreed. */
  localDate: string;
  localTime: string;
  zone: string;
  /** The instant that these name. */
  timeOfDelivery: Date;
  location: string;
  steps: readonly ClosingStep[];
  clocks: readonly ClockSetting[];
  signaturePages: readonly SignaturePage[];
  /** In the order of the agreement, each clause before its limbs. */
  conditions: readonly Condition[];
};

/** What the closing's own clock shows at a real moment: that moment, or the rehearsal's. */
export function clockOf(closing: Pick<Closing, "clocks">, real: Date): Date {
  const setting = closing.clocks.at(-1);
  return setting ? new Date(setting.shows.getTime() + (real.getTime() - setting.at.getTime())) : real;
}

export function stageOf(closing: Pick<Closing, "steps">): ClosingStage {
  const last = closing.steps.at(-1)?.step;
  if (!last) return "preparing";
  return last === "call" ? "on-the-call" : last;
}

/** Closed or terminated: nothing about its conditions can change any more. */
export const isOver = (closing: Pick<Closing, "steps">) => ["closed", "terminated"].includes(stageOf(closing));

/**
 * The moment as of which the conditions are judged: what the clock shows; once it is closed or terminated, what it showed
 * then, so that a confirmation which held at the closing does not seem to lapse afterwards.
 */
export function judgedAt(closing: Pick<Closing, "clocks" | "steps">, real: Date): Date {
  const last = closing.steps.at(-1);
  return last && isOver(closing) ? last.clock : clockOf(closing, real);
}

export function signaturePageState(page: SignaturePage, stage: ClosingStage): SignaturePageState {
  const last = page.steps.at(-1)?.step;
  if (!last) return "not-sent";
  return stage === "closed" && last === "release-authorised" ? "released" : last;
}

/** The state of every condition, limbs worked out before the clause they stand under. */
export function conditionStates(closing: Closing, now: Date): Map<ConditionId, ConditionState> {
  const states = new Map<ConditionId, ConditionState>();
  const limbsOf = Map.groupBy(closing.conditions, (condition) => condition.parentId);
  const workOut = (condition: Condition): ConditionState => {
    const known = states.get(condition.id);
    if (known) return known;
    const limbs = (limbsOf.get(condition.id) ?? []).map(workOut);
    const state = conditionState(condition, limbs, closing.timeOfDelivery, now);
    states.set(condition.id, state);
    return state;
  };
  closing.conditions.forEach(workOut);
  return states;
}

/** The first moment at which time alone changes any of these states; null when none does. */
export function nextChange(states: ReadonlyMap<ConditionId, ConditionState>): Date | null {
  const moments = [...states.values()].flatMap(({ changesAt }) => (changesAt ? [changesAt.getTime()] : []));
  return moments.length > 0 ? new Date(Math.min(...moments)) : null;
}

/**
 * The conditions that are signed off as such: clauses taken whole, and limbs that stand by themselves.
 * The limbs of a clause taken whole are matched within it; a clause taken limb by limb only sums them up.
 */
export function countedConditions<C extends Pick<Condition, "id" | "parentId" | "mode">>(closing: {
  conditions: readonly C[];
}): C[] {
  const byId = new Map(closing.conditions.map((condition) => [condition.id, condition]));
  const withLimbs = new Set(closing.conditions.map((condition) => condition.parentId));
  return closing.conditions.filter((condition) => {
    if (condition.mode === "limbs" && withLimbs.has(condition.id)) return false;
    for (let above = condition.parentId; above; above = byId.get(above)?.parentId ?? null) {
      if (byId.get(above)?.mode === "whole") return false;
    }
    return true;
  });
}

export type Readiness = {
  /** Conditions that count, and how many of them are settled with nothing stale or expired. */
  total: number;
  settled: number;
  pagesTotal: number;
  pagesReady: number;
  /** 0 to 100, rounded down; 100 only when nothing blocks. */
  percent: number;
  blockers: readonly { condition: Condition; state: ConditionState }[];
  pagesBlocking: readonly SignaturePage[];
  ready: boolean;
};

/** Where one Time of Delivery stands. Never 100 % while a same-day confirmation is missing. */
export function readiness(closing: Closing, states: ReadonlyMap<ConditionId, ConditionState>): Readiness {
  const counted = countedConditions(closing);
  const stage = stageOf(closing);
  const blockers = counted.flatMap((condition) => {
    const state = states.get(condition.id);
    if (!state) throw new Error(`No state for ${condition.label}`);
    const clause = condition.parentId ? states.get(condition.parentId) : undefined;
    return isClear(state) || isDispensedWith(clause) ? [] : [{ condition, state }];
  });
  const pagesBlocking = closing.signaturePages.filter(
    (page) => !["release-authorised", "released"].includes(signaturePageState(page, stage)),
  );
  const total = counted.length;
  const settled = total - blockers.length;
  const pagesTotal = closing.signaturePages.length;
  const pagesReady = pagesTotal - pagesBlocking.length;
  const all = total + pagesTotal;
  return {
    total,
    settled,
    pagesTotal,
    pagesReady,
    percent: all === 0 ? 0 : Math.floor((100 * (settled + pagesReady)) / all),
    blockers,
    pagesBlocking,
    ready: total > 0 && blockers.length === 0 && pagesBlocking.length === 0,
  };
}

const isClear = (state: ConditionState) => isSettled(state) && state.stale.length === 0 && state.expired.length === 0;

/** A waiver or "not applicable" for a whole clause covers the limbs below it. */
const isDispensedWith = (clause: ConditionState | undefined) =>
  clause?.status === "waived" || clause?.status === "not-applicable";
