import type { ConditionId } from "./ids";
import { renumbered } from "./labels";

type Line = { id: ConditionId; parentId: ConditionId | null; label: string };

/**
 * The labels that a whole list should have in the order in which it stands: siblings go on from the first of them, and
 * limbs take over the new label of their clause. Only what changes is given.
 */
export function renumberedList(lines: readonly Line[]): { conditionId: ConditionId; label: string }[] {
  const below = Map.groupBy(lines, ({ parentId }) => parentId);
  const changes: { conditionId: ConditionId; label: string }[] = [];
  const walk = (parentId: ConditionId | null, before: string, now: string) => {
    const siblings = below.get(parentId) ?? [];
    const carried = siblings.map(({ label }) => (label.startsWith(before) ? now + label.slice(before.length) : label));
    renumbered(carried).forEach((wanted, index) => {
      const { id, label } = siblings[index] as Line;
      if (wanted !== label) changes.push({ conditionId: id, label: wanted });
      walk(id, label, wanted);
    });
  };
  walk(null, "", "");
  return changes;
}

/** The list with one line and all below it moved past its next or last sibling; the same list where there is none. */
export function movedLine<L extends { id: ConditionId; parentId: ConditionId | null }>(
  lines: readonly L[],
  id: ConditionId,
  by: -1 | 1,
): L[] {
  const line = lines.find((known) => known.id === id);
  const siblings = lines.filter(({ parentId }) => line && parentId === line.parentId);
  const at = siblings.findIndex((known) => known.id === id);
  const other = siblings[at + by];
  if (!other) return [...lines];
  return by < 0 ? placedBefore(lines, id, other.id) : placedBefore(lines, other.id, id);
}

/** The list with one line, and all below it, right before another of the same clause. */
export function placedBefore<L extends { id: ConditionId; parentId: ConditionId | null }>(
  lines: readonly L[],
  id: ConditionId,
  before: ConditionId,
): L[] {
  const family = familyOf(lines, id);
  const moved = lines.filter((line) => family.has(line.id));
  const rest = lines.filter((line) => !family.has(line.id));
  const at = rest.findIndex((line) => line.id === before);
  const parent = (of: ConditionId) => lines.find((line) => line.id === of)?.parentId;
  if (at < 0 || parent(id) !== parent(before)) return [...lines];
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
}

/** The list with one line, and all below it, right after another of the same clause and what is below that. */
export function placedAfter<L extends { id: ConditionId; parentId: ConditionId | null }>(
  lines: readonly L[],
  id: ConditionId,
  after: ConditionId,
): L[] {
  const parent = (of: ConditionId) => lines.find((line) => line.id === of)?.parentId;
  if (id === after || parent(id) !== parent(after)) return [...lines];
  const family = familyOf(lines, id);
  const moved = lines.filter((line) => family.has(line.id));
  const rest = lines.filter((line) => !family.has(line.id));
  const other = familyOf(lines, after);
  const at = rest.findLastIndex((line) => other.has(line.id)) + 1;
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
}

/** A line and everything below it. Clauses come before their limbs. */
function familyOf(lines: readonly { id: ConditionId; parentId: ConditionId | null }[], id: ConditionId) {
  const family = new Set([id]);
  for (const line of lines) if (line.parentId && family.has(line.parentId)) family.add(line.id);
  return family;
}
