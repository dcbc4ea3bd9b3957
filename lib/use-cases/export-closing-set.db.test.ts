import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { editedIndex, firstPages } from "@/components/export/index-edits";
import { findActor } from "@/lib/auth/actor";
import { buildInput } from "@/lib/contracts/closing-set";
import { db } from "@/lib/db/client";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId, PersonId } from "@/lib/domain/ids";
import { env } from "@/lib/env";
import type { Manifest } from "@/lib/exports/manifest";
import { readParts } from "@/lib/exports/office-package";
import { textDocument } from "@/lib/exports/sample-documents";
import { storeBytes } from "@/lib/files/store";
import { canonicalJson } from "@/lib/log/canonical";
import { CertificateAuthority } from "@/lib/testing/certificate-authority";
import { administratorUrl, connected, ownerUrl } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { buildsAtRest, findBuild, placeOf, type SetBuild } from "./closing-set-builds";
import { saveIndex } from "./closing-set-index";
import { deliverDocument } from "./deliver-document";
import { beginClosingSet, readBuiltFile, stopClosingSet, viewBuild } from "./export-closing-set";
import { viewClosingSet } from "./view-closing-set";

const folder = mkdtempSync(join(tmpdir(), "closing-set-db-"));
let offering: Awaited<ReturnType<typeof anOffering>>;
let stranger: Awaited<ReturnType<typeof anOffering>>;
let first: Awaited<ReturnType<typeof build>>;
let actors: Record<"counsel" | "representative" | "issuerCounsel" | "stranger", Actor>;

beforeAll(async () => {
  env.DATA_FOLDER = folder;
  offering = await anOffering({ rehearsal: true });
  stranger = await anOffering();
  const actorOf = async (made: typeof offering, personId: PersonId) => {
    const actor = await findActor(personId, made.offeringId);
    if (!actor) throw new Error("No member");
    return actor;
  };
  const { people } = offering;
  actors = {
    counsel: await actorOf(offering, people.counsel.personId),
    representative: await actorOf(offering, people.representative.personId),
    issuerCounsel: await actorOf(offering, people.issuerCounsel.personId),
    stranger: await actorOf(stranger, stranger.people.counsel.personId),
  };
  await deliver("Executed opinion", "executed", true);
  const { id, deliverables } = offering.conditions[0]!;
  const evidence = [{ deliverableId: deliverables[0]!, sha256: digestOf("Executed opinion") }];
  for (const [who, basis] of [
    ["counsel", "form"],
    ["representative", "judgment"],
  ] as const) {
    const signed = await act(asking(offering, people[who]), {
      act: "sign-off",
      conditionId: id,
      basis,
      evidence,
      requirement: 0,
      detail: {},
    });
    if (!signed.ok) throw new Error(JSON.stringify(signed.error));
  }
  first = await build();
}, 60_000);
afterAll(async () => {
  await buildsAtRest();
  await db.$disconnect();
  rmSync(folder, { recursive: true });
});

const digests = new Map<string, string>();
const digestOf = (words: string) => digests.get(words) ?? "";

async function deliver(words: string, stage: "draft" | "executed", share: boolean) {
  const bytes = await textDocument(words, [[612, 792]]);
  digests.set(words, createHash("sha256").update(bytes).digest("hex"));
  const { people, conditions } = offering;
  const deliverableId = conditions[0]!.deliverables[0]!;
  const delivery = {
    deliverableId,
    file: await storeBytes(bytes),
    fileName: `${words}.pdf`,
    stage,
    share,
    datedOn: "2031-03-11",
  };
  const delivered = await deliverDocument(asking(offering, people.issuerCounsel), delivery);
  if (!delivered.ok) throw new Error(JSON.stringify(delivered.error));
}

const wish = (change: object = {}) =>
  buildInput.parse({ closingId: offering.closingId, reason: "A set for the file, before the closing.", ...change });

