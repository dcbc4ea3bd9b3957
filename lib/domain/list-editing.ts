import type { Act, ConditionTerms, DeliverableTerms, RaisedClause } from "./act";
import { type Closing, countedConditions } from "./closing";
import type { Condition } from "./condition";
import type { ConditionId, DeliverableId } from "./ids";
import { refuseWhenOver } from "./keeping";
import { plainLabel } from "./labels";
import type { Refusal } from "./refusal";
import { err, ok, type Result } from "./result";
import { refuseIfSettled } from "./sign-off";
import { type TermsFault, termsFault } from "./terms-fault";

type Edited<T extends Act["type"]> = Result<Extract<Act, { type: T }>, Refusal | TermsFault>;

/** The terms as the list keeper sends them: a document without an id is new to the list. */
export type TermsWish = Omit<ConditionTerms, "deliverables"> & {
  deliverables: readonly (Omit<DeliverableTerms, "id"> & { id?: DeliverableId | undefined })[];
};

type NewDeliverableId = () => DeliverableId;

/** A further clause or limb. A limb of a clause taken whole is matched by that clause's sign-offs, so these fall. */
export function decideAdd(
  closing: Closing,
  wish: {
    conditionId: ConditionId;
    parentId: ConditionId | null;
    /** The sibling after which it comes; null: at the end. */
    after: ConditionId | null;
    terms: TermsWish;
    newDeliverableId: NewDeliverableId;
  },
): Edited<"condition.added"> {
  const refused = refuseWhenOver(closing) ?? refuseAdded(closing, wish);
  if (refused) return refused;
  if (wish.parentId && !find(closing, wish.parentId)) return err({ code: "not-found" });
  // A new line has none of the documents that the list has already, and nobody else gives a document its id.
  if (wish.terms.deliverables.some(({ id }) => id)) return err({ code: "not-found" });
  const before = wish.after ? find(closing, wish.after) : null;
  if (wish.after && before?.parentId !== wish.parentId) return err({ code: "not-found" });
  return ok({
    type: "condition.added",
    conditionId: wish.conditionId,
    parentId: wish.parentId,
    place: before ? before.place + 1 : endOf(closing),
    raised: wholeClausesFrom(closing, wish.parentId),
    terms: withNewDocuments(wish.terms, wish.newDeliverableId),
  });
}

/** Changes a condition. Its requirement rises, and its sign-offs fall, when more than its label or title changes. */
export function decideEdit(
  closing: Closing,
  wish: { conditionId: ConditionId; requirement: number; terms: TermsWish; newDeliverableId: NewDeliverableId },
): Edited<"condition.edited"> {
  const condition = find(closing, wish.conditionId);
  if (!condition) return err({ code: "not-found" });
  const refused = refuseWhenOver(closing) ?? refuseEdited(closing, wish.terms, condition);
  if (refused) return refused;
  if (wish.requirement !== condition.requirement) return err({ code: "requirement-changed", label: condition.label });
  if (wish.terms.deliverables.some(({ id }) => id && !condition.deliverables.some((known) => known.id === id))) {
    return err({ code: "not-found" });
  }
  const dropped = condition.deliverables.find(
    ({ id, versions }) => versions.length > 0 && !wish.terms.deliverables.some((kept) => kept.id === id),
  );
  if (dropped) return err({ code: "deliverable-in-use", title: dropped.title });

  const before = termsOf(condition);
  const terms = withNewDocuments(wish.terms, wish.newDeliverableId);
  const rises = changesDemands(before, terms);
  if (!rises && before.label === terms.label && before.title === terms.title) {
    return err({ code: "already-done", what: condition.label });
  }
  const settled = rises ? refuseIfSettled(condition, closing) : null;
  if (settled) return settled;
  return ok({
    type: "condition.edited",
    conditionId: condition.id,
    before,
    terms,
    requirement: condition.requirement + (rises ? 1 : 0),
    raised: rises ? wholeClausesFrom(closing, condition.parentId) : [],
  });
}

/**
 * Takes off the list what was put there by mistake. Once anything was recorded on a condition it stays: to do without
 * it is the Representatives' word, a waiver or "not applicable", not the list keeper's.
 */
