import { type CalendarId, calendarNames } from "@/lib/domain/clock-words";
import type { HolidayRule, MarkedDay, Observance } from "./holiday-rule";

/** The years that every calendar covers, both in. */
export const firstYear = 1996;
export const lastYear = 2035;

type CommonCalendar = {
  id: CalendarId;
  /** As it is called on screen and in a derivation. */
  name: string;
  /** What its days rest on. */
  sources: readonly string[];
  /** Closings out of the usual order are in the data up to this day; a later one is not known to the program. */
  specialClosingsKnownThrough: string;
};

/** Closed on the days that its rules give and on its special closings. */
export type RuledCalendar = CommonCalendar & {
  observance: Observance;
  rules: readonly HolidayRule[];
  specialClosings: readonly MarkedDay[];
  /** Days on which it is open and which a reader must still know about. */
  remarkRules: readonly HolidayRule[];
  remarks: readonly MarkedDay[];
};

/** Closed on the days on which each of two other calendars is closed; a day that only one of them keeps is remarked. */
export type JointCalendar = CommonCalendar & { closedWhenBoth: readonly [CalendarId, CalendarId] };

export type BusinessCalendar = RuledCalendar | JointCalendar;

const knownThrough = "2025-12-31";

const newYear: HolidayRule = { name: "New Year’s Day", falls: { month: 1, day: 1 } };
const king: HolidayRule = { name: "Birthday of Martin Luther King, Jr.", falls: { month: 1, weekday: 1, nth: 3 } };
const washington: HolidayRule = { name: "Washington’s Birthday", falls: { month: 2, weekday: 1, nth: 3 } };
const goodFriday: HolidayRule = { name: "Good Friday", falls: "good-friday" };
const memorial: HolidayRule = { name: "Memorial Day", falls: { month: 5, weekday: 1, nth: "last" } };
const juneteenth: HolidayRule = { name: "Juneteenth", falls: { month: 6, day: 19 } };
const independence: HolidayRule = { name: "Independence Day", falls: { month: 7, day: 4 } };
const labor: HolidayRule = { name: "Labor Day", falls: { month: 9, weekday: 1, nth: 1 } };
const columbus: HolidayRule = { name: "Columbus Day", falls: { month: 10, weekday: 1, nth: 2 } };
const veterans: HolidayRule = { name: "Veterans Day", falls: { month: 11, day: 11 } };
const thanksgiving: HolidayRule = { name: "Thanksgiving Day", falls: { month: 11, weekday: 4, nth: 4 } };
const christmas: HolidayRule = { name: "Christmas Day", falls: { month: 12, day: 25 } };

const movesBothWays: Observance = { saturday: "friday", sunday: "monday" };
const movesForwardOnly: Observance = { saturday: "not-observed", sunday: "monday" };

const reserveBankRules: readonly HolidayRule[] = [
  newYear,
  king,
  washington,
  memorial,
  // A federal holiday since 17 June 2021; 19 June 2021 was a Saturday, which a Reserve Bank does not make up for.
  { ...juneteenth, from: 2021 },
  independence,
  labor,
  columbus,
  veterans,
  thanksgiving,
  christmas,
];

/** Public holidays of New York State on which the Federal Reserve Bank of New York is open. */
const stateLawRules: readonly HolidayRule[] = [
  { name: "Lincoln’s Birthday (New York General Construction Law § 24)", falls: { month: 2, day: 12 } },
  { name: "General election day (New York General Construction Law § 24)", falls: "general-election-day" },
];

const reserveBankSource =
  "Federal Reserve Bank of New York and Federal Reserve Bank Services holiday schedules: a Sunday holiday is kept on Monday, a Saturday holiday is not made up for";
const stateLawSource = "New York General Construction Law § 24 (public holidays; a Sunday holiday is kept on Monday)";

const closedByOrder = (date: string, why: string): MarkedDay => ({
  date,
  why: `federal government closed by executive order, ${why}`,
});

