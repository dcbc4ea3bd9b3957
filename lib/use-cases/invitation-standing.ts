import "server-only";
import { findParty } from "@/lib/db/lookups";
import { findActorIn } from "@/lib/db/people";
import type { Tx } from "@/lib/db/scope";
import type { OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import { authorize } from "@/lib/policy/policy";

/**
 * Whether whoever made an invitation might still make it. One that the list keeper made lapses as soon as somebody of the
 * party may bind it, and one whose maker has left lapses with them: nobody comes in on another's word than theirs who may
 * give it.
 */
export async function isUpheld(
  tx: Tx,
  invitation: { offeringId: string; partyId: string; invitedBy: string },
): Promise<boolean> {
  const { offeringId, partyId, invitedBy } = invitation;
  const inviter = await findActorIn(tx, invitedBy as PersonId, offeringId as OfferingId);
  const party = await findParty(tx, partyId as PartyId);
  return inviter !== null && party !== null && authorize(inviter, "member.invite", { party }).ok;
}
