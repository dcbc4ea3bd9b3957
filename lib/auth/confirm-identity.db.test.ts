import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createPerson } from "@/lib/db/accounts";
import { db } from "@/lib/db/client";
import { codeFor } from "@/lib/testing/authenticator";
import { browser } from "@/lib/testing/browser";
import { emptyDatabase } from "@/lib/testing/database";
import { accountLimit } from "./attempts";
import { confirmIdentity } from "./confirm-identity";
import { hashPassword } from "./passwords";

const password = "a long enough pass phrase";
const email = "rep@bank.test";
const passwordHash = await hashPassword(password);

beforeEach(async () => {
  await emptyDatabase();
  await createPerson(db, { email, name: "Rea Presentative", passwordHash });
});
afterAll(() => db.$disconnect());

type Browser = ReturnType<typeof browser>;

async function signedIn() {
  const someone = browser();
  await someone.signIn(password, email);
  return someone;
}

async function confirm(someone: Browser, input: Parameters<typeof confirmIdentity>[1]) {
  const person = await someone.person();
  if (!person) throw new Error("nobody is signed in");
  return confirmIdentity({ person, headers: someone.headers() }, input);
}

describe("confirming who one is", () => {
  test("signing in is not yet a confirmation; the password is, at this session only", async () => {
    const [here, elsewhere] = [await signedIn(), await signedIn()];
    expect((await here.person())?.confirmed).toBeNull();

    const answer = await confirm(here, { password });
    if (!answer.ok) throw new Error(answer.error.code);
    expect(new Date(answer.value.until).getTime() - Date.now()).toBeGreaterThan(9.9 * 60_000);
    expect((await here.person())?.confirmed).toMatchObject({ with: "password" });
    expect((await elsewhere.person())?.confirmed).toBeNull();
  });

  test("a wrong password confirms nothing, and ten of them lock it for the right one too", async () => {
    const someone = await signedIn();
    for (let attempt = 0; attempt < accountLimit.failures; attempt++) {
      expect(await confirm(someone, { password: "not the right one" })).toEqual({
        ok: false,
        error: { code: "credentials-wrong" },
      });
    }
    expect(await confirm(someone, { password })).toMatchObject({ error: { code: "too-many-requests" } });
    expect((await someone.person())?.confirmed).toBeNull();
  });

  test("a code of the authenticator does, once, and never one of an authenticator that is not in use", async () => {
    const someone = await signedIn();
    const { body } = await someone.post("two-factor/enable", { password });
    const early = codeFor(body.totp.uri);
    expect(await confirm(someone, { code: early })).toMatchObject({ error: { code: "code-wrong" } });
    expect((await db.user.findFirstOrThrow()).twoFactorEnabled).toBe(false);
    await someone.post("two-factor/verify-totp", { code: early });

    // The next half minute's, so that neither has run out however long a busy machine takes for all this.
    const code = codeFor(body.totp.uri, Date.now() + 30_000);
    expect(await confirm(someone, { code: "000000" })).toMatchObject({ error: { code: "code-wrong" } });
    expect((await confirm(someone, { code })).ok).toBe(true);
    expect((await someone.person())?.confirmed).toMatchObject({ with: "code" });
    expect(await confirm(someone, { code })).toMatchObject({ error: { code: "code-wrong" } });
  });

  test("ends with the session: a new password asks for a new confirmation", async () => {
    const someone = await signedIn();
    await confirm(someone, { password });
    await someone.post("change-password", { currentPassword: password, newPassword: "another long pass phrase" });
    expect(await someone.person()).toMatchObject({ email, confirmed: null });
  });
});
