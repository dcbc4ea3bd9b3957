import "server-only";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import { db } from "./client";
import type { Tx } from "./scope";

export type FeedOwner = { personId: PersonId; offeringId: OfferingId; closingId: ClosingId };

/** Whose a calendar link is, by the hash of its secret; null for one that is unknown or revoked. */
export async function findFeedOwner(tokenHash: string): Promise<FeedOwner | null> {
  const rows = await db.$queryRaw<FeedOwner[]>`SELECT * FROM calendar_feed_by_token(${tokenHash})`;
  return rows[0] ?? null;
}

/** Since when a person has a live link for a Time of Delivery; null while there is none. */
export async function findFeed(tx: Tx, personId: PersonId, closingId: ClosingId): Promise<{ at: Date } | null> {
  return tx.calendarFeed.findFirst({ where: { personId, closingId, revokedAt: null }, select: { at: true } });
}

/** Ends a person's live link for a Time of Delivery. False where there was none. */
export async function revokeFeed(tx: Tx, personId: PersonId, closingId: ClosingId, at: Date): Promise<boolean> {
  const where = { personId, closingId, revokedAt: null };
  const { count } = await tx.calendarFeed.updateMany({ where, data: { revokedAt: at } });
  return count > 0;
}

/** Puts a new link in the place of the old. */
export async function recordFeed(tx: Tx, owner: FeedOwner, tokenHash: string, at: Date): Promise<void> {
  await revokeFeed(tx, owner.personId, owner.closingId, at);
  await tx.calendarFeed.create({ data: { ...owner, tokenHash, at } });
}
