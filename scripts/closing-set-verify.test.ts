import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildHere } from "@/lib/exports/build-here";
import { type Manifest, manifestBytes } from "@/lib/exports/manifest";
import { textDocument } from "@/lib/exports/sample-documents";
import { sampleSet } from "@/lib/exports/sample-record";
import { canonicalJson as canonicalHere } from "@/lib/log/canonical";
import { appendEvent, type ChainedEvent, eventHash, headOf, leafText } from "@/lib/log/chain";
import { type Hash, leafHash, Tree } from "@/lib/log/merkle";
import { CertificateAuthority } from "@/lib/testing/certificate-authority";

type Report = {
  kind: "zip" | "pdf";
  held: string[];
  notes: string[];
  faults: { where: string; message: string }[];
  facts: { manifestSha256?: string; timeStamp?: { by: string }; signature?: { by: string } };
};
type Source = { size: number; read(offset: number, length: number): Promise<Uint8Array> };
type NewHash = () => { update(bytes: Uint8Array): void; hex(): string };
type Crypto = { subtle: SubtleCrypto; authorities: Uint8Array[] };
type Verifier = {
  verifySet(source: Source, newHash: NewHash, head: string | null, crypto: Crypto): Promise<Report | null>;
  certificatesIn(bytes: Uint8Array): Uint8Array[];
  canonicalJson(value: unknown): string;
};

const [begins, ends] = ["// ---- the verifier begins ----\n", "// ---- the verifier ends ----\n"];
const between = (text: string) => text.slice(text.indexOf(begins), text.indexOf(ends));
const script = readFileSync("scripts/closing-set-verify.mjs", "utf8");
const page = readFileSync("public/verify.html", "utf8");

// Run as a browser would run it: with nothing from Node in reach but what is handed in.
const { verifySet, canonicalJson, certificatesIn } = new Function(
  `${between(script)}; return { verifySet, canonicalJson, certificatesIn };`,
)() as Verifier;

const folder = mkdtempSync(join(tmpdir(), "closing-set-verify-"));
const paths = { pdf: join(folder, "set.pdf"), zip: join(folder, "set.zip") };
const kinds = ["pdf", "zip", "signed pdf", "stamped zip"] as const;
type Kind = (typeof kinds)[number];
let sets: Record<Kind, Buffer>;
let head: string;
let authority: CertificateAuthority;

beforeAll(async () => {
  const write = async (name: string, words: string) => {
    const bytes = await textDocument(words, [[612, 792]]);
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return { file, sha256: createHash("sha256").update(bytes).digest("hex") };
  };
  const opinion = await write("opinion.pdf", "We are of the opinion");
  const receipt = await write("receipt.pdf", "Received with thanks");
  const input = sampleSet(opinion, receipt);
  head = input.record!.head.hash;
  await buildHere(input, paths, { cancelled: () => false });
  const sealed = { pdf: join(folder, "sealed.pdf"), zip: join(folder, "sealed.zip") };
  authority = new CertificateAuthority(join(folder, "authority"));
  const service = await authority.timeStamps();
  const seals = {
    signature: authority.issue("Bryce & Tan LLP"),
    timeStamp: { url: service.url, required: true, hash: "sha256", seconds: 60 } as const,
  };
  await buildHere(input, sealed, { cancelled: () => false, seals });
  service.stop();
  sets = {
    pdf: readFileSync(paths.pdf),
    zip: readFileSync(paths.zip),
    "signed pdf": readFileSync(sealed.pdf),
    "stamped zip": readFileSync(sealed.zip),
  };
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const nodeHash: NewHash = () => {
  const hash = createHash("sha256");
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest("hex") };
};
const verify = (bytes: Uint8Array, known: string | null = null, authorities: Uint8Array[] = []) =>
  verifySet(
    { size: bytes.length, read: async (offset, length) => new Uint8Array(bytes.slice(offset, offset + length)) },
    nodeHash,
    known,
    { subtle: globalThis.crypto.subtle, authorities },
  );
const faultsOf = async (bytes: Uint8Array) =>
  (await verify(bytes))?.faults.map(({ where, message }) => `${where}: ${message}`);

test("the offline page has the very verifier of the script", () => {
  expect(between(page)).toBe(between(script));
  expect(between(script).length).toBeGreaterThan(5_000);
  expect(page).not.toMatch(/(src|href)=|fetch\(|XMLHttpRequest|import\(/);
});

test("the page's own SHA-256 is SHA-256, in pieces of any size", () => {
  const source = page.slice(page.indexOf("const roundConstants ="), page.indexOf("// What follows needs a page"));
  const pageHash = new Function(`${source}; return pageHash;`)() as NewHash;
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
      const [here, there] = [pageHash(), nodeHash()];
      for (const piece of pieces) {
        here.update(piece);
        there.update(piece);
      }
      expect(here.hex()).toBe(there.hex());
    }),
  );
});

