// Fault 30: whoever may do everything in the database changes the record behind the program's back.
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { anOffering } from "@/lib/testing/offering";
import { proved } from "@/lib/testing/proved";
import { checkOffering } from "@/lib/use-cases/check-record";
import { withClient } from "../platform/database";
import { Person } from "./person";
import { site } from "./setup";
import type { Serving } from "./site";

let server: Serving;
beforeAll(async () => {
  server = await site.start();
});
afterAll(async () => {
  await server.stop();
  await db.$disconnect();
});

/** What an administrator of the server can do, past every grant, policy and trigger; $1 is the offering. */
const tamperings: Record<string, string> = {
  "an event's words changed": `UPDATE "Event" SET "payload" = jsonb_set("payload", '{text}', '"Something else"') WHERE "offeringId" = $1 AND "seq" = 2`,
  "an event's moment changed": `UPDATE "Event" SET "at" = "at" - interval '1 hour' WHERE "offeringId" = $1 AND "seq" = 3`,
  "an event's person changed": `UPDATE "Event" SET "actor" = jsonb_set("actor", '{name}', '"Somebody Else"') WHERE "offeringId" = $1 AND "seq" = 2`,
  "an event deleted": `DELETE FROM "Event" WHERE "offeringId" = $1 AND "seq" = 2`,
  "the last event deleted": `DELETE FROM "Event" WHERE "offeringId" = $1 AND "seq" = (SELECT max("seq") FROM "Event" WHERE "offeringId" = $1)`,
  "two events exchanged": `UPDATE "Event" SET "seq" = CASE "seq" WHEN 2 THEN 1002 ELSE 1001 END WHERE "offeringId" = $1 AND "seq" IN (1, 2)`,
  "a note's words changed": `UPDATE "Note" SET "text" = 'Something else' WHERE "offeringId" = $1`,
  "a note deleted": `DELETE FROM "Note" WHERE "offeringId" = $1`,
  "a note put in": `INSERT INTO "Note" ("id", "offeringId", "compartment", "conditionId", "text", "by", "at") SELECT gen_random_uuid(), "offeringId", "compartment", "conditionId", 'Put in', "by", "at" FROM "Note" WHERE "offeringId" = $1 LIMIT 1`,
  "a waiver deleted": `DELETE FROM "Waiver" WHERE "offeringId" = $1`,
  "a waiver's scope widened": `UPDATE "Waiver" SET "scope" = 'Everything' WHERE "offeringId" = $1`,
  "a version's hash changed": `UPDATE "Version" SET "sha256" = repeat('0', 64) WHERE "offeringId" = $1`,
  "a closing declared": `INSERT INTO "ClosingStep" ("id", "offeringId", "closingId", "step", "by", "role", "at", "clock") SELECT gen_random_uuid(), "offeringId", "closingId", 'closed', "by", "role", now(), now() FROM "ClosingStep" WHERE "offeringId" = $1 LIMIT 1`,
  "a step taken back": `DELETE FROM "ClosingStep" WHERE "offeringId" = $1 AND "step" = 'call'`,
};

test.each(Object.entries(tamperings))("F30: %s is found, and nothing is closed on it", async (_, sql) => {
  const made = await anOffering();
  const representative = await Person.signedIn(made.people.representative);
  const url = `${server.origin}/api/offerings/${made.offeringId}/acts`;
  const { closingId } = made;
  const conditionId = made.conditions[0]?.id;
  const upload = `${server.origin}/api/offerings/${made.offeringId}/deliverables/${made.conditions[0]?.deliverables[0]}/versions?fileName=A.txt&stage=draft&share=true`;
  const counsel = await Person.signedIn(made.people.counsel);
  expect((await counsel.post(upload, Buffer.from("An opinion.\n"))).status).toBe(200);
  for (const wish of [
    { act: "note", conditionId, text: "Said.", shared: true },
    { act: "waive", conditionId, text: "Waived.", scope: "This one.", instrument: null },
    { act: "pre-closing", closingId },
    { act: "start-call", closingId },
  ]) {
    expect((await representative.post(url, wish)).status).toBe(200);
  }
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);

  await withClient(site.administratorUrl, async (client) => {
    await client.query("SET session_replication_role = replica");
    const { rowCount } = await client.query(sql, [made.offeringId]);
    expect(rowCount).toBeGreaterThan(0);
  });
  expect((await checkOffering(made.offeringId, { files: true })).length).toBeGreaterThan(0);
  const answer = await representative.post(url, { act: "close", closingId });
  expect(answer).toMatchObject({ status: 409, body: { code: "record-damaged" } });
});

test("F30: every kind of tampering was tried", () => {
  const kinds = Object.keys(tamperings).length;
  expect(kinds).toBeGreaterThanOrEqual(14);
  proved("F30", `${kinds} kinds of change by the database’s administrator: each found, and each closing refused`);
});
