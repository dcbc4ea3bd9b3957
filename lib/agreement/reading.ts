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

/** A promise with a clock. `calendar`: `business-day` (the agreement's own), `sec` (the Commission's), or null (calendar days). */
export type Clock = {
  clause: string;
  what: string;
  basis: string;
  calendar: "business-day" | "sec" | "exchange" | null;
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
  | "closing-moment-missing"
  | "conditions-missing"
  | "conditions-elsewhere";

export type Finding = { code: FindingCode; message: string; spans: Span[] };

export type Coverage = { charactersInConditions: number; charactersAssigned: number; unassigned: Span[] };

/** All that the reader found. `text` is the decoded source text that every span points into. */
export type AgreementReading = {
  text: string;
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

/** The one JSON object that the command line prints: keys in the order of the output form, without the text itself. */
export function toJson(reading: AgreementReading) {
  const { source, agreement, issuer, closing, allocations, businessDay, conditions, coverage } = reading;
  return {
    source: {
      name: source.name,
      sha256: source.sha256,
      bytes: source.bytes,
      format: source.format,
      pages: source.pages,
    },
    agreement: {
      title: agreement.title,
      date: agreement.date,
      pricingDate: agreement.pricingDate,
      governingLaw: agreement.governingLaw,
    },
    issuer: { name: issuer.name, definedTerm: issuer.definedTerm },
    securities: reading.securities.map((s) => ({
      title: s.title,
      principal: s.principal,
      shares: s.shares,
      currency: s.currency,
      publicPrice: s.publicPrice,
      purchasePrice: s.purchasePrice,
    })),
    closing: {
      term: closing.term,
      moments: closing.moments.map(({ label, at }) => ({ label, at })),
      place: closing.place,
    },
    parties: reading.parties.map(({ role, name }) => ({ role, name })),
    allocations: {
      total: allocations.total,
      lines: allocations.lines.map(({ underwriter, amount }) => ({ underwriter, amount })),
      addsUp: allocations.addsUp,
    },
    businessDay: businessDay && { excludes: businessDay.excludes, span: businessDay.span },
    conditions: conditions && {
      section: conditions.section,
      heading: conditions.heading,
      span: conditions.span,
      discretionOf: conditions.discretionOf,
      leadIn: conditions.leadIn.map(({ id, kind, span }) => ({ id, kind, span })),
      clauses: conditions.clauses.map(clauseJson),
    },
    clocks: reading.clocks.map((c) => ({
      clause: c.clause,
      what: c.what,
      basis: c.basis,
      calendar: c.calendar,
      localTime: c.localTime,
      span: c.span,
    })),
    default: reading.default && {
      clause: reading.default.clause,
      threshold: reading.default.threshold,
      arrangeHours: reading.default.arrangeHours,
      postponeDays: reading.default.postponeDays,
    },
    coverage: {
      charactersInConditions: coverage.charactersInConditions,
      charactersAssigned: coverage.charactersAssigned,
      unassigned: coverage.unassigned,
    },
    findings: reading.findings.map(({ code, message, spans }) => ({ code, message, spans })),
  };
}

const clauseJson = (clause: Clause) => ({
  label: clause.label,
  caption: clause.caption,
  kind: clause.kind,
  span: clause.span,
  furnishedBy: clause.furnishedBy.map(({ role, name }) => ({ role, name })),
  furnishedTo: clause.furnishedTo,
  timing: clause.timing.map(({ basis, moment }) => ({ basis, moment })),
  standard: clause.standard,
  refersTo: clause.refersTo,
  limbs: clause.limbs.map(limbJson),
});

type LimbJson = { label: string; span: Span; limbs: LimbJson[] };
const limbJson = (limb: Limb): LimbJson => ({
  label: limb.label,
  span: limb.span,
  limbs: limb.limbs.map(limbJson),
});
