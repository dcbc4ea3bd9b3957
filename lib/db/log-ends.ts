import "server-only";
import type { OfferingId } from "@/lib/domain/ids";
import type { Compartment } from "@/lib/domain/role";
import type { Tx } from "./scope";

/** The newest event of a log, which the next one goes on from. */
export type LogEnd = { seq: number; hash: string; at: Date };

/** The ends of the logs that a transaction has read or moved already; null for a log without an event. */
const known = new WeakMap<Tx, Map<string, LogEnd | null>>();

const nameOf = (offeringId: OfferingId, compartment: Compartment) => `${offeringId}/${compartment}`;

/** Notes how far a log goes in the sight of this transaction, which nobody else moves while it lasts: it is serializable. */
export function noteLogEnd(tx: Tx, offeringId: OfferingId, compartment: Compartment, end: LogEnd | null): void {
  const ends = known.get(tx) ?? new Map<string, LogEnd | null>();
  known.set(tx, ends.set(nameOf(offeringId, compartment), end));
}

/** Where a log ends; null for one without an event. */
export async function findLogEnd(tx: Tx, offeringId: OfferingId, compartment: Compartment): Promise<LogEnd | null> {
  const end = known.get(tx)?.get(nameOf(offeringId, compartment));
  if (end !== undefined) return end;
  return tx.event.findFirst({
    where: { offeringId, compartment },
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true, at: true },
  });
}
