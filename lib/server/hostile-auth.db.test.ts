import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { hashPassword } from "@/lib/auth/passwords";
import { acceptInput, authInputs, confirmInput, newPassword, personName } from "@/lib/contracts/people";
import { createPerson } from "@/lib/db/accounts";
import { db } from "@/lib/db/client";
import type { PartyId } from "@/lib/domain/ids";
import { log } from "@/lib/logging/log";
import { codeFor } from "@/lib/testing/authenticator";
import { holdsNoText, hostileTexts } from "@/lib/testing/hostile/texts";
import { innards } from "@/lib/testing/innards";
import { anOffering, asking } from "@/lib/testing/offering";
import { pageHeaders } from "@/lib/testing/page-headers";
import { proved, proving, times } from "@/lib/testing/proved";
import { fieldsOf } from "@/lib/testing/schema-fields";
import { type Served, serveRoutes } from "@/lib/testing/served";
import { invite } from "@/lib/use-cases/invite";

// Hostile texts in all that signing in and joining take, over HTTP: refused in words, or taken, and then they are the name and
// the password to the last character. A password has no rules about its characters, so most of the texts are good ones.

const right = "a long enough pass phrase";
const email = "ada@firm.test";
const texts = hostileTexts().filter((text) => Buffer.byteLength(JSON.stringify(text)) < 3_000);
let served: Served;
beforeAll(async () => {
  log.level = "silent";
  served = await serveRoutes();
  await createPerson(db, { email, name: "Ada", passwordHash: await hashPassword(right) });
}, 120_000);
afterAll(async () => {
  await served.close();
  await db.$disconnect();
});

