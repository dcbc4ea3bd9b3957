import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { freshSecret, hashOfSecret } from "@/lib/auth/link-secret";
import { hashPassword } from "@/lib/auth/passwords";
import type { InviteInput } from "@/lib/contracts/people";
import { createPerson } from "@/lib/db/accounts";
import { db } from "@/lib/db/client";
import { recordLink } from "@/lib/db/links";
import { findStanding } from "@/lib/db/sessions";
import type { PartyId, PersonId } from "@/lib/domain/ids";
import { verifyChain } from "@/lib/log/chain";
import { browser } from "@/lib/testing/browser";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { accept, viewLink } from "./accept";
import { invite, revokeInvitation } from "./invite";

afterAll(() => db.$disconnect());

const password = "a long enough pass phrase";
const passwordHash = await hashPassword(password);

type Made = Awaited<ReturnType<typeof anOffering>>;

const rows = (sql: string, values: unknown[] = []) =>
  connected(administratorUrl, async (client) => (await client.query(sql, values)).rows);

/** The issuer invites somebody, and the secret of the link is handed over. */
async function invited(offering: Made, change: Partial<InviteInput> = {}) {
  const { issuer } = offering.people;
  const wish: InviteInput = {
    partyId: issuer.partyId as PartyId,
    email: `${randomUUID()}@firm.test`,
    name: "Nell Newcomer",
    title: "Associate",
    authority: true,
    coordinator: false,
    ...change,
  };
  const made = await invite(asking(offering, issuer), wish);
  if (!made.ok) throw new Error(made.error.code);
  return { ...made.value, token: made.value.link.split("/").at(-1) ?? "" };
}

/** An address of its own for every visitor, so that no test runs into another’s limits. */
let visitors = 0;
function visitor() {
  visitors++;
  return browser(`198.51.${Math.floor(visitors / 250)}.${visitors % 250}`);
}

const stranger = () => ({ person: null, headers: visitor().headers() });

async function signedInAs(email: string) {
  const someone = visitor();
  await createPerson(db, { email, name: "Has Account", passwordHash });
  await someone.signIn(password, email);
  return { person: await someone.person(), headers: someone.headers() };
}

const invalid = { ok: false, error: { code: "invitation-not-valid" } };

describe("without an account", () => {
  test("a name and a password make one, and the person is a member as the invitation said", async () => {
    const offering = await anOffering();
    const { token, email } = await invited(offering);
    expect(await viewLink(stranger(), token)).toMatchObject({
      value: { purpose: "member", email, name: "Nell Newcomer", role: "issuer", hasAccount: false },
    });

    expect(await accept(stranger(), { token })).toMatchObject({
      error: { code: "invalid-input", issues: [{ path: "name" }, { path: "password" }] },
    });
    expect(await accept(stranger(), { token, name: "Nell N. Newcomer", password })).toEqual({
      ok: true,
      value: { purpose: "member", email, offeringId: offering.offeringId },
    });

    const someone = visitor();
    expect((await someone.signIn(password, email)).status).toBe(200);
    const person = await someone.person();
    expect(person).toMatchObject({ name: "Nell N. Newcomer", administrator: false });
    expect(await findStanding(person?.id as PersonId, offering.offeringId)).toMatchObject({
      partyId: offering.people.issuer.partyId,
      authority: true,
      coordinator: false,
    });
    const events = await rows(`SELECT * FROM "Event" WHERE "offeringId" = $1 ORDER BY "seq"`, [offering.offeringId]);
    expect(events.map(({ type }) => type)).toEqual(["member.invited", "member.joined"]);
    expect(verifyChain(events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })))).toEqual([]);
  });

  test("ten presses at once make one account and one membership, and all are told the same", async () => {
    const offering = await anOffering();
    const { token, email } = await invited(offering);
    const presses = await Promise.all(
      Array.from({ length: 10 }, () => accept(stranger(), { token, name: "Nell", password })),
    );
    expect(presses.filter(({ ok }) => ok)).toHaveLength(10);
    expect(await rows(`SELECT 1 FROM "user" WHERE "email" = $1`, [email])).toHaveLength(1);
    // The same sent once more, with the same password, is answered as the first was; with another it is not.
    expect((await accept(stranger(), { token, name: "Nell", password })).ok).toBe(true);
    expect(await accept(stranger(), { token, name: "Nell", password: "another long pass phrase" })).toEqual(invalid);
    expect(await accept(stranger(), { token })).toEqual(invalid);
    expect(
      await rows(`SELECT 1 FROM "Event" WHERE "type" = 'member.joined' AND "offeringId" = $1`, [offering.offeringId]),
    ).toHaveLength(1);
    expect(await viewLink(stranger(), token)).toEqual(invalid);
  });
});

