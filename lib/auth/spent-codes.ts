import "server-only";
import { createHash } from "node:crypto";
import { endSession } from "@/lib/db/sessions";
import { countAttempt } from "@/lib/db/sign-in-attempts";

/** As long as an authenticator's code is taken: its own half minute, and the ones before and after. */
const once = { failures: 1, window: 120, lock: 120 };

/**
 * Notes that a person's code was used, since one read over a shoulder must not open a second session. False where it had
 * been used before; then the session it just opened is ended.
 */
export async function spendCode(personId: string, code: string, token: string | undefined): Promise<boolean> {
  const key = `code:${createHash("sha256").update(`${personId} ${code}`).digest("hex")}`;
  const spent = (await countAttempt(key, once)) !== null;
  if (spent && token) await endSession(token);
  return !spent;
}
