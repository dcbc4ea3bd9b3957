import "server-only";
import type { Closing } from "@/lib/domain/closing";
import type { ClosingId, ConditionId, OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import type { PartyRole, Side } from "@/lib/domain/role";
import { loadClosing } from "./load";
import type { Tx } from "./scope";

export type SceneParty = { id: PartyId; name: string; role: PartyRole; side: Side };
export type ScenePerson = { id: PersonId; name: string; title: string; party: SceneParty };

/** One Time of Delivery with what surrounds it: the offering, the agreement's term, the parties and their people. */
export type Scene = {
  closing: Closing;
  offering: { id: OfferingId; name: string; issuer: string; rehearsal: boolean };
  term: string;
  siblings: readonly { id: ClosingId; label: string; localDate: string }[];
  parties: readonly SceneParty[];
  /** Everyone who is or was a member: acts of those who left keep their names. */
  people: readonly (ScenePerson & { left: boolean })[];
  /** The newest event of this closing in sight. */
  position: bigint;
  /** How many comments in sight each condition has, where it has any, and when the last shared one was made. */
  notes: ReadonlyMap<ConditionId, { count: number; sharedAt: Date | null }>;
};

/** Everything that a screen of one Time of Delivery needs; null where the scope has none such. */
export async function loadScene(tx: Tx, closingId: ClosingId): Promise<Scene | null> {
  const closing = await loadClosing(tx, closingId);
  if (!closing) return null;
  const offering = await tx.offering.findUniqueOrThrow({
    relationLoadStrategy: "join",
    where: { id: closing.offeringId },
    include: {
      closings: { orderBy: { place: "asc" }, select: { id: true, label: true, localDate: true } },
      agreements: { select: { closingTerm: true } },
      parties: true,
      memberships: { include: { person: { select: { name: true } } }, orderBy: { since: "asc" } },
    },
  });
  const parties = offering.parties.map((party) => ({
    id: party.id as PartyId,
    name: party.name,
    role: party.role as PartyRole,
    side: party.side as Side,
  }));
  const byId = new Map(parties.map((party) => [party.id as string, party]));
  const newest = await tx.event.findFirst({
    where: { closingId },
    orderBy: { position: "desc" },
    select: { position: true },
  });
  return {
    closing,
    offering: {
      id: closing.offeringId,
      name: offering.name,
      issuer: offering.issuerName,
      rehearsal: offering.rehearsal,
    },
    term: offering.agreements[0]?.closingTerm ?? "Time of Delivery",
    siblings: offering.closings.map(({ id, label, localDate }) => ({ id: id as ClosingId, label, localDate })),
    parties,
    people: offering.memberships.map(({ personId, person, title, partyId, endedAt }) => {
      const party = byId.get(partyId);
      if (!party) throw new Error(`Member ${personId} of a party outside the offering`);
      return { id: personId as PersonId, name: person.name, title, party, left: endedAt !== null };
    }),
    position: newest?.position ?? 0n,
    notes: await countNotes(tx, closingId),
  };
}

async function countNotes(tx: Tx, closingId: ClosingId): Promise<Scene["notes"]> {
  const rows = await tx.$queryRaw<{ conditionId: ConditionId; count: number; sharedAt: Date | null }[]>`
    SELECT "conditionId", count(*)::int AS "count", max("at") FILTER (WHERE "compartment" = 'shared') AS "sharedAt"
    FROM "Note" WHERE "conditionId" = ANY (ARRAY(SELECT "id" FROM "Condition" WHERE "closingId" = ${closingId}::uuid))
    GROUP BY "conditionId"`;
  return new Map(rows.map(({ conditionId, count, sharedAt }) => [conditionId, { count, sharedAt }]));
}
