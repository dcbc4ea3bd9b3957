#!/usr/bin/env node
// npm run --silent closing-set:verify -- FILE [--head HASH] [--json]
//
// Checks a closing set, the bound volume (PDF) or the unbound set (ZIP), without any package, server or network: copy
// this one file and run it with Node 18 or later. Exit status 0 when all holds, 1 when something does not (each such
// thing is named), 2 when the file is no closing set. What stands between the two marks below runs in a browser as well
// and is the same in public/verify.html (`node scripts/closing-set-page.mjs` puts it there).
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { basename } from "node:path";

// ---- the verifier begins ----
const knownFormat = "section-seven/closing-set/1";
const seal = "SectionSeven-SHA-256 ";
const marks = { zip: "Bag-Software-Agent: Section Seven", pdf: "%SectionSeven closing set\n" };
const emptyHead = "0".repeat(64);
const isDigest = (text) => typeof text === "string" && /^[0-9a-f]{64}$/.test(text);
const latin = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
};
const utf8 = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

/**
 * Verifies a set. `source` has the file's `size` and reads ranges of it; `newHash` makes a SHA-256 that takes pieces
 * (`update`) and gives hex (`hex`). Returns null where the file is no closing set. `faults` names what does not hold.
 */
async function verifySet(source, newHash, expectedHead = null) {
  const kind = await kindOf(source);
  if (kind === null) return null;
  const report = { kind, facts: {}, held: [], notes: [], faults: [] };
  const fault = (where, message) => report.faults.push({ where, message });
  try {
    const manifest = await (kind === "zip" ? verifyZip : verifyPdf)(source, newHash, report, fault);
    if (manifest) verifyManifest(manifest, newHash, report, fault, expectedHead);
  } catch (error) {
    fault("file", `It cannot be read to its end: ${error instanceof Error ? error.message : String(error)}`);
  }
  return report;
}

/** A set is known by a mark at its beginning or by its seal at the end, so that damage to one of them is no disguise. */
async function kindOf(source) {
  const head = latin(await read(source, 0, Math.min(source.size, 1024)));
  const tail = latin(await read(source, Math.max(0, source.size - 400), Math.min(source.size, 400)));
  if (head.includes(marks.zip)) return "zip";
  if (head.includes(marks.pdf)) return "pdf";
  if (!tail.includes(seal)) return null;
  return tail.includes("startxref") || tail.includes("%%EOF") ? "pdf" : "zip";
}

async function read(source, offset, length) {
  if (offset < 0 || length < 0 || offset + length > source.size) throw new Error("a part of it lies beyond its end");
  return length === 0 ? new Uint8Array(0) : source.read(offset, length);
}

async function digestOf(source, newHash, start, end) {
  const hash = newHash();
  for (let at = start; at < end; at += 4 << 20) hash.update(await read(source, at, Math.min(4 << 20, end - at)));
  return hash.hex();
}

const hashBytes = (newHash, bytes) => {
  const hash = newHash();
  hash.update(bytes);
  return hash.hex();
};

/** The seal of either kind: the digest of all bytes before it. `sealed` is the text that should stand at the place. */
async function verifySeal(source, newHash, report, fault, digestAt, sealed) {
  if (!isDigest(sealed)) return fault("seal", "The seal at the end of the file is missing or damaged.");
  const found = await digestOf(source, newHash, 0, digestAt);
  if (found === sealed) report.held.push("The file has the digest that it was sealed with: no byte of it was changed.");
  else
    fault(
      "seal",
      `The file was changed after it was sealed: sealed with ${sealed}, the bytes before the seal give ${found}.`,
    );
}

