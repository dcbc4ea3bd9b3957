import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { invitationSecret, linkOf } from "@/lib/auth/link-secret";
import { crashPoint } from "@/lib/crash-point";
import { claimInvitationMail, type DueMail, invitationMailSent } from "@/lib/db/invitations";
import { log } from "@/lib/logging/log";
import { sendMail } from "@/lib/mail/send-mail";

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

/** Sends the invitations that are due. One that the mail server does not take is tried again later. Returns how many went out. */
export async function mailInvitations(): Promise<number> {
  const due = await claimInvitationMail(batch);
  let sent = 0;
  for (const mail of due) {
    try {
      await sendMail(invitationMail(mail));
      crashPoint("mail-handed-over");
      await invitationMailSent(mail.invitationId);
      sent++;
    } catch (error) {
      const { code } = error as { code?: string };
      log.warn({ invitationId: mail.invitationId, tries: mail.tries, code }, "An invitation could not be mailed.");
    }
  }
  return sent;
}

/** Goes on sending what is due, until told to stop; then it ends once the mail in hand is done. */
export async function carryInvitations(stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await mailInvitations().catch((error: unknown) => log.warn({ err: error }, "Mail waits for the database."));
    await delay(pollEvery, undefined, { signal: stop }).catch(() => {});
  }
}
