import "server-only";
import type { AuthRefusal, ConfirmInput } from "@/lib/contracts/people";
import type { Problem } from "@/lib/contracts/problem";
import { findPasswordHash, hasSecondFactor } from "@/lib/db/accounts";
import { confirmSession } from "@/lib/db/sessions";
import { err, ok, type Result } from "@/lib/domain/result";
import { confirmationMinutes } from "@/lib/policy/confirmation";
import { askLibrary } from "./ask-library";
import { beginAttempt, forgiveAttempt } from "./attempts";
import { logAuthentication } from "./log-authentication";
import { isRightPassword } from "./passwords";
import type { SignedIn } from "./session";
import { spendCode } from "./spent-codes";

export type ConfirmAnswer = {
  /** Until when acts that ask for it go through; ISO text. */
  until: string;
};

/**
 * Takes a password, or a code of the person's authenticator, as proof that it is still they who sit at this session, good
 * for ten minutes there and nowhere else. Wrong ones count like failed sign-ins: whoever finds an open screen guesses too.
 */
export async function confirmIdentity(
  { person, headers }: { person: SignedIn; headers: Headers },
  input: ConfirmInput,
): Promise<Result<ConfirmAnswer, Problem | AuthRefusal>> {
  const about = { email: person.email, headers };
  const wait = await beginAttempt(person.email, headers);
  if (wait !== null) {
    logAuthentication("confirm", "locked", about);
    return err({ code: "too-many-requests", retryAfterSeconds: wait });
  }
  const hasPassword = "password" in input;
  const isRight = hasPassword
    ? await isTheirPassword(person, input.password)
    : await isRightCode(person, headers, input.code);
  logAuthentication("confirm", isRight ? "passed" : "refused", about);
  if (!isRight) return err({ code: hasPassword ? "credentials-wrong" : "code-wrong" });

  await forgiveAttempt(person.email, headers);
  const at = new Date();
  await confirmSession(person.sessionId, { at, with: hasPassword ? "password" : "code" });
  return ok({ until: new Date(at.getTime() + confirmationMinutes * 60_000).toISOString() });
}

async function isTheirPassword(person: SignedIn, password: string): Promise<boolean> {
  const hash = await findPasswordHash(person.id);
  return hash !== null && (await isRightPassword(password, hash));
}

/** Only of an authenticator that is in use: the library would take the first code of a new one as its beginning. */
async function isRightCode(person: SignedIn, headers: Headers, code: string): Promise<boolean> {
  if (!(await hasSecondFactor(person.id))) return false;
  const response = await askLibrary(headers, "two-factor/verify-totp", { code });
  return response.ok && (await spendCode(person.id, code, undefined));
}
