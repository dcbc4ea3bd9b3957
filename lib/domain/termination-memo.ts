/** What a termination leaves owing, and under which clause. */
export type TerminationMemo = {
  /** The clause that governs. */
  clause: string;
  ground: string;
  reimbursed: boolean;
  surviving: readonly string[];
  /** A short memorandum, a sentence a line. */
  says: readonly string[];
};
