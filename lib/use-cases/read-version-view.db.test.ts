import { randomUUID } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { findStanding } from "@/lib/db/sessions";
import type { VersionId } from "@/lib/domain/ids";
import { pathOf, storeBytes } from "@/lib/files/store";
import { log } from "@/lib/logging/log";
import { pngOf } from "@/lib/testing/hostile/others";
import { smallPdf } from "@/lib/testing/hostile/pdfs";
import { mainTypes, officeFile } from "@/lib/testing/hostile/zips";
import { anOffering, asking } from "@/lib/testing/offering";
import { deliverDocument } from "./deliver-document";
import { viewVersion } from "./read-version-view";

let made: Awaited<ReturnType<typeof anOffering>>;
beforeAll(async () => {
  made = await anOffering();
});
afterAll(() => db.$disconnect());

type Member = keyof typeof made.people;

async function delivered(bytes: Buffer, fileName: string, share = true): Promise<VersionId> {
  const deliverableId = made.conditions[0]?.deliverables[0];
  if (!deliverableId) throw new Error("No document");
  const file = await storeBytes(bytes);
  const wish = { deliverableId, file, fileName, stage: "draft" as const, share };
  const done = await deliverDocument(asking(made, made.people.issuerCounsel), wish);
  if (!done.ok) throw new Error(done.error.code);
  return done.value.versionId;
}

async function seenBy(member: Member, versionId: VersionId) {
  const actor = await findStanding(made.people[member].personId, made.offeringId);
  if (!actor) throw new Error("No member");
  return viewVersion(actor, { versionId });
}

test("each kind is shown in its own way", async () => {
  const kinds: [string, Buffer, object][] = [
    ["a.pdf", smallPdf(), { as: "pdf" }],
    ["a.png", pngOf(10, 10), { as: "picture" }],
    ["a.txt", Buffer.from("Dear Sirs,\n"), { as: "text", text: "Dear Sirs,\n", cut: false }],
    ["a.xlsx", officeFile(mainTypes.xlsx), { as: "file", why: "kind" }],
  ];
  for (const [name, bytes, content] of kinds) {
    const view = await seenBy("representative", await delivered(bytes, name));
    expect(view).toMatchObject({ ok: true, value: { content, version: { fileName: name } } });
  }
});

test("a viewer is told of the versions that they may read, and of no other", async () => {
  const kept = await delivered(Buffer.from(`Kept ${randomUUID()}\n`), "kept.txt", false);
  const shared = await delivered(Buffer.from(`Shared ${randomUUID()}\n`), "shared.txt");
  const ids = async (member: Member) => {
    const view = await seenBy(member, shared);
    return view.ok ? view.value.versions.map(({ id }) => id) : [];
  };
  expect(await ids("issuer")).toContain(kept);
  expect(await ids("representative")).not.toContain(kept);
  expect(await seenBy("representative", kept)).toEqual({ ok: false, error: { code: "not-found" } });
  expect(await seenBy("issuer", kept)).toMatchObject({
    value: { version: { inForce: false, compartment: "issuer", sharedAt: null } },
  });
  expect(await seenBy("representative", shared)).toMatchObject({ value: { version: { inForce: true } } });
});

test("a text that the disk spoiled is not shown, and the rest of the page is", async () => {
  const alarm = vi.spyOn(log, "fatal").mockImplementation(() => {});
  const bytes = Buffer.from(`Signed ${randomUUID()}\n`);
  const versionId = await delivered(bytes, "signed.txt");
  const { sha256 } = await storeBytes(bytes);
  chmodSync(pathOf(sha256), 0o600);
  writeFileSync(pathOf(sha256), "Not signed\n");
  expect(await seenBy("representative", versionId)).toMatchObject({
    value: { content: { as: "file", why: "unreadable" }, version: { sha256 } },
  });
  expect(alarm).toHaveBeenCalled();
  alarm.mockRestore();
});

test("to a member of another offering it is not there", async () => {
  const other = await anOffering();
  const actor = await findStanding(other.people.representative.personId, other.offeringId);
  if (!actor) throw new Error("No member");
  const versionId = await delivered(Buffer.from(`Ours ${randomUUID()}\n`), "ours.txt");
  expect(await viewVersion(actor, { versionId })).toEqual({ ok: false, error: { code: "not-found" } });
});
