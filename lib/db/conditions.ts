import "server-only";
import type { ClosingId, ConditionId } from "@/lib/domain/ids";
import type { Compartment } from "@/lib/domain/role";
import type { Tx } from "./scope";

/** The clause's own words; they are not loaded with the list, where sixty of them would be most of its weight. */
export async function conditionText(tx: Tx, id: ConditionId): Promise<string> {
  const { text } = await tx.condition.findUniqueOrThrow({ where: { id }, select: { text: true } });
  return text;
}

/** Comments in sight, oldest first. */
export async function listNotes(tx: Tx, conditionId: ConditionId) {
  const rows = await tx.note.findMany({ where: { conditionId }, orderBy: { at: "asc" } });
  return rows.map(({ id, text, by, at, compartment }) => ({
    id,
    text,
    by,
    at: at.toISOString(),
    compartment: compartment as Compartment,
  }));
}

/** The comments of a whole Time of Delivery that all parties share, oldest first. */
export async function listSharedNotes(tx: Tx, closingId: ClosingId) {
  const rows = await tx.note.findMany({
    where: { condition: { closingId }, compartment: "shared" },
    orderBy: { at: "asc" },
    select: { conditionId: true, text: true, by: true, at: true },
  });
  return rows.map((row) => ({ ...row, conditionId: row.conditionId as ConditionId }));
}
