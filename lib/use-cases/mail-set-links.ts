import "server-only";
import { setLinkOf, setLinkSecret } from "@/lib/auth/link-secret";
import { claimSetLinkMail, type DueSetLinkMail, setLinkMailSent } from "@/lib/db/set-links";
import { sendDueMail } from "./send-due-mail";

const batch = 20;

/** What a link to a closing set says by mail: the name that the offering goes by, and the link. What it is, the page says. */
export const setLinkMail = ({ linkId, to, codeName, expiresAt }: DueSetLinkMail) => ({
  to,
  subject: codeName,
  text: [
    codeName,
    setLinkOf(setLinkSecret(linkId)),
    `The link opens until ${expiresAt.toISOString().slice(0, 10)}. Whoever has it can use it: do not pass it on.`,
    "",
  ].join("\n\n"),
});

/** Sends the links that are due. Returns how many went out. */
export const mailSetLinks = async (): Promise<number> =>
  sendDueMail(await claimSetLinkMail(batch), {
    mailOf: setLinkMail,
    idOf: ({ linkId }) => linkId,
    markSent: setLinkMailSent,
  });
