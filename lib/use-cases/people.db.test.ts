import { randomUUID } from "node:crypto";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { InviteInput } from "@/lib/contracts/people";
import { db } from "@/lib/db/client";
import { findStanding } from "@/lib/db/sessions";
import type { PartyId, PersonId } from "@/lib/domain/ids";
import { env } from "@/lib/env";
import { verifyChain } from "@/lib/log/chain";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { endMembership } from "./end-membership";
import { invite, revokeInvitation, viewInvitationLink } from "./invite";
import { addParty } from "./people";
import { viewPeople } from "./view-people";

afterAll(() => db.$disconnect());
afterEach(() => {
  env.SMTP_URL = undefined;
});

type Made = Awaited<ReturnType<typeof anOffering>>;
type Key = keyof Made["people"];

const rows = (sql: string, values: unknown[] = []) =>
  connected(administratorUrl, async (client) => (await client.query(sql, values)).rows);

const eventsOf = ({ offeringId }: Made) =>
  rows(`SELECT * FROM "Event" WHERE "offeringId" = $1 ORDER BY "seq"`, [offeringId]);

const inviting = (partyId: string, change: Partial<InviteInput> = {}): InviteInput => ({
  partyId: partyId as PartyId,
  email: `${randomUUID()}@firm.test`,
  name: "Nell Newcomer",
  title: "Associate",
  authority: false,
  coordinator: false,
  ...change,
});

async function people(offering: Made, as: Key) {
  const actor = await findStanding(offering.people[as].personId, offering.offeringId);
  if (!actor) throw new Error("no member");
  const view = await viewPeople(actor);
  if (!view.ok) throw new Error(view.error.code);
  return { actor, view: view.value };
}

/** A party without anyone yet, put on the list by its keeper. */
async function newParty(offering: Made) {
  const made = await addParty(asking(offering, offering.people.counsel), {
    organisation: `Trust Company ${randomUUID()}`,
    role: "trustee",
    side: "trustee",
  });
  if (!made.ok) throw new Error(made.error.code);
  return made.value.partyId;
}

describe("the working group list", () => {
  test("shows parties in the order of their parts, and each viewer what they may do", async () => {
    const offering = await anOffering();
    const asKeeper = (await people(offering, "counsel")).view;
    expect(asKeeper.parties.map(({ role }) => role)).toEqual([
      "representative",
      "underwriters_counsel",
      "issuer",
      "issuer_counsel",
    ]);
    // Underwriters' counsel has nobody with authority yet, so its keeper may still bring people in.
    expect(asKeeper.parties.map(({ may }) => may.invite)).toEqual([false, true, false, false]);
    expect(asKeeper.may.giveCoordinator).toBe(true);
    expect(asKeeper.may.addParty).toContain("trustee");
    expect(asKeeper.may.addParty).not.toContain("representative");

    const asIssuer = (await people(offering, "issuer")).view;
    expect(asIssuer.parties.map(({ may }) => may.invite)).toEqual([false, false, true, false]);
    expect(asIssuer.parties.flatMap(({ members }) => members.map(({ may }) => may.end))).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(asIssuer.may).toEqual({ addParty: [], giveCoordinator: false });
    expect((await people(offering, "representative")).view.may.addParty).toEqual(["representative"]);
  });

  test("takes a party once, from its keeper, with an event", async () => {
    const offering = await anOffering();
    const party = { organisation: `Notary ${randomUUID()}`, role: "other" as const, side: "observers" as const };
    expect(await addParty(asking(offering, offering.people.issuer), party)).toMatchObject({
      error: { code: "forbidden" },
    });
    expect((await addParty(asking(offering, offering.people.counsel), party)).ok).toBe(true);
    expect(await addParty(asking(offering, offering.people.counsel), party)).toMatchObject({
      error: { code: "already-done" },
    });
    expect((await eventsOf(offering)).map(({ type }) => type)).toEqual(["party.added"]);
  });

  test("takes no further Representative from the list keeper alone, who could waive by it", async () => {
    const offering = await anOffering();
    const party = {
      organisation: `Bank ${randomUUID()}`,
      role: "representative" as const,
      side: "underwriters" as const,
    };
    expect(await addParty(asking(offering, offering.people.counsel), party)).toMatchObject({
      error: { code: "forbidden", action: "party.add" },
    });
    expect((await addParty(asking(offering, offering.people.representative), party)).ok).toBe(true);
  });
});