async function verifyPdf(source, newHash, report, fault) {
  const tailStart = Math.max(0, source.size - 400);
  const tail = latin(await read(source, tailStart, source.size - tailStart));
  const end = /%SectionSeven-SHA-256 ([0-9a-f]{64})\nstartxref\n([1-9]\d*)\n%%EOF\n$/.exec(tail);
  if (!end) {
    fault("seal", "The end of the volume is missing or damaged: its seal cannot be read. It may have been cut short.");
    return null;
  }
  const commentAt = tailStart + end.index;
  await verifySeal(source, newHash, report, fault, commentAt, end[1]);
  const tableAt = Number(end[2]);
  const table = latin(await read(source, tableAt, Math.max(0, Math.min(1024, commentAt - tableAt))));
  const dict =
    /^\d+ 0 obj\n(<<\/Type\/XRef[^\n]*\/SectionSeven<<\/Manifest\[(\d+) (\d+)\]\/ManifestSHA256\(([0-9a-f]{64})\)>>[^\n]*\/Length (\d+)>>\nstream\n)/.exec(
      table,
    );
  if (!dict || tableAt + dict[0].length + Number(dict[5]) + "\nendstream\nendobj\n".length !== commentAt) {
    fault("structure", "The cross-reference table of the volume is not where the end of the file says.");
    return null;
  }
  const bytes = await read(source, Number(dict[2]), Number(dict[3]));
  report.facts.manifestSha256 = hashBytes(newHash, bytes);
  if (report.facts.manifestSha256 !== dict[4]) fault("manifest.json", "The attached manifest was changed.");
  return parseManifest(bytes, fault);
}

async function verifyZip(source, newHash, report, fault) {
  const endAt = source.size - seal.length - 64 - 22;
  const end = endAt < 0 ? new Uint8Array(0) : await read(source, endAt, source.size - endAt);
  const words = latin(end.subarray(22));
  if (!words.startsWith(seal) || latin(end.subarray(0, 4)) !== "PK\x05\x06") {
    fault("seal", "The end of the set is missing or damaged: its seal cannot be read. It may have been cut short.");
    return null;
  }
  await verifySeal(source, newHash, report, fault, source.size - 64, words.slice(seal.length));
  const entries = await listEntries(source, end, endAt, fault);
  const digests = new Map();
  const small = new Map();
  for (const entry of entries) {
    if (digests.has(entry.name)) fault(entry.name, "Two files of the set have this name.");
    digests.set(entry.name, await digestOf(source, newHash, entry.start, entry.start + entry.size));
    if (!entry.name.startsWith("data/")) small.set(entry.name, await read(source, entry.start, entry.size));
  }
  verifyBag(entries, digests, small, report, fault);
  const bytes = small.get("manifest.json");
  if (!bytes) {
    fault("manifest.json", "The set has no manifest.");
    return null;
  }
  report.facts.manifestSha256 = digests.get("manifest.json");
  const manifest = parseManifest(bytes, fault);
  if (manifest) verifyFiles(manifest, entries, digests, report, fault);
  return manifest;
}

/** The entries of the ZIP by its directory, each compared with its own header; they follow one another without a gap. */
async function listEntries(source, end, endAt, fault) {
  const last = new DataView(end.buffer, end.byteOffset, end.byteLength);
  let [count, size, at, directoryEnd] = [
    last.getUint16(10, true),
    last.getUint32(12, true),
    last.getUint32(16, true),
    endAt,
  ];
  if (count === 0xffff || size === 0xffffffff || at === 0xffffffff) {
    const locator = await view(source, endAt - 20, 20);
    directoryEnd = big(locator, 8);
    const large = await view(source, directoryEnd, 56);
    if (
      locator.getUint32(0, true) !== 0x07064b50 ||
      large.getUint32(0, true) !== 0x06064b50 ||
      directoryEnd + 76 !== endAt
    )
      throw new Error("its directory for large files is damaged");
    [count, size, at] = [big(large, 32), big(large, 40), big(large, 48)];
  }
  if (at + size !== directoryEnd) throw new Error("its directory is not where its end says");
  const directory = await view(source, at, size);
  const entries = [];
  let place = 0;
  let next = 0;
  for (let index = 0; index < count; index++) {
    if (directory.getUint32(place, true) !== 0x02014b50) throw new Error("its directory is damaged");
    const entry = await readEntry(source, directory, place);
    if (entry.method !== 0) fault(entry.name, "It is compressed, which no file of a set is.");
    if (entry.offset !== next) fault(entry.name, "Before it are bytes that belong to no file of the set.");
    next = entry.end;
    entries.push(entry);
    place = entry.next;
  }
  if (next !== at || place !== size) fault("structure", "The set has bytes that belong to no file.");
  return entries;
}

