import type { DepositoryStep } from "@/lib/domain/clock-words";
import type { DeadlineRule } from "./deadline";

/** A step of settlement at the depository on the day of the closing, which a closing can use or leave out. */
export type MechanicsClock = {
  id: DepositoryStep;
  /** Who must do it. */
  by: "representative" | "trustee" | "issuer";
  /** The smallest issue, in US dollars as a decimal string, that it is open to; null for any. */
  leastIssue: string | null;
  rule: DeadlineRule;
};

const onTheDay = (what: string, localTime: string, bound: DeadlineRule["bound"]): DeadlineRule => ({
  clause: "DTC Operational Arrangements, Exhibit B",
  what,
  anchor: "time-of-delivery",
  direction: "after",
  count: 0,
  unit: "calendar-days",
  bound,
  localTime,
  zone: "America/New_York",
  countsAnchorDay: false,
  calendars: ["dtc"],
  roll: "none",
});

/**
 * DTC's closing desk on the day of the Time of Delivery, New York time. Source: DTC's Underwriting questions and answers on
 * closing, and Exhibit B (Underwriting Standard Time Frames) of its Operational Arrangements. For a FAST issue the
 * underwriter and the agent both call and the agent confirms the balance; a trustee usually is the agent.
 */
export const mechanicsClocks: readonly MechanicsClock[] = [
  {
    id: "dtc-desk-opens",
    by: "representative",
    leastIssue: null,
    rule: onTheDay("DTC’s closing desk takes calls", "08:30", "from"),
  },
  {
    id: "dtc-extension",
    by: "representative",
    leastIssue: "100000000",
    rule: onTheDay("an extension is asked of DTC’s closing desk, for an issue of $100 million or more", "13:00", "by"),
  },
  {
    id: "dtc-call-underwriter",
    by: "representative",
    leastIssue: null,
    rule: onTheDay("the underwriter’s closing call to DTC", "13:15", "by"),
  },
  {
    id: "dtc-fast-balance",
    by: "trustee",
    leastIssue: null,
    rule: onTheDay("the agent confirms the FAST balance", "13:15", "by"),
  },
  {
    id: "dtc-call-agent",
    by: "trustee",
    leastIssue: null,
    rule: onTheDay("the agent’s closing call to DTC", "13:15", "by"),
  },
];

/** The steps that an issue of this size (US dollars, a whole number as text) may use. */
export function mechanicsClocksFor(issue: string): readonly MechanicsClock[] {
  return mechanicsClocks.filter(({ leastIssue }) => leastIssue === null || BigInt(issue) >= BigInt(leastIssue));
}
