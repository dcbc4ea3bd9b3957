import { type Bound, type CalendarId, type EventName, isCalendarId, type TimeUnit } from "@/lib/domain/clock-words";
import { err, ok, type Result } from "@/lib/domain/result";
import type { DeadlineRule } from "./deadline";

/** A clock as the agreement reader writes it down: what the clause says, in words, not yet counted. */
export type AgreementClock = {
  clause: string;
  what: string;
  /** "second business day after the pricing agreement", "48 hours before the Time of Delivery". */
  basis: string;
  /** "sec", "nyc-bank" and so on; null where the agreement names none. */
  calendar: string | null;
  /** "17:30", or null. */
  localTime: string | null;
};

/** The part of a clock that could not be understood; a person then sets it. */
export type ClockNotUnderstood = { code: "clock-not-understood"; field: "basis" | "calendar"; message: string };

const numbers: Record<string, number> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  eighteen: 18,
  twenty: 20,
  "twenty-four": 24,
  thirty: 30,
  "thirty-six": 36,
  "forty-five": 45,
  "forty-eight": 48,
  sixty: 60,
  "seventy-two": 72,
  ninety: 90,
  next: 1,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
};

const events: readonly [RegExp, EventName][] = [
  [/default/, "default"],
  [/time of delivery|closing (date|time)|delivery date|settlement date|^the closing$/, "time-of-delivery"],
  [/prospectus supplement|date of the (final )?prospectus/, "prospectus-supplement"],
  [/effective date|effectiveness/, "effective-date"],
  [/lock-?up/, "lock-up-start"],
  [/pricing|execution time|applicable time/, "pricing-agreement"],
  [/agreement/, "agreement-date"],
];

/** Names that an agreement's own day definition goes by, beside the calendars' own. */
const calendarNames: Record<string, CalendarId> = {
  edgar: "sec",
  commission: "sec",
  "nyc-bank": "ny-bank",
  "new-york-bank": "ny-bank",
  "new-york": "ny-bank",
  exchange: "nyse",
  sifma: "us-gov-securities",
};

const shape =
  /^(?:(before|by|through|from)\s+)?(?:(?:the|at least|not later than|no later than|within)\s+)*([a-z-]+|\d+)(?:st|nd|rd|th)?\s+(?:full\s+|new york\s+)?(hour|calendar day|business day|day|month)s?'?\s+(?:prior to|(after|before|following|preceding|succeeding|next succeeding))\s+(.+)$/;
const sameDay = /^(?:(before|by|through|from)\s+)?(?:on\s+)?(?:the\s+)?(?:same\s+)?(?:day|date) of\s+(.+)$/;

/**
 * The rule behind a clock that was read from an agreement. Only a basis of the plain shape "so many units before or after
 * an event" (or "the date of" an event) is understood, and only a calendar that is known; anything else is an error that
 * names the field, never a guess. Business days need a calendar: the one that the clock names, else the agreement’s own
 * (`ownDays`, which a clock calls "business-day"); hours and days take the one given for the day they end on.
 */
export function ruleFromClock(
  clock: AgreementClock,
  ownDays: readonly CalendarId[] = [],
): Result<DeadlineRule, ClockNotUnderstood> {
  const basis = clock.basis
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .replace(/[.;,]$/, "")
    .trim();
  const parsed = parseBasis(basis);
  if (!parsed)
    return notUnderstood("basis", `“${clock.basis}” is not “so many days or hours before or after an event”.`);
  const named = clock.calendar === "business-day" ? [] : calendarsOf(clock.calendar);
  const calendars = named?.length === 0 && parsed.unit === "business-days" ? ownDays : named;
  if (!calendars) return notUnderstood("calendar", `No calendar is called “${clock.calendar}”.`);
  if (parsed.unit === "business-days" && calendars.length === 0) {
    return notUnderstood("calendar", "Business days are counted, and the clock names no calendar.");
  }
  return ok({
    clause: clock.clause,
    what: clock.what,
    ...parsed,
    localTime: parsed.unit === "hours" ? null : clock.localTime,
    countsAnchorDay: false,
    calendars,
    roll: "none",
  });
}

type Basis = Pick<DeadlineRule, "anchor" | "direction" | "count" | "unit" | "bound">;

function parseBasis(basis: string): Basis | null {
  const same = sameDay.exec(basis);
  if (same) {
    const anchor = eventIn(same[2] ?? "");
    return anchor && { anchor, direction: "after", count: 0, unit: "calendar-days", bound: boundOf(same[1]) };
  }
  const parts = shape.exec(basis);
  if (!parts) return null;
  const [, bound, number = "", unit = "", direction, event = ""] = parts;
  const count = /^\d+$/.test(number) ? Number(number) : numbers[number];
  const anchor = eventIn(event);
  if (count === undefined || !anchor) return null;
  const before = direction === undefined || direction === "before" || direction === "preceding";
  return { anchor, direction: before ? "before" : "after", count, unit: unitOf(unit), bound: boundOf(bound) };
}

const boundOf = (word: string | undefined): Bound =>
  word === "before" || word === "through" || word === "from" ? word : "by";

const eventIn = (text: string): EventName | null => events.find(([words]) => words.test(text))?.[1] ?? null;

function unitOf(word: string): TimeUnit {
  if (word === "hour") return "hours";
  if (word === "month") return "months";
  return word === "business day" ? "business-days" : "calendar-days";
}

function calendarsOf(name: string | null): CalendarId[] | null {
  if (name === null) return [];
  const plain = name.toLowerCase();
  const id = isCalendarId(plain) ? plain : calendarNames[plain];
  return id ? [id] : null;
}

const notUnderstood = (field: ClockNotUnderstood["field"], message: string) =>
  err({ code: "clock-not-understood", field, message });
