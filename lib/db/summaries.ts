import "server-only";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import type { PartyRole, Side } from "@/lib/domain/role";
import { isPartyRole, isSide } from "@/lib/domain/role";
import { db } from "./client";
import { enter, type Tx } from "./scope";

/** A membership as the portfolio needs it. */
export type Standing = { offeringId: OfferingId; role: PartyRole; side: Side; authority: boolean };

/** One Time of Delivery in a person's portfolio, with the summary kept for it, if any. */
export type PortfolioRow = {
  offeringId: OfferingId;
  closingId: ClosingId;
  offering: string;
  issuer: string;
  rehearsal: boolean;
  position: bigint;
  kept: { position: bigint; changesAt: Date | null; summary: unknown } | null;
};

/** Runs with the shared compartments of every offering that the person belongs to now in sight. */
export function withPortfolio<T>(
  personId: PersonId,
  read: (tx: Tx, standings: ReadonlyMap<OfferingId, Standing>) => Promise<T>,
): Promise<T> {
  return db.$transaction(
    async (tx) => {
      await enter(tx, { personId, compartments: [] });
      const memberships = await tx.membership.findMany({
        where: { personId, endedAt: null },
        select: { offeringId: true },
      });
      const offerings = memberships.map(({ offeringId }) => offeringId as OfferingId);
      await enter(tx, {
        personId,
        compartments: offerings.map((offeringId) => ({ offeringId, compartment: "shared" as const })),
      });
      const parties = await tx.membership.findMany({
        where: { personId, endedAt: null },
        select: { offeringId: true, authority: true, party: { select: { role: true, side: true } } },
      });
      const standings = new Map<OfferingId, Standing>();
      for (const { offeringId, authority, party } of parties) {
        if (!isPartyRole(party.role) || !isSide(party.side))
          throw new Error(`Unknown part ${party.role}, ${party.side}`);
        standings.set(offeringId as OfferingId, {
          offeringId: offeringId as OfferingId,
          role: party.role,
          side: party.side,
          authority,
        });
      }
      return read(tx, standings);
    },
    { isolationLevel: "RepeatableRead", maxWait: 10_000, timeout: 30_000 },
  );
}

/** Every Time of Delivery in sight, with its newest event and the summary kept for it, in one query. */
export async function listPortfolio(tx: Tx): Promise<PortfolioRow[]> {
  const rows = await tx.$queryRaw<
    {
      closingId: string;
      offeringId: string;
      name: string;
      issuerName: string;
      rehearsal: boolean;
      newest: bigint | null;
      position: bigint | null;
      changesAt: Date | null;
      summary: unknown;
    }[]
  >`
    SELECT c."id" AS "closingId", c."offeringId", o."name", o."issuerName", o."rehearsal", e."newest",
      s."position", s."changesAt", s."summary"
    FROM "Closing" c
    JOIN "Offering" o ON o."id" = c."offeringId"
    LEFT JOIN "ClosingSummary" s ON s."closingId" = c."id"
    LEFT JOIN LATERAL (
      SELECT max(v."position") AS "newest" FROM "Event" v WHERE v."closingId" = c."id"
    ) e ON true`;
  return rows.map((row) => ({
    offeringId: row.offeringId as OfferingId,
    closingId: row.closingId as ClosingId,
    offering: row.name,
    issuer: row.issuerName,
    rehearsal: row.rehearsal,
    position: row.newest ?? 0n,
    kept: row.position === null ? null : { position: row.position, changesAt: row.changesAt, summary: row.summary },
  }));
}

/** Keeps what was worked out for a closing; a later one replaces it, an earlier one never does. */
export async function keepSummary(
  personId: PersonId,
  row: { closingId: ClosingId; offeringId: OfferingId; position: bigint; changesAt: Date | null; summary: object },
): Promise<void> {
  const { closingId, offeringId, position, changesAt, summary } = row;
  await db.$transaction(async (tx) => {
    await enter(tx, { personId, compartments: [{ offeringId, compartment: "shared" }] });
    await tx.$executeRaw`
      INSERT INTO "ClosingSummary" ("closingId", "offeringId", "position", "changesAt", "summary")
      VALUES (${closingId}::uuid, ${offeringId}::uuid, ${position}, ${changesAt}, ${JSON.stringify(summary)}::jsonb)
      ON CONFLICT ("closingId") DO UPDATE
        SET "position" = EXCLUDED."position", "changesAt" = EXCLUDED."changesAt", "summary" = EXCLUDED."summary"
        WHERE "ClosingSummary"."position" <= EXCLUDED."position"`;
  });
}
