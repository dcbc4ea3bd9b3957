import { Temporal } from "temporal-polyfill";
import { easterSunday } from "./easter-sunday";

/** ISO day of the week: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Where a holiday falls in a year, before any moving off a weekend. */
export type HolidayDay =
  | { month: number; day: number }
  | { month: number; weekday: Weekday; nth: 1 | 2 | 3 | 4 | "last" }
  | "good-friday"
  | "general-election-day";

/** What a calendar does with a holiday that falls on a weekend: keeps it on the next or last weekday, or lets it go. */
export type Observance = { saturday: "friday" | "not-observed"; sunday: "monday" | "not-observed" };

export type HolidayRule = {
  name: string;
  falls: HolidayDay;
  /** First and last year in which the calendar keeps it; open where not given. */
  from?: number;
  through?: number;
  /** In place of the calendar's own observance. */
  observance?: Observance;
  /** Good Friday only: kept or not by whether it is the first Friday of the month, the day of the employment report. */
  firstFriday?: "only" | "never";
};

/** One day on which a calendar is closed (or on which something must be known), and why. */
export type MarkedDay = { date: string; why: string };

const plain = (year: number, month: number, day: number) => Temporal.PlainDate.from({ year, month, day });

function nthWeekday(year: number, month: number, weekday: Weekday, nth: number): Temporal.PlainDate {
  const first = plain(year, month, 1);
  return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (nth - 1) });
}

function lastWeekday(year: number, month: number, weekday: Weekday): Temporal.PlainDate {
  const first = plain(year, month, 1);
  const last = first.add({ days: first.daysInMonth - 1 });
  return last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 });
}

function fallsOn(falls: HolidayDay, year: number): Temporal.PlainDate {
  if (falls === "good-friday") return easterSunday(year).subtract({ days: 2 });
  // The Tuesday next after the first Monday in November.
  if (falls === "general-election-day") return nthWeekday(year, 11, 1, 1).add({ days: 1 });
  if ("day" in falls) return plain(year, falls.month, falls.day);
  return falls.nth === "last"
    ? lastWeekday(year, falls.month, falls.weekday)
    : nthWeekday(year, falls.month, falls.weekday, falls.nth);
}

/**
 * The weekday on which a holiday of the given year is kept, with its name, or null where the calendar does not keep it.
 * New Year's Day may be kept on 31 December of the year before.
 */
export function keptOn(rule: HolidayRule, year: number, usual: Observance): MarkedDay | null {
  if (year < (rule.from ?? year) || year > (rule.through ?? year)) return null;
  const date = fallsOn(rule.falls, year);
  if (rule.firstFriday === "only" && date.day > 7) return null;
  if (rule.firstFriday === "never" && date.day <= 7) return null;

  const observance = rule.observance ?? usual;
  if (date.dayOfWeek === 6) {
    if (observance.saturday === "not-observed") return null;
    return { date: date.subtract({ days: 1 }).toString(), why: `${rule.name}, kept on Friday` };
  }
  if (date.dayOfWeek === 7) {
    if (observance.sunday === "not-observed") return null;
    return { date: date.add({ days: 1 }).toString(), why: `${rule.name}, kept on Monday` };
  }
  return { date: date.toString(), why: rule.name };
}
