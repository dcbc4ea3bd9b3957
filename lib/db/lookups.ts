import "server-only";
import type { ActId, ClosingId, ConditionId, DeliverableId, OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import type { PartyRole, Side } from "@/lib/domain/role";
import type { Tx } from "./scope";

/** The party for which a sign-off, waiver or mark was made; null where no such act is in sight. */
export async function findMakersParty(tx: Tx, actId: ActId): Promise<string | null> {
  const signOff = await tx.signOff.findUnique({ where: { id: actId }, select: { partyId: true } });
  const waiver = signOff ?? (await tx.waiver.findUnique({ where: { id: actId }, select: { partyId: true } }));
  if (waiver) return waiver.partyId;
  const mark = await tx.conditionMark.findUnique({ where: { id: actId }, select: { by: true, offeringId: true } });
  if (!mark) return null;
  const member = await tx.membership.findFirst({
    where: { personId: mark.by, offeringId: mark.offeringId },
    select: { partyId: true },
  });
  return member?.partyId ?? null;
}

/** The offering that the transaction is held to. Throws where it is out of scope: a bug, since members only get here. */
export const findOffering = (tx: Tx, id: OfferingId) => tx.offering.findUniqueOrThrow({ where: { id } });

/** A party as the policy asks about it; null where it is not of this offering. */
export async function findParty(tx: Tx, id: PartyId) {
  const row = await tx.party.findUnique({
    where: { id },
    include: { memberships: { where: { authority: true, endedAt: null }, take: 1 } },
  });
  return (
    row && {
      id: row.id as PartyId,
      role: row.role as PartyRole,
      side: row.side as Side,
      hasAuthority: row.memberships.length > 0,
    }
  );
}

/** Whether a person is a member of the offering now. */
export const isMember = async (tx: Tx, offeringId: OfferingId, personId: PersonId) =>
  (await tx.membership.count({ where: { offeringId, personId, endedAt: null } })) > 0;

/** The place after the last signature page of a Time of Delivery. */
export const nextPagePlace = (tx: Tx, closingId: ClosingId) => tx.signaturePage.count({ where: { closingId } });

/** The condition and Time of Delivery that a document belongs to; null where it is out of scope or off the list. */
export async function findDeliverable(tx: Tx, id: DeliverableId) {
  const row = await tx.deliverable.findFirst({
    where: { id, removedAt: null, condition: { removedAt: null } },
    select: { conditionId: true, condition: { select: { closingId: true } } },
  });
  return row && { conditionId: row.conditionId as ConditionId, closingId: row.condition.closingId as ClosingId };
}

/** The highest version number of a document over all sides, or 0. */
export async function lastVersionNumber(tx: Tx, id: DeliverableId): Promise<number> {
  const [row] = await tx.$queryRaw<{ last: number }[]>`SELECT last_version_number(${id}::uuid) AS last`;
  return row?.last ?? 0;
}

/** Whether the offering has such a Time of Delivery. */
export const hasClosing = async (tx: Tx, offeringId: OfferingId, id: ClosingId): Promise<boolean> =>
  (await tx.closing.count({ where: { id, offeringId } })) > 0;

/** The first Time of Delivery of an offering, in the agreement's order; null where it has none yet. */
export async function firstClosing(tx: Tx, offeringId: OfferingId): Promise<ClosingId | null> {
  const row = await tx.closing.findFirst({ where: { offeringId }, orderBy: { place: "asc" }, select: { id: true } });
  return row && (row.id as ClosingId);
}
