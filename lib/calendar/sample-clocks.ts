import { eventNames } from "@/lib/domain/clock-words";
import type { DeadlineContext, DeadlineRule } from "./deadline";
import { defaultClocks } from "./default-clocks";
import type { TimelineItem } from "./timeline";

const rule = (changes: Partial<DeadlineRule> & Pick<DeadlineRule, "clause" | "what" | "anchor">): DeadlineRule => ({
  direction: "after",
  count: 0,
  unit: "calendar-days",
  bound: "by",
  localTime: null,
  countsAnchorDay: false,
  calendars: ["ny-bank"],
  roll: "none",
  ...changes,
});

/** The days and moments of the sample closing: an underwriting and a pricing agreement of 4 March 2004. */
export const sampleContext: DeadlineContext = {
  zone: "America/New_York",
  anchors: {
    "agreement-date": "2004-03-04",
    "pricing-agreement": "2004-03-04",
    "prospectus-supplement": "2004-03-04",
    "time-of-delivery": "2004-03-09T10:00",
  },
  anchorNames: eventNames,
};

const fortyEightHours = { anchor: "time-of-delivery", unit: "hours", count: 48, direction: "before" } as const;

/** The clocks of the sample closing, clause by clause, with whose each is. */
export const sampleClocks: readonly TimelineItem[] = [
  {
    id: "462b",
    owner: "issuer",
    rule: rule({
      clause: "5(f), 7(a)",
      what: "registration statement under Rule 462(b) effective, if used",
      anchor: "agreement-date",
      localTime: "22:00",
      calendars: ["sec"],
    }),
  },
  {
    id: "prospectus-copies",
    owner: "issuer",
    rule: rule({
      clause: "5(c)",
      what: "copies of the prospectus to the underwriters",
      anchor: "pricing-agreement",
      unit: "business-days",
      count: 1,
      bound: "before",
      localTime: "12:00",
    }),
  },
  {
    id: "names-and-denominations",
    owner: "representative",
    rule: rule({ clause: "4", what: "notice of names and denominations", ...fortyEightHours }),
  },
  {
    id: "wire-account",
    owner: "issuer",
    rule: rule({ clause: "4", what: "notice of the wire account", ...fortyEightHours }),
  },
  {
    id: "global-securities",
    owner: "trustee",
    rule: rule({
      clause: "Schedule II",
      what: "global securities available for checking at DTC",
      ...fortyEightHours,
      count: 24,
      calendars: ["dtc"],
    }),
  },
  {
    id: "424b",
    owner: "issuer_counsel",
    rule: rule({
      clause: "5(a)",
      what: "prospectus filed under Rule 424(b), by the Commission’s close of business",
      anchor: "pricing-agreement",
      unit: "business-days",
      count: 2,
      localTime: "17:30",
      calendars: ["sec"],
    }),
  },
  {
    id: "time-of-delivery",
    owner: null,
    rule: rule({ clause: "Schedule II", what: "Time of Delivery", anchor: "time-of-delivery" }),
  },
  {
    id: "clear-market",
    owner: "issuer",
    rule: rule({
      clause: "5(e)",
      what: "clear market: no similar securities sold",
      anchor: "prospectus-supplement",
      count: 90,
      bound: "through",
      calendars: [],
    }),
  },
  {
    id: "earnings-statement",
    owner: "issuer",
    rule: rule({
      clause: "5(d)",
      what: "earnings statement generally available",
      anchor: "effective-date",
      unit: "months",
      count: 18,
      calendars: [],
    }),
  },
];

/** Section 9(a): what a default would start. */
export const sampleDefaultClocks = defaultClocks({
  clause: "9(a)",
  arrangeHours: [36, 36],
  postpone: { count: 7, unit: "calendar-days" },
});