async function readEntry(source, directory, place) {
  const nameLength = directory.getUint16(place + 28, true);
  const extraLength = directory.getUint16(place + 30, true);
  const rawName = new Uint8Array(directory.buffer, directory.byteOffset + place + 46, nameLength);
  let [stored, size, offset] = [20, 24, 42].map((field) => directory.getUint32(place + field, true));
  for (let at = place + 46 + nameLength; at < place + 46 + nameLength + extraLength; ) {
    const [id, length] = [directory.getUint16(at, true), directory.getUint16(at + 2, true)];
    let value = at + 4;
    const take = (short) => {
      if (short !== 0xffffffff) return short;
      value += 8;
      return big(directory, value - 8);
    };
    if (id === 1) [size, stored, offset] = [take(size), take(stored), take(offset)];
    at += 4 + length;
  }
  const name = utf8(rawName);
  const local = await view(source, offset, 30);
  const header = 30 + local.getUint16(26, true) + local.getUint16(28, true);
  const localName = utf8(await read(source, offset + 30, local.getUint16(26, true)));
  if (local.getUint32(0, true) !== 0x04034b50 || localName !== name)
    throw new Error(`the header of ${name} is damaged`);
  const start = offset + header;
  let after = start + stored;
  // A file whose size was not known when its header was written is followed by a record that says it.
  if (local.getUint16(6, true) & 8) {
    const wide = stored >= 0xffffffff || local.getUint16(4, true) >= 45;
    const record = await view(source, after, wide ? 24 : 16);
    const said = wide ? big(record, 16) : record.getUint32(12, true);
    if (record.getUint32(0, true) !== 0x08074b50 || said !== size)
      throw new Error(`the record after ${name} is damaged`);
    after += wide ? 24 : 16;
  }
  const next = place + 46 + nameLength + extraLength + directory.getUint16(place + 32, true);
  return { name, method: directory.getUint16(place + 10, true), size, start, offset, end: after, next };
}