async function build(change: object = {}, key: string = randomUUID()) {
  const begun = await beginClosingSet(asking(offering, offering.people.counsel, key), wish(change));
  if (!begun.ok) throw new Error(JSON.stringify(begun.error));
  await buildsAtRest();
  const done = await viewBuild(actors.counsel, { closingId: offering.closingId, buildId: begun.value.id });
  if (!done.ok || done.value.state !== "done") throw new Error(JSON.stringify(done));
  const at = (format: string) => placeOf(offering.closingId, begun.value.id, `set.${format}`);
  return { view: done.value, result: done.value.result!, pdf: at("pdf"), zip: at("zip") };
}

const sql = (text: string) => connected(administratorUrl, async (client) => (await client.query(text)).rows);
/** As the owner of the tables, who sees all rows of this offering. */
const asOwner = (text: string) =>
  connected(ownerUrl, async (client) => {
    await client.query(`SELECT set_config('app.scopes', '${offering.offeringId}/shared', false)`);
    return client.query(text);
  });
const eventsOf = (type: string) => sql(`SELECT * FROM "Event" WHERE "type" = '${type}' ORDER BY "position"`);

async function viewOf(actor: Actor) {
  const view = await viewClosingSet(actor, { closingId: offering.closingId });
  if (!view.ok) throw new Error(JSON.stringify(view.error));
  return view.value;
}

function verify(path: string) {
  const { status, stdout } = spawnSync(process.execPath, ["scripts/closing-set-verify.mjs", path, "--json"], {
    encoding: "utf8",
  });
  return { status, report: JSON.parse(stdout) };
}

const manifestIn = (zip: string): Manifest =>
  JSON.parse(
    readParts(readFileSync(zip))
      .find(({ name }) => name === "manifest.json")!
      .bytes.toString("utf8"),
  );
const textIn = (pdf: string) => spawnSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).stdout;

test("the set of a closing holds by the verifier, with its whole log, and says what the record says", async () => {
  const { pdf, zip, view } = first;
  for (const path of [pdf, zip]) {
    const { status, report } = verify(path);
    expect(report.faults).toEqual([]);
    expect(status).toBe(0);
    expect(report.held.join("\n")).toContain("2 sign-offs, 0 waivers and 0 marks are as the log has them");
    expect(report.held.join("\n")).toContain("1 document versions have the digest that the log recorded");
  }
  const manifest = manifestIn(zip);
  expect(manifest.head).toEqual(view.head);
  expect(manifest.signOffs.map(({ holds }) => holds)).toEqual([true, true]);
  expect(manifest.parts.map(({ tabs }) => tabs.map(({ number }) => number))).toEqual([
    ["7(c)"],
    ["R-1", "R-2", "R-3", "R-4"],
  ]);
  const text = textIn(pdf);
  for (const words of ["Executed opinion, page 1", "Sign-off record", "Closing memorandum", "Tab 7(c), page 1 of 1"])
    expect(text).toContain(words);
  expect(text).toContain(view.head.hash);
});

test("a rehearsal is marked so on every page of the set", async () => {
  const { pdf } = first;
  const pages = textIn(pdf).split("\f").slice(0, -1);
  expect(pages.filter((page) => !page.includes("REHEARSAL"))).toEqual([]);
});

test("the same record gives the same bytes, whoever builds it and when", async () => {
  const second = await build();
  expect(second.result).toEqual(first.result);
  const begun = await beginClosingSet(asking(offering, offering.people.issuerCounsel), wish());
  await buildsAtRest();
  const third = begun.ok ? await findBuild(offering.closingId, begun.value.id) : null;
  expect(third?.result).toEqual(first.result);
});

test("a private draft is in nobody's set, not even in that of the side that made it", async () => {
  const before = first;
  await deliver("Secret draft", "draft", false);
  const begun = await beginClosingSet(asking(offering, offering.people.issuerCounsel), wish());
  await buildsAtRest();
  const after = begun.ok ? await findBuild(offering.closingId, begun.value.id) : null;
  expect(after?.result).toEqual(before.result);
  expect(JSON.stringify(manifestIn(before.zip))).not.toContain(digestOf("Secret draft"));
});

