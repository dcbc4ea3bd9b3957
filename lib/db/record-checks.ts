import "server-only";
import type { OfferingId } from "@/lib/domain/ids";
import { db } from "./client";
import { wholeOffering } from "./offering-record";
import { type Tx, withScope } from "./scope";

/** How one offering's record stood when it was last checked; `at` is null where that has not happened yet. */
export type RecordStanding = {
  offeringId: OfferingId;
  at: Date | null;
  documentsAt: Date | null;
  broken: readonly string[];
};

/** Every offering there is, the one whose check is oldest first. */
export const listRecordStandings = (): Promise<RecordStanding[]> =>
  db.$queryRaw<RecordStanding[]>`SELECT * FROM record_checks()`;

/** What is known not to hold of the offering that the transaction is held to; empty where all of it does. */
export async function findBroken(tx: Tx, offeringId: OfferingId): Promise<readonly string[]> {
  const row = await tx.recordCheck.findUnique({ where: { offeringId }, select: { broken: true } });
  return row?.broken ?? [];
}

/**
 * Keeps what a check found. One that did not look at the documents says nothing about them: what the last look at them found stays.
 */
export async function keepRecordCheck(
  offeringId: OfferingId,
  { at, broken, documents }: { at: Date; broken: readonly string[]; documents: boolean },
): Promise<void> {
  await withScope(wholeOffering(offeringId), async (tx) => {
    const before = await tx.recordCheck.findUnique({ where: { offeringId } });
    const kept = documents ? [] : (before?.broken ?? []).filter((code) => code.startsWith("document-"));
    const now = { at, broken: [...broken, ...kept], ...(documents && { documentsAt: at }) };
    if (before) await tx.recordCheck.update({ where: { offeringId }, data: now });
    else await tx.recordCheck.create({ data: { offeringId, ...now } });
  });
}
