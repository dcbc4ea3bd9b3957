import type { ConditionTerms, DeliverableTerms } from "./act";
import { countedConditions } from "./closing";
import type { ConditionId } from "./ids";
import { plainLabel } from "./labels";
import { termsFault } from "./terms-fault";

/** The terms of a condition before it stands on any list: its documents have no ids yet. */
export type DraftTerms = Omit<ConditionTerms, "deliverables"> & {
  deliverables: readonly Omit<DeliverableTerms, "id">[];
};

/** A line of a drafted list. Depth 0 is a clause; a deeper line is a limb of the nearest line above that is less deep. */
export type DraftRow = { depth: number; terms: DraftTerms };

/** What cannot stand in a drafted list: in which line, in which field, and why. */
export type DraftFault = { row: number; field: string; message: string };

/** For each line the line that it is a limb of; null for a clause. */
export function parentRows(rows: readonly Pick<DraftRow, "depth">[]): (number | null)[] {
  const open: number[] = [];
  return rows.map(({ depth }, row) => {
    const parent = depth === 0 ? null : (open[depth - 1] ?? null);
    open.length = depth;
    open[depth] = row;
    return parent;
  });
}

/** Every fault of a drafted list at once, so that a form can show them beside the lines; none when it can be opened. */
export function draftFaults(rows: readonly DraftRow[]): DraftFault[] {
  const faults: DraftFault[] = [];
  const parents = parentRows(rows);
  const counted = countedRows(rows, parents);
  const taken = new Set<string>();
  rows.forEach(({ depth, terms }, row) => {
    const deepest = (rows[row - 1]?.depth ?? -1) + 1;
    if (depth > deepest) faults.push({ row, field: "depth", message: "There is no clause above for this limb." });
    const label = plainLabel(terms.label);
    if (taken.has(label)) faults.push({ row, field: "label", message: `${terms.label} is on the list already.` });
    taken.add(label);
    const fault = termsFault(terms, counted.has(row));
    if (fault) faults.push({ row, field: fault.field, message: fault.message });
  });
  return faults;
}

/** The lines that will be signed off as such, by the same rule as on a list. */
function countedRows(rows: readonly DraftRow[], parents: readonly (number | null)[]): Set<number> {
  const idOf = (row: number) => String(row) as ConditionId;
  const conditions = rows.map(({ terms }, row) => {
    const parent = parents[row] ?? null;
    return { id: idOf(row), parentId: parent === null ? null : idOf(parent), mode: terms.mode };
  });
  return new Set(countedConditions({ conditions }).map(({ id }) => Number(id)));
}
