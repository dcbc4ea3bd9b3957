import type { ConditionTerms } from "./act";

/** Which field of a condition cannot stand as it is, and why, in words for whoever keeps the list. */
export type TermsFault = { code: "terms-not-valid"; field: string; message: string };

type Terms = Omit<ConditionTerms, "deliverables"> & {
  deliverables: readonly Pick<ConditionTerms["deliverables"][number], "title" | "dated">[];
};

/**
 * The first thing in the terms of a condition that would leave it without anyone who could satisfy it, or would let it be
 * satisfied by nobody's judgment: the conditions stand for the underwriters, so their Representatives always decide, and
 * whoever keeps the list cannot take that away. Null where the terms can stand. What is not signed off as such, a limb of
 * a clause taken whole or a clause that only sums up its limbs, needs no sign-offs of its own: `counted` is false there.
 */
export function termsFault(terms: Terms, counted = true): TermsFault | null {
  const fault = (field: string, message: string): TermsFault => ({ code: "terms-not-valid", field, message });

  if (counted && !terms.requires.some(({ basis, role }) => basis === "judgment" && role === "representative")) {
    return fault("requires", "The Representatives decide every condition: keep their judgment among the sign-offs.");
  }
  if (repeats(terms.requires.map(({ basis, role }) => `${basis} ${role}`))) {
    return fault("requires", "The same sign-off is asked twice of the same party.");
  }
  const sameDay = terms.requires.some((required) => required.sameDay);
  if (sameDay && terms.windowHours === null) {
    return fault(
      "windowHours",
      "A same-day confirmation needs the hours before the Time of Delivery in which it holds.",
    );
  }
  if (!sameDay && terms.windowHours !== null) {
    return fault("windowHours", "Hours are set, but no sign-off is bound to the day.");
  }
  if (terms.deliverables.length > 0 && terms.furnishedBy.length === 0) {
    return fault("furnishedBy", "Name who furnishes the documents.");
  }
  if (repeats(terms.deliverables.map(({ title }) => title))) {
    return fault("deliverables", "Two documents have the same title.");
  }
  if (terms.ratings.length > 0 && terms.kind !== "no-downgrade") {
    return fault("ratings", "Ratings are watched by a no-downgrade condition only.");
  }
  if (repeats(terms.ratings.map(({ agency }) => agency))) return fault("ratings", "An agency is named twice.");
  return null;
}

const repeats = (words: readonly string[]) => new Set(words.map((word) => word.toLowerCase())).size < words.length;
