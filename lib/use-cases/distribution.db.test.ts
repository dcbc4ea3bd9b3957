import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findActor } from "@/lib/auth/actor";
import { buildInput } from "@/lib/contracts/closing-set";
import { type DistributionSet, distributionInput } from "@/lib/contracts/distribution";
import { db } from "@/lib/db/client";
import type { Actor } from "@/lib/domain/actor";
import { env } from "@/lib/env";
import type { Manifest } from "@/lib/exports/manifest";
import { readParts } from "@/lib/exports/office-package";
import { textDocument } from "@/lib/exports/sample-documents";
import { storeBytes } from "@/lib/files/store";
import { canonicalJson } from "@/lib/log/canonical";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { buildsAtRest, placeOf } from "./closing-set-builds";
import { saveIndex } from "./closing-set-index";
import { deliverDocument } from "./deliver-document";
import { saveDistribution, viewAsRecipient, viewDistribution } from "./distribution";
import { beginClosingSet, viewBuild } from "./export-closing-set";

const folder = mkdtempSync(join(tmpdir(), "distribution-db-"));
let offering: Awaited<ReturnType<typeof anOffering>>;
let stranger: Awaited<ReturnType<typeof anOffering>>;
let counsel: Actor;
let issuer: Actor;

// Everything by which the comfort letter could be known; none of it may be in a set without its tab.
const secret = {
  document: "Cormorant procedures letter",
  words: "agreed upon ptarmigan figures",
  file: "bluebird-comfort.pdf",
  waiver: "The kittiwake cut-off date is dispensed with",
  note: "The albatross figure is queried",
};
let secretDigest = "";
let secretIds: string[] = [];

beforeAll(async () => {
  env.DATA_FOLDER = folder;
  offering = await anOffering({
    conditions: [
      { label: "7(c)" },
      { label: "7(e)", kind: "comfort-letter", furnishedBy: ["issuer_counsel"] },
      { label: "7(i)", kind: "officers-certificate", furnishedBy: ["issuer"], deliverables: 1 },
    ],
  });
  stranger = await anOffering();
  const { people, conditions } = offering;
  const [opinion, comfort] = conditions;
  await sql(`UPDATE "Deliverable" SET "title" = '${secret.document}' WHERE "id" = '${comfort!.deliverables[0]}'`);
  await sql(`UPDATE "Condition" SET "title" = 'Gannet comfort' WHERE "id" = '${comfort!.id}'`);
  await sql(
    `INSERT INTO "SignaturePage" VALUES ('${randomUUID()}', '${offering.offeringId}', '${offering.closingId}', '${people.issuer.partyId}', '${secret.document}', 'Puffin Signatory', 'Partner', 0)`,
  );
  const opinionDigest = await deliver(opinion!.deliverables[0]!, "Opinion, executed", "opinion.pdf");
  secretDigest = await deliver(comfort!.deliverables[0]!, secret.words, secret.file);
  const done = async (who: keyof typeof people, wish: Parameters<typeof act>[1]) => {
    const made = await act(asking(offering, people[who]), wish);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
  };
  const signs = { act: "sign-off", basis: "form", requirement: 0, detail: {} } as const;
  const evidenceOf = (deliverableId: string, sha256: string) => [{ deliverableId, sha256 }] as never;
  await done("counsel", {
    ...signs,
    conditionId: opinion!.id,
    evidence: evidenceOf(opinion!.deliverables[0]!, opinionDigest),
  });
  await done("counsel", {
    ...signs,
    conditionId: comfort!.id,
    evidence: evidenceOf(comfort!.deliverables[0]!, secretDigest),
  });
  await done("counsel", { act: "note", conditionId: comfort!.id, text: secret.note, shared: true } as never);
  await done("representative", {
    act: "waive",
    conditionId: comfort!.id,
    text: secret.waiver,
    scope: "7(e)",
    instrument: null,
  } as never);
  secretIds = (await sql(`SELECT "id" FROM "Version" WHERE "sha256" = '${secretDigest}'`)).map(({ id }) => id);
  secretIds.push(comfort!.id, comfort!.deliverables[0]!);
  counsel = await actorOf(people.counsel.personId);
  issuer = await actorOf(people.issuer.personId);
}, 60_000);
afterAll(async () => {
  await buildsAtRest();
  await db.$disconnect();
  rmSync(folder, { recursive: true });
});

