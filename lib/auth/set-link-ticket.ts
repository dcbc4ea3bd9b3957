import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { secureCookies } from "./session-limits";

// Whoever gave a link's passphrase gets a ticket: a cookie for this link's files alone, so that a download can go on where
// it broke off without the passphrase going with every part of it.

const hours = 2;
const path = "/api/set-links";
const nameOf = (linkId: string) => `set-${linkId.replaceAll("-", "").slice(-12)}`;

/** Bound to the link and its passphrase, and good until the moment it names. */
const sealOf = (linkId: string, passphraseHash: string, until: number) =>
  createHmac("sha256", env.AUTH_SECRET).update(`set ticket ${linkId} ${until} ${passphraseHash}`).digest("base64url");

/** The Set-Cookie header of a ticket. */
export function ticketCookie(linkId: string, passphraseHash: string, now: number): string {
  const until = now + hours * 3_600_000;
  const value = `${until}.${sealOf(linkId, passphraseHash, until)}`;
  const secure = secureCookies ? "; Secure" : "";
  return `${nameOf(linkId)}=${value}; Path=${path}; Max-Age=${hours * 3600}; HttpOnly; SameSite=Strict${secure}`;
}

/** Whether a request comes with a ticket that is good for this link now. */
export function hasTicket(cookies: string | null, linkId: string, passphraseHash: string, now: number): boolean {
  const name = `${nameOf(linkId)}=`;
  const found = (cookies ?? "").split("; ").find((cookie) => cookie.startsWith(name));
  const [, text = "", seal = ""] = /^(\d{13})\.([\w-]{43})$/.exec(found?.slice(name.length) ?? "") ?? [];
  const until = Number(text);
  if (!seal || until < now) return false;
  return timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(linkId, passphraseHash, until)));
}