describe("inviting", () => {
  test("answers with a link whose secret is nowhere in the database, and shows it again", async () => {
    const offering = await anOffering();
    const wish = inviting(offering.people.issuer.partyId);
    const asker = asking(offering, offering.people.issuer);
    const made = await invite(asker, wish);
    if (!made.ok) throw new Error(made.error.code);
    const secret = made.value.link.split("/").at(-1) ?? "";
    expect(made.value.link).toBe(`${env.ORIGIN}/join/${secret}`);
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(made.value.mailed).toBe(false);

    const everything = await rows(
      `SELECT (SELECT json_agg(i) FROM "Invitation" i)::text || (SELECT json_agg(e) FROM "Event" e)::text
        || (SELECT json_agg(k) FROM "IdempotencyKey" k)::text AS "all"`,
    );
    expect(everything[0].all).toContain(wish.email);
    expect(everything[0].all).not.toContain(secret);

    const { actor, view } = await people(offering, "issuer");
    const shown = view.parties.flatMap(({ invitations }) => invitations);
    expect(shown).toMatchObject([{ email: wish.email, state: "pending", mail: "none", may: { revoke: true } }]);
    expect(await viewInvitationLink(actor, { invitationId: made.value.id })).toEqual(made);
    // The same request again has one effect and the same answer.
    expect(await invite(asker, wish)).toEqual(made);
    expect((await eventsOf(offering)).filter(({ type }) => type === "member.invited")).toHaveLength(1);
  });

  test("the list keeper brings in the first person of a party; then only the party’s own people with authority", async () => {
    const offering = await anOffering();
    const partyId = await newParty(offering);
    const keeper = () => asking(offering, offering.people.counsel);
    expect((await invite(keeper(), inviting(partyId, { authority: true }))).ok).toBe(true);
    expect(await invite(asking(offering, offering.people.issuer), inviting(partyId))).toMatchObject({
      error: { code: "forbidden", action: "member.invite" },
    });
    expect(await invite(keeper(), inviting(offering.people.issuer.partyId))).toMatchObject({
      error: { code: "forbidden" },
    });
  });

  test("keeping the list is not passed on by who does not keep it", async () => {
    const offering = await anOffering();
    const wish = inviting(offering.people.issuer.partyId, { coordinator: true });
    expect(await invite(asking(offering, offering.people.issuer), wish)).toMatchObject({
      error: { code: "forbidden" },
    });
    const own = inviting(offering.people.counsel.partyId, { coordinator: true });
    expect((await invite(asking(offering, offering.people.counsel), own)).ok).toBe(true);
  });

  test("a party of another offering is not there", async () => {
    const [offering, other] = [await anOffering(), await anOffering()];
    const elsewhere = inviting(other.people.issuer.partyId);
    expect(await invite(asking(offering, offering.people.counsel), elsewhere)).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await invite(asking(other, offering.people.issuer), elsewhere)).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await rows(`SELECT 1 FROM "Invitation" WHERE "email" = $1`, [elsewhere.email])).toEqual([]);
  });

  test("nobody twice: neither a member, nor who is invited already", async () => {
    const offering = await anOffering();
    const { partyId, personId } = offering.people.issuer;
    const asker = () => asking(offering, offering.people.issuer);
    const member = inviting(partyId, { email: `${personId}@example.com` });
    expect(await invite(asker(), member)).toMatchObject({ error: { code: "email-taken" } });
    const wish = inviting(partyId);
    expect((await invite(asker(), wish)).ok).toBe(true);
    expect(await invite(asker(), { ...wish, title: "Partner" })).toMatchObject({ error: { code: "email-taken" } });
  });

  test("of the list keeper lapses once somebody of the party may bind it, and may then be made anew by them", async () => {
    const offering = await anOffering();
    const { issuer, counsel } = offering.people;
    await rows(`UPDATE "Membership" SET "authority" = false WHERE "personId" = $1`, [issuer.personId]);
    const wish = inviting(issuer.partyId);
    const made = await invite(asking(offering, counsel), wish);
    if (!made.ok) throw new Error(made.error.code);
    const states = async (as: Key) =>
      (await people(offering, as)).view.parties.flatMap(({ invitations }) =>
        invitations.map(({ state, may }) => [state, may.showLink, may.repeat]),
      );
    expect(await states("counsel")).toEqual([["pending", true, false]]);

    await rows(`UPDATE "Membership" SET "authority" = true WHERE "personId" = $1`, [issuer.personId]);
    expect(await states("counsel")).toEqual([["lapsed", false, false]]);
    expect(await states("issuer")).toEqual([["lapsed", false, true]]);
    const { actor } = await people(offering, "issuer");
    expect(await viewInvitationLink(actor, { invitationId: made.value.id })).toMatchObject({
      error: { code: "invitation-not-valid" },
    });
    expect((await invite(asking(offering, issuer), wish)).ok).toBe(true);
    expect(await states("issuer")).toEqual([
      ["pending", true, false],
      ["revoked", false, false],
    ]);
  });

  test("not with an address of the demonstration where that is off", async () => {
    const offering = await anOffering();
    const wish = inviting(offering.people.issuer.partyId, { email: "someone@bank.example" });
    expect(await invite(asking(offering, offering.people.issuer), wish)).toMatchObject({
      error: { code: "invalid-input", issues: [{ path: "email" }] },
    });
  });

  test("where a mail server is set up, puts a mail on its way in the same transaction", async () => {
    env.SMTP_URL = "smtp://localhost:1";
    const offering = await anOffering();
    const made = await invite(asking(offering, offering.people.issuer), inviting(offering.people.issuer.partyId));
    expect(made.ok && made.value.mailed).toBe(true);
    const { view } = await people(offering, "issuer");
    expect(view.mail).toBe(true);
    expect(view.parties.flatMap(({ invitations }) => invitations)).toMatchObject([{ mail: "waiting" }]);
  });
});

