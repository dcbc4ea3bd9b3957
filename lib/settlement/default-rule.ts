import type { TermsProblem } from "./terms";

/** What an agreement says about an underwriter that does not take up its securities (Section 9 and its like). */
export type DefaultRule = {
  clause: string;
  /** "1/11": how much of the whole may be without a purchaser for the others to have to take it up. */
  threshold: string;
  /** Whether exactly the threshold is still within it. */
  thresholdIncluded: boolean;
  stepUp: "obligatory" | "if-company-requires";
  /** "1/9": the most by which one underwriter’s own amount may grow, as a fraction of it; null where none is set. */
  mostIncrease: string | null;
  surviving: readonly string[];
};

/** How things stand: everything in the order of Schedule I; nothing in the outcome depends on the order of the defaults. */
export type DefaultSituation = {
  /** What each underwriter is to take at this Time of Delivery. */
  allocations: readonly { underwriter: string; amount: string }[];
  /** Authorised denomination, or "1" share. */
  step: string;
  /** The underwriters that default, each with the whole of its amount. */
  defaults: readonly string[];
  /** Others, or underwriters of the list, that agreed to purchase some of it. */
  substitutes: readonly { name: string; amount: string }[];
  /** Whether the Company asks the others to take up the rest; null while it has not said. */
  companyRequires: boolean | null;
};

/** What one takes in the end. */
export type DefaultPart = {
  underwriter: string;
  /** "own" is its amount on Schedule I; nothing for one that defaults. */
  own: string;
  /** As a substitute, by agreement. */
  arranged: string;
  /** By the clause, pro rata. */
  steppedUp: string;
  total: string;
  defaults: boolean;
  formula: string;
};

export type DefaultOutcome = {
  clause: string;
  total: string;
  defaulted: string;
  arranged: string;
  /** What is without a purchaser. */
  left: string;
  threshold: { fraction: string; says: string; within: boolean };
  /**
   * Nothing is in default; all of it was arranged; the others take up the rest; the Company must first say whether it
   * asks that of them; or the agreement terminates.
   */
  result: "no-default" | "arranged" | "step-up" | "company-decides" | "terminates";
  /** Empty where the agreement terminates or the Company has yet to speak. */
  parts: readonly DefaultPart[];
  /** What the others would take if the Company asked it; only while it has not said. */
  ifRequired: readonly DefaultPart[] | null;
  /** The reasoning, a sentence a line, each with its figures. */
  says: readonly string[];
  surviving: readonly string[];
};

export type DefaultProblem = Pick<TermsProblem, "field" | "message">;