test("the verifier's canonical JSON is the log's", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(value)).toBe(canonicalHere(value as never));
    }),
  );
});

test.each(kinds)("an untouched %s holds, with its whole record", async (kind) => {
  const report = await verify(sets[kind], head);
  expect(report?.faults).toEqual([]);
  expect(report?.held.join("\n")).toContain("The log's 7 events form one unbroken chain");
  expect(report?.held.join("\n")).toContain("2 sign-offs, 1 waivers and 1 marks are as the log has them");
  expect(report?.held.join("\n")).toContain("1 document versions have the digest that the log recorded");
});

test("volume and unbound set of one build have the same manifest", async () => {
  const [pdf, zip] = [await verify(sets.pdf), await verify(sets.zip)];
  expect(pdf?.facts.manifestSha256).toBe(zip?.facts.manifestSha256);
});

test("a time stamp and a signature are named with their makers, and held against the authority that one trusts", async () => {
  const trusted = certificatesIn(readFileSync(authority.certificate));
  const [zip, pdf] = [
    await verify(sets["stamped zip"], null, trusted),
    await verify(sets["signed pdf"], null, trusted),
  ];
  expect([zip?.faults, pdf?.faults]).toEqual([[], []]);
  expect(zip?.facts.timeStamp?.by).toBe("Local Time Stamps");
  expect(zip?.held).toContain("The certificate of the time stamp goes back to an authority that you trust.");
  expect(pdf?.facts.signature).toMatchObject({ by: "Bryce & Tan LLP", timeStamp: { by: "Local Time Stamps" } });
  expect(pdf?.held).toContain(
    "The certificate of the time stamp of the signature goes back to an authority that you trust.",
  );
  const unasked = await verify(sets["stamped zip"]);
  expect(unasked?.notes.join("\n")).toContain(
    "(“Local Time Stamps”, issued by “A Local Authority”) is to be believed is for you",
  );
  const another = new CertificateAuthority(join(folder, "another"), "Another Authority");
  for (const kind of ["stamped zip", "signed pdf"] as const) {
    const report = await verify(sets[kind], null, certificatesIn(readFileSync(another.certificate)));
    expect(report?.faults[0]?.message).toContain("does not go back to an authority that you trust");
  }
});

/** So many sets were tampered with, by kind; asserted at the end. */
const tamperedWith = new Map<Kind, number>();

test.each(kinds)("any change of any byte of a %s is noticed, and never passed over as no set", async (kind) => {
  const tamper = fc.record({
    how: fc.constantFrom("flip", "flip", "flip", "cut", "insert", "remove", "append", "swap"),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    value: fc.integer({ min: 1, max: 255 }),
    length: fc.integer({ min: 1, max: 3000 }),
  });
  await fc.assert(
    fc.asyncProperty(tamper, async ({ how, at, value, length }) => {
      const place = Math.floor(at * sets[kind].length);
      const bytes = tampered(sets[kind], how, place, value, length);
      fc.pre(!bytes.equals(sets[kind]));
      fc.pre(bytes.length > 200);
      const report = await verify(bytes);
      expect(report?.faults.length).toBeGreaterThan(0);
      tamperedWith.set(kind, (tamperedWith.get(kind) ?? 0) + 1);
    }),
    { numRuns: 400 },
  );
});

test("the sets tampered with at random are counted", () => {
  console.log(`tampered with: ${[...tamperedWith].map(([kind, count]) => `${kind} ${count}`).join(", ")}`);
  for (const kind of kinds) expect(tamperedWith.get(kind), kind).toBeGreaterThanOrEqual(400);
});

