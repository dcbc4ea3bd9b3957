import "server-only";
import type { HoldingSignOff, ListLine, ListView } from "@/lib/contracts/list";
import type { Problem } from "@/lib/contracts/problem";
import { loadClosing } from "@/lib/db/load";
import type { Tx } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { type Closing, countedConditions, isOver } from "@/lib/domain/closing";
import { type Condition, inForce } from "@/lib/domain/condition";
import type { ClosingId, ConditionId } from "@/lib/domain/ids";
import { termsOf } from "@/lib/domain/list-editing";
import type { Result } from "@/lib/domain/result";
import { authorize } from "@/lib/policy/policy";
import { presentHead, type Sight } from "./present";
import { lookAt } from "./sight";

/** The list of one Time of Delivery as its keeper edits it. */
export async function viewList(actor: Actor, place: { closingId: ClosingId }): Promise<Result<ListView, Problem>> {
  const grant = authorize(actor, "list.edit");
  if (!grant.ok) return grant;
  return lookAt(actor, place, async (sight, tx) => {
    const { closing, position } = sight.scene;
    const others = await otherClosings(tx, sight);
    const counted = new Set(countedConditions(closing).map(({ id }) => id));
    const depths = new Map<ConditionId, number>();
    const lines = closing.conditions.map((condition): ListLine => {
      const depth = condition.parentId ? (depths.get(condition.parentId) ?? -1) + 1 : 0;
      depths.set(condition.id, depth);
      return {
        id: condition.id,
        parentId: condition.parentId,
        depth,
        requirement: condition.requirement,
        terms: termsOf(condition),
        counted: counted.has(condition.id),
        status: sight.states.get(condition.id)?.status ?? "open",
        holding: holdingFor(sight, condition),
        delivered: condition.deliverables.flatMap(({ id, versions }) => (versions.length > 0 ? [id] : [])),
        keptBecause: keptBecause(closing, condition),
        reusable: reusableFor(condition, others),
      };
    });
    return { head: presentHead(sight), lines, position: position.toString(), mayEdit: !isOver(closing) };
  });
}

/** The sign-offs that hold now on a condition and on the clauses taken whole above it. */
function holdingFor(sight: Sight, condition: Condition): HoldingSignOff[] {
  const slots = sight.states.get(condition.id)?.slots ?? [];
  const own = slots.flatMap((slot): HoldingSignOff[] =>
    slot.state === "given"
      ? [{ label: condition.label, basis: slot.basis, by: sight.names.person(slot.signOff.by) }]
      : [],
  );
  const above = sight.scene.closing.conditions.find(({ id }) => id === condition.parentId);
  if (!above) return own;
  return [...own, ...holdingFor(sight, above).filter(({ label }) => above.mode === "whole" || label !== above.label)];
}

function keptBecause({ conditions }: Closing, condition: Condition): string | null {
  if (conditions.some(({ parentId }) => parentId === condition.id)) return "Take its limbs off the list first.";
  const used = condition.deliverables.find(({ versions }) => versions.length > 0);
  if (used) return `${used.title} was delivered for it.`;
  const { signOffs, waivers, marks } = condition;
  return signOffs.length + waivers.length + marks.length > 0
    ? "Something was recorded on it. The Representatives may waive it or mark it not applicable."
    : null;
}

async function otherClosings(tx: Tx, { scene }: Sight): Promise<Closing[]> {
  const others: Closing[] = [];
  for (const { id } of scene.siblings) {
    const closing = id === scene.closing.id ? null : await loadClosing(tx, id);
    if (closing) others.push(closing);
  }
  return others;
}

/** For documents that have no version here: those of the same title that stand elsewhere. */
const reusableFor = (condition: Condition, others: readonly Closing[]): ListLine["reusable"] =>
  condition.deliverables
    .filter(({ versions }) => versions.length === 0)
    .flatMap(({ id, title }) =>
      others.flatMap((closing) =>
        closing.conditions
          .flatMap(({ deliverables }) => deliverables)
          .filter((other) => other.title === title)
          .flatMap((other) => {
            const version = inForce(other);
            if (!version) return [];
            return [{ deliverableId: id, versionId: version.id, fileName: version.fileName, from: closing.label }];
          }),
      ),
    );
