import { Temporal } from "temporal-polyfill";
import type { CalendarId } from "@/lib/domain/clock-words";
import { eventNames } from "@/lib/domain/clock-words";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Deadline, DeadlineProblem, DeadlineRule } from "./deadline";
import { deriveDeadline } from "./derive-deadline";
import { sayDay } from "./say-day";

const zone = "America/New_York";

/**
 * The 135-day rule for comfort letters: accountants give negative assurance on later changes only where less than 135 days
 * have passed since the end of the period that they last audited or reviewed. So the last day is the 134th after it.
 */
export const comfortRule: DeadlineRule = {
  clause: "PCAOB AS 6101.46",
  what: "last day for negative assurance in a comfort letter (less than 135 days)",
  anchor: "period-end",
  direction: "after",
  count: 134,
  unit: "calendar-days",
  bound: "by",
  localTime: null,
  countsAnchorDay: false,
  calendars: [],
  roll: "none",
};

/** The last day on which a comfort letter may give negative assurance, for a period that ended on a day (YYYY-MM-DD). */
export function comfortCutoff(periodEnd: string): Result<Deadline, DeadlineProblem> {
  return deriveDeadline(comfortRule, { zone, anchors: { "period-end": periodEnd }, anchorNames: eventNames });
}

type Cycle = { from: string; days: number; afterHours: number };

/** Rule 15c6-1 as it stood: paragraph (a), and (c) for a firm commitment offering priced after 4:30 p.m. Eastern. */
const cycles: readonly Cycle[] = [
  { from: "2024-05-28", days: 1, afterHours: 2 },
  { from: "2017-09-05", days: 2, afterHours: 4 },
  { from: "1995-06-07", days: 3, afterHours: 4 },
];

/** Money and securities must both move: the exchange’s and the banks’ days together. */
const settlementCalendars: readonly CalendarId[] = ["nyse", "ny-bank"];
const afterHoursFrom = Temporal.PlainTime.from("16:30");

export type StandardSettlement = {
  /** "T+1". */
  cycle: string;
  clause: string;
  /** The last day for payment and delivery unless the parties expressly agree on another. */
  deadline: Deadline;
};

export type SettlementCycleProblem =
  | DeadlineProblem
  | { code: "before-the-rule"; field: "pricedAt"; message: string }
  | { code: "pricing-time-unreadable"; field: "pricedAt"; message: string };

/**
 * The day on which an offering settles under Rule 15c6-1 unless the parties expressly agree otherwise at the time
 * (paragraph (d)). `pricedAt` is the local moment of pricing in New York, "2026-11-24T16:45". A firm commitment offering
 * priced after 4:30 p.m. has the longer cycle of paragraph (c). Errors: pricing before 7 June 1995, an unreadable moment,
 * a day outside the calendars.
 */
export function standardSettlement(
  pricedAt: string,
  firmCommitment: boolean,
): Result<StandardSettlement, SettlementCycleProblem> {
  const priced = readLocal(pricedAt);
  if (!priced) {
    const message = `“${pricedAt}” is no local moment such as 2026-11-24T16:45.`;
    return err({ code: "pricing-time-unreadable", field: "pricedAt", message });
  }
  const day = priced.toPlainDate().toString();
  const cycle = cycles.find(({ from }) => day >= from);
  if (!cycle) {
    const message = `Rule 15c6-1 applies from 7 June 1995; ${sayDay(priced)} is before it.`;
    return err({ code: "before-the-rule", field: "pricedAt", message });
  }
  const late = firmCommitment && Temporal.PlainTime.compare(priced.toPlainTime(), afterHoursFrom) > 0;
  const count = late ? cycle.afterHours : cycle.days;
  const clause = late ? "Rule 15c6-1(c)" : "Rule 15c6-1(a)";
  const deadline = deriveDeadline(
    {
      clause,
      what: late ? "settlement of a firm commitment offering priced after 4:30 p.m." : "settlement",
      anchor: "pricing-agreement",
      direction: "after",
      count,
      unit: "business-days",
      bound: "by",
      localTime: null,
      countsAnchorDay: false,
      calendars: settlementCalendars,
      roll: "none",
    },
    { zone, anchors: { "pricing-agreement": day }, anchorNames: eventNames },
  );
  return deadline.ok ? ok({ cycle: `T+${count}`, clause, deadline: deadline.value }) : deadline;
}

function readLocal(text: string): Temporal.PlainDateTime | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return null;
  try {
    return Temporal.PlainDateTime.from(text, { overflow: "reject" });
  } catch (problem) {
    if (problem instanceof RangeError) return null;
    throw problem;
  }
}
