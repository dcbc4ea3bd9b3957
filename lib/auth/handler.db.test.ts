import { createHmac, randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createPerson } from "@/lib/db/accounts";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/logging/log";
import { codeFor } from "@/lib/testing/authenticator";
import { browser as anyBrowser } from "@/lib/testing/browser";
import { emptyDatabase } from "@/lib/testing/database";
import { accountLimit, networkLimit } from "./attempts";
import { hashPassword } from "./passwords";
import { readSession } from "./session";
import { absoluteSeconds, idleSeconds } from "./session-limits";

const right = "a long enough pass phrase";
const email = "counsel@firm.test";
const passwordHash = await hashPassword(right);

beforeEach(async () => {
  await emptyDatabase();
  await createPerson(db, { email, name: "Ada Counsel", passwordHash });
});

/** A browser whose person is the one account that there is. */
function browser(address?: string) {
  const any = anyBrowser(address);
  return { ...any, signIn: (password = right, as = email) => any.signIn(password, as) };
}

describe("signing in", () => {
  test("opens a session, and its token is in no answer", async () => {
    const someone = browser();
    const { status, body } = await someone.signIn();
    expect(status).toBe(200);
    expect(body).toEqual({});
    expect(await someone.person()).toMatchObject({ email, name: "Ada Counsel", administrator: false });
  });

  test("whatever the case and the spaces of the e-mail", async () => {
    expect((await browser().signIn(right, " Counsel@FIRM.test ")).status).toBe(200);
  });

  test("a wrong password and an unknown e-mail are answered alike", async () => {
    const wrong = await browser().signIn("not the right pass phrase");
    const unknown = await browser().signIn(right, "nobody@firm.test");
    expect([wrong.status, wrong.body]).toEqual([401, { code: "credentials-wrong" }]);
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
    expect([...unknown.headers.keys()]).toEqual([...wrong.headers.keys()]);
  });

  test("each attempt is a line of the log, right or wrong, which names no one and no password", async () => {
    const [info, warn] = [vi.spyOn(log, "info"), vi.spyOn(log, "warn")];
    await browser().signIn("not the right pass phrase");
    await browser().signIn();
    const lines = [...warn.mock.calls, ...info.mock.calls].map(([line]) => line as unknown as Record<string, string>);
    expect(lines).toMatchObject([
      { what: "sign-in/email", outcome: "refused", network: "192.0.2.1" },
      { what: "sign-in/email", outcome: "passed", network: "192.0.2.1" },
    ]);
    expect(lines[0]?.account).toMatch(/^[0-9a-f]{16}$/);
    expect(lines[1]?.account, "the same account").toBe(lines[0]?.account);
    expect(JSON.stringify(lines)).not.toMatch(/counsel|phrase/);
    vi.restoreAllMocks();
  });

  test("nobody signs up, and no other address of the library is served", async () => {
    for (const path of [
      "sign-up/email",
      "update-user",
      "list-sessions",
      "get-session",
      "request-password-reset",
      "toString",
    ]) {
      expect((await browser().post(path)).status, path).toBe(404);
    }
    expect(await db.user.count()).toBe(1);
  });

  test("unknown fields, and bodies that are none, are refused", async () => {
    const more = await browser().post("sign-in/email", { email, password: right, userId: randomUUID() });
    expect(more.status).toBe(400);
    expect((await browser().post("sign-in/email", [])).status).toBe(400);
  });
});