function tampered(set: Buffer, how: string, place: number, value: number, length: number): Buffer {
  const bytes = Buffer.from(set);
  if (how === "flip") bytes[place] = bytes[place]! ^ value;
  if (how === "cut") return bytes.subarray(0, place);
  if (how === "append") return Buffer.concat([bytes, Buffer.alloc(length, value)]);
  if (how === "insert")
    return Buffer.concat([bytes.subarray(0, place), Buffer.alloc(length, value), bytes.subarray(place)]);
  if (how === "remove") return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + length)]);
  if (how === "swap") {
    const other = (place + length) % bytes.length;
    [bytes[place], bytes[other]] = [bytes[other]!, bytes[place]!];
  }
  return bytes;
}

/** Builds the set anew after the manifest was changed, with every digest and the seal made to fit: a forger's best. */
async function forged(
  change: (manifest: Manifest, files: Map<string, Buffer>) => void,
  from: "zip" | "stamped zip" = "zip",
): Promise<Buffer> {
  const { readParts } = await import("@/lib/exports/office-package");
  const { writeArchive } = await import("@/lib/exports/archive");
  const files = new Map(readParts(sets[from]).map(({ name, bytes }) => [name, bytes]));
  const manifest = JSON.parse(files.get("manifest.json")!.toString("utf8")) as Manifest;
  change(manifest, files);
  files.set("manifest.json", manifestBytes(manifest));
  const digest = (name: string) => createHash("sha256").update(files.get(name)!).digest("hex");
  const list = (names: string[]) => Buffer.from(names.map((name) => `${digest(name)}  ${name}\n`).join(""));
  const names = [...files.keys()];
  files.set("manifest-sha256.txt", list(names.filter((name) => name.startsWith("data/"))));
  files.set(
    "tagmanifest-sha256.txt",
    list(names.filter((name) => !name.startsWith("data/") && !name.startsWith("tagm"))),
  );
  const path = join(folder, `forged-${randomBytes(4).toString("hex")}.zip`);
  const entries = [...files].map(([name, source]) => ({ name, source }));
  await writeArchive(path, entries, "2026-05-14T14:20:00Z", { cancelled: () => false, durable: false });
  return readFileSync(path);
}

const firstDocument = (manifest: Manifest) => manifest.parts[0]!.tabs[0]!.documents[0]!;

test("a set sealed anew without a change still holds, so what follows is caused by the change", async () => {
  expect(await faultsOf(await forged(() => undefined))).toEqual([]);
});

test("a swapped document is named by its tab, even where all digests were made to fit", async () => {
  const set = await forged((manifest, files) => {
    const document = firstDocument(manifest);
    const other = Buffer.from("%PDF-1.4 another opinion");
    files.set(document.path!, other);
    Object.assign(document, { sha256: createHash("sha256").update(other).digest("hex"), bytes: other.length });
  });
  const faults = (await faultsOf(set))!.join("\n");
  expect(faults).toContain("Tab 7(c), Opinion of Lindqvist & Hale LLP: The log has this version with the digest");
  expect(faults).toContain("Sign-off on 7(c) by Ruth Okafor: It relied on");
});

test("a document swapped without its digests is named by its tab and its file", async () => {
  const set = await forged((manifest, files) => {
    files.set(firstDocument(manifest).path!, Buffer.from("%PDF-1.4 another opinion"));
  });
  expect((await faultsOf(set))!.join("\n")).toContain(
    "Tab 7(c), Opinion of Lindqvist & Hale LLP: Its file is another one",
  );
});

test("two documents of the set that changed places are named", async () => {
  const set = await forged((manifest, files) => {
    const [first, second] = [firstDocument(manifest), manifest.parts[1]!.tabs[0]!.documents[0]!];
    const [one, two] = [files.get(first.path!)!, files.get(second.path!)!];
    files.set(first.path!, two).set(second.path!, one);
  });
  const faults = (await faultsOf(set))!.join("\n");
  expect(faults).toContain("Tab 7(c)");
  expect(faults).toContain("Tab 2, Cross-receipt");
});

test.each([
  ["statement", { statement: "The form of this document is perfect." }],
  ["role", { role: "representative" }],
  ["person", { person: "Somebody Else" }],
  ["at", { at: "2026-05-13T13:03:00.000Z" }],
  ["evidence", { evidence: [{ deliverableId: "d-opinion", sha256: "a".repeat(64) }] }],
  ["basis", { basis: "judgment" }],
])("an edited sign-off is named, with its %s", async (field, change) => {
  const set = await forged((manifest) => Object.assign(manifest.signOffs[1]!, change));
  expect((await faultsOf(set))!.join("\n")).toMatch(
    new RegExp(`Sign-off on 7\\(c\\) by .*: It is not as the log has it: .*${field}`),
  );
});