describe("taking an invitation back", () => {
  test("is for those who may invite, once, and shows its link no more", async () => {
    const offering = await anOffering();
    const made = await invite(asking(offering, offering.people.issuer), inviting(offering.people.issuer.partyId));
    if (!made.ok) throw new Error(made.error.code);
    const wish = { invitationId: made.value.id };
    expect(await revokeInvitation(asking(offering, offering.people.counsel), wish)).toMatchObject({
      error: { code: "forbidden" },
    });
    const { actor: stranger } = await people(await anOffering(), "issuer");
    expect(await viewInvitationLink(stranger, wish)).toMatchObject({ error: { code: "not-found" } });

    expect((await revokeInvitation(asking(offering, offering.people.issuer), wish)).ok).toBe(true);
    expect(await revokeInvitation(asking(offering, offering.people.issuer), wish)).toMatchObject({
      error: { code: "invitation-not-valid" },
    });
    const { actor, view } = await people(offering, "issuer");
    expect(view.parties.flatMap(({ invitations }) => invitations)).toMatchObject([
      { state: "revoked", may: { revoke: false, showLink: false } },
    ]);
    expect(await viewInvitationLink(actor, wish)).toMatchObject({ error: { code: "invitation-not-valid" } });
    expect((await eventsOf(offering)).map(({ type }) => type)).toEqual(["member.invited", "invitation.revoked"]);
  });
});

describe("ending a membership", () => {
  test("is the party’s own with authority; then the person finds nothing, and what they did stays", async () => {
    const offering = await anOffering();
    const { issuer, issuerCounsel, counsel } = offering.people;
    const wish = { personId: issuer.personId };
    for (const other of [counsel, issuerCounsel]) {
      expect(await endMembership(asking(offering, other), wish)).toMatchObject({ error: { code: "forbidden" } });
    }
    expect((await endMembership(asking(offering, issuer), wish)).ok).toBe(true);
    expect(await findStanding(issuer.personId, offering.offeringId)).toBeNull();
    expect(await endMembership(asking(offering, issuer), wish)).toMatchObject({ error: { code: "not-found" } });

    const { view } = await people(offering, "counsel");
    const ended = view.parties.find(({ role }) => role === "issuer");
    expect(ended?.members[0]?.endedAt).not.toBeNull();
    // Nobody of the issuer can bring anyone in now, so the list keeper may again.
    expect(ended?.may.invite).toBe(true);
    const events = await eventsOf(offering);
    expect(events.map(({ type }) => type)).toEqual(["member.ended"]);
    expect(verifyChain(events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })))).toEqual([]);
  });

  test("not of someone of another offering, or of nobody", async () => {
    const [offering, other] = [await anOffering(), await anOffering()];
    for (const personId of [other.people.issuer.personId, randomUUID() as string as PersonId]) {
      expect(await endMembership(asking(offering, offering.people.issuer), { personId })).toMatchObject({
        error: { code: "not-found" },
      });
    }
  });

  test("somebody always keeps the list", async () => {
    const offering = await anOffering();
    const wish = { personId: offering.people.counsel.personId };
    expect(await endMembership(asking(offering, offering.people.counsel), wish)).toMatchObject({
      error: { code: "last-list-keeper" },
    });
  });
});
