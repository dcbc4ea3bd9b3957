import "server-only";
import { randomUUID } from "node:crypto";
import type { AmendAnswer, AmendInput } from "@/lib/contracts/amendment";
import type { Problem } from "@/lib/contracts/problem";
import { logEvent } from "@/lib/db/events";
import { loadClosing } from "@/lib/db/load";
import { recordAct } from "@/lib/db/record-act";
import { type Road, travel } from "@/lib/db/road";
import { recordSource } from "@/lib/db/setup";
import type { Act } from "@/lib/domain/act";
import { type Closing, isOver } from "@/lib/domain/closing";
import type { ClosingId, ConditionId, DeliverableId, OfferingId, PersonId } from "@/lib/domain/ids";
import { refuseWhenOver } from "@/lib/domain/keeping";
import { decideAdd, decideEdit, decideRemove, decideRenumber, decideReorder, termsOf } from "@/lib/domain/list-editing";
import { err, ok, type Result } from "@/lib/domain/result";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";

/**
 * Takes an amendment over into the list of one Time of Delivery: every line changed, added, renumbered or taken off by the
 * same decisions as by hand, each an event of its own, all in one transaction. Sign-offs on what changed go stale, all
 * others stay.
 */
export function amend(
  who: { personId: PersonId; offeringId: OfferingId; key: string },
  input: AmendInput,
): Promise<Result<AmendAnswer, Problem>> {
  const { personId, offeringId, key } = who;
  return travel<AmendAnswer, Problem>({ personId, offeringId, key, hash: digestOf(input) }, (road) =>
    amendOn(road, input),
  );
}

async function amendOn(road: Road, input: AmendInput): Promise<Result<AmendAnswer, Problem>> {
  const { tx, actor, real } = road;
  const { closingId } = input;
  const grant = authorize(actor, "list.edit");
  if (!grant.ok) return grant;
  const closing = await loadClosing(tx, closingId);
  if (!closing || closing.offeringId !== actor.offeringId) return err({ code: "not-found" });
  const over = isOver(closing) ? refuseWhenOver(closing) : null;
  if (over) return over;
  const overtaken = refuseOvertaken(closing, input);
  if (overtaken) return overtaken;

  const steps = new Steps(road, closingId);
  const reason = `Not in the agreement as amended: ${input.source.name}`;
  // From the last to the first, so that limbs go before the clause that they stand under.
  for (const { conditionId } of input.removed.toReversed()) {
    const done = await steps.take((now) => decideRemove(now, { conditionId, reason }));
    if (!done.ok) return done;
  }
  const labels = input.lines.flatMap((line) =>
    line.is === "kept" ? [{ conditionId: line.conditionId, label: line.label }] : [],
  );
  const renumbered = labels.filter(({ conditionId, label }) => labelOf(closing, conditionId) !== label);
  if (renumbered.length > 0) {
    const done = await steps.take((now) => decideRenumber(now, renumbered));
    if (!done.ok) return done;
  }
  const changed = await changeWords(steps, input);
  if (!changed.ok) return changed;
  const order = await addLines(steps, input);
  if (!order.ok) return order;
  const last = await steps.closing();
  if (last && !order.value.every((id, index) => last.conditions[index]?.id === id)) {
    const done = await steps.take((now) => decideReorder(now, order.value));
    if (!done.ok) return done;
  }

  await recordSource(tx, closingId, input.source);
  const counts = {
    changed: changed.value.changed,
    added: input.lines.filter(({ is }) => is === "new").length,
    removed: input.removed.length,
    renumbered: renumbered.length,
  };
  const position = await logEvent(tx, actor, real, {
    type: "agreement.amended",
    compartment: "shared",
    closingId,
    conditionId: null,
    payload: { source: input.source, ...counts },
  });
  return ok({ position: position.toString(), ...counts });
}

/** Takes one decided step after the other, each on the list as the one before has left it. */
class Steps {
  constructor(
    private readonly road: Road,
    private readonly closingId: ClosingId,
  ) {}

  closing(): Promise<Closing | null> {
    return loadClosing(this.road.tx, this.closingId);
  }

  async take<A extends Act, P extends Problem>(decide: (now: Closing) => Result<A, P>): Promise<Result<A, Problem>> {
    const now = await this.closing();
    if (!now) return err({ code: "not-found" });
    const decision = decide(now);
    if (!decision.ok) return decision;
    await recordAct(this.road.tx, this.road.actor, now, decision.value, this.road.real);
    return ok(decision.value);
  }
}

/** Every line that stands must be named once, as it was on screen: nobody's change is overwritten unseen. */
function refuseOvertaken(closing: Closing, { lines, removed }: AmendInput) {
  const named = [...lines.flatMap((line) => (line.is === "kept" ? [line] : [])), ...removed];
  const seen = new Map(named.map(({ conditionId, requirement }) => [conditionId, requirement]));
  const complete = seen.size === named.length && seen.size === closing.conditions.length;
  if (!complete || closing.conditions.some(({ id }) => !seen.has(id))) {
    return err({ code: "changed-meanwhile" as const, what: "the list" });
  }
  const changed = closing.conditions.find(({ id, requirement }) => seen.get(id) !== requirement);
  return changed ? err({ code: "requirement-changed" as const, label: changed.label }) : null;
}

const labelOf = (closing: Closing, id: ConditionId) =>
  closing.conditions.find((condition) => condition.id === id)?.label;

async function changeWords(steps: Steps, { lines }: AmendInput): Promise<Result<{ changed: number }, Problem>> {
  let changed = 0;
  for (const line of lines) {
    if (line.is !== "kept" || line.text === null) continue;
    const { conditionId, text } = line;
    const done = await steps.take((now) => {
      const condition = now.conditions.find(({ id }) => id === conditionId);
      if (!condition) return err({ code: "not-found" as const });
      const terms = { ...termsOf(condition), text };
      const newDeliverableId = () => randomUUID() as string as DeliverableId;
      return decideEdit(now, { conditionId, requirement: condition.requirement, terms, newDeliverableId });
    });
    if (!done.ok) return done;
    changed += 1;
  }
  return ok({ changed });
}

/** Adds what is new under its clause, and gives the whole list in the order that it is to have. */
async function addLines(steps: Steps, { lines }: AmendInput): Promise<Result<ConditionId[], Problem>> {
  const order: ConditionId[] = [];
  const open: ConditionId[] = [];
  const depths = new Map<ConditionId, number>();
  for (const { id, parentId } of (await steps.closing())?.conditions ?? []) {
    depths.set(id, parentId ? (depths.get(parentId) ?? 0) + 1 : 0);
  }
  for (const line of lines) {
    const depth = line.is === "kept" ? (depths.get(line.conditionId) ?? 0) : line.depth;
    let id: ConditionId;
    if (line.is === "kept") id = line.conditionId;
    else {
      const parentId = depth === 0 ? null : (open[depth - 1] ?? null);
      if (depth > 0 && parentId === null) return err({ code: "not-found" });
      const conditionId = randomUUID() as string as ConditionId;
      const newDeliverableId = () => randomUUID() as string as DeliverableId;
      const done = await steps.take((now) =>
        decideAdd(now, { conditionId, parentId, after: null, terms: line.terms, newDeliverableId }),
      );
      if (!done.ok) return done;
      id = conditionId;
    }
    open.length = depth;
    open[depth] = id;
    order.push(id);
  }
  return ok(order);
}