test("an edited waiver, a mark left out and a withdrawal hidden are named", async () => {
  const set = await forged((manifest) => {
    Object.assign(manifest.waivers[0]!, { scope: "7(a) to 7(i)" });
    Object.assign(manifest, { marks: [] });
    Object.assign(manifest.signOffs[0]!, { withdrawnSeq: null });
  });
  const faults = (await faultsOf(set))!.join("\n");
  expect(faults).toContain("Waiver on 7(g) by Jonas Weil: It is not as the log has it: scope");
  expect(faults).toContain("The mark that it records is left out");
  expect(faults).toContain("Sign-off on 7(c) by Ruth Okafor: Whether it was withdrawn");
});

test("a removed last event is named", async () => {
  const set = await forged((manifest) => void (manifest.events as ChainedEvent[]).pop());
  expect((await faultsOf(set))!.join("\n")).toContain("The log should end with event 7");
});

test("any event changed, removed or moved is named", async () => {
  const how = fc.constantFrom("change", "remove", "double", "move");
  await fc.assert(
    fc.asyncProperty(how, fc.nat({ max: 6 }), async (way, index) => {
      const set = await forged(({ events }) => {
        const list = events as ChainedEvent[];
        if (way === "change") list[index] = { ...list[index]!, actor: { name: "Somebody Else" } };
        if (way === "remove") list.splice(index, 1);
        if (way === "double") list.splice(index, 0, list[index]!);
        if (way === "move") list.unshift(...list.splice(Math.max(1, index), 1));
      });
      expect((await faultsOf(set))!.join("\n")).toContain("log");
    }),
    { numRuns: 40 },
  );
});

test("a log made up anew to its head is betrayed by the head that one knows from elsewhere", async () => {
  const set = await forged((manifest) => {
    const events = manifest.events as ChainedEvent[];
    events.push(
      appendEvent(headOf(events), { at: "2026-05-14T14:19:00Z", type: "note.added", actor: null, payload: {} }),
    );
    Object.assign(manifest, { head: headOf(events) });
  });
  expect((await verify(set))?.faults).toEqual([]);
  expect((await verify(set, head))?.faults[0]?.message).toContain("not the one that you know");
});

test("a manifest changed under its time stamp is named, however well all else was made to fit", async () => {
  const set = await forged((manifest) => Object.assign(manifest, { amount: "$1" }), "stamped zip");
  expect(await faultsOf(set)).toEqual(["time stamp: It does not hold: the time stamp is for something else."]);
  expect(
    await faultsOf(
      await forged((_manifest, files) => void files.set("manifest.json.tsr", Buffer.from("0")), "stamped zip"),
    ),
  ).toEqual([expect.stringContaining("time stamp: It does not hold")]);
});

/** The same set as one that has part of the tabs: with the events about 7(c) alone. */
function excerpt(manifest: Manifest): void {
  const isOwn = ({ type, payload }: ChainedEvent) =>
    type === "document.delivered" || (payload as { conditionId?: string }).conditionId === "c-opinion";
  const tree = new Tree(manifest.events.map((event) => leafHash(leafText(event))));
  Object.assign(manifest, {
    format: "section-seven/closing-set/2",
    distribution: { set: "Trustee’s set", notice: "Part of the tabs." },
    conditions: manifest.conditions.filter(({ id }) => id === "c-opinion"),
    waivers: [],
    marks: [],
    events: manifest.events.filter(isOwn),
    tree: {
      size: tree.size,
      root: hex(tree.root()),
      proofs: manifest.events.filter(isOwn).map(({ seq }) => ({ seq, hashes: tree.inclusion(seq - 1).map(hex) })),
    },
    checkpoint: null,
  });
}

const hex = (hash: Hash) => Buffer.from(hash).toString("hex");

test("a set with part of the tabs holds for the events that it has, and says what it does not prove", async () => {
  const report = await verify(await forged(excerpt), head);
  expect(report?.faults).toEqual([]);
  expect(report?.held.join("\n")).toContain("4 events of the log, those about its tabs and its keys");
  expect(report?.held.join("\n")).toContain("4 events stand at their places in a log of 7");
  expect(report?.held.join("\n")).not.toContain("unbroken chain");
  expect(report?.notes.join("\n")).toContain("it does not prove by itself");
});

