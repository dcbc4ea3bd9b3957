import "server-only";
import { findSession, keepSession, type SessionPerson } from "@/lib/db/sessions";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId } from "@/lib/domain/ids";
import { env } from "@/lib/env";
import { isDemoEmail } from "./demo";
import { readCookie, tokenOf } from "./session-cookie";
import { absoluteSeconds, idleSeconds, sessionCookie } from "./session-limits";

export type SignedIn = Omit<SessionPerson, "usedAt">;

const minute = 60_000;

type Keeping = {
  /** Whether the request counts as use; a screen that merely listens must not keep a session going. */
  keep: boolean;
};

/**
 * Who sits behind a session cookie, and how they stand in an offering: asked of the database every time, so that an ended
 * session, and whoever is no longer a member, is refused by the next request.
 */
export async function readStanding(
  cookieHeader: string | null,
  offeringId: OfferingId | null,
  { keep }: Keeping,
): Promise<{ person: SignedIn; actor: Actor | null } | null> {
  const token = tokenOf(readCookie(cookieHeader, sessionCookie), env.AUTH_SECRET);
  const found = token && (await findSession(token, offeringId));
  if (!found || (env.DEMO === "off" && isDemoEmail(found.person.email))) return null;
  const { usedAt, ...person } = found.person;
  if (keep && Date.now() - usedAt.getTime() > minute) {
    await keepSession(person.sessionId, idleSeconds, absoluteSeconds);
  }
  return { person, actor: found.actor };
}

/** Who sits behind a session cookie, wherever they go. */
export const readSession = async (cookieHeader: string | null, keeping: Keeping): Promise<SignedIn | null> =>
  (await readStanding(cookieHeader, null, keeping))?.person ?? null;
