#!/usr/bin/env node
// npm run --silent log:verify -- FILE [--checkpoint FILE] [--json]
//
// Checks a log that was exported, or the receipt of one event (docs/the-record.md), without any package, server or network: copy this one file and run it
// with Node 18 or later. --checkpoint takes what you kept from before: a checkpoint, or any export or file of this program that
// has some. Exit status 0 when all holds, 1 when something does not (each such thing is named), 2 when the file is no such log.
// What stands between the two marks below is also in closing-set-verify.mjs and in public/verify.html
// (`node scripts/closing-set-page.mjs` puts it there).
import { createHash, webcrypto } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";

// ---- the log verifier begins ----
const logVerifier = (() => {
  const format = "section-seven/log/1";
  const receiptFormat = "section-seven/receipt/1";
  const bytesOf = (text) => new TextEncoder().encode(text);
  const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const isSame = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

  function sha256(newHash, ...parts) {
    const hash = newHash();
    for (const part of parts) hash.update(part);
    return Uint8Array.from(hash.hex().match(/../g), (pair) => Number.parseInt(pair, 16));
  }

  // ---- The tree of RFC 9162, section 2.1: a leaf is hashed behind a 0, a node behind a 1, so that none passes for the other.
  const leafHash = (newHash, leaf) => sha256(newHash, Uint8Array.of(0), bytesOf(leaf));
  const nodeHash = (newHash, left, right) => sha256(newHash, Uint8Array.of(1), left, right);

  /** The roots of the tree over these leaves at every size from 0. */
  function rootsOf(newHash, leaves) {
    const edge = [];
    return [
      sha256(newHash),
      ...leaves.map((leaf, size) => {
        let node = leafHash(newHash, leaf);
        for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(newHash, edge.pop(), node);
        edge.push(node);
        return edge.reduceRight((right, left) => nodeHash(newHash, left, right));
      }),
    ];
  }

  /** RFC 8785. Text that is not the canonical form of what it says has a name twice, or a number or letter written otherwise. */
  function canonicalJson(value) {
    if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    const members = Object.keys(value).sort();
    return `{${members.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(",")}}`;
  }

  /** A checkpoint (C2SP tlog-checkpoint, one signature, no further lines); null where the text is not exactly one. */
  function readCheckpoint(note) {
    const [, origin, size, root, name, signed] =
      /^([^\s+]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n\n— ([^\s+]+) ([A-Za-z0-9+/]{91}=)\n$/.exec(note) ?? [];
    if (!origin || name !== origin) return null;
    const [rootBytes, signedBytes] = [fromBase64(root), fromBase64(signed)];
    if (toBase64(rootBytes) !== root || toBase64(signedBytes) !== signed) return null;
    const text = `${origin}\n${size}\n${root}\n`;
    const [keyId, signature] = [signedBytes.slice(0, 4), signedBytes.slice(4)];
    return { note, origin, size: Number(size), root: rootBytes, text, keyId, signature };
  }

  /** Every checkpoint in a text: the text itself, or the strings of JSON that are one. */
  function checkpointsIn(text) {
    const whole = readCheckpoint(text) ?? readCheckpoint(`${text.trimEnd()}\n`);
    if (whole) return [whole];
    const found = [];
    try {
      JSON.parse(text, (_, value) => {
        const read = typeof value === "string" ? readCheckpoint(value) : null;
        if (read) found.push(read);
        return value;
      });
    } catch {}
    return found;
  }

  /** Whether a key made a signature; null where signatures cannot be checked here. */
  async function isSigned(subtle, key, message, signature) {
    try {
      const imported = await subtle.importKey("raw", fromBase64(key), { name: "Ed25519" }, false, ["verify"]);
      return await subtle.verify({ name: "Ed25519" }, imported, signature, message);
    } catch {
      return null;
    }
  }

  async function isBy({ newHash, subtle }, key, { origin, keyId, text, signature }) {
    const id = sha256(newHash, bytesOf(`${origin}\n`), Uint8Array.of(1), fromBase64(key)).slice(0, 4);
    return isSame(id, keyId) && (await isSigned(subtle, key, bytesOf(text), signature)) !== false;
  }

  /** The leaves of a log, one after the other: each in its one form, numbered, naming the one before, none earlier than it. */
  function readLeaves(leaves, newHash, where, fault) {
    let [before, at] = ["0".repeat(64), ""];
    return leaves.map((leaf, index) => {
      const here = `${where}, event ${index + 1}`;
      let event = {};
      try {
        event = JSON.parse(leaf);
        if (canonicalJson(event) !== leaf)
          fault(here, "It is not in canonical form: a name stands twice, or a number or text is written otherwise.");
      } catch {
        fault(here, "It is no event.");
      }
      if (Object.keys(event).sort().join() !== "actor,at,payload,prevHash,seq,type") fault(here, "It is no event.");
      if (event.seq !== index + 1)
        fault(here, `Here stands event ${event.seq}: one is missing, put in, or out of its order.`);
      if (event.prevHash !== before) fault(here, "It does not follow from the event before it.");
      if (!(event.at >= at)) fault(here, "It is earlier than the event before it.");
      [before, at] = [hexOf(sha256(newHash, bytesOf(leaf))), event.at];
      return event;
    });
  }

  /** From which size on which key signs, as the log's own events say; each but the first needs the word of the one before. */
  async function readKeys(events, origin, tools, where, fault) {
    const keys = [];
    for (const { seq, type, payload } of events) {
      if (type !== "log.key" || typeof payload?.key !== "string") continue;
      const before = keys.at(-1)?.key ?? null;
      const words = bytesOf(`section-seven log key\n${origin}\n${payload.key}\n`);
      const vouched =
        before === null || (await isSigned(tools.subtle, before, words, fromBase64(payload.signature ?? ""))) !== false;
      if (payload.before !== before || !vouched)
        fault(`${where}, event ${seq}`, "It names a new key for which the key before it does not vouch.");
      keys.push({ from: seq, key: payload.key });
    }
    return keys;
  }

  /** A checkpoint against the log: its root is what the first leaves give, its key the one that the log names for that size. */
  async function verifyCheckpoint(checkpoint, { roots, keys }, tools, where, fault) {
    const { size, root } = checkpoint;
    if (!roots[size])
      return fault(
        where,
        `It is of ${size} events and the log has ${roots.length - 1}: the log was cut or wound back.`,
      );
    if (!isSame(roots[size], root))
      return fault(
        where,
        `The first ${size} events are not those that it was signed over: they were changed, or the log was forked.`,
      );
    const key = keys.findLast(({ from }) => from <= size);
    if (key && (await isBy(tools, key.key, checkpoint))) return;
    for (const other of keys)
      if (await isBy(tools, other.key, checkpoint))
        return fault(
          where,
          `It is signed by a key that was ${other.from > size ? "not yet" : "no longer"} valid at ${size} events.`,
        );
    fault(where, key ? "It is not signed by the key that the log names." : "The log names no key for it yet.");
  }

  /**
   * Verifies one log: `origin`, `leaves` (texts) and `checkpoints` (notes), as an export has them. `tools` are `newHash`, which makes
   * a SHA-256 (`update`, `hex`), and `subtle` of the Web Crypto API; `known` are checkpoints from elsewhere (checkpointsIn).
   */
  async function verifyLog({ origin, leaves, checkpoints }, tools, known, report) {
    const [where, before] = [`log ${origin}`, report.faults.length];
    const fault = (place, message) => report.faults.push({ where: place, message });
    const events = readLeaves(leaves, tools.newHash, where, fault);
    const roots = rootsOf(tools.newHash, leaves);
    const log = { roots, events, keys: await readKeys(events, origin, tools, where, fault) };
    let last = 0;
    for (const note of checkpoints) {
      const read = readCheckpoint(note);
      const here = `${where}, checkpoint of ${read?.size ?? "?"}`;
      if (read?.origin !== origin) fault(here, "It is no checkpoint of this log.");
      else await verifyCheckpoint(read, log, tools, here, fault);
      if (read && read.size <= last) fault(here, `It stands after one of ${last}: an old one was passed off as new.`);
      last = Math.max(last, read?.size ?? 0);
    }
    if (last !== leaves.length)
      fault(
        where,
        `Its newest checkpoint is of ${last} events and it has ${leaves.length}: some were cut off or put on.`,
      );
    for (const checkpoint of known.filter((one) => one.origin === origin)) {
      const here = `the checkpoint that you kept, of ${checkpoint.size}`;
      const found = report.faults.length;
      await verifyCheckpoint(checkpoint, log, tools, here, fault);
      if (report.faults.length === found) report.held.push(`${where} begins with all of ${here}.`);
    }
    if ((await isSigned(tools.subtle, log.keys[0]?.key ?? "", new Uint8Array(), new Uint8Array(64))) === null)
      report.notes.push(`The signatures of ${where} could not be checked here; use the command.`);
    if (report.faults.length === before)
      report.held.push(
        `${where}: ${leaves.length} events, none changed, removed, added or moved; ${checkpoints.length} checkpoints.`,
      );
    return log;
  }

  /** RFC 9162, section 2.1.3.2: the root that a leaf at an index (from 0) gives by its proof; null where the proof is none. */
  function rootBy(newHash, leaf, index, size, proof) {
    const half = (number) => Math.floor(number / 2);
    let [here, last] = [index, size - 1];
    let found = leafHash(newHash, leaf);
    for (const other of proof) {
      if (last === 0) return null;
      if (here % 2 === 1 || here === last) {
        found = nodeHash(newHash, other, found);
        while (here % 2 === 0 && here > 0) [here, last] = [half(here), half(last)];
      } else found = nodeHash(newHash, found, other);
      [here, last] = [half(here), half(last)];
    }
    return last === 0 ? found : null;
  }

  /**
   * Verifies that some events stand at their places in a log: `places` have `seq`, `leaf` (text) and `proof` (hex), `size` and
   * `root` (hex) are the log's, `checkpoint` its note for that size or null. Among the events are all that name its keys. `by` is
   * what states them, and `whole` what has the log in full.
   */
  async function verifyPlaces(stated, tools, known, report) {
    const { places, size, root, checkpoint, by = "set", whole = "full set" } = stated;
    const before = report.faults.length;
    const fault = (where, message) => report.faults.push({ where, message });
    for (const { seq, leaf, proof } of places) {
      const hashes = proof.map((hash) => Uint8Array.from(hash.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
      const found = seq >= 1 && seq <= size ? rootBy(tools.newHash, leaf, seq - 1, size, hashes) : null;
      if (found === null || hexOf(found) !== root)
        fault(`log, event ${seq}`, `It does not stand at this place of the log with the root that the ${by} names.`);
    }
    const read = checkpoint === null ? null : readCheckpoint(checkpoint);
    if (checkpoint !== null && (read === null || read.size !== size || hexOf(read.root) !== root))
      fault("log", `Its checkpoint is not of the log that the ${by} names.`);
    else if (read !== null) {
      const events = places.map(({ leaf }) => JSON.parse(leaf));
      const keys = await readKeys(events, read.origin, tools, "log", fault);
      const key = keys.findLast(({ from }) => from <= size);
      if (!key || !(await isBy(tools, key.key, read)))
        fault("log", "Its checkpoint is not signed by the key that the log names.");
    }
    for (const { origin, size: kept, root: keptRoot } of known) {
      if (origin !== read?.origin) fault("log", `The checkpoint that you kept is of another log, ${origin}.`);
      else if (kept !== size)
        report.notes.push(
          `The checkpoint that you kept is of ${kept} events and the ${by} names ${size}: compare the ${whole}.`,
        );
      else if (hexOf(keptRoot) !== root)
        fault("log", "The checkpoint that you kept is of a log that went another way.");
      else report.held.push("The root of its log is that of the checkpoint that you kept.");
    }
    if (report.faults.length === before)
      report.held.push(`${places.length} events stand at their places in a log of ${size} with the root ${root}.`);
  }

  /** Each time that the shared log took a root of this log, it took the one that this log had. */
  function verifyOpenings({ compartment, origin, openings }, { roots }, shared, newHash, report) {
    const fault = (message) => report.faults.push({ where: `log ${origin}`, message });
    const taken = (shared?.events ?? []).filter(({ type }) => type === "log.roots");
    for (const { seq, payload } of taken) {
      const commitment = payload.roots?.find((one) => one.compartment === compartment)?.commitment;
      const opening = openings.find((one) => one.seq === seq);
      const { size, root, salt } = opening ?? {};
      if (!opening) fault(`Event ${seq} of the shared log took a root of it, and what opens that is missing.`);
      else if (hexOf(sha256(newHash, bytesOf(canonicalJson({ origin, size, root, salt })))) !== commitment)
        fault(`Event ${seq} of the shared log took another root of it.`);
      else if (!roots[size] || toBase64(roots[size]) !== root)
        fault(`At event ${seq} of the shared log it was another log.`);
    }
    if (taken.length > 0) report.held.push(`The shared log took a root of log ${origin} ${taken.length} times.`);
  }

  /** Verifies the receipt of one event: that it is in its one form, and stands at its place in the log of the signed checkpoint. */
  async function verifyReceipt({ offering, compartment, origin, seq, checkpoint, events }, tools, known, report) {
    const fault = (where, message) => report.faults.push({ where, message });
    if (origin !== `section-seven/${offering.id}/${compartment}`) fault("file", `${origin} is no log of it.`);
    const read = readCheckpoint(checkpoint);
    if (read?.origin !== origin) return fault("file", "Its checkpoint is none of its log.");
    for (const { seq: place, leaf } of events) {
      const event = JSON.parse(leaf);
      if (canonicalJson(event) !== leaf || Object.keys(event).join() !== "actor,at,payload,prevHash,seq,type")
        fault(`log, event ${place}`, "It is no event in canonical form.");
      if (!Number.isSafeInteger(place) || event.seq !== place)
        fault(`log, event ${place}`, `It calls itself event ${event.seq}.`);
    }
    const { size, root } = read;
    const stated = { places: events, size, root: hexOf(root), checkpoint, by: "receipt", whole: "exported log" };
    await verifyPlaces(stated, tools, known, report);
    report.facts.checkpoints = [checkpoint];
    const one = events.find((event) => event.seq === seq);
    if (!one) return fault(`log, event ${seq}`, "The receipt is for it and does not have it.");
    const { type, at, actor } = JSON.parse(one.leaf);
    const hash = hexOf(sha256(tools.newHash, bytesOf(one.leaf)));
    report.facts.event = `event ${seq} of ${origin}: ${type}, ${actor?.name ?? "nobody named"}, ${at}, hash ${hash}`;
    const keyed = events.map(({ leaf }) => JSON.parse(leaf)).find((event) => event.type === "log.key");
    if ((await isSigned(tools.subtle, keyed?.payload?.key ?? "", new Uint8Array(), new Uint8Array(64))) === null)
      report.notes.push("Its signature could not be checked here; use the command.");
  }

  /** Verifies an export or a receipt. Null where the text is neither; `faults` names what does not hold. */
  async function verifyExport(text, tools, known = []) {
    let bundle = null;
    try {
      bundle = JSON.parse(text);
    } catch {}
    if (bundle?.format !== format && bundle?.format !== receiptFormat) return null;
    const kind = bundle.format === format ? "log" : "receipt";
    const report = { kind, facts: { title: bundle.offering?.name }, held: [], notes: [], faults: [] };
    const fault = (message) => report.faults.push({ where: "file", message });
    try {
      if (`${JSON.stringify(bundle, null, 1)}\n` !== text)
        fault(
          "It is not in the one form that an export has: a name stands twice, or a number or text is written otherwise.",
        );
      if (kind === "receipt") {
        await verifyReceipt(bundle, tools, known, report);
        return report;
      }
      const read = new Map();
      for (const log of bundle.logs) read.set(log.compartment, await verifyLog(log, tools, known, report));
      for (const log of bundle.logs)
        if (log.origin !== `section-seven/${bundle.offering.id}/${log.compartment}`)
          fault(`${log.origin} is no log of it.`);
        else if (log.compartment !== "shared")
          verifyOpenings(log, read.get(log.compartment), read.get("shared"), tools.newHash, report);
      for (const { origin } of known)
        if (!bundle.logs.some((log) => log.origin === origin))
          fault(`The checkpoint that you kept is of another log, ${origin}.`);
      report.facts.checkpoints = bundle.logs.map(({ checkpoints }) => checkpoints.at(-1));
    } catch (error) {
      fault(`It cannot be read to its end: ${error instanceof Error ? error.message : String(error)}`);
    }
    return report;
  }

  return { checkpointsIn, rootsOf, verifyExport, verifyLog, verifyPlaces };
})();
// ---- the log verifier ends ----

const usage = "Usage: npm run --silent log:verify -- FILE [--checkpoint FILE] [--json]";

async function main(words) {
  const at = words.indexOf("--checkpoint");
  const kept = at < 0 ? null : (words[at + 1] ?? "");
  const rest = words.filter((_, place) => at < 0 || (place !== at && place !== at + 1));
  const [path, ...more] = rest.filter((word) => word !== "--json");
  if (!path || more.length > 0 || path.startsWith("--")) return refuse(usage);
  try {
    const known = kept === null ? [] : logVerifier.checkpointsIn(await readFile(kept, "utf8"));
    if (kept !== null && known.length === 0) return refuse(`${kept} has no checkpoint.`);
    const tools = { newHash: nodeHash, subtle: webcrypto.subtle };
    const report = await logVerifier.verifyExport(await readFile(path, "utf8"), tools, known);
    if (!report) return refuse(`${path} is no exported log and no receipt.`);
    const holds = report.faults.length === 0;
    console.log(
      rest.includes("--json") ? JSON.stringify({ file: path, holds, ...report }) : wordsOf(basename(path), report),
    );
    return holds ? 0 : 1;
  } catch (error) {
    return refuse(`It cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function wordsOf(name, { kind, facts, held, notes, faults }) {
  const count = `${faults.length} ${faults.length === 1 ? "thing does" : "things do"} not hold.`;
  return [
    `${name}: ${kind} of ${facts.title}`,
    ...(facts.event ? [facts.event] : []),
    ...held.map((line) => `holds   ${line}`),
    ...notes.map((line) => `note    ${line}`),
    ...faults.map(({ where, message }) => `FAULT   ${where}: ${message}`),
    faults.length === 0 ? "All holds." : count,
    "",
    ...(facts.checkpoints ?? []),
  ].join("\n");
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
