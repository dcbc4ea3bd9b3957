import type { CalendarId } from "@/lib/domain/clock-words";
import type { DeadlineRule } from "./deadline";

/** What a default clause says about time. Hours as the agreement gives them, one after the other: [36, 36]. */
export type DefaultPeriods = {
  clause: string;
  arrangeHours: readonly number[];
  /** The furthest that the Time of Delivery may be put off; null where the clause does not let it be. */
  postpone: { count: number; unit: "calendar-days" | "business-days" } | null;
};

const arrangers = ["Representatives’", "Company’s"] as const;

/**
 * The clocks that a default starts (Section 9(a) and its like): each period to arrange for other purchasers runs on from
 * the end of the one before, all of them from the moment of the default; and the latest moment to which the Time of
 * Delivery may be postponed. The events are "default" and "time-of-delivery".
 */
export function defaultClocks(
  { clause, arrangeHours, postpone }: DefaultPeriods,
  calendars: readonly CalendarId[] = ["ny-bank"],
): DeadlineRule[] {
  const clocks: DeadlineRule[] = [];
  let hours = 0;
  for (const [index, period] of arrangeHours.entries()) {
    hours += period;
    const who = arrangers[index] ?? arrangers[1];
    clocks.push({
      clause,
      what: `${who} time to arrange for other purchasers`,
      anchor: "default",
      direction: "after",
      count: hours,
      unit: "hours",
      bound: "by",
      localTime: null,
      countsAnchorDay: false,
      calendars: [],
      roll: "none",
    });
  }
  if (postpone !== null) {
    clocks.push({
      clause,
      what: "latest postponed Time of Delivery",
      anchor: "time-of-delivery",
      direction: "after",
      ...postpone,
      bound: "by",
      localTime: null,
      countsAnchorDay: false,
      calendars,
      roll: "none",
    });
  }
  return clocks;
}
