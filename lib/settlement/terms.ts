import type { DayCount } from "@/lib/domain/money-words";
import type { WireAccount } from "@/lib/domain/settlement-sheet";
import type { CouponTerms } from "./day-count";

/**
 * The terms of a settlement, as plain data that can be kept as JSON. Every amount, price and number of securities is a
 * decimal string ("200000000", "98.661"); every day YYYY-MM-DD; the Time of Delivery a local moment in its zone.
 */
export type SettlementTerms = {
  securities: DebtTerms | ShareTerms;
  /** ISO 4217, such as "USD". */
  currency: string;
  pricingDate: string;
  /** "2004-03-09T10:00", in `zone`. */
  timeOfDelivery: string;
  zone: string;
  issuer: string;
  /** What is delivered at this Time of Delivery: the firm securities, those under the option, or both. */
  delivers: "firm" | "option" | "both";
  allocations: readonly Allocation[];
  /** Schedule I as the agreement has it, to tie out to; null where it was not read. */
  scheduleOne: { total: string | null; lines: readonly { underwriter: string; amount: string }[] } | null;
  fees: readonly Fee[];
  payment: Payment;
};

export type DebtTerms = {
  kind: "debt";
  title: string;
  /** Firm principal amount. */
  principal: string;
  /** Principal amount under an option to purchase more: how much is offered, and how much was taken up. */
  option: OptionTerms | null;
  /** Percent of principal: "99.311". */
  publicPrice: string;
  purchasePrice: string;
  /** Authorised denominations; every allocation is a multiple of `step`. */
  denomination: { least: string; step: string };
  /** Null for securities that bear no interest. */
  interest: InterestTerms | null;
};

export type InterestTerms = CouponTerms & {
  /** Percent a year: "4.75". */
  rate: string;
  dayCount: DayCount;
  accruesFrom: string;
};

export type ShareTerms = {
  kind: "shares";
  title: string;
  /** Firm shares, a whole number. */
  shares: string;
  option: OptionTerms | null;
  /** Money a share. */
  publicPrice: string;
  purchasePrice: string;
};

export type OptionTerms = { offered: string; taken: string };

export type Allocation = {
  underwriter: string;
  /** Firm principal amount or shares. */
  amount: string;
  /** Its part of what was taken under the option; null for its pro rata part. */
  optionAmount: string | null;
};

/** A fee or a reimbursement beside the purchase price. */
export type Fee = {
  what: string;
  /** The clause that it is paid under. */
  clause: string | null;
  from: FeeParty;
  to: FeeParty;
  amount: { kind: "fixed"; amount: string } | { kind: "percent-of-principal"; percent: string } | PerShareFee;
  /** Netted from what the underwriters wire to the issuer, or paid on its own. */
  netted: boolean;
};

export type PerShareFee = { kind: "per-share"; amount: string };

export type FeeParty = "issuer" | "underwriters" | { name: string };

/** Who pays the issuer: the Representative for all, or each underwriter; and to which account, as the issuer named it. */
export type Payment = {
  by: "representative" | "each-underwriter";
  representative: string;
  /** "Federal (same-day) funds". */
  funds: string;
  account: WireAccount | null;
  /** Accounts of others that are paid, by the name in a fee. */
  otherAccounts: readonly (WireAccount & { beneficiary: string })[];
};

/** One fault in the terms: which field ("allocations[1].amount"), and a sentence for the person who typed it. */
export type TermsProblem = { code: TermsProblemCode; field: string; message: string };

export type TermsProblemCode =
  | "not-a-number"
  | "out-of-range"
  | "not-a-date"
  | "wrong-order"
  | "does-not-add-up"
  | "not-a-multiple"
  | "repeated"
  | "missing"
  | "year-not-covered"
  | "unknown";