describe("with an account", () => {
  test("one joins signed in with that e-mail, and with no other", async () => {
    const offering = await anOffering();
    const { token, email } = await invited(offering);
    const own = await signedInAs(email);
    const other = await signedInAs(`${randomUUID()}@firm.test`);

    expect(await viewLink(stranger(), token)).toMatchObject({ value: { hasAccount: true } });
    expect(await accept(stranger(), { token, name: "Thief", password: "another long pass phrase" })).toEqual({
      ok: false,
      error: { code: "not-signed-in" },
    });
    expect(await accept(other, { token })).toEqual({ ok: false, error: { code: "other-account", email } });
    expect(await findStanding(own.person?.id as PersonId, offering.offeringId)).toBeNull();

    expect((await accept(own, { token })).ok).toBe(true);
    expect((await accept(own, { token })).ok).toBe(true);
    expect(await accept(other, { token })).toEqual(invalid);
    expect(await findStanding(own.person?.id as PersonId, offering.offeringId)).toMatchObject({ name: "Has Account" });
    // The old password still opens the account: nobody took it over by the link.
    expect((await visitor().signIn(password, email)).status).toBe(200);
  });

  test("who left comes back by a new invitation, and stands as that one says", async () => {
    const offering = await anOffering();
    const first = await invited(offering);
    const own = await signedInAs(first.email);
    await accept(own, { token: first.token });
    await rows(`UPDATE "Membership" SET "endedAt" = now() WHERE "personId" = $1`, [own.person?.id]);
    const again = await invited(offering, { email: first.email, authority: false, title: "Adviser" });
    expect((await accept(own, { token: again.token })).ok).toBe(true);
    expect(await findStanding(own.person?.id as PersonId, offering.offeringId)).toMatchObject({ authority: false });
  });
});

describe("a link that is not good", () => {
  test("expired, revoked or made up: all are answered alike, and nothing is made", async () => {
    const offering = await anOffering();
    const [expired, revoked] = [await invited(offering), await invited(offering)];
    await rows(`UPDATE "Invitation" SET "expiresAt" = now() - interval '1 second' WHERE "id" = $1`, [expired.id]);
    await revokeInvitation(asking(offering, offering.people.issuer), { invitationId: revoked.id });
    const own = await signedInAs(revoked.email);
    for (const token of [expired.token, revoked.token, freshSecret()]) {
      expect(await viewLink(stranger(), token)).toEqual(invalid);
      expect(await accept(stranger(), { token, name: "Nell", password })).toEqual(invalid);
      expect(await accept(own, { token })).toEqual(invalid);
    }
    expect(await rows(`SELECT 1 FROM "user" WHERE "email" = $1`, [expired.email])).toEqual([]);
  });

  test("of somebody who may not invite any more: nobody comes in by it", async () => {
    const offering = await anOffering();
    const [left, demoted] = [await invited(offering), await invited(offering)];
    await rows(`UPDATE "Membership" SET "authority" = false WHERE "personId" = $1`, [offering.people.issuer.personId]);
    await rows(`UPDATE "Membership" SET "endedAt" = now() WHERE "personId" = $1`, [offering.people.issuer.personId]);
    for (const { token, email } of [left, demoted]) {
      expect(await viewLink(stranger(), token)).toEqual(invalid);
      expect(await accept(stranger(), { token, name: "Nell", password })).toEqual(invalid);
      expect(await rows(`SELECT 1 FROM "user" WHERE "email" = $1`, [email])).toEqual([]);
    }
  });

  test("guessing from one network ends", async () => {
    const guesser = { person: null, headers: visitor().headers() };
    const answers = [];
    for (let guess = 0; guess <= 50; guess++) answers.push(await viewLink(guesser, freshSecret()));
    expect(answers[49]).toEqual(invalid);
    expect(answers[50]).toMatchObject({ error: { code: "too-many-requests" } });
  });
});

describe("a link of whoever runs the installation", () => {
  const inAnHour = () => new Date(Date.now() + 3_600_000);

  async function link(purpose: "administrator" | "new-password", email: string | null, expiresAt = inAnHour()) {
    const token = freshSecret();
    await recordLink({ purpose, email, expiresAt, tokenHash: hashOfSecret(token) });
    return token;
  }

  test("makes no administrator where there are people", async () => {
    await anOffering();
    const token = await link("administrator", null);
    const email = `${randomUUID()}@firm.test`;
    expect(await accept(stranger(), { token, email, name: "Ada", password })).toEqual(invalid);
    expect(await rows(`SELECT 1 FROM "user" WHERE "email" = $1`, [email])).toEqual([]);
  });

  test("gives a new password once, ends every session, and takes the second factor off", async () => {
    const email = `${randomUUID()}@firm.test`;
    const someone = visitor();
    await createPerson(db, { email, name: "Forgetful", passwordHash });
    await someone.signIn(password, email);
    const [old, token] = [await link("new-password", email), await link("new-password", email)];
    expect(await viewLink(stranger(), old)).toEqual(invalid);
    expect(await viewLink(stranger(), token)).toMatchObject({ value: { purpose: "new-password", email } });

    const next = "another long pass phrase";
    expect(await accept(stranger(), { token })).toMatchObject({ error: { code: "invalid-input" } });
    expect(await accept(stranger(), { token, password: "section-seven!" })).toMatchObject({
      error: { code: "invalid-input", issues: [{ path: "password" }] },
    });
    expect(await accept(stranger(), { token, password: next })).toMatchObject({ ok: true, value: { email } });
    expect(await accept(stranger(), { token, password: next })).toEqual(invalid);
    expect(await someone.person()).toBeNull();
    expect((await visitor().signIn(password, email)).status).toBe(401);
    expect((await visitor().signIn(next, email)).status).toBe(200);
  });

  test("is good until its time and no longer", async () => {
    const email = `${randomUUID()}@firm.test`;
    await createPerson(db, { email, name: "Late", passwordHash });
    const token = await link("new-password", email, new Date(Date.now() - 1_000));
    expect(await accept(stranger(), { token, password })).toEqual(invalid);
  });
});
