import "server-only";
import { randomUUID } from "node:crypto";
import { isDemoEmail } from "@/lib/auth/demo";
import { hashOfSecret, invitationSecret, linkOf } from "@/lib/auth/link-secret";
import type { InvitationLink, InviteInput } from "@/lib/contracts/people";
import type { Problem } from "@/lib/contracts/problem";
import { logEvent } from "@/lib/db/events";
import { findInvitation, listWaiting, recordInvitation, recordRevocation } from "@/lib/db/invitations";
import { findParty } from "@/lib/db/lookups";
import { findPartyName, isMemberByEmail } from "@/lib/db/people";
import { type Road, travel } from "@/lib/db/road";
import { scopeOf, type Tx, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { env } from "@/lib/env";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";
import { isUpheld } from "./invitation-standing";

type Who = { personId: PersonId; offeringId: OfferingId; key: string };
type Made = { invitationId: string; email: string };

/** How long an invitation may be accepted. */
export const invitationDays = 7;

/**
 * Invites a person into a party. The link is answered to whoever invites; where a mail server is set up it is also put on
 * its way to the person, and the answer does not wait for that.
 */
export async function invite(who: Who, input: InviteInput): Promise<Result<InvitationLink, Problem>> {
  if (env.DEMO === "off" && isDemoEmail(input.email)) {
    const message = "Addresses that end in .example belong to the demonstration, which is off.";
    return err({ code: "invalid-input", issues: [{ path: "email", message }] });
  }
  const made = await travel<Made, Problem>({ ...who, hash: digestOf(input) }, (road) => inviteOn(road, input));
  // The link is worked out anew rather than kept with the answer: its secret is nowhere in the database.
  return made.ok ? ok(linkFor(made.value)) : made;
}

async function inviteOn({ tx, actor, real }: Road, input: InviteInput): Promise<Result<Made, Problem>> {
  const { offeringId } = actor;
  const { partyId, email, coordinator } = input;
  const party = await findParty(tx, partyId);
  if (!party) return err({ code: "not-found" });
  const grant = authorize(actor, "member.invite", { party });
  if (!grant.ok) return grant;
  // Keeping the list is passed on only by those who keep it.
  if (coordinator && !actor.coordinator) return err({ code: "forbidden", action: "list.edit" });
  if (await isMemberByEmail(tx, offeringId, email)) return err({ code: "email-taken" });
  for (const waiting of await listWaiting(tx, offeringId, email, real)) {
    if (await isUpheld(tx, waiting)) return err({ code: "email-taken" });
    // A lapsed one goes, lest it come back to life beside the new one.
    await revokeOn({ tx, actor, real }, waiting);
  }

  const id = randomUUID();
  const expiresAt = new Date(real.getTime() + invitationDays * 86_400_000);
  const tokenHash = hashOfSecret(invitationSecret(id));
  const invitation = { ...input, id, offeringId, tokenHash, invitedBy: actor.personId, at: real, expiresAt };
  await recordInvitation(tx, invitation, env.SMTP_URL !== undefined);
  await logEvent(tx, actor, real, {
    type: "member.invited",
    compartment: "shared",
    closingId: null,
    conditionId: null,
    payload: {
      ...input,
      invitationId: id,
      party: await findPartyName(tx, partyId),
      expiresAt: expiresAt.toISOString(),
    },
  });
  return ok({ invitationId: id, email });
}

const linkFor = ({ invitationId: id, email }: Made): InvitationLink => ({
  id,
  email,
  link: linkOf(invitationSecret(id)),
  mailed: env.SMTP_URL !== undefined,
});

/** The link of an invitation once more, for those who may invite into its party. */
export async function viewInvitationLink(
  actor: Actor,
  { invitationId }: { invitationId: string },
): Promise<Result<InvitationLink, Problem>> {
  const found = await withScope(scopeOf(actor), (tx) => openInvitation(tx, actor, invitationId, new Date()));
  if (!found.ok) return found;
  const { id, email, tokenHash } = found.value;
  // After a change of the server's secret the old links are dead: a new invitation is needed.
  if (hashOfSecret(invitationSecret(id)) !== tokenHash) return err({ code: "invitation-not-valid" });
  return ok(linkFor({ invitationId: id, email }));
}

/** Takes an invitation back: its link opens nothing any more. */
export function revokeInvitation(
  who: Who,
  input: { invitationId: string },
): Promise<Result<{ invitationId: string }, Problem>> {
  return travel<{ invitationId: string }, Problem>({ ...who, hash: digestOf(input) }, async ({ tx, actor, real }) => {
    const found = await openInvitation(tx, actor, input.invitationId, real);
    if (!found.ok) return found;
    await revokeOn({ tx, actor, real }, found.value);
    return ok({ invitationId: found.value.id });
  });
}

async function revokeOn({ tx, actor, real }: Road, { id, email, partyId }: Row): Promise<void> {
  await recordRevocation(tx, id, real);
  await logEvent(tx, actor, real, {
    type: "invitation.revoked",
    compartment: "shared",
    closingId: null,
    conditionId: null,
    payload: { invitationId: id, email, party: await findPartyName(tx, partyId as PartyId) },
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

/** An invitation that can still be accepted, for someone who may invite into its party. */
async function openInvitation(tx: Tx, actor: Actor, id: string, now: Date): Promise<Result<Row, Problem>> {
  const invitation = await findInvitation(tx, id);
  const party = invitation && (await findParty(tx, invitation.partyId as PartyId));
  if (!party) return err({ code: "not-found" });
  const grant = authorize(actor, "member.invite", { party });
  if (!grant.ok) return grant;
  const open = !invitation.acceptedAt && !invitation.revokedAt && invitation.expiresAt > now;
  return open && (await isUpheld(tx, invitation)) ? ok(invitation) : err({ code: "invitation-not-valid" });
}
