import type { ConditionTerms } from "@/lib/domain/act";
import type { DeliverableId } from "@/lib/domain/ids";
import type { ConditionKind } from "@/lib/domain/kind";
import { kindDefaults } from "@/lib/domain/kind-defaults";

/** The terms of a condition as a form holds them: a document that is new has no id yet. */
export type FormTerms = Omit<ConditionTerms, "deliverables"> & {
  deliverables: readonly {
    id?: DeliverableId | undefined;
    title: string;
    dated: "time-of-delivery" | "pricing-date" | null;
  }[];
};

/** What is usual for a kind, in the place of what was there; label, title and words stay. */
export function asUsual(terms: FormTerms, kind: ConditionKind): FormTerms {
  const { furnishedBy, furnishedTo, requires, windowHours, deliverables } = kindDefaults(kind);
  const ratings = kind === "no-downgrade" ? terms.ratings : [];
  return { ...terms, kind, furnishedBy, furnishedTo, requires, windowHours, ratings, deliverables };
}

export const emptyTerms = (label: string): FormTerms =>
  asUsual(
    {
      label,
      title: "",
      text: "",
      kind: "other",
      mode: "whole",
      furnishedBy: [],
      furnishedTo: [],
      requires: [],
      windowHours: null,
      ratings: [],
      deliverables: [],
    },
    "other",
  );

/** What goes over the wire: lists that can be written to. */
export const wireTerms = (terms: FormTerms) => ({
  ...terms,
  furnishedBy: [...terms.furnishedBy],
  furnishedTo: [...terms.furnishedTo],
  requires: [...terms.requires],
  ratings: [...terms.ratings],
  deliverables: [...terms.deliverables],
});
