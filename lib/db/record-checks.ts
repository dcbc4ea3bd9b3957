import "server-only";
import type { OfferingId } from "@/lib/domain/ids";
import { backOff } from "./back-off";
import { classify } from "./classify";
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
 * Keeps what a check found. One that did not look at the documents says nothing about them: what the last look at them found
 * stays. Where two keep at the same moment, one of them looks again at what the other has kept.
 */
export async function keepRecordCheck(
  offeringId: OfferingId,
  found: { at: Date; broken: readonly string[]; documents: boolean },
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await keepOnce(offeringId, found);
      return;
    } catch (error) {
      if (attempt >= 10 || !["conflict", "refused"].includes(classify(error))) throw error;
    }
  }
}

async function keepOnce(
  offeringId: OfferingId,
  { at, broken, documents }: Parameters<typeof keepRecordCheck>[1],
): Promise<void> {
  const keep = () =>
    withScope(wholeOffering(offeringId), async (tx) => {
      const before = await tx.recordCheck.findUnique({ where: { offeringId } });
      const kept = documents ? [] : (before?.broken ?? []).filter((code) => code.startsWith("document-"));
      const now = { at, broken: [...broken, ...kept], ...(documents && { documentsAt: at }) };
      if (before) await tx.recordCheck.update({ where: { offeringId }, data: now });
      else await tx.recordCheck.create({ data: { offeringId, ...now } });
    });
  // Of several that look at one record at once one comes last, and then keeps what it found over the others'.
  for (let tries = 1; ; tries++) {
    try {
      return await keep();
    } catch (error) {
      if (tries === 10 || !["conflict", "refused"].includes(classify(error))) throw error;
      await backOff(tries);
    }
  }
}
