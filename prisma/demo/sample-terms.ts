import { sampleClocks } from "../../lib/calendar/sample-clocks";
import { agreementTerms, closingTerms, pricingTerms } from "../../lib/contracts/terms";
import { sampleTerms } from "../../lib/settlement/sample-terms";

/** The general terms of the sample's underwriting agreement; the Time of Delivery itself is a closing's, not a clock. */
export const sampleAgreementTerms = agreementTerms.parse({
  businessDay: { clause: "14", calendars: ["ny-bank"] },
  clocks: sampleClocks.filter(({ id }) => id !== "time-of-delivery").map(({ owner, rule }) => ({ owner, ...rule })),
  default: {
    clause: "9",
    threshold: "1/11",
    arrangeHours: [36, 36],
    postpone: { count: 7, unit: "calendar-days" },
    stepUp: "if-company-requires",
    surviving: ["6", "8"],
  },
  termination: {
    clause: "11",
    surviving: ["6", "8"],
    withoutReimbursement: ["7(b)"],
    reimburses: "the out-of-pocket expenses of the underwriters that the Representatives approved in writing",
  },
});

/** Schedule II of the sample's pricing agreement. */
export const samplePricingTerms = pricingTerms.parse({
  securities: sampleTerms.securities,
  scheduleOneTotal: "200000000",
  dates: { prospectusSupplement: "2004-03-04", effective: null, periodEnd: null, lockUpStart: null },
});

/** What is delivered and paid for; the account is that of no real bank. */
export const sampleClosingTerms = closingTerms.parse({
  delivers: "firm",
  depository: ["dtc-desk-opens", "dtc-call-underwriter", "dtc-fast-balance", "dtc-call-agent"],
  account: {
    beneficiary: sampleTerms.issuer,
    bank: "Sample National Bank, New York (there is no such bank)",
    routingNumber: "000000000",
    accountNumber: "0000000000",
    reference: "Rehearsal: 4.75% Senior Notes due 2014",
  },
});
