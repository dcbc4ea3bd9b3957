import type { Basis } from "./condition";
import type { Lapse, NextStep } from "./condition-state";
import { type PartyRole, roleLabels } from "./role";

// Whole sentences for people, from the same facts that decide. Names and moments come in as functions, since only the
// shell knows how a firm is called and in which zone a moment is shown.

export type Names = {
  /** The parties that have a part, by name; the part's label where none has it. */
  role: (role: PartyRole) => string;
  person: (id: string) => string;
  moment: (at: Date) => string;
};

const basisVerbs: Record<Basis, string> = {
  received: "record receipt",
  form: "accept the form",
  fact: "confirm the facts",
  judgment: "be satisfied",
};

export const basisLabels: Record<Basis, string> = {
  received: "Received",
  form: "Form",
  fact: "Fact",
  judgment: "Judgment",
};

/** What happens next with a condition, and whose it is. */
export function nextSentence(next: NextStep, names: Names): string {
  const who = listOf(unique(next.roles.map(names.role)));
  if (next.do === "deliver") return `${who || "Nobody named"} to deliver ${listOf(next.titles)}`;
  const when = next.from ? `, from ${names.moment(next.from)}` : next.sameDay ? ", on the day" : "";
  return `${who} to ${basisVerbs[next.basis]}${when}`;
}

/** What does not hold any more, with who and when. */
export function lapseSentence(lapse: Lapse, names: Names): string {
  const signed = `${names.person(lapse.signedBy)} signed at ${names.moment(lapse.signedAt)}`;
  switch (lapse.cause) {
    case "document-replaced":
      return `${signed}; ${lapse.deliverable} was replaced at ${names.moment(lapse.replacedAt)}. Sign again on the version in force.`;
    case "requirement-changed":
      return `${signed}; what the condition requires was changed since. Sign again on what it requires now.`;
    case "too-old":
      return `${signed}; a same-day confirmation, it held until ${names.moment(lapse.heldUntil)}. Confirm again.`;
  }
}

/** "a", "a and b", "a, b and c". */
export function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** Names of the parties by part, from the working group list. */
export function roleNames(parties: readonly { role: PartyRole; name: string }[]): Names["role"] {
  return (role) => listOf(parties.filter((party) => party.role === role).map(({ name }) => name)) || roleLabels[role];
}

const unique = (words: readonly string[]) => [...new Set(words)];