const sql = (text: string) => connected(administratorUrl, async (client) => (await client.query(text)).rows);

async function actorOf(personId: Parameters<typeof findActor>[0]): Promise<Actor> {
  const actor = await findActor(personId, offering.offeringId);
  if (!actor) throw new Error("No member");
  return actor;
}

async function deliver(deliverableId: string, words: string, fileName: string): Promise<string> {
  const bytes = await textDocument(words, [[612, 792]]);
  const delivered = await deliverDocument(asking(offering, offering.people.issuerCounsel), {
    deliverableId: deliverableId as never,
    file: await storeBytes(bytes),
    fileName,
    stage: "executed",
    share: true,
    datedOn: "2031-03-11",
  });
  if (!delivered.ok) throw new Error(JSON.stringify(delivered.error));
  return createHash("sha256").update(bytes).digest("hex");
}

const tabOf = (label: string) => `condition:${offering.conditions.find((known) => known.label === label)!.id}`;
const recordTabs = ["record:sign-offs", "record:waivers", "record:confirmations", "record:memorandum"];
const trustees: DistributionSet = { id: randomUUID(), name: "Trustee’s set", tabs: [], recipients: [] };
const fulls: DistributionSet = { id: randomUUID(), name: "Issuer’s set", tabs: "all", recipients: [] };

async function view(actor = counsel) {
  const found = await viewDistribution(actor, { closingId: offering.closingId });
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

async function keep(sets: readonly DistributionSet[]) {
  const { revision } = (await view()).distribution;
  const wish = distributionInput.parse({ closingId: offering.closingId, revision: revision, sets });
  const kept = await saveDistribution(asking(offering, offering.people.counsel), wish);
  if (!kept.ok) throw new Error(JSON.stringify(kept.error));
  return kept.value;
}

const trusteeTabs = () => [tabOf("7(c)"), tabOf("7(i)"), ...recordTabs];
const keepUsual = () => keep([fulls, { ...trustees, tabs: trusteeTabs() }]);

async function build(change: object) {
  const wish = buildInput.parse({ closingId: offering.closingId, reason: "For the closing call.", ...change });
  const begun = await beginClosingSet(asking(offering, offering.people.counsel), wish);
  if (!begun.ok) throw new Error(JSON.stringify(begun.error));
  await buildsAtRest();
  const done = await viewBuild(counsel, { closingId: offering.closingId, buildId: begun.value.id });
  if (!done.ok || done.value.state !== "done") throw new Error(JSON.stringify(done));
  const at = (format: string) => placeOf(offering.closingId, begun.value.id, `set.${format}`);
  return { view: done.value, pdf: at("pdf"), zip: at("zip") };
}

const manifestIn = (zip: string): Manifest =>
  JSON.parse(
    readParts(readFileSync(zip))
      .find(({ name }) => name === "manifest.json")!
      .bytes.toString("utf8"),
  );
const textIn = (pdf: string) =>
  spawnSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).stdout.replace(/\s+/g, " ");
function verify(path: string) {
  const { status, stdout } = spawnSync(process.execPath, ["scripts/closing-set-verify.mjs", path, "--json"], {
    encoding: "utf8",
  });
  return { status, report: JSON.parse(stdout) };
}

/** What of the comfort letter can be read in a set: in the volume's text and manifest, and in every file of the ZIP. */
function leaksIn({ pdf, zip }: { pdf: string; zip: string }): string[] {
  const parts = readParts(readFileSync(zip));
  const attached = spawnSync("pdfdetach", ["-saveall", "-o", folder, pdf]);
  expect(attached.status).toBe(0);
  const index = parts.find(({ name }) => name === "index.pdf")!;
  const indexPath = join(folder, "index.pdf");
  rmSync(indexPath, { force: true });
  spawnSync("sh", ["-c", `cat > ${indexPath}`], { input: index.bytes });
  const sheets = readParts(parts.find(({ name }) => name === "index.xlsx")!.bytes);
  const texts = [
    textIn(pdf),
    textIn(indexPath),
    readFileSync(join(folder, "manifest.json"), "utf8"),
    spawnSync("pdfinfo", [pdf], { encoding: "utf8" }).stdout,
    ...parts.flatMap(({ name, bytes }) => [name, bytes.toString("utf8")]),
    ...sheets.map(({ bytes }) => bytes.toString("utf8")),
  ];
  const forbidden = [
    secretDigest,
    secretDigest.slice(0, 16),
    ...secretIds,
    ...Object.values(secret),
    "Gannet comfort",
    "Puffin Signatory",
    "7(e)",
  ];
  return forbidden.filter((words) => texts.some((text) => text.toLowerCase().includes(words.toLowerCase())));
}

