import { draftFrom, type Template, type TemplateFacts } from "../../lib/domain/templates/template";
import { templateOf } from "../../lib/domain/templates/templates";
import type { DemoCondition } from "./sample-conditions";

/** The template's conditions for an invented offering, each clause with its limbs. */
export function inventedConditions(template: Template["id"], facts: TemplateFacts): readonly DemoCondition[] {
  const clauses: (DemoCondition & { limbs: DemoCondition[] })[] = [];
  for (const { depth, terms } of draftFrom(templateOf(template), facts)) {
    const above = clauses.at(-1);
    if (depth > 0 && above) above.limbs.push(terms);
    else clauses.push({ ...terms, limbs: [] });
  }
  return clauses;
}

/** What is signed off as such: a clause taken whole, or each limb of one that is not. */
export const signedAsSuch = (conditions: readonly DemoCondition[]): readonly DemoCondition[] =>
  conditions.flatMap((clause) => (clause.mode === "limbs" && clause.limbs?.length ? clause.limbs : [clause]));
