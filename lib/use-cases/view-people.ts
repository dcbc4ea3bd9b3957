import "server-only";
import type { MemberView, PendingInvitationView, PeopleView } from "@/lib/contracts/people";
import type { Problem } from "@/lib/contracts/problem";
import { listOpenInvitations } from "@/lib/db/invitations";
import { findOffering } from "@/lib/db/lookups";
import { actorOf, listParties } from "@/lib/db/people";
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
  const bound = (role: PartyRole) => parties.some((party) => party.role === role && authorityIn(party));
  const mayAdd = (role: PartyRole) =>
    authorize(actor, "party.add", { party: { id: "", role, side: actor.side, hasAuthority: bound(role) } }).ok;
  const states = statesOf(invitations, parties, new Date());

  return ok({
    offering: { name: offering.name, issuer: offering.issuerName, rehearsal: offering.rehearsal },
    parties: parties
      .map((row) => presentParty(row, actor, invitations, states))
      .sort((a, b) => partyRoles.indexOf(a.role) - partyRoles.indexOf(b.role)),
    may: { addParty: partyRoles.filter(mayAdd), giveCoordinator: actor.coordinator },
    mail: env.SMTP_URL !== undefined,
  });
}

type States = { of: Map<string, PendingInvitationView["state"]>; taken: Set<string> };

/** How each invitation stands, and whose addresses are in use: of members, and of whoever can still accept. */
function statesOf(invitations: readonly InvitationRow[], parties: readonly PartyRow[], now: Date): States {
  const present = parties.flatMap((party) =>
    party.memberships.filter(({ endedAt }) => !endedAt).map((member) => ({ party, member })),
  );
  const actors = new Map(
    present.map(({ party, member }) => [member.personId, actorOf(party, member, member.person.name)]),
  );
  const stateOf = ({ partyId, invitedBy, revokedAt, expiresAt }: InvitationRow) => {
    if (revokedAt) return "revoked";
    if (expiresAt <= now) return "expired";
    const inviter = actors.get(invitedBy);
    const row = parties.find(({ id }) => id === partyId);
    const upheld = inviter && row && authorize(inviter, "member.invite", { party: asked(row) }).ok;
    return upheld ? "pending" : "lapsed";
  };
  const of = new Map(invitations.map((invitation) => [invitation.id, stateOf(invitation)] as const));
  const pending = invitations.filter(({ id }) => of.get(id) === "pending");
  return {
    of,
    taken: new Set([...present.map(({ member }) => member.person.email), ...pending.map(({ email }) => email)]),
  };
}

/** A party as the policy asks about it. */
const asked = (row: PartyRow) => ({
  id: row.id as PartyId,
  role: row.role as PartyRole,
  side: row.side as Side,
  hasAuthority: authorityIn(row),
});

function presentParty(
  row: PartyRow,
  actor: Actor,
  invitations: readonly InvitationRow[],
  { of, taken }: States,
): PeopleView["parties"][number] {
  const { hasAuthority, ...party } = asked(row);
  const mayInvite = authorize(actor, "member.invite", { party: { ...party, hasAuthority } }).ok;
  const mayEnd = authorize(actor, "member.end", { party: { ...party, hasAuthority } }).ok;
  return {
    ...party,
    name: row.name,
    members: row.memberships.map((member) => presentMember(member, mayEnd)),
    invitations: invitations
      .filter(({ partyId }) => partyId === row.id)
      .map((invitation) => {
        const state = of.get(invitation.id) ?? "expired";
        return presentInvitation(invitation, state, { mayInvite, taken: taken.has(invitation.email) });
      }),
    may: { invite: mayInvite },
  };
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

function presentInvitation(
  row: InvitationRow,
  state: PendingInvitationView["state"],
  { mayInvite, taken }: { mayInvite: boolean; taken: boolean },
): PendingInvitationView {
  const { id, email, name, title, authority, coordinator, expiresAt, mail } = row;
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
    may: { revoke: may, showLink: may, repeat: mayInvite && !taken },
  };
}