export function decideRemove(
  closing: Closing,
  wish: { conditionId: ConditionId; reason: string },
): Edited<"condition.removed"> {
  const condition = find(closing, wish.conditionId);
  if (!condition) return err({ code: "not-found" });
  const over = refuseWhenOver(closing);
  if (over) return over;
  if (wish.reason.trim() === "") return err({ code: "text-required", field: "reason" });
  if (closing.conditions.some(({ parentId }) => parentId === condition.id)) {
    return err({ code: "terms-not-valid", field: "limbs", message: "Take its limbs off the list first." });
  }
  const used = condition.deliverables.find(({ versions }) => versions.length > 0);
  if (used) return err({ code: "deliverable-in-use", title: used.title });
  if (condition.signOffs.length + condition.waivers.length + condition.marks.length > 0) {
    const message = "Something was recorded on it. The Representatives may waive it or mark it not applicable.";
    return err({ code: "terms-not-valid", field: "condition", message });
  }
  return ok({
    type: "condition.removed",
    conditionId: condition.id,
    reason: wish.reason,
    raised: wholeClausesFrom(closing, condition.parentId),
  });
}

/** Puts the whole list in another order; it must name every condition once, so that none is lost to a stale screen. */
export function decideReorder(closing: Closing, order: readonly ConditionId[]): Edited<"conditions.reordered"> {
  const over = refuseWhenOver(closing);
  if (over) return over;
  const known = new Set(closing.conditions.map(({ id }) => id));
  const named = new Set(order);
  const complete = named.size === order.length && named.size === known.size && order.every((id) => known.has(id));
  if (!complete) return err({ code: "wrong-order", ids: known.size });
  if (closing.conditions.every(({ id }, place) => order[place] === id)) {
    return err({ code: "already-done", what: "this order" });
  }
  return ok({ type: "conditions.reordered", order });
}

/** Gives conditions other labels, all at once, so that a row of them can move up or down by one. */
export function decideRenumber(
  closing: Closing,
  labels: readonly { conditionId: ConditionId; label: string }[],
): Edited<"conditions.renumbered"> {
  const over = refuseWhenOver(closing);
  if (over) return over;
  const wanted = new Map(labels.map(({ conditionId, label }) => [conditionId, label]));
  const now = new Map(closing.conditions.map(({ id, label }) => [id, label]));
  if (wanted.size < labels.length || labels.some(({ conditionId }) => !now.has(conditionId))) {
    return err({ code: "not-found" });
  }
  const taken = new Set<string>();
  for (const condition of closing.conditions) {
    const label = wanted.get(condition.id) ?? condition.label;
    if (taken.has(plainLabel(label))) return err({ code: "label-taken", label });
    taken.add(plainLabel(label));
  }
  const changed = labels.flatMap(({ conditionId, label }) => {
    const before = now.get(conditionId) as string;
    return before === label ? [] : [{ conditionId, before, label }];
  });
  if (changed.length === 0) return err({ code: "already-done", what: "these labels" });
  return ok({ type: "conditions.renumbered", labels: changed });
}

/**
 * Splits a clause into limbs. "whole": it is still signed off as one, its limbs matched. "limbs": each limb stands by
 * itself and calls for documents of its own, so none may have been delivered for the clause yet.
 */
export function decideSplit(
  closing: Closing,
  wish: {
    conditionId: ConditionId;
    requirement: number;
    mode: "whole" | "limbs";
    limbs: readonly { conditionId: ConditionId; label: string; title: string; text: string }[];
    newDeliverableId: NewDeliverableId;
  },
): Edited<"condition.split"> {
  const condition = find(closing, wish.conditionId);
  if (!condition) return err({ code: "not-found" });
  const refused = refuseIfSettled(condition, closing);
  if (refused) return refused;
  if (wish.requirement !== condition.requirement) return err({ code: "requirement-changed", label: condition.label });
  if (closing.conditions.some(({ parentId }) => parentId === condition.id)) {
    return err({ code: "already-done", what: condition.label });
  }
  const used = condition.deliverables.find(({ versions }) => versions.length > 0);
  if (wish.mode === "limbs" && used) return err({ code: "deliverable-in-use", title: used.title });
  const taken = new Set(closing.conditions.map(({ label }) => plainLabel(label)));
  for (const { label } of wish.limbs) {
    if (taken.has(plainLabel(label))) return err({ code: "label-taken", label });
    taken.add(plainLabel(label));
  }
  const before = termsOf(condition);
  const apart = wish.mode === "limbs";
  return ok({
    type: "condition.split",
    conditionId: condition.id,
    before,
    terms: { ...before, mode: wish.mode, deliverables: apart ? [] : before.deliverables },
    requirement: condition.requirement + 1,
    raised: wholeClausesFrom(closing, condition.parentId),
    limbs: wish.limbs.map(({ conditionId, label, title, text }, index) => ({
      conditionId,
      place: condition.place + 1 + index,
      terms: {
        ...before,
        mode: "whole",
        label,
        title,
        text,
        deliverables: apart ? before.deliverables.map((d) => ({ ...d, id: wish.newDeliverableId() })) : [],
      },
    })),
  });
}

