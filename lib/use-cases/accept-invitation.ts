import "server-only";
import type { InvitationView } from "@/lib/contracts/people";
import type { Problem } from "@/lib/contracts/problem";
import { findPersonByEmail } from "@/lib/db/accounts";
import { logEvent } from "@/lib/db/events";
import { type FoundInvitation, findInvitation, recordAcceptance } from "@/lib/db/invitations";
import { findOffering, findParty, isMember } from "@/lib/db/lookups";
import { findPartyName } from "@/lib/db/people";
import { type Tx, withScope } from "@/lib/db/scope";
import type { PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { isUpheld } from "./invitation-standing";

/** What an invitation's page says: enough to know what one joins, and nothing of what is in it. Null for one that lapsed. */
export async function describeInvitation(invitation: FoundInvitation): Promise<InvitationView | null> {
  const { offeringId, partyId, email, name, expiresAt } = invitation;
  const compartments = [{ offeringId, compartment: "shared" as const }];
  const nobody = "" as PersonId;
  const { offering, party, partyName, upheld } = await withScope({ personId: nobody, compartments }, async (tx) => ({
    offering: await findOffering(tx, offeringId),
    party: await findParty(tx, partyId),
    partyName: await findPartyName(tx, partyId),
    upheld: await isUpheldNow(tx, invitation),
  }));
  if (!upheld) return null;
  if (!party || partyName === null) throw new Error(`Invitation ${invitation.id} is into no party`);
  return {
    purpose: "member",
    email,
    name,
    party: partyName,
    role: party.role,
    offering: offering.name,
    expiresAt: expiresAt.toISOString(),
    hasAccount: (await findPersonByEmail(email)) !== null,
  };
}

async function isUpheldNow(tx: Tx, { id }: FoundInvitation): Promise<boolean> {
  const row = await findInvitation(tx, id);
  return row !== null && isUpheld(tx, row);
}

/** Makes a person a member as the invitation says, with its event in the log. Refused to whoever is one already, and once it lapsed. */
export async function join(
  tx: Tx,
  invitation: FoundInvitation,
  { personId, name }: { personId: PersonId; name: string },
  real: Date,
): Promise<Result<null, Problem>> {
  const { id, offeringId, partyId, email, title, authority, coordinator } = invitation;
  if (!(await isUpheldNow(tx, invitation))) return err({ code: "invitation-not-valid" });
  if (await isMember(tx, offeringId, personId)) return err({ code: "email-taken" });
  const party = await findParty(tx, partyId);
  const partyName = await findPartyName(tx, partyId);
  if (!party || partyName === null) throw new Error(`Invitation ${id} is into no party`);
  const { role, side } = party;

  await recordAcceptance(tx, invitation, personId, real);
  const actor = { personId, name, offeringId, partyId, partyName, role, side, authority, coordinator };
  await logEvent(tx, actor, real, {
    type: "member.joined",
    compartment: "shared",
    closingId: null,
    conditionId: null,
    payload: { invitationId: id, personId, name, email, party: partyName, partyId, title, authority, coordinator },
  });
  return ok(null);
}
