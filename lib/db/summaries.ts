import "server-only";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import { isPartyRole, isSide, type PartyRole, type Side } from "@/lib/domain/role";
import { db } from "./client";
import { enter, withScope } from "./scope";

/** A membership as the portfolio needs it. */
export type Standing = { role: PartyRole; side: Side; authority: boolean; coordinator: boolean };

/** One Time of Delivery in a person's portfolio. */
export type PortfolioRow = {
  offeringId: OfferingId;
  closingId: ClosingId;
  offering: string;
  issuer: string;
  rehearsal: boolean;
  standing: Standing;
  /** The newest of its shared events. */
  newest: bigint;
  /** Up to which event its summary is kept in the database; null while none is. */
  kept: bigint | null;
};

/** What is kept of one Time of Delivery, and up to which event and moment on its clock it holds. */
export type KeptSummary = { position: bigint; changesAt: Date | null; summary: unknown };

/** Every Time of Delivery of a person, of the shared compartment of the offerings of which they are a member now. */
export async function listPortfolio(personId: PersonId): Promise<PortfolioRow[]> {
  const rows = await db.$queryRaw<
    (Omit<PortfolioRow, "standing"> & {
      role: string;
      side: string;
      authority: boolean;
      coordinator: boolean;
    })[]
  >`SELECT * FROM portfolio_of(${personId}::uuid)`;
  return rows.map(({ role, side, authority, coordinator, ...row }) => {
    if (!isPartyRole(role) || !isSide(side)) throw new Error(`Unknown part ${role}, ${side}`);
    return { ...row, standing: { role, side, authority, coordinator } };
  });
}

/** The summaries that the database keeps of these Times of Delivery. */
export async function readSummaries(
  personId: PersonId,
  closings: readonly { offeringId: OfferingId; closingId: ClosingId }[],
): Promise<Map<ClosingId, KeptSummary>> {
  if (closings.length === 0) return new Map();
  const compartments = [...new Set(closings.map(({ offeringId }) => offeringId))].map((offeringId) => ({
    offeringId,
    compartment: "shared" as const,
  }));
  const rows = await withScope({ personId, compartments }, (tx) =>
    tx.closingSummary.findMany({ where: { closingId: { in: closings.map(({ closingId }) => closingId) } } }),
  );
  return new Map(rows.map(({ closingId, ...kept }) => [closingId as ClosingId, kept]));
}

/** Keeps what was worked out for a closing; a later one replaces it, an earlier one never does. */
export async function keepSummary(
  personId: PersonId,
  { closingId, offeringId }: { closingId: ClosingId; offeringId: OfferingId },
  { position, changesAt, summary }: KeptSummary,
): Promise<void> {
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
