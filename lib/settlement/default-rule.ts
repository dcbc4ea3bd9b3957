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

export type DefaultProblem = Pick<TermsProblem, "field" | "message">;
