import "server-only";
import { createHash } from "node:crypto";
import { countAttempt, forgetOldAttempts, forgiveAttempts, type Limit } from "@/lib/db/sign-in-attempts";
import { clientNetwork } from "./client-network";

/**
 * Ten wrong passwords for one account within a quarter of an hour lock it for a quarter of an hour; fifty from one network
 * lock that network. A session that is open already goes on. The same holds for an address that has no account, and what
 * is kept of either is a digest, so neither the answer nor the table tells which accounts exist.
 */
export const accountLimit: Limit = { failures: 10, window: 900, lock: 900 };
export const networkLimit: Limit = { failures: 50, window: 900, lock: 900 };

const accountKey = (email: string) =>
  `account:${createHash("sha256").update(email.trim().toLowerCase()).digest("hex")}`;
const networkKey = (headers: Headers) => `network:${clientNetwork(headers.get("x-forwarded-for"))}`;

/** Counts the attempt before the password is looked at. The seconds to wait; null where it may go on. */
export async function beginAttempt(email: string, headers: Headers): Promise<number | null> {
  if (Math.random() < 0.01) await forgetOldAttempts();
  const network = await countAttempt(networkKey(headers), networkLimit);
  return network ?? (await countAttempt(accountKey(email), accountLimit));
}

/** The password was right: the account's failures are forgotten, and the network's count is as it was. */
export async function forgiveAttempt(email: string, headers: Headers): Promise<void> {
  await forgiveAttempts(accountKey(email), "all");
  await forgiveAttempts(networkKey(headers), "one");
}

const passphraseKey = (linkId: string) => `passphrase:${linkId}`;

/** Counts a try of a link's passphrase before it is looked at; as many are let as of an account's password. */
export const beginPassphraseAttempt = (linkId: string): Promise<number | null> =>
  countAttempt(passphraseKey(linkId), accountLimit);
export const forgivePassphraseAttempts = (linkId: string): Promise<void> =>
  forgiveAttempts(passphraseKey(linkId), "all");

/** Counts a try with a link or a code that needs no account's name. The seconds to wait; null where it may go on. */
export const beginNetworkAttempt = (headers: Headers): Promise<number | null> =>
  countAttempt(networkKey(headers), networkLimit);
export const forgiveNetworkAttempt = (headers: Headers): Promise<void> => forgiveAttempts(networkKey(headers), "one");
