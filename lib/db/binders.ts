import "server-only";
import type { ClosingId, OfferingId, PartyId } from "@/lib/domain/ids";
import { isPartyRole, isSide, type PartyRole, type Side, sides } from "@/lib/domain/role";
import { db } from "./client";
import type { Scope, Tx } from "./scope";

/** A Time of Delivery and the newest event about it that all parties share. */
export type SharedHead = { offeringId: OfferingId; closingId: ClosingId; position: bigint; changedAt: Date };

/** Every Time of Delivery there is, with its newest shared event; one of which nothing was recorded is left out. */
export const listSharedHeads = (): Promise<SharedHead[]> => db.$queryRaw<SharedHead[]>`SELECT * FROM shared_heads()`;

/** The compartment that all parties share, and nobody's own: for working out what concerns all alike. */
export const sharedOnly = (offeringId: OfferingId): Scope => ({
  personId: "" as Scope["personId"],
  compartments: [{ offeringId, compartment: "shared" }],
});

export type SideParty = { side: Side; partyId: PartyId; name: string; role: PartyRole };

/** One party of each side that has any, for whose eyes a paper is made. */
export async function listSides(tx: Tx, offeringId: OfferingId): Promise<SideParty[]> {
  const rows = await tx.party.findMany({ where: { offeringId }, orderBy: { id: "asc" } });
  const parties = rows.flatMap(({ id, name, role, side }) =>
    isSide(side) && isPartyRole(role) ? [{ side, partyId: id as PartyId, name, role }] : [],
  );
  return sides.flatMap((side) => parties.find((party) => party.side === side) ?? []);
}

/** The newest event of each compartment in sight: what its whole log is pinned by. */
export async function listLogHeads(tx: Tx, offeringId: OfferingId) {
  const rows = await tx.event.findMany({
    where: { offeringId },
    distinct: ["compartment"],
    orderBy: [{ compartment: "asc" }, { seq: "desc" }],
    select: { compartment: true, seq: true, hash: true, at: true },
  });
  return rows;
}

/** What a file's name says of a Time of Delivery; null where there is none such in this offering. */
export async function findClosingHead(tx: Tx, offeringId: OfferingId, closingId: ClosingId) {
  const row = await tx.closing.findFirst({
    where: { id: closingId, offeringId },
    select: { label: true, offering: { select: { issuerName: true, rehearsal: true } } },
  });
  return row && { label: row.label, issuer: row.offering.issuerName, rehearsal: row.offering.rehearsal };
}
