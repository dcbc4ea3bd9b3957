import "server-only";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import type { ChainedEvent } from "@/lib/log/chain";
import { eventsAfter } from "./log-trees";
import type { Tx } from "./scope";

/** The whole log that all parties share, as its hashes cover it. */
export function sharedLog(tx: Tx, offeringId: OfferingId): Promise<ChainedEvent[]> {
  return eventsAfter(tx, { offeringId, compartment: "shared" });
}

/** How many pages each file had when it was taken in, by its SHA-256. */
export async function pagesWhenTaken(tx: Tx, offeringId: OfferingId): Promise<Map<string, number>> {
  const rows = await tx.version.findMany({
    where: { offeringId, pages: { not: null } },
    select: { sha256: true, pages: true },
  });
  return new Map(rows.map(({ sha256, pages }) => [sha256, pages ?? 0]));
}

/** The kept index of a closing's set: its newest revision; null where nobody has edited it. */
export function findIndex(tx: Tx, closingId: ClosingId): Promise<{ revision: number; edits: unknown } | null> {
  return tx.setIndex.findFirst({
    where: { closingId },
    orderBy: { revision: "desc" },
    select: { revision: true, edits: true },
  });
}

export type NewRevision = {
  offeringId: OfferingId;
  closingId: ClosingId;
  revision: number;
  by: PersonId;
  at: Date;
};

export async function recordIndex(tx: Tx, row: NewRevision & { edits: object }): Promise<void> {
  await tx.setIndex.create({ data: row });
}

/** Who gets which tabs of a closing's set: the newest revision; null where nobody has kept one. */
export function findDistribution(tx: Tx, closingId: ClosingId): Promise<{ revision: number; sets: unknown } | null> {
  return tx.distribution.findFirst({
    where: { closingId },
    orderBy: { revision: "desc" },
    select: { revision: true, sets: true },
  });
}

export async function recordDistribution(tx: Tx, row: NewRevision & { sets: object }): Promise<void> {
  await tx.distribution.create({ data: row });
}
