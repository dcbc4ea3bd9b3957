import type { ConditionKind } from "@/lib/domain/kind";
import type { PartyRole } from "@/lib/domain/role";

/** `[start, end)` in characters (Unicode code points) of the decoded source text. */
export type Span = readonly [start: number, end: number];

export type SourceFormat = "edgar-text" | "edgar-html" | "docx" | "pdf";

/** A part and the name that the agreement gives for it; a null name is a part that the words do not name. */
export type NamedPart = { role: PartyRole; name: string | null };

/** The moment that a document is dated or a fact must hold. */
export const timingMoments = [
  "pricing-date",
  "agreement-date",
  "time-of-delivery",
  "each-time-of-delivery",
  "since-pricing-date",
  "since-disclosure-date",
  "other",
] as const;
export type TimingMoment = (typeof timingMoments)[number];

/** How a moment binds: a paper dated it, a thing given at it, a fact true at it, a period begun at it, a last moment. */
export type TimingBasis = "dated" | "delivered" | "as-of" | "since" | "by";
export type Timing = { basis: TimingBasis; moment: TimingMoment };

export type Limb = { label: string; span: Span; limbs: Limb[] };

export type LeadInCondition = { id: string; kind: ConditionKind; span: Span };

export type Clause = {
  label: string;
  caption: string | null;
  kind: ConditionKind;
  span: Span;
  furnishedBy: NamedPart[];
  furnishedTo: PartyRole[];
  timing: Timing[];
  standard: string | null;
  /** Labels of the clauses of this agreement that the words point to, as `7(a)`. */
  refersTo: string[];
  limbs: Limb[];
};

export type Conditions = {
  section: string | null;
  heading: string | null;
  span: Span;
  /** Whose discretion the conditions are subject to; null where the words give none. */
  discretionOf: PartyRole | null;
  leadIn: LeadInCondition[];
  clauses: Clause[];
};

export type Security = {
  title: string;
  /** Exact decimal figure without separators, in `currency`; null for shares. */
  principal: string | null;
  shares: string | null;
  currency: string | null;
  publicPrice: string | null;
  purchasePrice: string | null;
};

export type ClosingMoment = { label: string; at: string | null };

export type Allocation = { underwriter: string; amount: string };

export type BusinessDay = { excludes: string[]; span: Span };

/** A promise with a clock. `calendar` counts its business days: New York's banks', the Exchange's, the Commission's; null where none is named. */
export type Clock = {
  clause: string;
  what: string;
  basis: string;
  calendar: "nyc-bank" | "nyse" | "sec" | null;
  localTime: string | null;
  span: Span;
};

export type DefaultTerms = {
  clause: string;
  /** A fraction as `1/11` or `1/10`; `10 %` is written `1/10`. */
  threshold: string | null;
  /** Hours for the representatives, then for the company, to arrange for others to buy. */
  arrangeHours: number[];
  postponeDays: number | null;
};

export type FindingCode =
  | "name-variant"
  | "total-mismatch"
  | "dangling-reference"
  | "numbering-skip"
  | "numbering-repeat"
  | "numbering-unprinted"
  | "numbering-misprint"
  | "closing-moment-missing"
  | "conditions-missing"
  | "conditions-elsewhere";

export type Finding = { code: FindingCode; message: string; spans: Span[] };

export type Coverage = { charactersInConditions: number; charactersAssigned: number; unassigned: Span[] };

/**
 * All that the reader found, in the order in which it is printed as JSON; a value that the words do not give is null.
 * Every span points into the decoded text that goes with the reading.
 */
export type AgreementReading = {
  source: { name: string; sha256: string; bytes: number; format: SourceFormat; pages: number | null };
  agreement: { title: string | null; date: string | null; pricingDate: string | null; governingLaw: string | null };
  issuer: { name: string | null; definedTerm: string | null };
  securities: Security[];
  closing: { term: string | null; moments: ClosingMoment[]; place: string | null };
  parties: { role: PartyRole; name: string }[];
  allocations: { total: string | null; lines: Allocation[]; addsUp: boolean | null };
  businessDay: BusinessDay | null;
  conditions: Conditions | null;
  clocks: Clock[];
  default: DefaultTerms | null;
  coverage: Coverage;
  findings: Finding[];
};
