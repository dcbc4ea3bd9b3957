import "server-only";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import { isPartyRole, isSide, type PartyRole, type Side } from "@/lib/domain/role";
import type { Tx } from "./scope";

/** A person as they stand in the offering that the transaction is held to; null for who is no member, or no longer. */
export async function findActorIn(tx: Tx, personId: PersonId, offeringId: OfferingId): Promise<Actor | null> {
  const row = await tx.membership.findFirst({
    where: { personId, offeringId, endedAt: null },
    include: { party: true, person: { select: { name: true } } },
  });
  return row && actorOf(row.party, row, row.person.name);
}

type PartyColumns = { id: string; offeringId: string; name: string; role: string; side: string };
type MemberColumns = { personId: string; authority: boolean; coordinator: boolean };

/** A member as the policy knows them. */
export function actorOf(party: PartyColumns, member: MemberColumns, name: string): Actor {
  const { id, offeringId, name: partyName, role, side } = party;
  if (!isPartyRole(role) || !isSide(side)) throw new Error(`Party ${id} has role ${role} on side ${side}`);
  const { personId, authority, coordinator } = member;
  const ids = { personId: personId as PersonId, offeringId: offeringId as OfferingId, partyId: id as PartyId };
  return { ...ids, name, partyName, role, side, authority, coordinator };
}

/** The parties of an offering with everyone who is or was of them. */
export const listParties = (tx: Tx, offeringId: OfferingId) =>
  tx.party.findMany({
    where: { offeringId },
    include: {
      memberships: {
        include: { person: { select: { name: true, email: true } } },
        orderBy: [{ since: "asc" }, { id: "asc" }],
      },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });

/** Whether a part has anyone in the offering who may bind it. */
export const hasAuthorityAs = async (tx: Tx, offeringId: OfferingId, role: PartyRole): Promise<boolean> =>
  (await tx.membership.count({ where: { offeringId, authority: true, endedAt: null, party: { role } } })) > 0;

export const hasParty = async (tx: Tx, offeringId: OfferingId, name: string, role: PartyRole): Promise<boolean> =>
  (await tx.party.count({ where: { offeringId, name, role } })) > 0;

export const findPartyName = async (tx: Tx, id: PartyId): Promise<string | null> =>
  (await tx.party.findUnique({ where: { id }, select: { name: true } }))?.name ?? null;

/** A party, under the firm that is known by its name or newly named. */
export async function recordParty(
  tx: Tx,
  offeringId: OfferingId,
  { id, name, role, side }: { id: PartyId; name: string; role: PartyRole; side: Side },
): Promise<void> {
  const organisation = await tx.organisation.upsert({ where: { name }, create: { name }, update: {} });
  await tx.party.create({ data: { id, offeringId, organisationId: organisation.id, name, role, side } });
}

/** A member of the offering now, with their party; null for anyone else. */
export const findMember = (tx: Tx, offeringId: OfferingId, personId: PersonId) =>
  tx.membership.findFirst({
    where: { offeringId, personId, endedAt: null },
    include: { person: { select: { name: true, email: true } }, party: { select: { name: true } } },
  });

export const isMemberByEmail = async (tx: Tx, offeringId: OfferingId, email: string): Promise<boolean> =>
  (await tx.membership.count({ where: { offeringId, endedAt: null, person: { email } } })) > 0;

export const countKeepers = (tx: Tx, offeringId: OfferingId): Promise<number> =>
  tx.membership.count({ where: { offeringId, coordinator: true, endedAt: null } });

export const recordEnd = (tx: Tx, membershipId: string, endedAt: Date) =>
  tx.membership.update({ where: { id: membershipId }, data: { endedAt } });