export const calendars: Record<CalendarId, BusinessCalendar> = {
  "ny-bank": {
    id: "ny-bank",
    name: calendarNames["ny-bank"],
    sources: [reserveBankSource, stateLawSource],
    specialClosingsKnownThrough: knownThrough,
    observance: movesForwardOnly,
    rules: reserveBankRules,
    // Fedwire and the Reserve Bank were open on each of the exchange's and the government's days of mourning.
    specialClosings: [],
    remarkRules: stateLawRules,
    remarks: [],
  },
  "ny-bank-state": {
    id: "ny-bank-state",
    name: calendarNames["ny-bank-state"],
    sources: [reserveBankSource, stateLawSource],
    specialClosingsKnownThrough: knownThrough,
    observance: movesForwardOnly,
    rules: [...reserveBankRules, ...stateLawRules],
    specialClosings: [],
    remarkRules: [],
    remarks: [],
  },
  sec: {
    id: "sec",
    name: calendarNames.sec,
    sources: [
      "5 U.S.C. § 6103 and Executive Order 11582: a Saturday holiday is kept on Friday, a Sunday holiday on Monday",
      "17 CFR 232.11 (business day) and 17 CFR 230.424, 240.0-3 (time for filing)",
      "Commission announcements of EDGAR closings: 24 November 2000, 5 and 24 December 2018, 24 December 2019 and 2020, 18 June 2021, 9 January 2025",
      "Executive orders closing federal agencies for a whole day; the Commission treats such a day as a federal holiday for filing",
    ],
    specialClosingsKnownThrough: knownThrough,
    observance: movesBothWays,
    rules: [
      newYear,
      king,
      washington,
      memorial,
      { ...juneteenth, from: 2021 },
      independence,
      labor,
      columbus,
      veterans,
      thanksgiving,
      christmas,
    ],
    specialClosings: [
      closedByOrder("1997-12-26", "the day after Christmas"),
      { date: "2000-11-24", why: "EDGAR shut down for its change to the internet; filings in time on 27 November" },
      closedByOrder("2001-12-24", "the day before Christmas"),
      closedByOrder("2003-12-26", "the day after Christmas"),
      closedByOrder("2004-06-11", "day of mourning for President Reagan"),
      closedByOrder("2007-01-02", "day of mourning for President Ford"),
      closedByOrder("2007-12-24", "the day before Christmas"),
      closedByOrder("2008-12-26", "the day after Christmas"),
      closedByOrder("2012-12-24", "the day before Christmas"),
      closedByOrder("2014-12-26", "the day after Christmas"),
      closedByOrder("2018-12-05", "day of mourning for President George H. W. Bush"),
      closedByOrder("2018-12-24", "the day before Christmas"),
      closedByOrder("2019-12-24", "the day before Christmas"),
      closedByOrder("2020-12-24", "the day before Christmas"),
      closedByOrder("2024-12-24", "the day before Christmas"),
      closedByOrder("2025-01-09", "day of mourning for President Carter"),
      closedByOrder("2025-12-24", "the day before Christmas"),
      closedByOrder("2025-12-26", "the day after Christmas"),
    ],
    remarkRules: [],
    remarks: [
      { date: "2001-09-11", why: "federal offices closed during the day; EDGAR was not closed for filing" },
      { date: "2012-10-29", why: "Hurricane Sandy: EDGAR ran, filing dates were adjusted on request" },
      { date: "2012-10-30", why: "Hurricane Sandy: EDGAR ran, filing dates were adjusted on request" },
    ],
  },
  nyse: {
    id: "nyse",
    name: calendarNames.nyse,
    sources: [
      "NYSE Rule 7.2 (formerly Rule 51): a Saturday holiday is kept on Friday, save at the end of a month or year; a Sunday holiday on Monday",
      "NYSE history of special closings",
    ],
    specialClosingsKnownThrough: knownThrough,
    observance: movesBothWays,
    rules: [
      { ...newYear, observance: movesForwardOnly },
      { ...king, from: 1998 },
      washington,
      goodFriday,
      memorial,
      { ...juneteenth, from: 2022 },
      independence,
      labor,
      thanksgiving,
      christmas,
    ],
    specialClosings: [
      { date: "2001-09-11", why: "attacks of 11 September 2001" },
      { date: "2001-09-12", why: "attacks of 11 September 2001" },
      { date: "2001-09-13", why: "attacks of 11 September 2001" },
      { date: "2001-09-14", why: "attacks of 11 September 2001" },
      { date: "2004-06-11", why: "day of mourning for President Reagan" },
      { date: "2007-01-02", why: "day of mourning for President Ford" },
      { date: "2012-10-29", why: "Hurricane Sandy" },
      { date: "2012-10-30", why: "Hurricane Sandy" },
      { date: "2018-12-05", why: "day of mourning for President George H. W. Bush" },
      { date: "2025-01-09", why: "day of mourning for President Carter" },
    ],
    remarkRules: [],
    remarks: [],
  },
  dtc: {
    id: "dtc",
    name: calendarNames.dtc,
    sources: [
      "DTC holiday schedules: closed when the exchange and the Federal Reserve Bank are both closed; open, with limited functions, when only one of them is",
      "DTCC notices that it was open on 11 June 2004, 2 January 2007, 5 December 2018 and 9 January 2025",
    ],
    specialClosingsKnownThrough: knownThrough,
    closedWhenBoth: ["ny-bank", "nyse"],
  },
  "us-gov-securities": {
    id: "us-gov-securities",
    name: calendarNames["us-gov-securities"],
    sources: [
      "SIFMA (before 2006 the Bond Market Association) recommended full closes for US dollar fixed income",
      "SIFMA recommendations for a Good Friday that is the first Friday of the month: an early close at noon, and no good settlement day",
    ],
    specialClosingsKnownThrough: knownThrough,
    observance: movesBothWays,
    rules: [
      { ...newYear, observance: movesForwardOnly },
      king,
      washington,
      { ...goodFriday, firstFriday: "never" },
      memorial,
      { ...juneteenth, from: 2022 },
      independence,
      labor,
      columbus,
      { ...veterans, observance: movesForwardOnly },
      thanksgiving,
      christmas,
    ],
    specialClosings: [
      { date: "2001-09-11", why: "attacks of 11 September 2001" },
      { date: "2001-09-12", why: "attacks of 11 September 2001" },
      { date: "2004-06-11", why: "day of mourning for President Reagan" },
      { date: "2012-10-30", why: "Hurricane Sandy" },
      { date: "2018-12-05", why: "day of mourning for President George H. W. Bush" },
    ],
    remarkRules: [
      {
        ...goodFriday,
        name: "Good Friday with the employment report: early close at 12:00, no good settlement day",
        firstFriday: "only",
      },
    ],
    remarks: [
      { date: "2012-10-29", why: "Hurricane Sandy: early close at 12:00" },
      { date: "2025-01-09", why: "day of mourning for President Carter: early close at 14:00" },
    ],
  },
};
