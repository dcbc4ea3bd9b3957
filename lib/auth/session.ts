import "server-only";
import { findSessionPerson, keepSession, type SessionPerson } from "@/lib/db/sessions";
import { env } from "@/lib/env";
import { isDemoEmail } from "./demo";
import { readCookie, tokenOf } from "./session-cookie";
import { absoluteSeconds, idleSeconds, sessionCookie } from "./session-limits";

export type SignedIn = Omit<SessionPerson, "usedAt">;

const minute = 60_000;

/**
 * Who sits behind a session cookie, asked of the database every time, so that an ended session is refused by the next
 * request. With `keep` the request counts as use; a screen that merely listens must not keep a session going.
 */
export async function readSession(cookieHeader: string | null, { keep }: { keep: boolean }): Promise<SignedIn | null> {
  const token = tokenOf(readCookie(cookieHeader, sessionCookie), env.AUTH_SECRET);
  if (!token) return null;
  const found = await findSessionPerson(token);
  if (!found || (env.DEMO === "off" && isDemoEmail(found.email))) return null;
  const { usedAt, ...person } = found;
  if (keep && Date.now() - usedAt.getTime() > minute) {
    await keepSession(person.sessionId, idleSeconds, absoluteSeconds);
  }
  return person;
}