async function view(source, offset, length) {
  const bytes = await read(source, offset, length);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const big = (data, at) => data.getUint32(at, true) + data.getUint32(at + 4, true) * 2 ** 32;

/** The bag around the documents (RFC 8493): every file is named by a manifest with its digest, and none is missing. */
function verifyBag(entries, digests, small, report, fault) {
  const listed = (name) => {
    const list = new Map();
    for (const line of small.has(name) ? utf8(small.get(name)).split("\n").filter(Boolean) : []) {
      const [, digest, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
      if (!digest) fault(name, "A line of it cannot be read.");
      else list.set(path.replaceAll("%0A", "\n").replaceAll("%0D", "\r").replaceAll("%25", "%"), digest);
    }
    if (!small.has(name)) fault(name, "It is missing.");
    return list;
  };
  const payload = listed("manifest-sha256.txt");
  const tags = listed("tagmanifest-sha256.txt");
  if (!small.has("bagit.txt")) fault("bagit.txt", "It is missing.");
  let good = 0;
  for (const [path, digest] of [...payload, ...tags]) {
    const found = digests.get(path);
    if (found === undefined) fault(path, "The set's list names this file, and it is not there.");
    else if (found !== digest) fault(path, `It was changed: on record with digest ${digest}, now ${found}.`);
    else good++;
  }
  for (const { name } of entries) {
    const list = name.startsWith("data/") ? payload : tags;
    if (!list.has(name) && name !== "tagmanifest-sha256.txt") fault(name, "It is in the set, and no list names it.");
  }
  report.held.push(`${good} of ${entries.length - 1} files have the digest that the set's lists give for them.`);
}

function parseManifest(bytes, fault) {
  try {
    const manifest = JSON.parse(utf8(bytes));
    if (manifest.format === knownFormat) return manifest;
    fault("manifest.json", `Its form is “${manifest.format}”, which this verifier does not know.`);
  } catch {
    fault("manifest.json", "It cannot be read.");
  }
  return null;
}

const documentsOf = (manifest) =>
  manifest.parts.flatMap((part) => part.tabs.flatMap((tab) => tab.documents.map((document) => ({ tab, document }))));

const named = ({ tab, document }) => `Tab ${tab.number}, ${document.title}`;

function verifyFiles(manifest, entries, digests, report, fault) {
  const stated = new Set();
  let good = 0;
  for (const place of documentsOf(manifest)) {
    const { path, sha256, bytes } = place.document;
    if (path === null) continue;
    stated.add(path);
    const entry = entries.find(({ name }) => name === path);
    if (!entry) fault(named(place), "The manifest names this document, and its file is not there.");
    else if (digests.get(path) !== sha256) fault(named(place), `Its file is another one than the manifest names.`);
    else if (entry.size !== bytes) fault(named(place), "Its file has another size than the manifest names.");
    else good++;
  }
  for (const { name } of entries)
    if (name.startsWith("data/") && !stated.has(name))
      fault(name, "It is among the documents, and the manifest does not name it.");
  report.held.push(`${good} documents are the ones that the manifest names for their tabs.`);
}

function verifyManifest(manifest, newHash, report, fault, expectedHead) {
  const { title, issuer, timeOfDelivery, asOf, rehearsal, openFaults, events, head } = manifest;
  Object.assign(report.facts, {
    title,
    issuer,
    timeOfDelivery,
    asOf,
    rehearsal,
    head,
    documents: documentsOf(manifest).length,
  });
  if (rehearsal) report.notes.push(`This set is a rehearsal and no record of a closing: ${rehearsal}.`);
  if (openFaults)
    report.notes.push(`It was built over ${openFaults.faults.length} open faults. Reason given: ${openFaults.reason}`);
  if (expectedHead !== null && head?.hash !== expectedHead)
    fault("log", `The head of its log is ${head?.hash ?? "missing"}, and not the one that you know, ${expectedHead}.`);
  else if (expectedHead !== null) report.held.push("The head of its log is the one that you know from elsewhere.");
  if (!head) {
    if (events.length > 0) fault("log", "It has events and no head.");
    report.notes.push("This set was bound from files alone: it has no log, no sign-offs and no waivers.");
    return;
  }
  verifyLog(events, head, newHash, report, fault);
  const bySeq = new Map(events.map((event) => [event.seq, event]));
  verifyVersions(manifest, events, report, fault);
  verifyRecords(manifest, bySeq, report, fault);
}

/** The chain of the log: each event hashed anew, each naming the hash of the one before, the last one the head. */
function verifyLog(events, head, newHash, report, fault) {
  const before = report.faults.length;
  let [seq, hash] = [0, emptyHead];
  for (const event of events) {
    if (event.seq !== seq + 1)
      fault(
        `log, event ${event.seq}`,
        `It follows event ${seq}: events between them are missing, or their order was changed.`,
      );
    if (event.prevHash !== hash) fault(`log, event ${event.seq}`, "It does not follow from the event before it.");
    if (hashOfEvent(event, newHash) !== event.hash)
      fault(`log, event ${event.seq}`, "It was changed: its hash does not match its content.");
    [seq, hash] = [event.seq, event.hash];
  }
  if (seq !== head.seq || hash !== head.hash)
    fault("log", `The log should end with event ${head.seq} (${head.hash}), and ends with event ${seq} (${hash}).`);
  if (report.faults.length === before)
    report.held.push(`The log's ${events.length} events form one unbroken chain up to its head.`);
}

function hashOfEvent({ seq, at, type, actor, payload, prevHash }, newHash) {
  try {
    return hashBytes(newHash, new TextEncoder().encode(canonicalJson({ seq, at, type, actor, payload, prevHash })));
  } catch {
    return "";
  }
}

/** RFC 8785: no white space, properties in the order of their UTF-16 code units. */
function canonicalJson(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object")
    return `{${Object.keys(value)
      .sort()
      .filter((key) => value[key] !== undefined)
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`)
      .join(",")}}`;
  return JSON.stringify(value);
}

/** Every document version of the set is one that the log knows, with the digest that the log gives for it. */
function verifyVersions(manifest, events, report, fault) {
  const logged = new Map();
  for (const { type, payload } of events)
    if (type === "document.delivered" || type === "document.shared") logged.set(payload.versionId, payload);
  let good = 0;
  for (const place of documentsOf(manifest)) {
    const { version, sha256 } = place.document;
    if (!version) continue;
    const entry = logged.get(version.id);
    if (!entry) fault(named(place), "The log knows no such version of the document.");
    else if (entry.deliverableId !== version.deliverableId)
      fault(named(place), "In the log this version belongs to another document.");
    else if (sha256 !== null && entry.sha256 !== sha256)
      fault(named(place), `The log has this version with the digest ${entry.sha256}; in the set it is ${sha256}.`);
    else good++;
  }
  report.held.push(`${good} document versions have the digest that the log recorded when they were delivered.`);
}

const recordTypes = {
  signOffs: {
    type: "condition.signed-off",
    what: "Sign-off",
    fields: ["conditionId", "basis", "role", "statement", "evidence"],
  },
  waivers: { type: "condition.waived", what: "Waiver", fields: ["conditionId", "text", "scope", "instrument"] },
  marks: { type: "condition.marked", what: "Mark", fields: ["conditionId", "mark", "reason"] },
};

/** Sign-offs, waivers and marks: each as its event has it, none added and none left out, withdrawn where the log says so. */
function verifyRecords(manifest, bySeq, report, fault) {
  const before = report.faults.length;
  const conditions = new Set(manifest.conditions.map(({ id }) => id));
  const withdrawn = new Map();
  for (const { type, seq, payload } of bySeq.values()) if (type === "act.withdrawn") withdrawn.set(payload.actId, seq);
  for (const [list, { type, what, fields }] of Object.entries(recordTypes)) {
    const stated = new Set();
    for (const record of manifest[list]) {
      const where = `${what} on ${record.clause} by ${record.person}`;
      const event = bySeq.get(record.eventSeq);
      stated.add(record.eventSeq);
      if (event?.type !== type || event.payload.actId !== record.actId) {
        fault(where, `Event ${record.eventSeq} of the log does not record it.`);
        continue;
      }
      const other = fields.filter(
        (field) => canonicalJson(event.payload[field] ?? null) !== canonicalJson(record[field] ?? null),
      );
      if (event.actor?.name !== record.person) other.push("person");
      if (event.at !== record.at) other.push("at");
      if (other.length > 0)
        fault(where, `It is not as the log has it: ${other.join(", ")} of event ${record.eventSeq} differ.`);
      if ((withdrawn.get(record.actId) ?? null) !== record.withdrawnSeq)
        fault(where, "Whether it was withdrawn is not as the log has it.");
      if (list === "signOffs") verifyEvidence(manifest, record, where, report, fault);
    }
    for (const { type: found, seq, payload } of bySeq.values())
      if (found === type && conditions.has(payload.conditionId) && !stated.has(seq))
        fault(`log, event ${seq}`, `The ${what.toLowerCase()} that it records is left out of the set's record.`);
  }
  const { signOffs, waivers, marks } = manifest;
  if (report.faults.length === before)
    report.held.push(
      `${signOffs.length} sign-offs, ${waivers.length} waivers and ${marks.length} marks are as the log has them, each bound to the digests it relied on.`,
    );
}

