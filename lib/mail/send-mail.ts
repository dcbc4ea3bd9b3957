import "server-only";
import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/env";

export type Mail = { to: string; subject: string; text: string };

const patience = 15_000;
let transport: { url: string; transporter: Transporter } | undefined;

/** Hands one mail for one person to the mail server. Rejects where that does not take it; throws where none is set up. */
export async function sendMail({ to, subject, text }: Mail): Promise<void> {
  if (!env.SMTP_URL) throw new Error("No mail server is set up");
  // An address in parts is one address, whatever it holds.
  await transporterFor(env.SMTP_URL).sendMail({ from: env.MAIL_FROM, to: { name: "", address: to }, subject, text });
}

function transporterFor(url: string): Transporter {
  if (transport?.url !== url) {
    transport?.transporter.close();
    const transporter = createTransport({
      url,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    transport = { url, transporter };
  }
  return transport.transporter;
}
