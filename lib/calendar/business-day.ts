import { Temporal } from "temporal-polyfill";
import type { CalendarId } from "@/lib/domain/clock-words";
import { err, ok, type Result } from "@/lib/domain/result";
import { calendars, firstYear, lastYear } from "./calendars";
import { type HolidayRule, keptOn, type MarkedDay, type Observance } from "./holiday-rule";

/** A day outside the years that the calendars cover; nothing is guessed for it. */
export type YearNotCovered = {
  code: "year-not-covered";
  field: "calendars";
  calendar: CalendarId;
  year: number;
  message: string;
};

type Marks = { closed: ReadonlyMap<string, string>; remarks: ReadonlyMap<string, string> };

const built = new Map<CalendarId, Marks>();

function marked(rules: readonly HolidayRule[], usual: Observance, special: readonly MarkedDay[]): Map<string, string> {
  const days = new Map<string, string>();
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (const rule of rules) {
      const day = keptOn(rule, year, usual);
      if (day) days.set(day.date, day.why);
    }
  }
  for (const { date, why } of special) days.set(date, why);
  return days;
}

function jointMarks(one: CalendarId, other: CalendarId): Marks {
  const first = marksOf(one).closed;
  const second = marksOf(other).closed;
  const closed = new Map<string, string>();
  const remarks = new Map<string, string>();
  for (const [date, why] of first) {
    if (second.has(date)) closed.set(date, why);
    else remarks.set(date, `open with limited functions; ${calendars[one].name} closed: ${why}`);
  }
  for (const [date, why] of second) {
    if (!first.has(date)) remarks.set(date, `open with limited functions; ${calendars[other].name} closed: ${why}`);
  }
  return { closed, remarks };
}

/** The closed and the remarked weekdays of a calendar, worked out once from its rules. */
function marksOf(id: CalendarId): Marks {
  const known = built.get(id);
  if (known) return known;
  const calendar = calendars[id];
  const marks =
    "closedWhenBoth" in calendar
      ? jointMarks(...calendar.closedWhenBoth)
      : {
          closed: marked(calendar.rules, calendar.observance, calendar.specialClosings),
          remarks: marked(calendar.remarkRules, calendar.observance, calendar.remarks),
        };
  built.set(id, marks);
  return marks;
}

/** The weekdays on which a calendar is closed in one year, in order, each with its reason. */
export function closedDays(id: CalendarId, year: number): Result<readonly MarkedDay[], YearNotCovered> {
  const problem = notCovered(year, [id]);
  if (problem) return err(problem);
  const days = [...marksOf(id).closed].map(([date, why]) => ({ date, why }));
  return ok(days.filter(({ date }) => date.startsWith(`${year}-`)).sort((a, b) => (a.date < b.date ? -1 : 1)));
}

/** The problem that a year lies outside the calendars' years, or null. Names the year and the first calendar asked. */
export function notCovered(year: number, ids: readonly CalendarId[]): YearNotCovered | null {
  const calendar = ids[0];
  if (!calendar || (year >= firstYear && year <= lastYear)) return null;
  return {
    code: "year-not-covered",
    field: "calendars",
    calendar,
    year,
    message: `The year ${year} is outside the calendar of ${calendars[calendar].name}, which covers ${firstYear} to ${lastYear}.`,
  };
}

/**
 * Why a day is no business day on one of the calendars (a weekend, a holiday, a special closing), or null when it is a
 * business day on all of them. With no calendar every day is one. The caller has checked the year with `notCovered`.
 */
export function closedBecause(date: Temporal.PlainDate, ids: readonly CalendarId[]): string | null {
  if (ids.length === 0) return null;
  if (date.dayOfWeek === 6) return "Saturday";
  if (date.dayOfWeek === 7) return "Sunday";
  const iso = date.toString();
  for (const id of ids) {
    const why = marksOf(id).closed.get(iso);
    if (why) return why;
  }
  return null;
}

/** What must be known about a day on which a calendar is open: an early close, a state holiday, limited functions. */
export function remarksOn(date: Temporal.PlainDate, ids: readonly CalendarId[]): readonly string[] {
  const iso = date.toString();
  return ids.flatMap((id) => {
    const why = marksOf(id).remarks.get(iso);
    return why ? [`${calendars[id].name}: ${why}`] : [];
  });
}

/** Whether a date (YYYY-MM-DD) is a business day on each of the calendars. */
export function isBusinessDay(date: string, ids: readonly CalendarId[]): Result<boolean, YearNotCovered> {
  const day = Temporal.PlainDate.from(date);
  const problem = notCovered(day.year, ids);
  return problem ? err(problem) : ok(closedBecause(day, ids) === null);
}

/** One day that a count went over: a business day with its number, or a day left out with the reason. */
export type CountedDay = { date: Temporal.PlainDate; number: number } | { date: Temporal.PlainDate; skipped: string };

export type Count = { end: Temporal.PlainDate; days: readonly CountedDay[] };

/**
 * Counts business days from an anchor day, forwards or backwards. The anchor is not counted, or is day 1 when
 * `countAnchor` is set and it is a business day. A count of 0 stays on the anchor. Every day gone over is given.
 */
export function countBusinessDays(
  anchor: Temporal.PlainDate,
  count: number,
  direction: "before" | "after",
  ids: readonly CalendarId[],
  countAnchor = false,
): Result<Count, YearNotCovered> {
  const step = { days: direction === "after" ? 1 : -1 };
  const days: CountedDay[] = [];
  let date = anchor;
  let number = 0;
  if (countAnchor && count > 0) {
    const problem = notCovered(date.year, ids);
    if (problem) return err(problem);
    const skipped = closedBecause(date, ids);
    if (skipped) days.push({ date, skipped });
    else days.push({ date, number: ++number });
  }
  while (number < count) {
    date = date.add(step);
    const problem = notCovered(date.year, ids);
    if (problem) return err(problem);
    const skipped = closedBecause(date, ids);
    if (skipped) days.push({ date, skipped });
    else days.push({ date, number: ++number });
  }
  return ok({ end: date, days });
}

/** The nearest business day at or beyond a day, in the direction asked. */
export function nearestBusinessDay(
  from: Temporal.PlainDate,
  direction: "preceding" | "following",
  ids: readonly CalendarId[],
): Result<Temporal.PlainDate, YearNotCovered> {
  const step = { days: direction === "following" ? 1 : -1 };
  for (let date = from; ; date = date.add(step)) {
    const problem = notCovered(date.year, ids);
    if (problem) return err(problem);
    if (closedBecause(date, ids) === null) return ok(date);
  }
}
