import type { ConditionView } from "@/lib/contracts/views";
import type { ConditionId } from "@/lib/domain/ids";

type Node = Pick<ConditionView, "id" | "parentId" | "mode">;

/** One row on screen: how deep it stands, its place among its siblings, and whether its limbs are shown. */
export type Row<C extends Node = ConditionView> = {
  condition: C;
  level: number;
  position: number;
  size: number;
  limbs: number;
  /** Null where nothing stands below it. */
  expanded: boolean | null;
  /** Shown only because something below it was asked for. */
  context: boolean;
};

export type Folding = Readonly<Record<string, boolean>>;

/** Limbs that stand by themselves are shown from the start; those of a clause taken whole are folded under it. */
export const expandedAtFirst = ({ mode }: Pick<Node, "mode">) => mode === "limbs";

/**
 * The rows to show, in the order of the agreement. `wanted` are those that a filter leaves, null where none is set: then
 * the clauses above them are shown too, opened, and what stands below them as folded.
 */
export function visibleRows<C extends Node>(
  conditions: readonly C[],
  folding: Folding,
  wanted: ReadonlySet<ConditionId> | null,
): Row<C>[] {
  const below = Map.groupBy(conditions, ({ parentId }) => parentId);
  const limbsOf = (id: ConditionId) => below.get(id) ?? [];
  const holds = new Map<ConditionId, boolean>();
  const holdsWanted = (id: ConditionId): boolean => {
    const known = holds.get(id);
    if (known !== undefined) return known;
    const answer = limbsOf(id).some((limb) => wanted?.has(limb.id) || holdsWanted(limb.id));
    holds.set(id, answer);
    return answer;
  };

  const rows: Row<C>[] = [];
  const show = (siblings: readonly C[], level: number, underWanted: boolean) => {
    const shown = siblings.filter(({ id }) => !wanted || underWanted || wanted.has(id) || holdsWanted(id));
    for (const [index, condition] of shown.entries()) {
      const limbs = limbsOf(condition.id);
      const own = wanted?.has(condition.id) ?? false;
      const forced = wanted !== null && holdsWanted(condition.id);
      const expanded = folding[condition.id] ?? (forced || expandedAtFirst(condition));
      rows.push({
        condition,
        level,
        position: index + 1,
        size: shown.length,
        limbs: limbs.length,
        expanded: limbs.length > 0 ? expanded : null,
        context: wanted !== null && !own && !underWanted,
      });
      if (limbs.length > 0 && expanded) show(limbs, level + 1, underWanted || own);
    }
  };
  show(below.get(null) ?? [], 1, false);
  return rows;
}

/** Of each clause that sums up its limbs: how many count below it, how many of them are settled and how many are `mine`. */
export function sumsOfLimbs<C extends Node & Pick<ConditionView, "counted" | "blocking">>(
  conditions: readonly C[],
  mine: (condition: C) => boolean,
): ReadonlyMap<ConditionId, { total: number; settled: number; mine: number }> {
  const parents = new Map(conditions.map(({ id, parentId }) => [id, parentId]));
  const sums = new Map<ConditionId, { total: number; settled: number; mine: number }>();
  for (const condition of conditions) {
    if (!condition.counted) continue;
    for (let above = condition.parentId; above; above = parents.get(above) ?? null) {
      const { total, settled, mine: yours } = sums.get(above) ?? { total: 0, settled: 0, mine: 0 };
      sums.set(above, {
        total: total + 1,
        settled: settled + (condition.blocking ? 0 : 1),
        mine: yours + (mine(condition) ? 1 : 0),
      });
    }
  }
  return sums;
}