/** A sign-off that is said to hold must rest on the very bytes that the set has of each document it relied on. */
function verifyEvidence(manifest, record, where, report, fault) {
  if (!record.holds) {
    report.notes.push(`${where} is stated as one that does not hold any more.`);
    return;
  }
  for (const { deliverableId, sha256 } of record.evidence) {
    const here = documentsOf(manifest).find(({ document }) => document.version?.deliverableId === deliverableId);
    if (here && here.document.sha256 !== null && here.document.sha256 !== sha256)
      fault(where, `It relied on ${sha256}; ${named(here)} is ${here.document.sha256}.`);
    if (!here) report.notes.push(`${where} relied on a document that is not in this set (${sha256}).`);
  }
}

/** What the result proves and what it cannot, in plain words. */
const meaning = [
  "Proved, where all holds: the file is, byte for byte, the one that was sealed; its documents are the ones that its manifest names; its log has no event changed, removed or added up to its head; each sign-off and waiver is the one in the log and rests on the digests stated.",
  "Not proved: who made the set. Whoever can make up all of it can seal it anew; so compare the head of the log, or the digest of the manifest, with the one that you were given at the closing (it is printed in the bound volume, “The record behind this set”).",
  "Not proved: that what the documents say is true or that a signature on them is genuine; and, of a bound volume, that its pages show what the originals show: for that verify the unbound set, whose files are the originals.",
];
// ---- the verifier ends ----

