/** On whose account a binder was made: the day before, the hour before, or something new that all parties share. */
export type BinderCause = "day-before" | "hour-before" | "change";

/** What is known of the last binder of one Time of Delivery. */
export type LastBinder = {
  /** The furthest milestone that it, or one before it for the same moment, was made at. */
  reached: "day-before" | "hour-before";
  /** The instant of the Time of Delivery that it was made for. */
  timeOfDelivery: Date;
  /** The newest shared event that it has in it. */
  position: bigint;
  /** When it was made, by the real clock. */
  at: Date;
};

/** Where one Time of Delivery stands, as far as binders go. */
export type BinderOccasion = {
  /** What the closing's own clock shows, and the real moment. */
  clock: Date;
  real: Date;
  timeOfDelivery: Date;
  over: boolean;
  /** The newest event that all parties share, and its real moment. */
  position: bigint;
  changedAt: Date;
};

const hour = 3_600_000;
/** A change goes on paper when nothing more has come for so long; while changes keep coming, this often. */
const quietMs = 20_000;
const oftenMs = 5 * 60_000;
/** A Time of Delivery that went by without an end is forgotten, not watched for ever. */
const forgottenMs = 48 * hour;

const rank = { "day-before": 1, "hour-before": 2 } as const;

/**
 * Whether the status of a Time of Delivery is to be put on paper now, and why: 24 hours and one hour before it, by its own clock, and
 * from the first of these on after each change that all parties share, the last one that which ends it. A postponed one begins again.
 */
export function binderDue(occasion: BinderOccasion, last: LastBinder | null): BinderCause | null {
  const { clock, real, timeOfDelivery, over, position, changedAt } = occasion;
  const changed = last !== null && last.position < position;
  const settled =
    real.getTime() - changedAt.getTime() >= quietMs || (last && real.getTime() - last.at.getTime() >= oftenMs);
  if (over) return changed && settled ? "change" : null;

  const milestone = milestoneAt(clock, timeOfDelivery);
  if (!milestone) return null;
  const reached = last && last.timeOfDelivery.getTime() === timeOfDelivery.getTime() ? rank[last.reached] : 0;
  if (rank[milestone] > reached) return milestone;
  return changed && settled ? "change" : null;
}

/** The furthest milestone that the clock has passed; null while it is too early, or long over. */
export function milestoneAt(clock: Date, timeOfDelivery: Date): "day-before" | "hour-before" | null {
  const left = timeOfDelivery.getTime() - clock.getTime();
  if (left > 24 * hour || left < -forgottenMs) return null;
  return left > hour ? "day-before" : "hour-before";
}

/** Why a binder was made, for people. */
export const binderCauseWords: Record<BinderCause, string> = {
  "day-before": "24 hours before",
  "hour-before": "One hour before",
  change: "After a change",
};
