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
