import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import type { ActInput } from "@/lib/contracts/acts";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { withScope } from "@/lib/db/scope";
import { verifyChain } from "@/lib/log/chain";
import { administratorUrl, connected, ownerUrl } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { viewChecklist } from "./view-checklist";

afterAll(() => db.$disconnect());

const noDocument = { deliverables: 0 };
const judged = {
  label: "7(x)",
  kind: "other" as const,
  requires: [{ basis: "judgment" as const, role: "representative" as const, sameDay: false }],
  ...noDocument,
};

const signOff = (conditionId: string, basis = "judgment"): ActInput =>
  ({ act: "sign-off", conditionId, basis, evidence: [], requirement: 0, detail: {} }) as never;

/** Every row of a table, past row-level security. */
const rows = (table: string) =>
  connected(administratorUrl, async (client) => (await client.query(`SELECT * FROM "${table}"`)).rows);

type Made = Awaited<ReturnType<typeof anOffering>>;

const actorOf = async ({ offeringId, people }: Made, key: "representative" | "counsel" | "issuer" | "issuerCounsel") =>
  withScope({ personId: people[key].personId, compartments: [] }, async (tx) => {
    const actor = await enterAs(tx, people[key].personId, offeringId);
    if (!actor) throw new Error("No member");
    return actor;
  });