test("what cannot be in a set without the comfort letter is in the full set, so that the search is one that finds", async () => {
  await keepUsual();
  const full = await build({ setId: fulls.id });
  expect(verify(full.zip).status).toBe(0);
  expect(manifestIn(full.zip).format).toBe("section-seven/closing-set/1");
  // A note of the record is in the log alone, a file's name in the log alone.
  expect(leaksIn(full)).toHaveLength(secretIds.length + Object.values(secret).length + 5);
  const plain = await build({});
  expect(plain.view.result).toEqual(full.view.result);
});

test("a set without the comfort letter has nothing of it, and holds by the verifier for what it has", async () => {
  await keepUsual();
  const made = await build({ setId: trustees.id });
  expect(made.view.set).toEqual({ id: trustees.id, name: "Trustee’s set" });
  expect(leaksIn(made)).toEqual([]);
  for (const path of [made.pdf, made.zip]) {
    const { status, report } = verify(path);
    expect(report.faults).toEqual([]);
    expect(status).toBe(0);
    expect(report.facts.set).toBe("Trustee’s set");
    expect(report.held.join("\n")).toContain("1 sign-offs, 0 waivers and 0 marks are as the log has them");
    expect(report.held.join("\n")).toContain("2 events of the log, those about its tabs and its keys");
    expect(report.notes.join("\n")).toContain("hold it against the full set with the same head");
  }
  const manifest = manifestIn(made.zip);
  expect(manifest.format).toBe("section-seven/closing-set/2");
  expect(manifest.distribution?.set).toBe("Trustee’s set");
  expect(manifest.parts.map(({ tabs }) => tabs.map(({ number }) => number))).toEqual([
    ["7(c)", "7(i)"],
    ["R-1", "R-2", "R-3", "R-4"],
  ]);
  expect(textIn(made.pdf)).toContain("a number that is missing here is not part of this set");
  // Each of its events is in the full set's log under the same number and hash.
  const full = manifestIn((await build({})).zip);
  expect(full.head).toEqual(manifest.head);
  for (const event of manifest.events) expect(full.events[event.seq - 1]).toEqual(event);
});

test("viewed as those who get it, a set is what its build has, with what is left out and what stands open in it", async () => {
  await keepUsual();
  const seen = await viewAsRecipient(counsel, { closingId: offering.closingId, setId: trustees.id });
  if (!seen.ok) throw new Error(JSON.stringify(seen.error));
  const { zip } = await build({ setId: trustees.id });
  const shape = (
    parts: readonly {
      title: string;
      tabs: readonly { number: string; title: string; documents: readonly { title: string }[] }[];
    }[],
  ) =>
    parts.map(({ title, tabs }) => [
      title,
      tabs.map((tab) => [tab.number, tab.title, tab.documents.map((document) => document.title)]),
    ]);
  expect(shape(seen.value.parts)).toEqual(shape(manifestIn(zip).parts));
  const pages = seen.value.parts.flatMap(({ tabs }) =>
    tabs.flatMap((tab) => tab.documents.map((document) => document.pages)),
  );
  const bound = manifestIn(zip).parts.flatMap(({ tabs }) =>
    tabs.flatMap((tab) => tab.documents.map(({ volume }) => volume.pages)),
  );
  expect(pages).toEqual(bound);
  expect(seen.value.omitted).toEqual([{ number: "7(e)", title: "Gannet comfort", documents: [secret.document] }]);
  expect(seen.value.notice).toContain("Tabs keep the numbers");
  expect(JSON.stringify(seen.value.preflight)).not.toContain(secret.document);
  expect(seen.value.preflight.map(({ code }) => code)).toContain("not-closed");
  const whole = await viewAsRecipient(counsel, { closingId: offering.closingId, setId: fulls.id });
  expect(whole.ok && [whole.value.notice, whole.value.omitted]).toEqual(["", []]);
});

