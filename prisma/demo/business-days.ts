import { Temporal } from "temporal-polyfill";
import { countBusinessDays, nearestBusinessDay } from "../../lib/calendar/business-day";
import { instantOf } from "../../lib/calendar/instant";

export const newYork = "America/New_York";

/** The date in New York at a moment. */
const dateAt = (moment: Date) => Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(newYork);

/** A day as many business days after the last one that is wholly past; before it where the count is negative. */
export function businessDay(now: Date, count: number): string {
  const past = answer(nearestBusinessDay(dateAt(now).toPlainDate().subtract({ days: 1 }), "preceding", ["ny-bank"]));
  return shifted(past, count).toString();
}

/** The same count from a given day. */
export const daysFrom = (date: string, count: number) => shifted(Temporal.PlainDate.from(date), count).toString();

/** "2026-11-24T15:30", New York time, as an instant. */
export function newYorkMoment(local: string): Date {
  const [date = "", time = ""] = local.split("T");
  return instantOf(date, time, newYork);
}

const shifted = (from: Temporal.PlainDate, count: number) =>
  answer(countBusinessDays(from, Math.abs(count), count < 0 ? "before" : "after", ["ny-bank"])).end;

function answer<T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
