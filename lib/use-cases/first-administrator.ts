import "server-only";
import { freshSecret, hashOfSecret, linkOf } from "@/lib/auth/link-secret";
import { countPeople, findPersonByEmail } from "@/lib/db/accounts";
import { recordLink } from "@/lib/db/links";
import { err, ok, type Result } from "@/lib/domain/result";

/** How long a link that was asked for at the command line is good. */
export const linkHours = 24;

export type AccountLinkMade = { purpose: "administrator" | "new-password"; link: string; expiresAt: Date };

type LinkRefusal = { code: "people-there" } | { code: "nobody"; email: string };

/**
 * A one-time link for whoever runs the installation: without an e-mail it makes the administrator of an installation that
 * has nobody yet, with one it gives that person a new password. The links of the same kind made before open nothing more.
 */
export async function makeAccountLink(email: string | null): Promise<Result<AccountLinkMade, LinkRefusal>> {
  if (email === null) {
    return (await countPeople()) > 0 ? err({ code: "people-there" }) : ok(await keep("administrator", null));
  }
  const person = await findPersonByEmail(email.trim());
  return person ? ok(await keep("new-password", person.email)) : err({ code: "nobody", email });
}

async function keep(purpose: AccountLinkMade["purpose"], email: string | null): Promise<AccountLinkMade> {
  const secret = freshSecret();
  const expiresAt = new Date(Date.now() + linkHours * 3_600_000);
  await recordLink({ purpose, email, expiresAt, tokenHash: hashOfSecret(secret) });
  return { purpose, link: linkOf(secret), expiresAt };
}
