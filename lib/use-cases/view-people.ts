import "server-only";
import type { MemberView, PendingInvitationView, PeopleView } from "@/lib/contracts/people";
import type { Problem } from "@/lib/contracts/problem";
import { listOpenInvitations } from "@/lib/db/invitations";
import { findOffering } from "@/lib/db/lookups";
import { listParties } from "@/lib/db/people";
import { scopeOf, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import type { PartyId, PersonId } from "@/lib/domain/ids";
import { ok, type Result } from "@/lib/domain/result";
import { type PartyRole, partyRoles, type Side } from "@/lib/domain/role";
import { env } from "@/lib/env";
import { authorize } from "@/lib/policy/policy";

/** The working group list, as every member sees it: it is common to all sides. */
export async function viewPeople(actor: Actor): Promise<Result<PeopleView, Problem>> {
  const grant = authorize(actor, "offering.read");
  if (!grant.ok) return grant;
  const { offering, parties, invitations } = await withScope(scopeOf(actor), async (tx) => ({
    offering: await findOffering(tx, actor.offeringId),
    parties: await listParties(tx, actor.offeringId),
    invitations: await listOpenInvitations(tx, actor.offeringId),
  }));
  const now = new Date();
  const bound = (role: PartyRole) => parties.some((party) => party.role === role && authorityIn(party));

  return ok({
    offering: { name: offering.name, issuer: offering.issuerName, rehearsal: offering.rehearsal },
    parties: parties
      .map((row) => {
        const party = {
          id: row.id as PartyId,
          role: row.role as PartyRole,
          side: row.side as Side,
          hasAuthority: authorityIn(row),
        };
        const mayInvite = authorize(actor, "member.invite", { party }).ok;
        const mayEnd = authorize(actor, "member.end", { party }).ok;
        return {
          id: party.id,
          name: row.name,
          role: party.role,
          side: party.side,
          members: row.memberships.map((member) => presentMember(member, mayEnd)),
          invitations: invitations
            .filter(({ partyId }) => partyId === row.id)
            .map((invitation) => presentInvitation(invitation, mayInvite, now)),
          may: { invite: mayInvite },
        };
      })
      .sort((a, b) => partyRoles.indexOf(a.role) - partyRoles.indexOf(b.role)),
    may: {
      addParty: partyRoles.filter(
        (role) =>
          authorize(actor, "party.add", { party: { id: "", role, side: actor.side, hasAuthority: bound(role) } }).ok,
      ),
      giveCoordinator: actor.coordinator,
    },
    mail: env.SMTP_URL !== undefined,
  });
}

type PartyRow = Awaited<ReturnType<typeof listParties>>[number];
type InvitationRow = Awaited<ReturnType<typeof listOpenInvitations>>[number];

const authorityIn = ({ memberships }: PartyRow) => memberships.some(({ authority, endedAt }) => authority && !endedAt);

function presentMember(row: PartyRow["memberships"][number], mayEnd: boolean): MemberView {
  const { personId, person, title, authority, coordinator, since, endedAt } = row;
  return {
    id: personId as PersonId,
    name: person.name,
    email: person.email,
    title,
    authority,
    coordinator,
    since: since.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    may: { end: mayEnd && !endedAt },
  };
}

function presentInvitation(row: InvitationRow, mayInvite: boolean, now: Date): PendingInvitationView {
  const { id, email, name, title, authority, coordinator, expiresAt, revokedAt, mail } = row;
  const state = revokedAt ? "revoked" : expiresAt <= now ? "expired" : "pending";
  const may = mayInvite && state === "pending";
  return {
    id,
    email,
    name,
    title,
    authority,
    coordinator,
    expiresAt: expiresAt.toISOString(),
    state,
    mail: !mail ? "none" : mail.sentAt ? "sent" : "waiting",
    may: { revoke: may, showLink: may },
  };
}
