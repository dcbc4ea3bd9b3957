import "server-only";
import type { OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import { db } from "./client";
import type { Tx } from "./scope";

/** An invitation as the one who holds its link finds it. */
export type FoundInvitation = {
  id: string;
  offeringId: OfferingId;
  partyId: PartyId;
  email: string;
  name: string;
  title: string;
  authority: boolean;
  coordinator: boolean;
  expiresAt: Date;
  acceptedAt: Date | null;
  acceptedBy: PersonId | null;
  revokedAt: Date | null;
};

export type NewInvitation = Pick<
  FoundInvitation,
  "id" | "partyId" | "email" | "name" | "title" | "authority" | "coordinator" | "expiresAt"
> & { offeringId: OfferingId; tokenHash: string; invitedBy: PersonId; at: Date };

/** Writes an invitation, and puts its mail on the way where it is to be mailed. */
export async function recordInvitation(tx: Tx, invitation: NewInvitation, mailed: boolean): Promise<void> {
  await tx.invitation.create({ data: invitation });
  const { id: invitationId, offeringId, at } = invitation;
  if (mailed) await tx.invitationMail.create({ data: { invitationId, offeringId, at, nextTryAt: at } });
}

/** The invitation whose link's secret has this hash, whoever asks and wherever it is. */
export async function findInvitationByHash(tokenHash: string, tx: Tx = db): Promise<FoundInvitation | null> {
  const rows = await tx.$queryRaw<FoundInvitation[]>`SELECT * FROM invitation_by_token(${tokenHash})`;
  return rows[0] ?? null;
}

/** An invitation of the offering that the transaction is held to. */
export const findInvitation = (tx: Tx, id: string) => tx.invitation.findUnique({ where: { id } });

/** The invitations to this e-mail that wait to be accepted in the offering. */
export const listWaiting = (tx: Tx, offeringId: OfferingId, email: string, at: Date) =>
  tx.invitation.findMany({ where: { offeringId, email, acceptedAt: null, revokedAt: null, expiresAt: { gt: at } } });

/** The invitations of an offering that brought nobody in, newest first. */
export const listOpenInvitations = (tx: Tx, offeringId: OfferingId) =>
  tx.invitation.findMany({
    where: { offeringId, acceptedAt: null },
    include: { mail: { select: { sentAt: true } } },
    orderBy: { at: "desc" },
  });

export const recordRevocation = (tx: Tx, id: string, revokedAt: Date) =>
  tx.invitation.update({ where: { id }, data: { revokedAt } });

/** Uses an invitation up: the person becomes a member, or becomes one again. */
export async function recordAcceptance(
  tx: Tx,
  { id, offeringId, partyId, title, authority, coordinator }: FoundInvitation,
  personId: PersonId,
  at: Date,
): Promise<void> {
  await tx.invitation.update({ where: { id }, data: { acceptedAt: at, acceptedBy: personId } });
  const standing = { partyId, title, authority, coordinator, since: at, endedAt: null };
  await tx.membership.upsert({
    where: { offeringId_personId: { offeringId, personId } },
    create: { offeringId, personId, ...standing },
    update: standing,
  });
}

export type DueMail = { invitationId: string; to: string; codeName: string; expiresAt: Date; tries: number };

/** Takes the mails that are due; no other process gets the same ones meanwhile. */
export const claimInvitationMail = (batch: number): Promise<DueMail[]> =>
  db.$queryRaw<DueMail[]>`SELECT * FROM claim_invitation_mail(${batch}::integer)`;

export async function invitationMailSent(invitationId: string): Promise<void> {
  await db.$executeRaw`SELECT invitation_mail_sent(${invitationId}::uuid)`;
}