test("in a set with part of the tabs, too, an event changed, doubled, moved or past the head is named", async () => {
  const how = fc.constantFrom("change", "double", "move", "renumber", "head");
  await fc.assert(
    fc.asyncProperty(how, fc.nat({ max: 3 }), async (way, index) => {
      const set = await forged((manifest) => {
        excerpt(manifest);
        const list = manifest.events as ChainedEvent[];
        if (way === "change") list[index] = { ...list[index]!, actor: { name: "Somebody Else" } };
        if (way === "double") list.splice(index, 0, list[index]!);
        if (way === "move") list.unshift(...list.splice(Math.max(1, index), 1));
        if (way === "renumber") list[index] = { ...list[index]!, seq: list[index]!.seq + 1 };
        if (way === "head") Object.assign(manifest, { head: { ...manifest.head, seq: index } });
      });
      expect((await faultsOf(set))!.join("\n")).toContain("log");
    }),
    { numRuns: 40 },
  );
});

test("in a set with part of the tabs, an event made up anew, hash and record and all, has no place in the log", async () => {
  const set = await forged((manifest) => {
    excerpt(manifest);
    const list = manifest.events as ChainedEvent[];
    const at = list.findIndex(({ seq }) => seq === 4);
    const changed = { ...list[at]!, at: "2026-05-14T13:59:00.000Z" };
    list[at] = { ...changed, hash: eventHash(changed) };
    Object.assign(manifest.signOffs[1]!, { at: changed.at });
  });
  expect(await faultsOf(set)).toEqual([expect.stringContaining("log, event 4: It does not stand at this place")]);
});

test("a sign-off of a tab that a set has cannot be left out of its record while its event is there", async () => {
  const set = await forged((manifest) => {
    excerpt(manifest);
    Object.assign(manifest, { signOffs: manifest.signOffs.slice(1) });
  });
  expect((await faultsOf(set))!.join("\n")).toContain("The sign-off that it records is left out");
});

test("a file slipped in beside the documents is named", async () => {
  const set = await forged((_manifest, files) => void files.set("data/extra.pdf", Buffer.from("%PDF-1.4")));
  expect((await faultsOf(set))!.join("\n")).toContain(
    "data/extra.pdf: It is among the documents, and the manifest does not name it",
  );
});

test("a manifest with parts missing is a fault and no crash", async () => {
  const set = await forged((manifest) => void Reflect.deleteProperty(manifest, "parts"));
  expect((await faultsOf(set))!.length).toBeGreaterThan(0);
});

const command = (...words: string[]) =>
  spawnSync(process.execPath, ["scripts/closing-set-verify.mjs", ...words], { encoding: "utf8" });

test("as a command: 0 when all holds, 1 and what does not, 2 for what is no closing set", () => {
  for (const path of [paths.pdf, paths.zip]) {
    const { status, stdout } = command(path, "--head", head);
    expect(stdout).toContain("All holds.");
    expect(stdout).toContain("Not proved: who made the set.");
    expect(status).toBe(0);
  }
  const spoiled = join(folder, "spoiled.zip");
  const bytes = Buffer.from(sets.zip);
  const at = bytes.indexOf("%PDF-") + 40;
  bytes[at] = bytes[at]! ^ 1;
  writeFileSync(spoiled, bytes);
  const wrong = command(spoiled);
  expect(wrong.status).toBe(1);
  expect(wrong.stdout).toMatch(/FAULT +seal: The file was changed after it was sealed/);
  expect(wrong.stdout).toMatch(/FAULT +.*Opinion of Lindqvist/);
  for (const words of [
    [join(folder, "opinion.pdf")],
    [join(folder, "nowhere.zip")],
    [folder],
    [],
    ["--what", paths.pdf],
    [paths.pdf, "--ca", join(folder, "opinion.pdf")],
    [paths.pdf, "--ca"],
  ]) {
    const { status, stderr, stdout } = command(...words);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr.length).toBeGreaterThan(10);
  }
});

test("as a command for other programs it prints one line of JSON", () => {
  const { stdout } = command(paths.zip, "--json");
  expect(stdout.trim().split("\n")).toHaveLength(1);
  expect(JSON.parse(stdout)).toMatchObject({ holds: true, kind: "zip", faults: [] });
});