test("over open faults a reason is asked for, and printed with the faults", async () => {
  const asker = asking(offering, offering.people.counsel);
  const refused = await beginClosingSet(asker, wish({ reason: "" }));
  expect(refused).toMatchObject({ ok: false, error: { code: "text-required" } });
  const { pdf } = await build({ reason: "The trustee needs it tonight." });
  const text = textIn(pdf);
  expect(text).toContain("The trustee needs it tonight.");
  expect(text).toContain("The closing has not been declared yet");
});

test("the same request is one build; the same key for another wish is refused", async () => {
  const key = randomUUID();
  const made = await build({}, key);
  const again = await beginClosingSet(asking(offering, offering.people.counsel, key), wish());
  expect(again.ok && again.value.id).toBe(made.view.id);
  const other = await beginClosingSet(asking(offering, offering.people.counsel, key), wish({ reason: "Another." }));
  expect(other).toMatchObject({ ok: false, error: { code: "idempotency-key-reused" } });
});

test("tabs are renamed, renumbered, put in order and omitted as asked", async () => {
  const view = await viewClosingSet(actors.counsel, { closingId: offering.closingId });
  const parts = view.ok ? view.value.parts : [];
  const [condition] = parts[0]!.tabs;
  const record = parts[1]!.tabs;
  const { zip, pdf } = await build({
    edits: [
      { key: condition!.key, title: "Opinion, as given", number: "14" },
      { key: record[3]!.key },
      { key: record[1]!.key, omitted: "Nothing was waived." },
    ],
  });
  const [conditions, papers] = manifestIn(zip).parts;
  expect(conditions!.tabs[0]).toMatchObject({
    number: "14",
    title: "Opinion, as given",
    condition: { clause: "7(c)" },
  });
  expect(papers!.tabs.map(({ number }) => number)).toEqual(["R-4", "R-2", "R-1", "R-3"]);
  expect(papers!.tabs[1]).toMatchObject({ omitted: "Nothing was waived.", documents: [] });
  expect(textIn(pdf)).toContain("Intentionally omitted.");
  expect(verify(zip).status).toBe(0);
});

test("whoever keeps the list keeps the index for everyone; nobody else, and nobody over another's change", async () => {
  const { people, closingId } = offering;
  const view = await viewClosingSet(actors.counsel, { closingId });
  const [tab] = view.ok ? view.value.parts[0]!.tabs : [];
  const wished = { closingId, revision: 0, edits: [{ key: tab!.key, number: "1" }] };
  expect(await saveIndex(asking(offering, people.representative), wished)).toMatchObject({
    error: { code: "forbidden" },
  });
  expect(await saveIndex(asking(stranger, stranger.people.counsel), wished)).toMatchObject({
    error: { code: "not-found" },
  });
  expect(await saveIndex(asking(offering, people.counsel), wished)).toMatchObject({ ok: true, value: { revision: 1 } });
  const late = await saveIndex(asking(offering, people.counsel), wished);
  expect(late).toMatchObject({ error: { code: "changed-meanwhile", what: "the index" } });
  const seen = await viewClosingSet(actors.issuerCounsel, { closingId });
  expect(seen.ok && seen.value.index).toEqual({ revision: 1, edits: wished.edits });
  expect(seen.ok && seen.value.may).toEqual({ build: true, saveIndex: false });

  const [edited] = await eventsOf("closing-set.index-edited");
  expect(edited).toMatchObject({
    by: people.counsel.personId,
    payload: { revision: 1, renumbered: 1, renamed: 0 },
  });
  const [row] = await sql(`SELECT "edits" FROM "SetIndex" WHERE "closingId" = '${closingId}'`);
  expect(edited.payload.editsSha256).toBe(createHash("sha256").update(canonicalJson(row.edits)).digest("hex"));
  const made = await build();
  expect(manifestIn(made.zip).parts[0]!.tabs[0]!.number).toBe("1");
  expect(made.view).toMatchObject({ indexRevision: 1, ownEdits: false });
  expect((await build({ edits: [] })).view).toMatchObject({
    indexRevision: 1,
    ownEdits: true,
  });
  expect(
    await saveIndex(asking(offering, people.counsel), {
      ...wished,
      revision: 1,
      edits: [],
    }),
  ).toMatchObject({ ok: true });
});

