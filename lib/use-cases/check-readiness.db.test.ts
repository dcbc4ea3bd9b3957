import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { tamper } from "@/lib/testing/database";
import { anOffering } from "@/lib/testing/offering";
import { checkReadiness, zonesAreCurrent } from "./check-readiness";
import { checkRecords } from "./watch-record";

const note = join(env.DATA_FOLDER, "last-restore-test.json");
beforeEach(() => rm(note, { force: true }));
afterAll(async () => {
  await rm(note, { force: true });
  await db.$disconnect();
});

test("the pinned Node knows the zones of 2026: ten in New York is eight in Vancouver in January 2027", () => {
  expect(zonesAreCurrent()).toBe(true);
});

test("the embedded database is durable, and the application's role walks past no rule of it", async () => {
  expect(await checkReadiness()).toMatchObject({
    checks: { database: true, durability: true, role: true, zones: true, clock: true, records: true, log: true },
    warnings: { mail: true },
  });
});

test("a restore that was tried within a day is no warning; one longer ago, or none, is", async () => {
  const tested = async (hoursAgo: number | null) => {
    if (hoursAgo !== null)
      await writeFile(note, JSON.stringify({ at: new Date(Date.now() - hoursAgo * 3_600_000).toISOString() }));
    return (await checkReadiness()).warnings.restoreTested;
  };
  expect(await tested(null)).toBe(false);
  expect(await tested(23)).toBe(true);
  expect(await tested(25)).toBe(false);
});

test("a record that was not looked at for long is a warning, and one that does not hold is no readiness", async () => {
  const { offeringId } = await anOffering();
  expect((await checkReadiness()).warnings.recordsChecked, "never looked at").toBe(false);
  await checkRecords();
  expect(await checkReadiness()).toMatchObject({ checks: { records: true }, warnings: { recordsChecked: true } });
  await tamper(`UPDATE "RecordCheck" SET broken = '{document-changed}' WHERE "offeringId" = $1`, offeringId);
  expect(await checkReadiness()).toMatchObject({ checks: { records: false, log: true } });
  await tamper(`UPDATE "RecordCheck" SET broken = '{chain}' WHERE "offeringId" = $1`, offeringId);
  expect(await checkReadiness()).toMatchObject({ checks: { records: false, log: false } });
});

test("an invitation that should be out by now is a warning", async () => {
  const { offeringId, people } = await anOffering();
  await tamper(
    `INSERT INTO "Invitation" ("id", "offeringId", "partyId", "email", "name", "title", "tokenHash", "invitedBy", "expiresAt")
     VALUES ('0190f5a0-7c1e-7000-8000-0123456789ab', $1, $2, 'a@example.com', 'A', '', 'h', $3, now() + interval '1 day')`,
    offeringId,
    people.counsel.partyId,
    people.counsel.personId,
  );
  await tamper(
    `INSERT INTO "InvitationMail" ("invitationId", "offeringId", "at", "nextTryAt")
     VALUES ('0190f5a0-7c1e-7000-8000-0123456789ab', $1, now() - interval '3 minutes', now())`,
    offeringId,
  );
  expect((await checkReadiness()).warnings.mail).toBe(false);
});
