import "server-only";
import { addressWords } from "@/lib/auth/address-words";
import { browserWords } from "@/lib/auth/browser-words";
import type { SignedIn } from "@/lib/auth/session";
import type { AccountView } from "@/lib/contracts/people";
import { hasSecondFactor } from "@/lib/db/accounts";
import { endOneSession, listSessions } from "@/lib/db/sessions";
import { err, ok, type Result } from "@/lib/domain/result";

/** A person's own account: who they are here, their second factor, and where they are signed in. */
export async function viewAccount({ id, name, email, administrator, sessionId }: SignedIn): Promise<AccountView> {
  const sessions = await listSessions(id);
  return {
    name,
    email,
    administrator,
    twoFactor: await hasSecondFactor(id),
    sessions: sessions
      .map((session) => ({
        id: session.id,
        current: session.id === sessionId,
        since: session.createdAt.toISOString(),
        usedAt: session.updatedAt.toISOString(),
        from: addressWords(session.ipAddress),
        browser: browserWords(session.userAgent),
      }))
      .sort((a, b) => Number(b.current) - Number(a.current)),
  };
}

/** Signs a person out at one place; a session of anyone else is not there. */
export async function endOwnSession(
  { person }: { person: SignedIn },
  { sessionId }: { sessionId: string },
): Promise<Result<{ sessionId: string }, { code: "not-found" }>> {
  return (await endOneSession(person.id, sessionId)) ? ok({ sessionId }) : err({ code: "not-found" });
}
