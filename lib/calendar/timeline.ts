import { Temporal } from "temporal-polyfill";
import type { PartyRole } from "@/lib/domain/role";
import type { Deadline, DeadlineContext, DeadlineProblem, DeadlineRule } from "./deadline";
import { deriveDeadline } from "./derive-deadline";
import { sayCount } from "./say-day";

/** One clock on the timeline of a closing. `owner` is whose it is; null for what binds everyone. */
export type TimelineItem = { id: string; owner: PartyRole | null; rule: DeadlineRule };

export type TimelineEntry = {
  item: TimelineItem;
  deadline: Deadline;
  /** Every entry at the earliest moment that is still to come is "next". */
  standing: "past" | "next" | "later";
  /** Whole seconds from now to the moment; negative once it is past. */
  secondsLeft: number;
};

/** An item whose moment cannot be worked out, with the field at fault: shown beside the others, never left out. */
export type TimelineProblem = { item: TimelineItem; problem: DeadlineProblem };

export type Timeline = { entries: readonly TimelineEntry[]; problems: readonly TimelineProblem[] };

const epoch = (moment: string) => Temporal.ZonedDateTime.from(moment).epochMilliseconds;

/** All clocks of a closing in order of time (at one moment: in the order given), as they stand at an instant. */
export function timeline(items: readonly TimelineItem[], context: DeadlineContext, now: Date): Timeline {
  const problems: TimelineProblem[] = [];
  const dated: { item: TimelineItem; deadline: Deadline; at: number }[] = [];
  for (const item of items) {
    const deadline = deriveDeadline(item.rule, context);
    if (deadline.ok) dated.push({ item, deadline: deadline.value, at: epoch(deadline.value.moment) });
    else problems.push({ item, problem: deadline.error });
  }
  dated.sort((a, b) => a.at - b.at);
  const next = dated.find(({ at }) => at >= now.getTime())?.at;
  const entries = dated.map(({ item, deadline, at }): TimelineEntry => {
    const standing = at < now.getTime() ? "past" : at === next ? "next" : "later";
    return { item, deadline, standing, secondsLeft: Math.floor((at - now.getTime()) / 1000) };
  });
  return { entries, problems };
}

/** What a moved Time of Delivery does to one clock. */
export type Slip = {
  item: TimelineItem;
  before: Deadline;
  after: Deadline;
  /** Elapsed seconds by which it moves; 0 where it stays. */
  seconds: number;
  /** "7 days later", "1 day 2 hours earlier", "stays": on the local clock. */
  says: string;
};

export type Slips = { moved: readonly Slip[]; kept: readonly Slip[]; problems: readonly TimelineProblem[] };

/**
 * What slips when the Time of Delivery moves: every clock worked out under the old and the new one, those that move apart
 * from those that stay. Nothing is changed by asking. The event is "time-of-delivery"; the new one is written as an anchor.
 */
export function whatSlips(items: readonly TimelineItem[], context: DeadlineContext, newTimeOfDelivery: string): Slips {
  const moved: Slip[] = [];
  const kept: Slip[] = [];
  const problems: TimelineProblem[] = [];
  const then = { ...context, anchors: { ...context.anchors, "time-of-delivery": newTimeOfDelivery } };
  for (const item of items) {
    const before = deriveDeadline(item.rule, context);
    const after = deriveDeadline(item.rule, then);
    if (!before.ok) problems.push({ item, problem: before.error });
    else if (!after.ok) problems.push({ item, problem: after.error });
    else {
      const slip = slipOf(item, before.value, after.value);
      (slip.seconds === 0 ? kept : moved).push(slip);
    }
  }
  return { moved, kept, problems };
}

function slipOf(item: TimelineItem, before: Deadline, after: Deadline): Slip {
  const from = Temporal.ZonedDateTime.from(before.moment);
  const to = Temporal.ZonedDateTime.from(after.moment);
  const seconds = Math.round((to.epochMilliseconds - from.epochMilliseconds) / 1000);
  return { item, before, after, seconds, says: sayShift(from, to, seconds) };
}

/** The shift as a local calendar shows it, so that seven days over a change of the clocks are still seven days. */
function sayShift(from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime, seconds: number): string {
  if (seconds === 0) return "stays";
  const [early, late] = seconds > 0 ? [from, to] : [to, from];
  const { days, hours, minutes } = early
    .toPlainDateTime()
    .until(late.toPlainDateTime(), { largestUnit: "days", smallestUnit: "minutes" });
  const parts = [
    days ? sayCount(days, "day") : "",
    hours ? sayCount(hours, "hour") : "",
    minutes ? sayCount(minutes, "minute") : "",
  ].filter(Boolean);
  return `${parts.join(" ")} ${seconds > 0 ? "later" : "earlier"}`;
}
