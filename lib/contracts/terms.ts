import { z } from "zod";
import { readAmount } from "@/lib/domain/allocations";
import {
  bounds,
  type CalendarId,
  calendarIds,
  depositorySteps,
  type EventName,
  events,
  rolls,
  timeUnits,
} from "@/lib/domain/clock-words";
import { type DayCount, dayCountIds, deliveries } from "@/lib/domain/money-words";
import { partyRoles } from "@/lib/domain/role";

// The terms of an offering as its rows keep them: Agreement.terms, PricingAgreement.terms and Closing.terms. Each shape takes
// what a form sends and what the database holds alike; what is absent is null or empty, so that {} is "nothing known yet".

const text = (max: number) => z.string().trim().min(1, "This is needed.").max(max, `At most ${max} characters.`);
const clause = text(60).nullable().default(null);

const day = z.string().pipe(z.iso.date("Write a day such as 2004-03-09."));
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time such as 17:30.");

/** An amount of securities or money, "200,000,000"; kept without its commas. */
const amount = z
  .string()
  .refine((typed) => readAmount(typed) !== null, "This is no amount above zero, such as 200,000,000.")
  .transform((typed) => readAmount(typed) ?? "");

/** Zero is an amount here: nothing was taken up. */
const amountOrZero = z.union([z.literal("0"), amount]);

/** A price or a percentage, "98.661": plain digits, up to twelve after the point. */
const decimal = (missing: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,15}(\.\d{1,12})?$/, { error: missing, abort: true });

const priceOf = (highest: number, what: string) =>
  decimal(`This is no ${what}, such as 98.661.`)
    .refine((price) => Number(price) > 0, `A ${what} is more than 0.`)
    .refine((price) => Number(price) <= highest, `A ${what} is at most ${highest}.`);

const percentPrice = priceOf(200, "price in percent of principal");
const sharePrice = priceOf(1_000_000, "price a share");

/** A fraction as the agreement gives it: "1/11", or "10%", which is kept as "10/100". */
const fraction = z
  .string()
  .trim()
  .transform((typed) => typed.replace(/^(\d{1,3}) ?%$/, "$1/100"))
  .refine((typed) => {
    const [over = 0, under = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(typed)?.slice(1) ?? []).map(Number);
    return over > 0 && over <= under;
  }, "Write a fraction such as 1/11, or a percentage such as 10%.");

const wholeNumber = z.int("Write a whole number, such as 36.");

const calendar = z.enum(calendarIds as readonly [CalendarId, ...CalendarId[]]);

/** One clock of the agreement: how many units before or after which event, and under which calendar. */
export const clockTerms = z.strictObject({
  clause: text(60),
  what: text(200),
  owner: z.enum(partyRoles).nullable().default(null),
  anchor: z.enum(events as readonly [EventName, ...EventName[]]),
  direction: z.enum(["before", "after"]),
  count: wholeNumber.min(0).max(10_000),
  unit: z.enum(timeUnits),
  bound: z.enum(bounds).default("by"),
  localTime: time.nullable().default(null),
  /** Whose time that is, where it is not the closing's: "America/New_York" for the Commission's. */
  zone: text(60).nullable().default(null),
  countsAnchorDay: z.boolean().default(false),
  calendars: z.array(calendar).max(6).default([]),
  roll: z.enum(rolls).default("none"),
});

export type ClockTerms = z.output<typeof clockTerms>;

/** What happens when an underwriter does not take up its securities (Section 9 and its like). */
export const defaultTerms = z.strictObject({
  clause: text(60),
  /** How much of the whole may be left without a purchaser for the others to have to take it up. */
  threshold: fraction,
  /** Whether exactly the threshold is still within it ("does not exceed"), or already over it ("is less than"). */
  thresholdIncluded: z.boolean().default(true),
  /** Hours to arrange for other purchasers, one period after the other: the Representatives', then the Company's. */
  arrangeHours: z.array(wholeNumber.min(0).max(720, "At most 720 hours.")).max(2).default([]),
  /** The furthest to which the Time of Delivery may be put off. */
  postpone: z
    .strictObject({
      count: wholeNumber.min(1, "At least 1.").max(60, "At most 60."),
      unit: z.enum(["calendar-days", "business-days"]),
    })
    .nullable()
    .default(null),
  /** Within the threshold: the others must take it up, or must if the Company asks it of them. */
  stepUp: z.enum(["obligatory", "if-company-requires"]).default("obligatory"),
  /** The most by which one underwriter's own amount may grow, as a fraction of it; null where the clause sets none. */
  mostIncrease: fraction.nullable().default(null),
  /** The sections that outlive a termination under the clause. */
  surviving: z.array(text(20)).max(20).default([]),
});

export type DefaultTerms = z.output<typeof defaultTerms>;

/** What is owed when the securities are not delivered (Section 11 and its like). */
export const terminationTerms = z.strictObject({
  clause: text(60),
  /** The sections that outlive any termination. */
  surviving: z.array(text(20)).max(20).default([]),
  /** Conditions whose failure costs the Company nothing beyond those sections: "7(b)". */
  withoutReimbursement: z.array(text(60)).max(40).default([]),
  /** What the Company reimburses on any other failure; null where it reimburses nothing. */
  reimburses: text(300).nullable().default(null),
});

