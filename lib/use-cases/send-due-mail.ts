import "server-only";
import { crashPoint } from "@/lib/crash-point";
import { log } from "@/lib/logging/log";
import { type Mail, sendMail } from "@/lib/mail/send-mail";

/**
 * Sends mails that are due, one after the other; `markSent` is called for each that the mail server took. One that it does
 * not take is left to be tried again later. Returns how many went out.
 */
export async function sendDueMail<Due extends { tries: number }>(
  due: readonly Due[],
  {
    mailOf,
    idOf,
    markSent,
  }: { mailOf: (due: Due) => Mail; idOf: (due: Due) => string; markSent: (id: string) => Promise<void> },
): Promise<number> {
  let sent = 0;
  for (const one of due) {
    try {
      await sendMail(mailOf(one));
      crashPoint("mail-handed-over");
      await markSent(idOf(one));
      sent++;
    } catch (error) {
      const { code } = error as { code?: string };
      log.warn({ mailOf: idOf(one), tries: one.tries, code }, "A mail could not be sent.");
    }
  }
  return sent;
}
