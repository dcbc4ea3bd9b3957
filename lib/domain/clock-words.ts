/** The business calendars that are known, with how each is called on screen and in a derivation. */
export const calendarNames = {
  "ny-bank": "New York banks",
  "ny-bank-state": "New York banks, with the public holidays of New York State",
  sec: "the Commission (EDGAR)",
  nyse: "the New York Stock Exchange",
  dtc: "The Depository Trust Company",
  "us-gov-securities": "US government securities (SIFMA recommended)",
} as const;

export type CalendarId = keyof typeof calendarNames;

export const calendarIds = Object.keys(calendarNames) as readonly CalendarId[];

export const isCalendarId = (text: string): text is CalendarId => Object.hasOwn(calendarNames, text);

/** Months are calendar months: from the 31st to the last day of a shorter one. */
export const timeUnits = ["hours", "calendar-days", "business-days", "months"] as const;

export type TimeUnit = (typeof timeUnits)[number];

/**
 * How the moment binds: an act is due at it or earlier ("by") or strictly earlier ("before"); a restraint lasts to the end
 * of its day ("through"); or something may happen from it on ("from").
 */
export const bounds = ["by", "before", "through", "from"] as const;

export type Bound = (typeof bounds)[number];

/**
 * What happens to a day that is no business day: it stays; or moves to the business day before or after it; or after it
 * unless that lies in the next month, and then before it.
 */
export const rolls = ["none", "preceding", "following", "modified-following"] as const;

export type Roll = (typeof rolls)[number];

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

export const events = Object.keys(eventNames) as readonly EventName[];

/** The steps at the depository on the day, which a closing uses or leaves out. */
export const depositorySteps = [
  "dtc-desk-opens",
  "dtc-extension",
  "dtc-call-underwriter",
  "dtc-fast-balance",
  "dtc-call-agent",
] as const;

export type DepositoryStep = (typeof depositorySteps)[number];