export type TerminationTerms = z.output<typeof terminationTerms>;

/** Agreement.terms: the general terms. */
export const agreementTerms = z.strictObject({
  businessDay: z
    .strictObject({
      clause,
      /** A business day is one on each of these. */
      calendars: z.array(calendar).min(1, "Name at least one calendar.").max(6),
      closeOfBusiness: time.default("17:00"),
    })
    .nullable()
    .default(null),
  clocks: z.array(clockTerms).max(300).default([]),
  default: defaultTerms.nullable().default(null),
  termination: terminationTerms.nullable().default(null),
});

export type AgreementTerms = z.output<typeof agreementTerms>;

const interest = z.strictObject({
  /** Percent a year: "4.75". */
  rate: decimal("This is no percentage a year, such as 4.75.")
    .refine((rate) => Number(rate) <= 100, "A rate of interest is at most 100 % a year.")
    .nullable()
    .default(null),
  dayCount: z
    .enum(dayCountIds as readonly [DayCount, ...DayCount[]])
    .nullable()
    .default("30/360"),
  accruesFrom: day.nullable().default(null),
  firstCoupon: day.nullable().default(null),
  couponsPerYear: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(12)]).default(2),
  maturity: day.nullable().default(null),
});

/** An option to purchase more: how much is offered. What was taken up is said at the Time of Delivery that delivers it. */
const option = z.strictObject({ offered: amount }).nullable().default(null);

const debt = z.strictObject({
  kind: z.literal("debt"),
  title: text(200),
  /** Firm principal amount. */
  principal: amount.nullable().default(null),
  option,
  /** Percent of principal. */
  publicPrice: percentPrice.nullable().default(null),
  purchasePrice: percentPrice.nullable().default(null),
  denomination: z.strictObject({ least: amount, step: amount }).default({ least: "1", step: "1" }),
  /** Null for securities that bear none. */
  interest: interest.nullable().default(null),
});

const shares = z.strictObject({
  kind: z.literal("shares"),
  title: text(200),
  /** Firm shares. */
  shares: amount
    .refine((number) => !number.includes("."), "Shares are whole.")
    .nullable()
    .default(null),
  option,
  /** Money a share. */
  publicPrice: sharePrice.nullable().default(null),
  purchasePrice: sharePrice.nullable().default(null),
});

/** PricingAgreement.terms: Schedule II, and the dates that clocks are counted from. */
export const pricingTerms = z.strictObject({
  securities: z.discriminatedUnion("kind", [debt, shares]).nullable().default(null),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "A currency is three letters, such as USD.")
    .default("USD"),
  /** The total that Schedule I states, to tie out to. */
  scheduleOneTotal: amount.nullable().default(null),
  funds: text(100).default("Federal (same-day) funds"),
  dates: z
    .strictObject({
      prospectusSupplement: day.nullable().default(null),
      effective: day.nullable().default(null),
      /** The end of the last period that the accountants audited or reviewed. */
      periodEnd: day.nullable().default(null),
      lockUpStart: day.nullable().default(null),
    })
    .default({ prospectusSupplement: null, effective: null, periodEnd: null, lockUpStart: null }),
});

export type PricingTerms = z.output<typeof pricingTerms>;
export type DebtTerms = z.output<typeof debt>;
export type ShareTerms = z.output<typeof shares>;

const feeParty = z.union([z.enum(["issuer", "underwriters"]), z.strictObject({ name: text(200) })]);

const fee = z.strictObject({
  what: text(200),
  clause,
  from: feeParty,
  to: feeParty,
  amount: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("fixed"), amount }),
    z.strictObject({ kind: z.literal("percent-of-principal"), percent: decimal("This is no percentage.") }),
    z.strictObject({ kind: z.literal("per-share"), amount: decimal("This is no amount a share.") }),
  ]),
  /** Netted from what the underwriters wire to the issuer, or paid on its own. */
  netted: z.boolean().default(false),
});

/** A wire's fields. An empty one is not known yet and said on the sheet. */
const wireAccount = z.strictObject({
  beneficiary: text(200),
  bank: z.string().trim().max(200).default(""),
  routingNumber: z.string().trim().max(20).default(""),
  accountNumber: z.string().trim().max(40).default(""),
  reference: z.string().trim().max(140).default(""),
});

/** Closing.terms: what is delivered and paid for at this Time of Delivery, and how. */
export const closingTerms = z.strictObject({
  delivers: z.enum(deliveries).default("firm"),
  /** What was taken up under the option, and each underwriter's part where it is not pro rata. */
  optionTaken: amountOrZero.nullable().default(null),
  optionParts: z
    .array(z.strictObject({ underwriter: text(200), amount: amountOrZero }))
    .max(200)
    .nullable()
    .default(null),
  fees: z.array(fee).max(60).default([]),
  /** The Representative pays for all, or each underwriter for itself. */
  paidBy: z.enum(["representative", "each-underwriter"]).default("representative"),
  /** Where the issuer is paid. */
  account: wireAccount.nullable().default(null),
  /** Accounts of others that a fee is paid to, by the name in the fee. */
  otherAccounts: z.array(wireAccount).max(60).default([]),
  /** The steps at the depository on the day that this closing uses. */
  depository: z.array(z.enum(depositorySteps)).max(10).default([]),
});

export type ClosingTerms = z.output<typeof closingTerms>;
