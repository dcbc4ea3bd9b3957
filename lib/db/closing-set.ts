import "server-only";
import type { OfferingId } from "@/lib/domain/ids";
import type { JsonValue } from "@/lib/log/canonical";
import type { ChainedEvent } from "@/lib/log/chain";
import type { Tx } from "./scope";

/** The whole log that all parties share, as its hashes cover it. */
export async function sharedLog(tx: Tx, offeringId: OfferingId): Promise<ChainedEvent[]> {
  const rows = await tx.event.findMany({ where: { offeringId, compartment: "shared" }, orderBy: { seq: "asc" } });
  return rows.map(({ seq, at, type, actor, payload, prevHash, hash }) => ({
    seq,
    at: at.toISOString(),
    type,
    actor: actor as JsonValue,
    payload: payload as JsonValue,
    prevHash,
    hash,
  }));
}

/** How many pages each file had when it was taken in, by its SHA-256. */
export async function pagesWhenTaken(tx: Tx, offeringId: OfferingId): Promise<Map<string, number>> {
  const rows = await tx.version.findMany({
    where: { offeringId, pages: { not: null } },
    select: { sha256: true, pages: true },
  });
  return new Map(rows.map(({ sha256, pages }) => [sha256, pages ?? 0]));
}