test("two who keep the index at once: one is kept, the other is told", async () => {
  const { people, closingId } = offering;
  const { revision } = (await viewOf(actors.counsel)).index;
  const both = ["One", "Other"].map((title) =>
    saveIndex(asking(offering, people.counsel), {
      closingId,
      revision,
      edits: [{ key: "record:waivers", title }],
    }),
  );
  const answers = await Promise.all(both);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({
    error: { code: "changed-meanwhile" },
  });
  expect((await viewOf(actors.counsel)).index.revision).toBe(revision + 1);
  await saveIndex(asking(offering, people.counsel), {
    closingId,
    revision: revision + 1,
    edits: [],
  });
});

test("a build is a record: who, when, from what and with which outcome; nothing of it can be changed or removed", async () => {
  const { view, result, pdf } = await build({ reason: "For the record." });
  const rows = await sql(`SELECT * FROM "SetBuild" WHERE "id" = '${view.id}'`);
  expect(rows).toMatchObject([
    {
      by: offering.people.counsel.personId,
      reason: "For the record.",
      headHash: view.head.hash,
      pages: result.pages,
      pdfSha256: createHash("sha256").update(readFileSync(pdf)).digest("hex"),
      zipBytes: String(result.zip.bytes),
      openFaults: [expect.stringContaining("The closing has not been declared yet")],
    },
  ]);
  expect(rows[0].endedAt).toBeInstanceOf(Date);
  await expect(asOwner(`UPDATE "SetBuild" SET "pages" = 1 WHERE "id" = '${view.id}'`)).rejects.toThrow(/is a record/);
  await expect(asOwner(`DELETE FROM "SetBuild" WHERE "id" = '${view.id}'`)).rejects.toThrow(/is a record/);
  await expect(asOwner(`DELETE FROM "SetIndex"`)).rejects.toThrow(/are a record/);
  await expect(asOwner(`TRUNCATE "SetBuild" CASCADE`)).rejects.toThrow(/are a record/);
  await expect(db.$executeRaw`UPDATE "SetBuild" SET "reason" = ''`).rejects.toThrow(/permission denied/);
});

test("the record of a build outlives its files", async () => {
  const made = await build({ reason: "To be taken away." });
  rmSync(placeOf(offering.closingId, made.view.id), { recursive: true });
  const place = { closingId: offering.closingId, buildId: made.view.id };
  expect(await viewBuild(actors.counsel, place)).toMatchObject({
    ok: true,
    value: { state: "done", kept: false, result: made.result },
  });
  expect(await readBuiltFile(actors.counsel, { ...place, format: "pdf" })).toMatchObject({
    error: { code: "not-found" },
  });
});

test("the page names what stands in the way, and the index as it would be bound", async () => {
  const view = await viewClosingSet(actors.representative, { closingId: offering.closingId });
  expect(view.ok && view.value.preflight.map(({ code }) => code)).toEqual(["not-closed"]);
  expect(view.ok && view.value.parts[0]!.tabs[0]).toMatchObject({
    number: "7(c)",
    documents: [{ title: "Document 1 of 7(c)", date: "2031-03-11", pages: 1, sha256: digestOf("Executed opinion") }],
  });
});

test("the preview has the pages at which the volume has each tab and document, after any edit", async () => {
  const view = await viewClosingSet(actors.counsel, { closingId: offering.closingId });
  if (!view.ok) throw new Error(view.error.code);
  const record = view.value.parts[1]!.tabs;
  const edits = [
    { key: record[3]!.key },
    { key: record[1]!.key, omitted: "Nothing was waived." },
    { key: record[2]!.key, title: "Confirmations" },
  ];
  const { zip } = await build({ edits });
  const bound = manifestIn(zip).parts.flatMap(({ tabs }) => tabs);
  const index = editedIndex(view.value.parts, edits);
  const pages = firstPages(index);
  const foreseen = index.flatMap(({ tabs }) => tabs.map(({ key, number }) => [number, pages.get(key)?.documents]));
  expect(foreseen).toEqual(bound.map((tab) => [tab.number, tab.documents.map(({ volume }) => volume.firstPage)]));
  expect(bound.flatMap((tab) => tab.documents).length).toBeGreaterThanOrEqual(4);
  const opinion = view.value.parts[0]!.tabs[0]!.documents[0]!;
  expect(opinion.versionId).toBe(bound[0]!.documents[0]!.version!.id);
});