test("an edited index holds for every set, and a renamed tab keeps its place and number there", async () => {
  await keepUsual();
  const wish = {
    closingId: offering.closingId,
    revision: 0,
    edits: [{ key: tabOf("7(i)"), number: "40" }, { key: tabOf("7(c)") }],
  };
  expect(await saveIndex(asking(offering, offering.people.counsel), wish)).toMatchObject({ ok: true });
  const { zip, view: made } = await build({ setId: trustees.id });
  expect(made.indexRevision).toBe(1);
  expect(manifestIn(zip).parts[0]!.tabs.map(({ number }) => number)).toEqual(["40", "7(c)"]);
  const back = { closingId: offering.closingId, revision: 1, edits: [] };
  expect(await saveIndex(asking(offering, offering.people.counsel), back)).toMatchObject({ ok: true });
});

test("a supplement adds to a set of the same name alone, and tells it nothing of the others", async () => {
  await keepUsual();
  const first = await build({ setId: trustees.id });
  const full = await build({});
  const begin = (change: object) =>
    beginClosingSet(
      asking(offering, offering.people.counsel),
      buildInput.parse({ closingId: offering.closingId, reason: "Late papers.", ...change }),
    );
  const refused = { ok: false, error: { code: "not-found" } };
  expect(await begin({ setId: trustees.id, supplementTo: full.view.id })).toEqual(refused);
  expect(await begin({ supplementTo: first.view.id })).toEqual(refused);
  await deliver(offering.conditions[2]!.deliverables[0]!, "Certificate of officers", "certificate.pdf");
  const added = await build({ setId: trustees.id, supplementTo: first.view.id });
  expect(leaksIn(added)).toEqual([]);
  expect(manifestIn(added.zip).parts.map(({ tabs }) => tabs.map(({ number }) => number))).toEqual([
    ["S-1"],
    ["7(i)"],
    ["R-1", "R-2", "R-3", "R-4"],
  ]);
  // 7(c) leaves the set: the next supplement says nothing more of it.
  await keep([{ ...trustees, tabs: [tabOf("7(i)"), ...recordTabs] }]);
  const later = await build({ setId: trustees.id, supplementTo: first.view.id });
  expect(JSON.stringify(manifestIn(later.zip))).not.toContain("7(c)");
  expect(textIn(later.pdf)).toContain("Nothing has left the index.");
});

test("whoever keeps the list sets out who gets what; nobody else, nobody over another's change, and all of it is recorded", async () => {
  const { people, closingId } = offering;
  const { revision } = await keepUsual();
  const wish = distributionInput.parse({ closingId, revision, sets: [fulls] });
  expect(await saveDistribution(asking(offering, people.representative), wish)).toMatchObject({
    error: { code: "forbidden", action: "distribution.edit" },
  });
  expect(await saveDistribution(asking(stranger, stranger.people.counsel), wish)).toMatchObject({
    error: { code: "not-found" },
  });
  const both = await Promise.all([0, 1].map(() => saveDistribution(asking(offering, people.counsel), wish)));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({
    error: { code: "changed-meanwhile", what: "who gets which tabs" },
  });
  const [row] = await sql(
    `SELECT * FROM "Distribution" WHERE "closingId" = '${closingId}' ORDER BY "revision" DESC LIMIT 1`,
  );
  expect(row).toMatchObject({ revision: revision + 1, by: people.counsel.personId });
  const [event] = await sql(
    `SELECT * FROM "Event" WHERE "type" = 'closing-set.distribution-edited' ORDER BY "position" DESC LIMIT 1`,
  );
  expect(event.payload).toMatchObject({ revision: revision + 1, sets: [{ name: "Issuer’s set", tabs: "all" }] });
  expect(event.payload.setsSha256).toBe(createHash("sha256").update(canonicalJson(row.sets)).digest("hex"));
  expect((await view(issuer)).may).toEqual({ edit: false, send: false });
  expect(await viewAsRecipient(issuer, { closingId, setId: fulls.id })).toMatchObject({ error: { code: "forbidden" } });
});