/** A condition's terms as the list keeper edits them. */
export function termsOf(condition: Condition): ConditionTerms {
  const { label, title, text, kind, mode, furnishedBy, furnishedTo, requires, windowHours, ratings } = condition;
  const deliverables = condition.deliverables.map(({ id, title, dated }) => ({ id, title, dated }));
  return { label, title, text, kind, mode, furnishedBy, furnishedTo, requires, windowHours, ratings, deliverables };
}

const find = (closing: Closing, id: ConditionId) => closing.conditions.find((condition) => condition.id === id);

const endOf = (closing: Closing) => closing.conditions.reduce((end, { place }) => Math.max(end, place + 1), 0);

function refuseLabel(closing: Closing, label: string, self: ConditionId | null) {
  const other = closing.conditions.find(({ id, label: its }) => id !== self && plainLabel(its) === plainLabel(label));
  return other ? err({ code: "label-taken" as const, label: other.label }) : null;
}

function refuseAdded(
  closing: Closing,
  wish: { conditionId: ConditionId; parentId: ConditionId | null; terms: TermsWish },
) {
  const { conditionId: id, parentId, terms } = wish;
  const after = [...closing.conditions, { id, parentId, mode: terms.mode }];
  const fault = termsFault(terms, isCounted(after, id));
  return refuseLabel(closing, terms.label, null) ?? (fault && err(fault));
}

/** A clause that is no longer taken whole leaves its limbs to stand by themselves, so theirs must be able to stand too. */
function refuseEdited(closing: Closing, terms: TermsWish, self: Condition) {
  const after = closing.conditions.map((condition) =>
    condition === self ? { ...condition, mode: terms.mode } : condition,
  );
  const fault = termsFault(terms, isCounted(after, self.id));
  const refused = refuseLabel(closing, terms.label, self.id) ?? (fault && err(fault));
  if (refused) return refused;
  for (const limb of closing.conditions) {
    if (limb.id === self.id || isCounted(closing.conditions, limb.id) || !isCounted(after, limb.id)) continue;
    const wrong = termsFault(termsOf(limb));
    if (wrong)
      return err({ ...wrong, field: "mode", message: `${limb.label} would stand by itself. ${wrong.message}` });
  }
  return null;
}

const isCounted = (conditions: readonly Pick<Condition, "id" | "parentId" | "mode">[], id: ConditionId) =>
  countedConditions({ conditions }).some((condition) => condition.id === id);

/** The clauses taken whole at and above this one: their sign-offs speak for what stands below them. */
function wholeClausesFrom(closing: Closing, id: ConditionId | null): RaisedClause[] {
  const clause = id ? find(closing, id) : undefined;
  if (!clause) return [];
  const above = wholeClausesFrom(closing, clause.parentId);
  return clause.mode === "whole" ? [{ conditionId: clause.id, requirement: clause.requirement + 1 }, ...above] : above;
}

const withNewDocuments = (terms: TermsWish, newId: NewDeliverableId): ConditionTerms => ({
  ...terms,
  deliverables: terms.deliverables.map(({ id, title, dated }) => ({ id: id ?? newId(), title, dated })),
});

/** Whether a change touches what a sign-off speaks for, so that those given so far will have to be given again. */
export const changesDemands = (before: TermsWish, after: TermsWish) => demands(before) !== demands(after);

/** What a sign-off speaks for, in one text to compare: all but the label and the title, in no particular order. */
function demands(terms: TermsWish): string {
  const { text, kind, mode, furnishedBy, furnishedTo, requires, windowHours, ratings, deliverables } = terms;
  const sorted = (list: readonly unknown[]) => list.map((item) => JSON.stringify(item)).toSorted();
  return JSON.stringify([
    text,
    kind,
    mode,
    sorted(furnishedBy),
    sorted(furnishedTo),
    sorted(requires.map(({ basis, role, sameDay }) => [basis, role, sameDay])),
    windowHours,
    sorted(ratings.map(({ agency, rating, outlook }) => [agency, rating, outlook])),
    sorted(deliverables.map(({ id, title, dated }) => [id, title, dated])),
  ]);
}