test("a stranger finds neither page nor build nor file", async () => {
  const { view } = first;
  const { closingId } = offering;
  const notThere = { ok: false, error: { code: "not-found" } };
  expect(await viewClosingSet(actors.stranger, { closingId })).toEqual(notThere);
  expect(await viewBuild(actors.stranger, { closingId, buildId: view.id })).toEqual(notThere);
  expect(await readBuiltFile(actors.stranger, { closingId, buildId: view.id, format: "pdf" })).toEqual(notThere);
  const asker = asking(stranger, stranger.people.counsel);
  expect(await beginClosingSet(asker, wish())).toEqual(notThere);
  expect(await stopClosingSet(asker, { closingId, buildId: view.id })).toEqual(notThere);
  expect(readdirSync(join(folder, "closing-sets"))).toEqual([closingId]);
});

test("an observer reads the closing and exports no set of it", async () => {
  const observer: Actor = { ...actors.counsel, role: "observer", side: "observers", coordinator: false };
  const refused = { ok: false, error: { code: "forbidden", action: "closing-set.export" } };
  expect(await viewClosingSet(observer, { closingId: offering.closingId })).toEqual(refused);
});

test("the finished files are found under names of their own, marked as a rehearsal's", async () => {
  const { view } = first;
  const found = await readBuiltFile(actors.representative, {
    closingId: offering.closingId,
    buildId: view.id,
    format: "zip",
  });
  expect(found).toMatchObject({ ok: true, value: { mediaType: "application/zip" } });
  expect(found.ok && found.value.fileName).toBe(
    "REHEARSAL - Example Corp. - Time of Delivery - Closing set (2031-03-11).zip",
  );
});

test("a build that a killed process left is taken up again, to the same bytes", async () => {
  const { view, result, pdf, zip } = await build();
  const path = placeOf(offering.closingId, view.id, "build.json");
  const left: SetBuild = {
    ...JSON.parse(readFileSync(path, "utf8")),
    state: "building",
    result: null,
    beat: Date.now() - 60_000,
  };
  writeFileSync(path, JSON.stringify(left));
  rmSync(pdf);
  rmSync(zip);
  // It was killed in the middle of its files.
  writeFileSync(`${zip}.part-1`, "half a set");
  mkdirSync(join(dirname(zip), ".closing-set-half"));
  // The killed process recorded no end either.
  await sql(
    `SET session_replication_role = replica; UPDATE "SetBuild" SET "endedAt" = NULL, "pages" = NULL WHERE "id" = '${view.id}'`,
  );
  const place = { closingId: offering.closingId, buildId: view.id };
  expect(await viewBuild(actors.counsel, place)).toMatchObject({ ok: true, value: { state: "building" } });
  await buildsAtRest();
  expect(await viewBuild(actors.counsel, place)).toMatchObject({ ok: true, value: { state: "done", result } });
  expect(await sql(`SELECT "pages" FROM "SetBuild" WHERE "id" = '${view.id}'`)).toEqual([{ pages: result.pages }]);
  expect(readdirSync(dirname(zip)).filter((name) => /part|half/.test(name))).toEqual([]);
  expect(existsSync(pdf) && existsSync(zip)).toBe(true);
});