describe("guessing passwords", () => {
  test("locks the account, for the right password too, and tells an unknown e-mail the same", async () => {
    const guess = async (as: string) => {
      const answers = [];
      for (let attempt = 0; attempt <= accountLimit.failures; attempt++) {
        answers.push((await browser().signIn("not the right pass phrase", as)).status);
      }
      return answers;
    };
    const known = await guess(email);
    expect(known.at(-1)).toBe(429);
    expect(known.filter((status) => status === 401)).toHaveLength(accountLimit.failures);
    expect(await guess("nobody@firm.test")).toEqual(known);

    const locked = await browser().signIn();
    expect(locked.body).toMatchObject({ code: "too-many-requests" });
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("a hundred guesses sent at once get no more tries than one after the other", async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => browser(`198.51.100.${i}`).signIn(`guess number ${i} of many`)),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(accountLimit.failures);
  });

  test("the right password forgets the failures before it", async () => {
    for (let attempt = 1; attempt < accountLimit.failures; attempt++) await browser().signIn("wrong pass phrase");
    expect((await browser().signIn()).status).toBe(200);
    for (let attempt = 1; attempt < accountLimit.failures; attempt++) await browser().signIn("wrong pass phrase");
    expect((await browser().signIn()).status).toBe(200);
  });

  test("from one network locks the network, a whole /64 of it, and no other", async () => {
    for (let attempt = 0; attempt < networkLimit.failures; attempt++) {
      await browser(`2001:db8:0:1::${attempt.toString(16)}`).signIn("wrong pass phrase", `nobody${attempt}@firm.test`);
    }
    expect((await browser("2001:db8:0:1:ffff::1").signIn()).status).toBe(429);
    expect((await browser("2001:db8:0:2::1").signIn()).status).toBe(200);
  });

  test("keeps no e-mail of anyone who tried", async () => {
    await browser().signIn("wrong pass phrase", "nobody@firm.test");
    expect(JSON.stringify(await db.signInAttempt.findMany())).not.toContain("nobody");
  });
});

describe("a session", () => {
  test("ends by signing out, and its cookie opens nothing any more", async () => {
    const someone = browser();
    await someone.signIn();
    const kept = someone.header();
    expect((await someone.post("sign-out")).status).toBe(200);
    expect(await readSession(kept, { keep: true })).toBeNull();
  });

  test("ends everywhere at once", async () => {
    const [office, phone] = [browser(), browser()];
    await office.signIn();
    await phone.signIn();
    expect((await phone.post("revoke-sessions")).status).toBe(200);
    expect(await office.person()).toBeNull();
    expect(await phone.person()).toBeNull();
  });

  test("ends after its idle time, is kept by use, and not by listening", async () => {
    const someone = browser();
    await someone.signIn();
    const { expiresAt, createdAt } = await db.session.findFirstOrThrow();
    expect((expiresAt.getTime() - createdAt.getTime()) / 1000).toBeCloseTo(idleSeconds, -1);

    const anHourAgo = new Date(Date.now() - 3_600_000);
    await db.$executeRaw`UPDATE "session" SET "updatedAt" = ${anHourAgo}, "expiresAt" = now() + interval '1 hour'`;
    await readSession(someone.header(), { keep: false });
    expect((await db.session.findFirstOrThrow()).expiresAt.getTime() - Date.now()).toBeLessThan(3_700_000);
    await someone.person();
    expect((await db.session.findFirstOrThrow()).expiresAt.getTime() - Date.now()).toBeGreaterThan(7_000_000);

    await db.$executeRaw`UPDATE "session" SET "expiresAt" = now() - interval '1 second'`;
    expect(await someone.person()).toBeNull();
  });

  test("is kept by no use past its absolute time", async () => {
    const someone = browser();
    await someone.signIn();
    await db.$executeRaw`UPDATE "session" SET "createdAt" = now() - make_interval(secs => ${absoluteSeconds - 60}),
      "updatedAt" = now() - interval '1 hour', "expiresAt" = now() + interval '1 minute'`;
    await someone.person();
    expect((await db.session.findFirstOrThrow()).expiresAt.getTime() - Date.now()).toBeLessThan(61_000);
  });

  test("is opened by no cookie that was not signed here", async () => {
    await browser().signIn();
    const { token } = await db.session.findFirstOrThrow();
    const forged = createHmac("sha256", "another secret, of more than 32 letters").update(token).digest("base64");
    for (const cookie of [token, `${token}.`, `${token}.${encodeURIComponent(forged)}`, "%"]) {
      expect(await readSession(`section-seven.session_token=${cookie}`, { keep: true })).toBeNull();
    }
  });
});

