import { sectionWords } from "@/lib/domain/clause-words";
import type { TerminationMemo } from "@/lib/domain/termination-memo";

/** What an agreement says is owed when the securities are not delivered (Section 11 and its like). */
export type TerminationRule = {
  clause: string;
  /** The sections that outlive any termination. */
  surviving: readonly string[];
  /** The conditions whose failure costs the Company nothing beyond those sections. */
  withoutReimbursement: readonly string[];
  /** What the Company reimburses on any other failure to deliver; null where it reimburses nothing. */
  reimburses: string | null;
};

/** Why the securities were not delivered. */
export type TerminationGround =
  | { kind: "condition-failed"; label: string }
  /** Under the clause on an underwriter’s default. */
  | { kind: "underwriter-default"; clause: string; surviving: readonly string[]; underwriters: readonly string[] }
  /** The failure is the doing of an underwriter in breach of the agreement. */
  | { kind: "underwriters-breach" }
  /** Any other reason for which the Company does not deliver. */
  | { kind: "not-delivered" };

/**
 * What a termination leaves owing: which sections outlive it and whether the Company reimburses the underwriters’ expenses.
 * A failure of a limb counts as one of its clause: 7(b)(ii) is 7(b).
 */
export function terminationMemo(rule: TerminationRule, ground: TerminationGround): TerminationMemo {
  const why = sayGround(ground);
  const surviving = ground.kind === "underwriter-default" ? ground.surviving : rule.surviving;
  const reimbursed = rule.reimburses !== null && !isFree(rule, ground);
  const says = [
    `The agreement ends because ${why}.`,
    ...(ground.kind === "underwriter-default"
      ? [`${sectionWords(ground.clause)} ends it without liability of any party that is not in default.`]
      : []),
    sayMoney(rule, ground, reimbursed),
    saySections(surviving),
    ...(ground.kind === "underwriter-default"
      ? [
          `${listed(ground.underwriters)} ${ground.underwriters.length === 1 ? "stays" : "stay"} liable for the default.`,
        ]
      : []),
  ];
  const clause =
    ground.kind === "underwriter-default"
      ? `${sectionWords(ground.clause)} and ${sectionWords(rule.clause)}`
      : sectionWords(rule.clause);
  return { clause, ground: why, reimbursed, surviving, says };
}

function isFree({ withoutReimbursement }: TerminationRule, ground: TerminationGround): boolean {
  if (ground.kind === "condition-failed") {
    return withoutReimbursement.some((label) => ground.label === label || ground.label.startsWith(`${label}(`));
  }
  return ground.kind !== "not-delivered";
}

function sayGround(ground: TerminationGround): string {
  switch (ground.kind) {
    case "condition-failed":
      return `the condition of ${sectionWords(ground.label)} was not satisfied`;
    case "underwriter-default":
      return `${listed(ground.underwriters)} did not take up and pay for its securities and no purchaser was found for enough of them`;
    case "underwriters-breach":
      return "an underwriter broke the agreement";
    case "not-delivered":
      return "the Company did not deliver the securities";
  }
}

function sayMoney({ clause, reimburses }: TerminationRule, ground: TerminationGround, reimbursed: boolean): string {
  if (reimbursed) return `Under ${sectionWords(clause)} the Company reimburses the underwriters for ${reimburses}.`;
  const why =
    ground.kind === "condition-failed" && reimburses !== null ? ` for a failure of ${sectionWords(ground.label)}` : "";
  return `Under ${sectionWords(clause)} the Company owes the underwriters no reimbursement${why}.`;
}

const saySections = (surviving: readonly string[]) =>
  surviving.length === 0
    ? "The agreement names no section that outlives it."
    : `${surviving.length === 1 ? "Section" : "Sections"} ${listed(surviving)} ${surviving.length === 1 ? "outlives" : "outlive"} it.`;

function listed(words: readonly string[]): string {
  if (words.length === 0) return "An underwriter";
  return words.length === 1 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
