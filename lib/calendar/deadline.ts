import type { Bound, CalendarId, Roll, TimeUnit } from "@/lib/domain/clock-words";
import type { YearNotCovered } from "./business-day";

/** One clock of an agreement or of the practice around it, before it is worked out for a closing. */
export type DeadlineRule = {
  /** The clause or rule behind it, as it is cited: "5(a)", "Rule 15c6-1(a)". */
  clause: string;
  /** What is due, in the program's own words. */
  what: string;
  /** The event that it is counted from; a name in the context's anchors. */
  anchor: string;
  direction: "before" | "after";
  /** A whole number from 0; 0 is the anchor's own day or moment. */
  count: number;
  unit: TimeUnit;
  bound: Bound;
  /** "HH:MM" in the closing’s zone, or in `zone`. Null keeps the anchor's time of day, or the whole day where the anchor has none. */
  localTime: string | null;
  /** Whose time `localTime` is, where it is not the closing’s: a desk or an office that keeps its own ("America/New_York"). */
  zone?: string | null;
  /** Whether the anchor's day is itself day 1 (the inclusive end). For hours it has no meaning and must be false. */
  countsAnchorDay: boolean;
  /** Which calendars make a business day; a day must be one on each of them. */
  calendars: readonly CalendarId[];
  roll: Roll;
};

/** Where the events of a closing fall, and in which zone its times are told. */
export type DeadlineContext = {
  /** IANA name, such as "America/New_York". */
  zone: string;
  /** Each event as a day ("2004-03-04"), a local moment ("2004-03-09T10:00") or a moment with its zone. */
  anchors: Readonly<Record<string, string>>;
  /** How the events are called in a derivation; the anchor's own name where not given. */
  anchorNames?: Readonly<Record<string, string>>;
  /** End of a business day for the practical moment, "HH:MM"; 17:00 where not given. */
  closeOfBusiness?: string;
};

export type Deadline = {
  /** ISO 8601 with offset and zone: "2004-03-08T17:30:00-05:00[America/New_York]". */
  moment: string;
  /** The local day of the moment, YYYY-MM-DD. */
  date: string;
  bound: Bound;
  /** First and last local day of the period, both in; for "through" only. */
  period: { from: string; through: string } | null;
  /** The last business moment before, where the moment itself lies on a day that is no business day; else null. */
  practicalMoment: string | null;
  /** How it was worked out, a sentence a line. */
  derivation: readonly string[];
  /** What a reader should know and the count does not show: an early close, a state holiday, a repeated hour. */
  cautions: readonly string[];
};

export type DeadlineProblem =
  | YearNotCovered
  | { code: "anchor-unknown"; field: "anchor"; anchor: string; message: string }
  | { code: "anchor-unreadable"; field: "anchors"; anchor: string; message: string }
  | { code: "anchor-without-time"; field: "anchor"; anchor: string; message: string }
  | { code: "count-not-whole"; field: "count"; message: string }
  | { code: "time-unreadable"; field: "localTime" | "closeOfBusiness"; message: string }
  | { code: "time-not-for-hours"; field: "localTime"; message: string }
  | { code: "anchor-day-not-for-hours"; field: "countsAnchorDay"; message: string }
  | { code: "calendar-missing"; field: "calendars"; message: string }
  | { code: "zone-unknown"; field: "zone"; message: string };