describe("the one road", () => {
  test("one act: its row, its event and its answer, together", async () => {
    const offering = await anOffering({ conditions: [judged] });
    const result = await act(asking(offering, offering.people.representative), signOff(offering.conditions[0]!.id));
    expect(result.ok).toBe(true);
    const events = (await rows("Event")).filter((event) => event.offeringId === offering.offeringId);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: "condition.signed-off", seq: 1, compartment: "shared" });
  });

  test("the same request sent five times, some at once, has one effect and one answer", async () => {
    const offering = await anOffering({ conditions: [judged] });
    const asker = asking(offering, offering.people.representative);
    const wish = signOff(offering.conditions[0]!.id);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => act(asker, wish)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.ok).toBe(true);
    expect((await rows("SignOff")).filter((row) => row.offeringId === offering.offeringId)).toHaveLength(1);
  });

  test("the same key for another wish is refused", async () => {
    const offering = await anOffering({ conditions: [judged, { ...judged, label: "7(y)" }] });
    const asker = asking(offering, offering.people.representative);
    await act(asker, signOff(offering.conditions[0]!.id));
    expect(await act(asker, signOff(offering.conditions[1]!.id))).toMatchObject({
      error: { code: "idempotency-key-reused" },
    });
  });

  test("acts on different conditions at once all stand, and the chain has no gap", async () => {
    const labels = Array.from({ length: 20 }, (_, index) => ({ ...judged, label: `7(${index})` }));
    const offering = await anOffering({ conditions: labels });
    const results = await Promise.all(
      offering.conditions.map(({ id }) => act(asking(offering, offering.people.representative), signOff(id))),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    const events = (await rows("Event"))
      .filter((event) => event.offeringId === offering.offeringId)
      .sort((a, b) => a.seq - b.seq)
      .map(({ at, ...event }) => ({ ...event, at: at.toISOString() }));
    expect(events).toHaveLength(20);
    expect(verifyChain(events)).toEqual([]);
  });

  test("a stranger, and a member who has left, are told that there is nothing", async () => {
    const offering = await anOffering({ conditions: [judged] });
    const other = await anOffering();
    const wish = signOff(offering.conditions[0]!.id);
    expect(await act(asking(offering, other.people.representative), wish)).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await act(asking(other, other.people.representative), wish)).toMatchObject({ error: { code: "not-found" } });
    await connected(administratorUrl, (client) =>
      client.query(`UPDATE "Membership" SET "endedAt" = now() WHERE "personId" = $1`, [
        offering.people.representative.personId,
      ]),
    );
    expect(await act(asking(offering, offering.people.representative), wish)).toMatchObject({
      error: { code: "not-found" },
    });
    expect((await rows("SignOff")).filter((row) => row.conditionId === offering.conditions[0]!.id)).toEqual([]);
  });

  test("a waiver by anyone but a Representative with authority is refused, and leaves nothing", async () => {
    const offering = await anOffering();
    const waive: ActInput = {
      act: "waive",
      conditionId: offering.conditions[0]!.id,
      text: "We waive it.",
      scope: "This Time of Delivery",
      instrument: null,
    };
    for (const who of ["counsel", "issuer", "issuerCounsel"] as const) {
      expect(await act(asking(offering, offering.people[who]), waive)).toMatchObject({ error: { code: "forbidden" } });
    }
    expect((await rows("Waiver")).filter((row) => row.offeringId === offering.offeringId)).toEqual([]);
    expect((await act(asking(offering, offering.people.representative), waive)).ok).toBe(true);
  });

  test("ten people press at the same moment: one closing", async () => {
    const offering = await anOffering({ conditions: [judged] });
    const { representative, counsel } = offering.people;
    const { closingId } = offering;
    await act(asking(offering, representative), signOff(offering.conditions[0]!.id));
    await act(asking(offering, counsel), { act: "pre-closing", closingId });
    await act(asking(offering, counsel), { act: "start-call", closingId });
    const presses = await Promise.all(
      Array.from({ length: 10 }, () => act(asking(offering, representative), { act: "close", closingId })),
    );
    expect(presses.filter((press) => press.ok)).toHaveLength(1);
    expect(presses.filter((press) => !press.ok && press.error.code === "closing-over")).toHaveLength(9);
    const closed = (await rows("ClosingStep")).filter((step) => step.closingId === closingId && step.step === "closed");
    expect(closed).toHaveLength(1);
    expect(closed[0].stateDigest).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("the database itself", () => {
  test.each(["Event", "SignOff", "ClosingStep", "Version", "Note", "Waiver"])(
    "refuses to change, remove or empty %s, to the owner too",
    async (table) => {
      const offering = await anOffering({ conditions: [judged] });
      await act(asking(offering, offering.people.representative), signOff(offering.conditions[0]!.id));
      await act(asking(offering, offering.people.counsel), { act: "pre-closing", closingId: offering.closingId });
      await connected(ownerUrl, async (client) => {
        await client.query(`SELECT set_config('app.scopes', $1, false)`, [`${offering.offeringId}/shared`]);
        await expect(client.query(`TRUNCATE "${table}" CASCADE`)).rejects.toThrow(/never changed or removed/);
      });
      await connected(administratorUrl, async (client) => {
        const { rows: some } = await client.query(`SELECT "id" FROM "${table}" LIMIT 1`);
        if (some.length === 0) return;
        await expect(client.query(`UPDATE "${table}" SET "by" = "by"`)).rejects.toThrow(/never changed or removed/);
        await expect(client.query(`DELETE FROM "${table}"`)).rejects.toThrow(/never changed or removed/);
      });
    },
  );

  test("gives the application’s role no update or delete on any record table", async () => {
    const { rows: grants } = await connected(administratorUrl, (client) =>
      client.query(
        `SELECT table_name, privilege_type FROM information_schema.role_table_grants
         WHERE grantee = 'section_seven_app' AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')`,
      ),
    );
    const records = [
      "ClockSetting",
      "ClosingStep",
      "Version",
      "Share",
      "SignOff",
      "Waiver",
      "ConditionMark",
      "Withdrawal",
      "Note",
      "SignaturePageStep",
      "Event",
    ];
    expect(grants.filter(({ table_name }) => records.includes(table_name))).toEqual([]);
  });

  test("holds every table to row-level security, but for the accounts and the names of firms", async () => {
    const { rows: tables } = await connected(administratorUrl, (client) =>
      client.query(
        `SELECT relname, relrowsecurity AND relforcerowsecurity AS held FROM pg_class
         WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
      ),
    );
    const open = tables.filter(({ held }) => !held).map(({ relname }) => relname);
    expect(open.sort()).toEqual(
      ["Organisation", "SignInAttempt", "_prisma_migrations", "account", "session", "twoFactor", "user", "verification"]
        .sort()
        .filter((name) => tables.some(({ relname }) => relname === name)),
    );
    expect(tables.length).toBeGreaterThan(25);
  });

  test("shows nothing to a transaction that has stated no scope", async () => {
    await anOffering();
    expect(await db.offering.count()).toBe(0);
    expect(await db.condition.count()).toBe(0);
  });

  test("refuses a waiver by anyone but a Representative, past all code", async () => {
    const offering = await anOffering();
    const { issuer } = offering.people;
    const insert = db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.scopes', ${`${offering.offeringId}/shared`}, true)`;
      await tx.$executeRaw`INSERT INTO "Waiver" ("id", "offeringId", "conditionId", "text", "scope", "role", "partyId", "by", "at", "clock")
        VALUES (${randomUUID()}::uuid, ${offering.offeringId}::uuid, ${offering.conditions[0]!.id}::uuid, 'x', 'x', 'representative',
          ${issuer.partyId}::uuid, ${issuer.personId}::uuid, now(), now())`;
    });
    await expect(insert).rejects.toThrow();
  });
});

describe("the wall", () => {
  test("a private note is on its own side’s screens and log, and leaves no trace on the other’s", async () => {
    const offering = await anOffering();
    const [condition] = offering.conditions;
    const note: ActInput = { act: "note", conditionId: condition!.id, text: "CANARY-4711", shared: false };
    await act(asking(offering, offering.people.issuerCounsel), note);

    const own = await viewChecklist(await actorOf(offering, "issuer"), { closingId: offering.closingId });
    const other = await viewChecklist(await actorOf(offering, "counsel"), { closingId: offering.closingId });
    expect(own.ok && own.value.conditions[0]?.notes).toBe(1);
    expect(other.ok && other.value.conditions[0]?.notes).toBe(0);
    expect(other.ok && other.value.position).toBe("0");
  });

  test("a coordinator who looks with the issuer’s eyes sees no more than both may", async () => {
    const offering = await anOffering();
    const note: ActInput = { act: "note", conditionId: offering.conditions[0]!.id, text: "Private.", shared: false };
    await act(asking(offering, offering.people.issuerCounsel), note);
    const seen = await viewChecklist(await actorOf(offering, "counsel"), {
      closingId: offering.closingId,
      as: "issuer",
    });
    expect(seen.ok && seen.value.conditions[0]?.notes).toBe(0);
    expect(seen.ok && seen.value.viewer.viewingAs).toBe("issuer");
    expect(seen.ok && seen.value.conditions[0]?.may.note).toBe(false);
  });

  test("looking with another’s eyes is the list keeper’s alone", async () => {
    const offering = await anOffering();
    expect(
      await viewChecklist(await actorOf(offering, "issuer"), { closingId: offering.closingId, as: "representative" }),
    ).toMatchObject({
      error: { code: "forbidden" },
    });
  });
});
