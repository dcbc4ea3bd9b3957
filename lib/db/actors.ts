import "server-only";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import { isPartyRole, isSide } from "@/lib/domain/role";
import { enter, scopeOf, type Tx } from "./scope";

/**
 * The person as they stand in the offering at this moment, read in this transaction, which is then held to what they may
 * see. Null for anyone who is not, or no longer, a member.
 */
export async function enterAs(tx: Tx, personId: PersonId, offeringId: OfferingId): Promise<Actor | null> {
  await enter(tx, { personId, compartments: [{ offeringId, compartment: "shared" }] });
  const row = await tx.membership.findFirst({
    relationLoadStrategy: "join",
    where: { personId, offeringId, endedAt: null },
    include: { party: true, person: { select: { name: true } } },
  });
  if (!row) return null;
  const { role, side } = row.party;
  if (!isPartyRole(role) || !isSide(side)) throw new Error(`Party ${row.partyId} has role ${role} on side ${side}`);
  const actor: Actor = {
    personId,
    name: row.person.name,
    offeringId,
    partyId: row.partyId as PartyId,
    partyName: row.party.name,
    role,
    side,
    authority: row.authority,
    coordinator: row.coordinator,
  };
  await enter(tx, scopeOf(actor));
  return actor;
}