/** Somebody's browser: it keeps the cookies that it is given. */
function browser() {
  const cookies = new Map<string, string>();
  return async (path: string, body: unknown) => {
    const response = await fetch(`${served.origin}/api/${path}`, {
      method: "POST",
      headers: pageHeaders([...cookies].map(([name, value]) => `${name}=${value}`).join("; "), "application/json"),
      body: JSON.stringify(body),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0\b/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    expect(text).not.toMatch(innards);
    return { status: response.status, said: JSON.parse(text) as { code?: string; issues?: { path: string }[] } };
  };
}
type Ask = ReturnType<typeof browser>;

async function signedIn(): Promise<Ask> {
  const ask = browser();
  expect((await ask("auth/sign-in/email", { email, password: right })).status).toBe(200);
  return ask;
}

/** Nobody is locked out between two texts: what is looked at here is the text, and counting has tests of its own. */
const forgetAttempts = () => db.signInAttempt.deleteMany({});

/** Each address, what it takes, and who asks; the authenticator's codes are asked for between the password and the session. */
const asked: readonly { path: string; schema: z.ZodType; good: Record<string, string>; as: () => Promise<Ask> }[] = [
  ...Object.entries(authInputs).map(([path, schema]) => ({
    ...{ path: `auth/${path}`, schema, as: path.startsWith("sign-in") ? async () => browser() : signedIn },
    good: { email, password: right, currentPassword: right, newPassword: `${right} anew`, code: "123456" },
  })),
  { path: "account/confirm", schema: confirmInput, good: { password: right }, as: signedIn },
  {
    ...{ path: "invitations/accept", schema: acceptInput, as: async () => browser() },
    good: { token: "a".repeat(43), email, name: "Ada", password: right },
  },
];

/** The right body of an address with a text in one of its fields. */
function bodyOf(schema: z.ZodType, good: Record<string, string>, name: string, text: string): Record<string, string> {
  const named = fieldsOf(schema).map(({ path }) => path[0] ?? "");
  const isUnion = new Set(fieldsOf(schema).map(({ form }) => form)).size > 1;
  return {
    ...Object.fromEntries(named.filter((one) => !isUnion || one === name).map((one) => [one, good[one] ?? ""])),
    [name]: text,
  };
}

test("each field of signing in refuses in words what it does not take, and no hostile text makes it fall over", async () => {
  const wrong: string[] = [];
  let pairs = 0;
  const counted: Record<number, number> = {};
  const before = await db.user.findMany();
  for (const { path, schema, good, as } of asked) {
    const ask = await as();
    for (const { path: steps, schema: field } of fieldsOf(schema)) {
      const name = steps[0] ?? "";
      // A new password that is taken would be the account's: how it is kept is looked at below.
      const others = name === "newPassword" ? { ...good, currentPassword: "not the pass phrase" } : good;
      const refused = texts.filter((text) => !field.safeParse(text).success);
      // What is taken is hashed, which is slow on purpose: some of them, from elsewhere on for each field.
      const taken = texts.filter((text) => field.safeParse(text).success && text !== good[name]);
      const some = Array.from(
        { length: Math.min(taken.length, times(12, 600)) },
        (_, at) => taken[(pairs * 7 + at * 5) % taken.length],
      );
      await forgetAttempts();
      for (const text of [...refused, ...some] as string[]) {
        const { status, said } = await ask(path, bodyOf(schema, others, name, text));
        pairs++;
        counted[status] = (counted[status] ?? 0) + 1;
        const named =
          status === 400 && (said.code !== "invalid-input" || said.issues?.some((issue) => issue.path === name));
        const asToRefused = refused.includes(text)
          ? named || (status === 400 && path === "account/confirm")
          : status < 500;
        if (!asToRefused || said.code === undefined || status === 429)
          wrong.push(
            `${path} ${name} ${JSON.stringify(text.slice(0, 50))}: ${status} ${JSON.stringify(said).slice(0, 200)}`,
          );
        if (pairs % 8 === 0) await forgetAttempts();
      }
    }
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(await db.user.findMany()).toEqual(before);
  expect(pairs).toBeGreaterThan(2_000);
  const told = Object.entries(counted).map(([status, count]) => `${count} × ${status}`);
  proved(
    "8 signing in",
    `${pairs} hostile texts in fields of signing in: ${told.join(", ")}, none 5xx, no account changed`,
  );
}, 600_000);

test("a code of the authenticator, and one of those in reserve, may be any text without falling over", async () => {
  const person = { email: "two@firm.test", name: "Two Factors", passwordHash: await hashPassword(right) };
  await createPerson(db, person);
  await forgetAttempts();
  const owner = browser();
  await owner("auth/sign-in/email", { email: person.email, password: right });
  const { said } = (await owner("auth/two-factor/enable", { password: right })) as unknown as {
    said: { totp: { uri: string } };
  };
  expect(
    (await owner("auth/two-factor/verify-totp", { code: codeFor(said.totp.uri, Date.now() - 30_000) })).status,
  ).toBe(200);
  const { code } = authInputs["two-factor/verify-totp"].shape;
  const all = texts.filter((text) => code.safeParse(text).success);
  // Each is asked for after a password, which is slow on purpose.
  const taken = all.filter((_, at) => proving || at % 4 === 0);
  let answers = 0;
  for (const text of taken) {
    await forgetAttempts();
    await db.twoFactor.updateMany({ data: { failedVerificationCount: 0, lockedUntil: null } });
    const someone = browser();
    expect((await someone("auth/sign-in/email", { email: person.email, password: right })).said).toEqual({
      secondFactor: true,
    });
    for (const path of ["verify-totp", "verify-backup-code"]) {
      const { status, said: answer } = await someone(`auth/two-factor/${path}`, { code: text });
      expect([path, text, status, answer]).toEqual([path, text, 401, { code: "code-wrong" }]);
      answers++;
    }
  }
  expect(answers).toBeGreaterThanOrEqual(40);
}, 300_000);

test("whoever joins is called what they called themselves, and their password is the one they chose, whatever the characters", async () => {
  const made = await anOffering();
  const by = () => asking(made, made.people.counsel);
  const names = texts.filter((text) => personName.safeParse(text).success && !holdsNoText(text));
  const passwords = texts.filter(
    (text) => newPassword.safeParse(text).success && new Set(text).size > 8 && text.length < 100,
  );
  const joined = times(12, names.length);
  const shown = new Map<string, string>();
  let refused = 0;
  for (let number = 0; number < joined; number++) {
    await forgetAttempts();
    const name = names[(number * 23) % names.length] ?? "";
    const password = passwords[(number * 7) % passwords.length] ?? "";
    const invited = await invite(by(), {
      ...{ partyId: made.people.counsel.partyId as PartyId, email: `${randomUUID()}@firm.test`, name },
      ...{ title: name, authority: false, coordinator: false },
    });
    if (!invited.ok) throw new Error(JSON.stringify(invited.error));
    const token = invited.value.link.split("/").at(-1);
    const newcomer = browser();
    const accepted = await newcomer("invitations/accept", { token, name, password });
    if (accepted.status !== 200) {
      // Guessed early, or it holds what no text has: said of the field.
      expect(
        accepted.said.issues?.map(({ path }) => path),
        `${name} ${password}`,
      ).toEqual(["password"]);
      refused++;
      continue;
    }
    shown.set(invited.value.email, name.trim());
    const signIn = { email: invited.value.email, password };
    expect((await browser()("auth/sign-in/email", { ...signIn, password: `${password} ` })).status).toBe(401);
    expect((await newcomer("auth/sign-in/email", signIn)).status, JSON.stringify(password)).toBe(200);
    const other = passwords[(number * 11 + 5) % passwords.length] ?? "";
    const change = await newcomer("auth/change-password", { currentPassword: password, newPassword: other });
    const then = change.status === 200 ? other : password;
    expect(change.status === 200 || change.said.issues?.[0]?.path === "newPassword", JSON.stringify(change)).toBe(true);
    expect((await browser()("auth/sign-in/email", { ...signIn, password: then })).status).toBe(200);
  }
  const people = await db.user.findMany({ where: { email: { in: [...shown.keys()] } } });
  expect(new Map(people.map((person) => [person.email, person.name]))).toEqual(shown);
  expect(refused).toBeLessThan(joined / 2);
  proved(
    "8 joining",
    `${shown.size} people joined under a hostile name with a hostile password, and signed in with it`,
  );
}, 600_000);