test.each<[string, () => Partial<DistributionSet>]>([
  ["a tab of another closing", () => ({ tabs: [`condition:${stranger.conditions[0]!.id}`] })],
  ["no tab", () => ({ tabs: [] })],
  [
    "a party of another offering",
    () => ({ recipients: [{ kind: "party", partyId: stranger.people.issuer.partyId as never }] }),
  ],
  [
    "a person of another offering",
    () => ({ recipients: [{ kind: "person", personId: stranger.people.issuer.personId }] }),
  ],
])("a set with %s is refused", async (_, change) => {
  const { revision } = await keepUsual();
  const wish = distributionInput.parse({
    closingId: offering.closingId,
    revision,
    sets: [{ ...trustees, tabs: trusteeTabs(), ...change() }],
  });
  expect(await saveDistribution(asking(offering, offering.people.counsel), wish)).toMatchObject({
    ok: false,
    error: { code: "terms-not-valid" },
  });
});

test("two sets of one name, too many sets and a wrong address are no distribution", () => {
  const parse = (sets: object[]) =>
    distributionInput.safeParse({ closingId: offering.closingId, revision: 0, sets }).success;
  const outside = (email: string) => ({ kind: "outside", name: "Custodian", email });
  expect(parse([fulls, { ...trustees, tabs: ["a"], recipients: [outside("desk@custodian.example")] }])).toBe(true);
  expect(parse([fulls, { ...fulls, id: randomUUID(), name: "ISSUER’S SET" }])).toBe(false);
  expect(parse([fulls, { ...fulls, name: "Other" }])).toBe(false);
  expect(parse([{ ...fulls, recipients: [outside("no address")] }])).toBe(false);
  expect(parse(Array.from({ length: 21 }, (_, n) => ({ ...fulls, id: randomUUID(), name: `Set ${n}` })))).toBe(false);
});

test("a set of another closing, or of none, is not built; a stranger finds no distribution", async () => {
  const wish = (setId: string) => buildInput.parse({ closingId: offering.closingId, reason: "Now.", setId });
  const notThere = { ok: false, error: { code: "not-found" } };
  expect(await beginClosingSet(asking(offering, offering.people.counsel), wish(randomUUID()))).toEqual(notThere);
  expect(await beginClosingSet(asking(stranger, stranger.people.counsel), wish(fulls.id))).toEqual(notThere);
  const actor = (await findActor(stranger.people.counsel.personId, stranger.offeringId))!;
  expect(await viewDistribution(actor, { closingId: offering.closingId })).toEqual(notThere);
  expect(await viewAsRecipient(actor, { closingId: offering.closingId, setId: fulls.id })).toEqual(notThere);
});

test("where nobody has kept one, a set is proposed for each side, and for the trustee one without the comfort letters", async () => {
  const fresh = await anOffering({
    conditions: [{ label: "7(c)" }, { label: "7(e)", kind: "comfort-letter" }, { label: "7(i)" }],
  });
  const trustee = randomUUID();
  const { issuer: company } = fresh.people;
  await sql(
    `INSERT INTO "Party" SELECT '${trustee}', "offeringId", "organisationId", 'Trust Bank', 'trustee', 'trustee' FROM "Party" WHERE "id" = '${company.partyId}'`,
  );
  const actor = (await findActor(fresh.people.counsel.personId, fresh.offeringId))!;
  const found = await viewDistribution(actor, { closingId: fresh.closingId });
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  const { revision, sets } = found.value.distribution;
  expect(revision).toBe(0);
  expect(sets.map(({ name, tabs }) => [name, tabs === "all"])).toEqual([
    ["Underwriters’ set", true],
    ["Issuer’s set", true],
    ["Trustee’s set", false],
  ]);
  const tabs = (label: string) => `condition:${fresh.conditions.find((known) => known.label === label)!.id}`;
  expect(sets[2]!.tabs).toEqual([tabs("7(c)"), tabs("7(i)"), ...recordTabs]);
  expect(sets[2]!.recipients).toEqual([{ kind: "party", partyId: trustee }]);
  expect(sets[1]!.recipients).toHaveLength(2);
  expect(await viewDistribution(actor, { closingId: fresh.closingId })).toMatchObject({
    value: { distribution: { sets: sets.map(({ id }) => ({ id })) } },
  });
});