describe("changing the password", () => {
  const next = "another long pass phrase";

  test("asks for the present one, and ends every other session", async () => {
    const [here, elsewhere] = [browser(), browser()];
    await here.signIn();
    await elsewhere.signIn();
    const wrong = await here.post("change-password", { currentPassword: "no", newPassword: next });
    expect(wrong.body).toEqual({ code: "credentials-wrong" });
    expect((await here.post("change-password", { currentPassword: right, newPassword: next })).status).toBe(200);
    expect(await here.person()).toMatchObject({ email });
    expect(await elsewhere.person()).toBeNull();
    expect((await browser().signIn()).status).toBe(401);
    expect((await browser().signIn(next)).status).toBe(200);
  });

  test("takes none that is too short, and none from a stranger", async () => {
    const someone = browser();
    expect((await someone.post("change-password", { currentPassword: right, newPassword: next })).status).toBe(401);
    await someone.signIn();
    const short = await someone.post("change-password", { currentPassword: right, newPassword: "eleven char" });
    expect(short.body).toMatchObject({ code: "invalid-input", issues: [{ path: "newPassword" }] });
    const guessable = await someone.post("change-password", {
      currentPassword: right,
      newPassword: "Ada Counsel 2026",
    });
    expect(guessable).toMatchObject({
      status: 400,
      body: { code: "invalid-input", issues: [{ path: "newPassword" }] },
    });
  });
});

describe("a second factor", () => {
  async function enrolled() {
    const someone = browser();
    await someone.signIn();
    const { body } = await someone.post("two-factor/enable", { password: right });
    const before = codeFor(body.totp.uri);
    expect((await someone.post("two-factor/verify-totp", { code: before })).status).toBe(200);
    return { uri: body.totp.uri as string, backupCodes: body.backupCodes as string[], someone };
  }

  test("opens nothing until the code is given, and a code opens once", async () => {
    const { uri } = await enrolled();
    const [first, second] = [browser(), browser()];
    expect((await first.signIn()).body).toEqual({ secondFactor: true });
    await second.signIn();
    expect(await first.person()).toBeNull();

    expect((await first.post("two-factor/verify-totp", { code: "000000" })).body).toEqual({ code: "code-wrong" });
    // The next half minute's, so that neither code has run out however long a busy machine takes for all this.
    const code = codeFor(uri, Date.now() + 30_000);
    expect((await first.post("two-factor/verify-totp", { code })).status).toBe(200);
    expect(await first.person()).toMatchObject({ email });

    expect((await second.post("two-factor/verify-totp", { code })).body).toEqual({ code: "code-wrong" });
    expect(await second.person()).toBeNull();
  });

  test("a backup code signs in once", async () => {
    const { backupCodes } = await enrolled();
    const [first, second] = [browser(), browser()];
    await first.signIn();
    await second.signIn();
    expect((await first.post("two-factor/verify-backup-code", { code: backupCodes[0] })).status).toBe(200);
    expect(await first.person()).toMatchObject({ email });
    expect((await second.post("two-factor/verify-backup-code", { code: backupCodes[0] })).body).toEqual({
      code: "code-wrong",
    });
  });

  test("a code without a password before it opens nothing", async () => {
    const { uri } = await enrolled();
    const stranger = browser();
    expect((await stranger.post("two-factor/verify-totp", { code: codeFor(uri) })).body).toEqual({
      code: "second-factor-expired",
    });
  });

  test("is taken off with the password only", async () => {
    const { someone } = await enrolled();
    expect((await someone.post("two-factor/disable", { password: "no" })).status).toBe(401);
    expect((await someone.post("two-factor/disable", { password: right })).status).toBe(200);
    expect((await browser().signIn()).body).toEqual({});
  });
});

describe("the people of the demonstration", () => {
  const demo = "rep@bank.example";

  test("sign in while it is on, and not otherwise; an open session of theirs ends with it", async () => {
    await createPerson(db, { email: demo, name: "Demo Rep", passwordHash });
    expect((await browser().signIn(right, demo)).body).toEqual({ code: "credentials-wrong" });
    env.DEMO = "on";
    try {
      const someone = browser();
      expect((await someone.signIn(right, demo)).status).toBe(200);
      expect(await someone.person()).toMatchObject({ email: demo });
      env.DEMO = "off";
      expect(await someone.person()).toBeNull();
    } finally {
      env.DEMO = "off";
    }
  });
});