test("a document whose stored bytes changed is kept out, named by preflight's reason and in the set", async () => {
  const other = await anOffering();
  const bytes = await textDocument("To be spoiled", [[612, 792]]);
  const file = await storeBytes(bytes);
  const deliverableId = other.conditions[0]!.deliverables[0]!;
  await deliverDocument(asking(other, other.people.issuerCounsel), {
    deliverableId,
    file,
    fileName: "o.pdf",
    stage: "executed",
    share: true,
  });
  const { pathOf } = await import("@/lib/files/store");
  rmSync(pathOf(file.sha256), { force: true });
  const closingId: ClosingId = other.closingId;
  const actor = await findActor(other.people.counsel.personId, other.offeringId);
  const view = await viewClosingSet(actor!, { closingId });
  expect(view.ok && view.value.preflight.map(({ code }) => code)).toContain("lost");
  const begun = await beginClosingSet(asking(other, other.people.counsel), wish({ closingId }));
  await buildsAtRest();
  const done = begun.ok ? await findBuild(closingId, begun.value.id) : null;
  expect(done?.result?.faults).toMatchObject([{ tab: "7(c)", message: "The file could not be found or read." }]);
  expect(verify(placeOf(closingId, done?.id ?? "", "set.zip")).status).toBe(0);
});

test("by the operator's settings a set is signed and stamped, the same bytes again, or is not built", async () => {
  const authority = new CertificateAuthority(join(folder, "authority"));
  const service = await authority.timeStamps();
  const { certificate, key } = authority.issue("Bryce & Tan LLP");
  const before = { ...env };
  const plain = await build();
  try {
    Object.assign(env, { TIMESTAMP_URL: service.url, SEAL_CERTIFICATE: certificate, SEAL_KEY: key });
    const [sealed, again] = [await build(), await build()];
    expect(sealed.result.seals).toMatchObject({
      timeStamp: { by: "Local Time Stamps" },
      signature: { by: "Bryce & Tan LLP", timeStamp: { by: "Local Time Stamps" } },
      notes: [],
    });
    expect(again.result).toEqual(sealed.result);
    expect(sealed.result.manifestSha256).toBe(plain.result.manifestSha256);
    for (const path of [sealed.pdf, sealed.zip]) expect(verify(path).report.faults).toEqual([]);

    Object.assign(env, { TIMESTAMP_URL: "http://127.0.0.1:1/", TIMESTAMP: "required" });
    const begun = await beginClosingSet(asking(offering, offering.people.counsel), wish({ reason: "Another set." }));
    await buildsAtRest();
    const failed = begun.ok ? await findBuild(offering.closingId, begun.value.id) : null;
    expect(failed).toMatchObject({ state: "failed", result: null });
    expect(failed?.failure).toMatch(/could not be sealed as this site requires\. .* It could not be reached\./);
  } finally {
    Object.assign(env, before);
    service.stop();
  }
});

test("a supplement has the late documents alone, says what was replaced, and leaves the first set as it was", async () => {
  const before = readFileSync(first.zip);
  await deliver("Corrected opinion", "executed", true);
  const { zip, pdf, view } = await build({ supplementTo: first.view.id });
  const manifest = manifestIn(zip);
  expect(view.supplementTo).toBe(first.view.id);
  expect(manifest.supplementTo).toEqual({ title: "Closing Set", manifestSha256: first.result.manifestSha256 });
  expect(manifest.parts.map(({ tabs }) => tabs.map(({ number }) => number))).toEqual([
    ["S-1"],
    ["7(c)"],
    ["R-1", "R-2", "R-3", "R-4"],
  ]);
  expect(textIn(pdf).replace(/\s+/g, "")).toContain(digestOf("Corrected opinion"));
  expect(textIn(pdf).replace(/\s+/g, "")).toContain(digestOf("Executed opinion"));
  expect(verify(zip).report.faults).toEqual([]);
  expect(readFileSync(first.zip).equals(before)).toBe(true);

  const nothing = await build({ supplementTo: view.id });
  expect(manifestIn(nothing.zip).parts.map(({ title }) => title)).toEqual(["Supplement", "The record of the closing"]);
  const unknown = wish({ supplementTo: "0".repeat(32) });
  expect(await beginClosingSet(asking(offering, offering.people.counsel), unknown)).toMatchObject({ ok: false });
});
