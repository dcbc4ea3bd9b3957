import type { DayCount } from "./money-words";

/** A figure with how it was worked out, for the hover and the print. `value` is a plain decimal string. */
export type Figure = { value: string; formula: string };

/** What one underwriter takes and pays. */
export type SheetLine = {
  underwriter: string;
  /** Principal amount or shares delivered at this Time of Delivery. */
  quantity: Figure;
  toPublic: Figure;
  purchase: Figure;
  spread: Figure;
  accrued: Figure;
  /** Purchase price and accrued interest together. */
  due: Figure;
};

export type SheetFee = {
  what: string;
  clause: string | null;
  from: string;
  to: string;
  amount: Figure;
  /** What it is a rate of, for one that is not a fixed sum: percent of principal, or money a share. */
  rate: string | null;
  /** Netted: what it does to the wire to the issuer. */
  effect: "adds" | "deducts" | "paid-apart";
};

/** Fields of a wire as it is sent. None is needed for the sheet; one that is missing is said on it. */
export type WireAccount = {
  beneficiary: string;
  bank: string;
  /** ABA routing number, nine digits. */
  routingNumber: string;
  accountNumber: string;
  /** Originator-to-beneficiary text; completed with the title and the day. */
  reference: string;
};

export type Wire = {
  from: string;
  to: string;
  amount: Figure;
  /** Null where the account was not given yet; `missing` then says so. */
  account: WireAccount | null;
  reference: string;
  missing: readonly string[];
};

/** One comparison of the sheet with another statement of the same figure. */
export type Tie = { what: string; ties: boolean; says: string };

export type CrossReceipt = { title: string; paragraphs: readonly string[]; signedBy: readonly string[] };

export type AccruedInterest = {
  dayCount: DayCount;
  from: string;
  to: string;
  /** Days counted, as a sheet shows them, and the exact share of a year that they are, as whole numbers over each other. */
  days: number;
  says: string;
  year: { over: string; under: string };
  total: Figure;
};

export type SettlementSheet = {
  title: string;
  issuer: string;
  kind: "debt" | "shares";
  currency: string;
  pricingDate: string;
  timeOfDelivery: string;
  zone: string;
  /** The prices as they were agreed, for the formulas: percent of principal, or money a share. */
  publicPrice: string;
  purchasePrice: string;
  rate: string | null;
  total: Omit<SheetLine, "underwriter">;
  /** The spread as percent of principal or money a share. */
  spreadPrice: Figure;
  lines: readonly SheetLine[];
  accrued: AccruedInterest | null;
  /** What the first coupon pays on the whole issue; null for securities without interest. */
  firstCoupon: Figure | null;
  fees: readonly SheetFee[];
  /** What the issuer receives by wire from the underwriters, after what is netted. */
  net: Figure;
  wires: readonly Wire[];
  crossReceipt: CrossReceipt;
  ties: readonly Tie[];
  cautions: readonly string[];
};
