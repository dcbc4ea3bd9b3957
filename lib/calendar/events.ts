/** The events of a closing that clocks are usually counted from, and how a derivation calls them. */
export const eventNames = {
  "agreement-date": "the date of the underwriting agreement",
  "pricing-agreement": "the pricing agreement",
  "prospectus-supplement": "the date of the prospectus supplement",
  "effective-date": "the registration statement’s effective date",
  "time-of-delivery": "the Time of Delivery",
  "period-end": "the end of the last period that the accountants audited or reviewed",
  "lock-up-start": "the start of the lock-up",
  default: "the default",
} as const;

export type EventName = keyof typeof eventNames;