const usage = "Usage: npm run --silent closing-set:verify -- FILE [--head HASH] [--json]";

async function main(words) {
  const options = words.filter((word) => word.startsWith("--"));
  const headAt = words.indexOf("--head");
  const expectedHead = headAt < 0 ? null : words[headAt + 1];
  const files = words.filter((word, at) => !word.startsWith("--") && (headAt < 0 || at !== headAt + 1));
  const unknown = options.filter((option) => option !== "--head" && option !== "--json");
  if (files.length !== 1 || unknown.length > 0) return refuse(usage);
  if (expectedHead !== null && !isDigest(expectedHead))
    return refuse(`--head takes the 64 hex characters of a hash. ${usage}`);
  const [path] = files;
  let handle;
  try {
    handle = await open(path, "r");
    const stat = await handle.stat();
    if (!stat.isFile()) return refuse(`${path} is no file.`);
    const source = { size: stat.size, read: (offset, length) => readFrom(handle, offset, length) };
    const report = await verifySet(source, nodeHash, expectedHead);
    if (!report) return refuse(`${path} is no closing set: it has neither its mark nor its seal.`);
    if (options.includes("--json"))
      console.log(JSON.stringify({ file: path, holds: report.faults.length === 0, ...report }));
    else console.log(wordsOf(basename(path), report));
    return report.faults.length === 0 ? 0 : 1;
  } catch (error) {
    return refuse(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await handle?.close();
  }
}

function wordsOf(name, { kind, facts, held, notes, faults }) {
  const lines = [`${name}: ${kind === "zip" ? "unbound set (ZIP)" : "bound volume (PDF)"}`];
  if (facts.title) lines.push(`${facts.issuer}: ${facts.title}. Time of Delivery: ${facts.timeOfDelivery}.`);
  if (facts.manifestSha256) lines.push(`Digest of the manifest: ${facts.manifestSha256}`);
  if (facts.head) lines.push(`Head of the log: event ${facts.head.seq}, ${facts.head.hash}`);
  lines.push("", ...held.map((line) => `holds   ${line}`), ...notes.map((line) => `note    ${line}`));
  lines.push(...faults.map(({ where, message }) => `FAULT   ${where}: ${message}`), "");
  lines.push(
    faults.length === 0
      ? "All holds."
      : `${faults.length} ${faults.length === 1 ? "thing does" : "things do"} not hold.`,
  );
  return [...lines, "", ...meaning].join("\n");
}

async function readFrom(handle, offset, length) {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
    if (bytesRead === 0) throw new Error("the file became shorter while it was read");
    done += bytesRead;
  }
  return bytes;
}

function nodeHash() {
  const hash = createHash("sha256");
  return { update: (bytes) => hash.update(bytes), hex: () => hash.digest("hex") };
}

function refuse(message) {
  console.error(message);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
