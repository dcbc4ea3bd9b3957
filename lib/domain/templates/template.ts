import type { RequiredSignOff } from "../condition";
import type { DraftRow, DraftTerms } from "../draft";
import type { ConditionKind } from "../kind";
import { kindDefaults } from "../kind-defaults";
import { limbLabels } from "../labels";
import type { PartyRole } from "../role";

/** What a template is cut to: the words and terms of the one closing for which its conditions are made. */
export type TemplateFacts = {
  /** The number of the agreement's conditions section: "7". */
  section: string;
  /** What the agreement calls this moment of delivery against payment. */
  term: string;
  /** The parts that somebody has in the offering. */
  roles: readonly PartyRole[];
  /** Which securities are delivered at it. */
  delivers: "firm" | "option" | "both";
};

/** A clause of a template. What it does not say is as usual for its kind. */
export type Clause = {
  title: string;
  text: string;
  kind: ConditionKind;
  /** Where it stands: before the lettered clauses, among them, or after them with the mechanics of delivery. */
  among?: "lead-in" | "mechanics";
  mode?: "limbs";
  furnishedBy?: readonly PartyRole[];
  furnishedTo?: readonly PartyRole[];
  requires?: readonly RequiredSignOff[];
  deliverables?: DraftTerms["deliverables"];
  limbs?: readonly Limb[];
};

/** A limb of a template. `past`: a fact that is settled once it has happened, so it is not bound to the day. */
export type Limb = { title: string; text: string; past?: true };

/** A full set of conditions for one sort of offering, in our own words, to be fitted to the agreement at hand. */
export type Template = {
  id: "senior-notes" | "convertible-notes" | "common-stock";
  name: string;
  /** For whoever chooses: what it is made for. */
  what: string;
  securities: "debt" | "shares";
  /** What such agreements usually call the moment of delivery, and that of the option securities. */
  usualTerm: string;
  optionTerm: string;
  clauses: (facts: TemplateFacts) => readonly Clause[];
};

/** The template's conditions for one Time of Delivery, as a drafted list with labels in the agreement's manner. */
export function draftFrom(template: Template, facts: TemplateFacts): DraftRow[] {
  const clauses = template.clauses(facts);
  const lettered = clauses.filter(({ among }) => !among);
  const letters = limbLabels(facts.section, lettered.length);
  const labelOf = new Map<Clause, string>(lettered.map((clause, index) => [clause, letters[index] as string]));
  for (const among of ["lead-in", "mechanics"] as const) {
    const name = among === "lead-in" ? `${facts.section} lead-in` : "Delivery";
    clauses
      .filter((clause) => clause.among === among)
      .forEach((clause, index) => {
        labelOf.set(clause, `${name} (${index + 1})`);
      });
  }
  const inOrder = [...clauses].sort((a, b) => orderOf(a) - orderOf(b));
  return inOrder.flatMap((clause) => rowsOf(clause, labelOf.get(clause) as string));
}

const orderOf = ({ among }: Clause) => (among === "lead-in" ? 0 : among === "mechanics" ? 2 : 1);

/** Limbs take over what their clause calls for, but its documents only where each stands by itself. */
function rowsOf({ limbs = [], among: _, ...said }: Clause, label: string): DraftRow[] {
  const usual = kindDefaults(said.kind);
  const mode = said.mode ?? "whole";
  const terms: DraftTerms = {
    label,
    title: said.title,
    text: said.text,
    kind: said.kind,
    mode,
    furnishedBy: said.furnishedBy ?? usual.furnishedBy,
    furnishedTo: said.furnishedTo ?? usual.furnishedTo,
    requires: said.requires ?? usual.requires,
    windowHours: usual.windowHours,
    ratings: [],
    deliverables: mode === "limbs" ? [] : (said.deliverables ?? usual.deliverables),
  };
  const marks = limbLabels(label, limbs.length);
  const anyDay = { requires: terms.requires.map((required) => ({ ...required, sameDay: false })), windowHours: null };
  const below = limbs.map(({ title, text, past }, index): DraftRow => {
    const own = { label: marks[index] as string, title, text, mode: "whole" as const, deliverables: [] };
    return { depth: 1, terms: { ...terms, ...own, ...(past && anyDay) } };
  });
  return [{ depth: 0, terms }, ...below];
}
