import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { invitationSecret, linkOf } from "@/lib/auth/link-secret";
import { claimInvitationMail, type DueMail, invitationMailSent } from "@/lib/db/invitations";
import { log } from "@/lib/logging/log";
import { mailSetLinks } from "./mail-set-links";
import { sendDueMail } from "./send-due-mail";

const batch = 20;
const pollEvery = 2_000;

/**
 * What an invitation says by mail: the name that the offering goes by, and the link. Who joins whom as what is read on the
 * page behind it; a mail passes through hands that the closing does not know.
 */
export const invitationMail = ({ invitationId, to, codeName, expiresAt }: DueMail) => ({
  to,
  subject: `Invitation: ${codeName}`,
  text: [
    codeName,
    linkOf(invitationSecret(invitationId)),
    `The link opens once, for this address, until ${expiresAt.toISOString().slice(0, 10)}.`,
    "",
  ].join("\n\n"),
});

/** Sends the invitations that are due. Returns how many went out. */
export const mailInvitations = async (): Promise<number> =>
  sendDueMail(await claimInvitationMail(batch), {
    mailOf: invitationMail,
    idOf: ({ invitationId }) => invitationId,
    markSent: invitationMailSent,
  });

/** Goes on sending what is due, until told to stop; then it ends once the mail in hand is done. */
export async function carryMail(stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await Promise.all([mailInvitations(), mailSetLinks()]).catch((error: unknown) =>
      log.warn({ err: error }, "Mail waits for the database."),
    );
    await delay(pollEvery, undefined, { signal: stop }).catch(() => {});
  }
}
