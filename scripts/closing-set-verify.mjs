#!/usr/bin/env node
// npm run --silent closing-set:verify -- FILE [--head HASH] [--ca FILE] [--json]
//
// Checks a closing set, the bound volume (PDF) or the unbound set (ZIP), without any package, server or network: copy
// this one file and run it with Node 18 or later. Exit status 0 when all holds, 1 when something does not (each such
// thing is named), 2 when the file is no closing set. What stands between the two marks below runs in a browser as well
// and is the same in public/verify.html (`node scripts/closing-set-page.mjs` puts it there).
import { createHash, webcrypto } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { basename } from "node:path";

// ---- the verifier begins ----
const knownFormat = "section-seven/closing-set/1";
const partialFormat = "section-seven/closing-set/2";
const seal = "SectionSeven-SHA-256 ";
const marks = {
  zip: "Bag-Software-Agent: Section Seven",
  pdf: "%SectionSeven closing set\n",
  signed: "/SectionSeven<</Volume ",
};
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
 * (`update`) and gives hex (`hex`). `crypto` checks signatures: the Web Crypto API's `subtle`, and `authorities`, the bytes
 * of the certificates that the reader trusts; `checkpoints` are those that the reader kept. Returns null where the file is no closing set. `faults` names what does not hold.
 */
async function verifySet(source, newHash, expectedHead = null, crypto = { subtle: null, authorities: [] }) {
  const kind = await kindOf(source);
  if (kind === null) return null;
  const report = { kind, facts: {}, held: [], notes: [], faults: [] };
  const fault = (where, message) => report.faults.push({ where, message });
  try {
    const manifest = await (kind === "zip" ? verifyZip : verifyPdf)(source, newHash, report, fault, crypto);
    if (manifest) verifyManifest(manifest, newHash, report, fault, expectedHead);
    if (manifest) await verifyManifestCheckpoint(manifest, newHash, report, crypto);
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
  if (tail.includes(marks.signed)) return "pdf";
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

async function verifyPdf(source, newHash, report, fault, crypto) {
  const signature = await findSignature(source);
  // A signature is an update that follows the sealed volume, which it leaves as it is.
  const size = signature?.volume ?? source.size;
  const tailStart = Math.max(0, size - 400);
  const tail = latin(await read(source, tailStart, size - tailStart));
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
    /^\d+ 0 obj\n(<<\/Type\/XRef[^\n]*\/SectionSeven<<\/Manifest\[(\d+) (\d+)\]\/ManifestSHA256\(([0-9a-f]{64})\)(?:\/Certificate\(([0-9a-f]{64})\))?>>[^\n]*\/Length (\d+)>>\nstream\n)/.exec(
      table,
    );
  if (!dict || tableAt + dict[0].length + Number(dict[6]) + "\nendstream\nendobj\n".length !== commentAt) {
    fault("structure", "The cross-reference table of the volume is not where the end of the file says.");
    return null;
  }
  const bytes = await read(source, Number(dict[2]), Number(dict[3]));
  report.facts.manifestSha256 = hashBytes(newHash, bytes);
  if (report.facts.manifestSha256 !== dict[4]) fault("manifest.json", "The attached manifest was changed.");
  if (signature && dict[5]) await verifySignature(source, newHash, report, fault, crypto, signature, dict[5]);
  else if (signature)
    fault("signature", "Something was added after the end of the volume, which says of no signature.");
  else if (dict[5]) fault("signature", "The volume says that it is signed, and its signature was taken away.");
  return parseManifest(bytes, fault);
}

/** The signature that follows the volume, as its last lines tell; null where it has none. */
async function findSignature(source) {
  const tailStart = Math.max(0, source.size - 1000);
  const tail = latin(await read(source, tailStart, source.size - tailStart));
  const end =
    /\n\d+ 0 obj\n<<\/Type\/XRef[^\n]*\/SectionSeven<<\/Volume (\d{1,15})>>\/Length 24>>\nstream\n[\s\S]{24}\nendstream\nendobj\nstartxref\n\d+\n%%EOF\n$/.exec(
      tail,
    );
  return end && Number(end[1]) < source.size ? { volume: Number(end[1]) } : null;
}

/** The PAdES signature: over every byte of the file but its own, by the certificate that the volume names. */
async function verifySignature(source, newHash, report, fault, crypto, { volume }, certificateSha256) {
  const update = latin(await read(source, volume, Math.min(source.size - volume, 1 << 21)));
  const parts =
    /^(\d+) 0 obj\n<<\/Type\/Annot\/Subtype\/Widget\/FT\/Sig\/T\(Closing set\)\/F 132\/Rect\[0 0 0 0\]\/P \d+ 0 R\/V (\d+) 0 R>>\nendobj\n\2 0 obj\n<<\/Type\/Sig\/Filter\/Adobe\.PPKLite\/SubFilter\/ETSI\.CAdES\.detached\/Name[^\n]*\/M\(D:(\d{14}Z)\)\/ByteRange\[0 (\d+) (\d+) (\d+)\] *\/Contents(<[0-9a-f]*>)>>\nendobj\n/.exec(
      update,
    );
  const hexAt = volume + (parts ? parts[0].length - ">>\nendobj\n".length - parts[7].length : 0);
  const [before, after, rest] = parts ? [4, 5, 6].map((group) => Number(parts[group])) : [];
  if (!parts || before !== hexAt || after !== hexAt + parts[7].length || after + rest !== source.size)
    return fault("signature", "It is damaged, or does not cover the whole file.");
  try {
    const bytes = fromHex(parts[7].slice(1, -1));
    const message = newHash();
    for (const [from, to] of [
      [0, before],
      [after, source.size],
    ])
      for (let at = from; at < to; at += 4 << 20) message.update(await read(source, at, Math.min(4 << 20, to - at)));
    const claimed = momentOf(parts[3]);
    const signed = await readSignature(bytes, message.hex(), certificateSha256, newHash, crypto);
    const stamp = signed.token && (await verifyStamp(signed.token, signed.signature, crypto));
    if (!isValidAt(signed.certificate, stamp?.at ?? claimed))
      throw new Error("its certificate was not valid at the time");
    report.facts.signature = {
      by: signed.certificate.name,
      at: claimed.toISOString(),
      timeStamp: stamp && { by: stamp.certificate.name, at: stamp.at.toISOString() },
    };
    report.held.push(
      `It is signed by the key of “${signed.certificate.name}” over every byte, at ${timeWords(claimed)} by the signer's clock.`,
    );
    await judge(signed, stamp?.at ?? claimed, "signature", report, fault, crypto);
    if (!stamp) return;
    report.held.push(`“${stamp.certificate.name}” stamped that signature with the time ${timeWords(stamp.at)}.`);
    await judge(stamp, stamp.at, "time stamp of the signature", report, fault, crypto);
  } catch (error) {
    fault("signature", `It does not hold: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** Reads the signature's own bytes; throws where they were changed, or are not over that message by that certificate. */
async function readSignature(bytes, messageSha256, certificateSha256, newHash, crypto) {
  const node = derAt(bytes, 0);
  if (bytes.subarray(node.end).some((byte) => byte !== 0)) throw new Error("there are other bytes behind it");
  const signed = await readSignedData(node, oids.data, crypto);
  const own = signed.unsigned.get(oids.ownDigest);
  const stated = own && hexOf(contentOf(own));
  if (stated?.length !== 64) throw new Error("its own digest is missing");
  const blank = bytes.slice(0, node.end);
  blank.fill(0, own.at, own.end);
  if (hashBytes(newHash, blank) !== stated) throw new Error("its own bytes were changed");
  if (signed.digest !== messageSha256) throw new Error("the file is not the one that was signed");
  if (hashBytes(newHash, signed.certificate.raw) !== certificateSha256)
    throw new Error("it is by another certificate than the volume names");
  const token = signed.unsigned.get(oids.signatureTimeStamp);
  return { ...signed, token };
}

/** Whether a certificate is one of those that the reader trusts. Where none was given, that is left to the reader. */
async function judge({ certificate, certificates }, at, what, report, fault, { subtle, authorities }) {
  if (authorities.length === 0)
    return report.notes.push(
      `Whether the certificate of the ${what} (“${certificate.name}”, issued by “${certificate.issuerName}”) is to be believed is for you to judge: no authority was given to hold it against.`,
    );
  const trusted = authorities.map((bytes) => readCertificate(derAt(bytes, 0)));
  let current = certificate;
  for (let step = 0; step < 10 && isValidAt(current, at); step++) {
    if (
      trusted.some((known) => hexOf(known.raw) === hexOf(current.raw)) ||
      (await issuerOf(current, trusted, at, subtle))
    )
      return report.held.push(`The certificate of the ${what} goes back to an authority that you trust.`);
    current = await issuerOf(current, certificates, at, subtle);
    if (!current) break;
  }
  fault(what, `Its certificate (“${certificate.name}”) does not go back to an authority that you trust.`);
}

async function issuerOf(certificate, candidates, at, subtle) {
  for (const issuer of candidates)
    if (
      issuer.subject === certificate.issuer &&
      issuer.isAuthority &&
      isValidAt(issuer, at) &&
      (await isSignedBy(issuer.key, certificate.algorithm, null, certificate.tbs, certificate.signature, subtle))
    )
      return issuer;
  return null;
}

/** A time stamp (RFC 3161) over those bytes: signed as it says, by a certificate that is fit for it and was valid. */
async function verifyStamp(token, stamped, crypto) {
  const signed = await readSignedData(token, oids.timeStampInfo, crypto);
  const [, , imprint, , time] = childrenOf(derAt(signed.content, 0));
  const [algorithm, digest] = childrenOf(imprint);
  const hash = hashNames[oidOf(childrenOf(algorithm)[0])];
  if (!hash || hexOf(contentOf(digest)) !== hexOf(new Uint8Array(await crypto.subtle.digest(hash, stamped))))
    throw new Error("the time stamp is for something else");
  const at = timeOf(time);
  if (!signed.certificate.usage.includes(oids.timeStamping))
    throw new Error("the certificate of the time stamp is not one for time stamps");
  if (!isValidAt(signed.certificate, at))
    throw new Error("the certificate of the time stamp was not valid at its time");
  return { ...signed, at };
}

/** The time stamp of the unbound set, over its manifest. */
async function verifyManifestStamp(response, manifest, report, fault, crypto) {
  try {
    const whole = derAt(response, 0);
    const [status, token] = childrenOf(whole);
    const [code] = childrenOf(status);
    if (whole.end !== response.length || !token || code.tag !== 2 || contentOf(code)[0] > 1)
      throw new Error("it is no answer that grants a time stamp");
    const stamp = await verifyStamp(token, manifest, crypto);
    report.facts.timeStamp = { by: stamp.certificate.name, at: stamp.at.toISOString() };
    report.held.push(`“${stamp.certificate.name}” stamped the manifest with the time ${timeWords(stamp.at)}.`);
    await judge(stamp, stamp.at, "time stamp", report, fault, crypto);
  } catch (error) {
    fault("time stamp", `It does not hold: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

const timeWords = (date) => `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** What the standards call the things that are looked for (RFC 3161, 5035, 5280, 5652; EN 319 122). */
const oids = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  timeStampInfo: "1.2.840.113549.1.9.16.1.4",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  signatureTimeStamp: "1.2.840.113549.1.9.16.2.14",
  timeStamping: "1.3.6.1.5.5.7.3.8",
  ownDigest: "2.25.214444958414053490597271189940459232144",
  subjectKeyIdentifier: "2.5.29.14",
  basicConstraints: "2.5.29.19",
  extendedKeyUsage: "2.5.29.37",
  commonName: "2.5.4.3",
  organisation: "2.5.4.10",
};
const hashNames = {
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};
const signatureHashes = {
  "1.2.840.113549.1.1.11": "SHA-256",
  "1.2.840.113549.1.1.12": "SHA-384",
  "1.2.840.113549.1.1.13": "SHA-512",
  "1.2.840.10045.4.3.2": "SHA-256",
  "1.2.840.10045.4.3.3": "SHA-384",
  "1.2.840.10045.4.3.4": "SHA-512",
};
const curves = {
  "1.2.840.10045.3.1.7": { namedCurve: "P-256", bytes: 32 },
  "1.3.132.0.34": { namedCurve: "P-384", bytes: 48 },
  "1.3.132.0.35": { namedCurve: "P-521", bytes: 66 },
};

/** A CMS SignedData with one signer: its attributes name its content and its certificate, and the signature is theirs. */
async function readSignedData(contentInfo, expectedType, { subtle }) {
  if (!subtle)
    throw new Error(
      "this browser checks no signatures here; save the page to your disk and open it from there, or use the command",
    );
  const [type, wrapped] = childrenOf(contentInfo);
  if (oidOf(type) !== oids.signedData) throw new Error("it is no signed data");
  const [, , encapsulated, ...rest] = childrenOf(childrenOf(wrapped)[0]);
  const [contentType, inner] = childrenOf(encapsulated);
  const content = inner ? contentOf(childrenOf(inner)[0]) : null;
  const certificates = rest.filter(({ tag }) => tag === 0xa0).flatMap((set) => childrenOf(set).map(readCertificate));
  const signers = childrenOf(rest[rest.length - 1]);
  const [, signerId, digestAlgorithm, attributes, algorithm, signature, others] = childrenOf(signers[0]);
  if (signers.length !== 1 || attributes?.tag !== 0xa0) throw new Error("it is not signed in the way it should be");
  const certificate = certificates.find((known) => isNamed(known, signerId));
  if (!certificate) throw new Error("the certificate of whoever signed is not in it");
  const signed = attributesOf(attributes);
  const hash = hashNames[oidOf(childrenOf(digestAlgorithm)[0])];
  const digest = hexOf(contentOf(signed.get(oids.messageDigest)));
  if (oidOf(contentType) !== expectedType || oidOf(signed.get(oids.contentType)) !== expectedType)
    throw new Error("it is a signature of something else");
  if (content && (!hash || hexOf(new Uint8Array(await subtle.digest(hash, content))) !== digest))
    throw new Error("what was signed was changed");
  await verifyNamedCertificate(signed, certificate, subtle);
  const bytes = Uint8Array.from(rawOf(attributes));
  // What is signed are the attributes as a set, whatever their place among the others calls them.
  bytes[0] = 0x31;
  if (!(await isSignedBy(certificate.key, algorithm, hash, bytes, contentOf(signature), subtle)))
    throw new Error("its signature is not that of the certificate in it");
  const unsigned = others?.tag === 0xa1 ? attributesOf(others) : new Map();
  return { content, certificate, certificates, digest, signature: contentOf(signature), unsigned };
}

const attributesOf = (set) =>
  new Map(
    childrenOf(set).map((attribute) => {
      const [type, values] = childrenOf(attribute);
      return [oidOf(type), childrenOf(values)[0]];
    }),
  );

async function verifyNamedCertificate(signed, certificate, subtle) {
  const second = signed.get(oids.signingCertificateV2);
  const named = second ?? signed.get(oids.signingCertificate);
  if (!named) throw new Error("it does not name its certificate");
  const parts = childrenOf(childrenOf(childrenOf(named)[0])[0]);
  const hash = !second ? "SHA-1" : parts[0].tag === 0x30 ? hashNames[oidOf(childrenOf(parts[0])[0])] : "SHA-256";
  const stated = parts.find(({ tag }) => tag === 4);
  if (!stated || hexOf(contentOf(stated)) !== hexOf(new Uint8Array(await subtle.digest(hash, certificate.raw))))
    throw new Error("it names another certificate than it was signed with");
}

function isNamed(certificate, signerId) {
  if (signerId.tag === 0x80) return certificate.keyId === hexOf(contentOf(signerId));
  const [issuer, serial] = childrenOf(signerId);
  return hexOf(rawOf(issuer)) === certificate.issuer && hexOf(rawOf(serial)) === certificate.serial;
}

/** An X.509 certificate, as far as it matters here (RFC 5280, 4.1). */
function readCertificate(node) {
  const [tbs, algorithm, signature] = childrenOf(node);
  const parts = childrenOf(tbs);
  if (parts[0].tag === 0xa0) parts.shift();
  const [serial, , issuer, validity, subject, key, ...rest] = parts;
  const extensions = new Map();
  for (const list of rest.filter(({ tag }) => tag === 0xa3))
    for (const extension of childrenOf(childrenOf(list)[0])) {
      const members = childrenOf(extension);
      extensions.set(oidOf(members[0]), derAt(contentOf(members[members.length - 1]), 0));
    }
  const [from, to] = childrenOf(validity).map(timeOf);
  const usage = extensions.get(oids.extendedKeyUsage);
  const constraints = extensions.get(oids.basicConstraints);
  const keyId = extensions.get(oids.subjectKeyIdentifier);
  return {
    raw: rawOf(node),
    tbs: rawOf(tbs),
    algorithm,
    signature: contentOf(signature).subarray(1),
    serial: hexOf(rawOf(serial)),
    issuer: hexOf(rawOf(issuer)),
    subject: hexOf(rawOf(subject)),
    name: nameIn(subject),
    issuerName: nameIn(issuer),
    key,
    from,
    to,
    usage: usage ? childrenOf(usage).map(oidOf) : [],
    keyId: keyId ? hexOf(contentOf(keyId)) : null,
    isAuthority: constraints !== undefined && childrenOf(constraints)[0]?.tag === 1,
  };
}

const isValidAt = ({ from, to }, at) => at >= from && at <= to;

function nameIn(name) {
  const known = new Map();
  for (const set of childrenOf(name))
    for (const pair of childrenOf(set)) {
      const [type, value] = childrenOf(pair);
      const encoding = value.tag === 0x1e ? "utf-16be" : "utf-8";
      known.set(oidOf(type), new TextDecoder(encoding).decode(contentOf(value)));
    }
  return known.get(oids.commonName) ?? known.get(oids.organisation) ?? "without a name";
}

/** Whether a signature over some bytes is that of a public key; `digest` is the hash where the algorithm names none. */
async function isSignedBy(key, algorithm, digest, bytes, signature, subtle) {
  const [type, parameters] = childrenOf(algorithm);
  const name = oidOf(type);
  const hash = signatureHashes[name] ?? digest;
  if (name.startsWith("1.2.840.10045.4.")) {
    const curve = curves[oidOf(childrenOf(childrenOf(key)[0])[1])];
    if (!curve) throw new Error("its key is of a kind that this verifier does not know");
    const how = { name: "ECDSA", namedCurve: curve.namedCurve, hash };
    const pair = childrenOf(derAt(signature, 0)).map((number) => fixedLength(contentOf(number), curve.bytes));
    return subtle.verify(how, await subtle.importKey("spki", rawOf(key), how, false, ["verify"]), concat(pair), bytes);
  }
  const how =
    name === "1.3.101.112"
      ? { name: "Ed25519" }
      : name === "1.2.840.113549.1.1.10"
        ? probabilistic(parameters)
        : { name: "RSASSA-PKCS1-v1_5", hash };
  if (!name.startsWith("1.2.840.113549.1.1.") && how.name !== "Ed25519")
    throw new Error("it is signed in a way that this verifier does not know");
  return subtle.verify(how, await subtle.importKey("spki", rawOf(key), how, false, ["verify"]), signature, bytes);
}

/** RSASSA-PSS with its parameters (RFC 4055, 3.1). */
function probabilistic(parameters) {
  const given = new Map(childrenOf(parameters).map((part) => [part.tag, childrenOf(part)[0]]));
  const [hash, salt] = [given.get(0xa0), given.get(0xa2)];
  const saltLength = salt ? contentOf(salt).reduce((sum, byte) => sum * 256 + byte, 0) : 20;
  return { name: "RSA-PSS", hash: hash ? hashNames[oidOf(childrenOf(hash)[0])] : "SHA-1", saltLength };
}

function fixedLength(number, length) {
  const bytes = new Uint8Array(length);
  const significant = number.subarray(number.findIndex((byte) => byte !== 0));
  if (significant.length > length) throw new Error("its signature is not one of its key");
  bytes.set(significant, length - significant.length);
  return bytes;
}

function concat(pieces) {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** One element of DER (X.690): its tag, where it begins, and its content. */
function derAt(bytes, from, limit = bytes.length) {
  let [at, length] = [from + 2, bytes[from + 1]];
  if (length > 127) {
    const count = length & 127;
    if (count === 0 || count > 4) throw new Error("it is not in the form that the standard prescribes");
    length = 0;
    for (let place = 0; place < count; place++) length = length * 256 + bytes[at++];
  }
  if (!(at + length <= limit)) throw new Error("it is cut short");
  return { bytes, tag: bytes[from], from, at, end: at + length };
}

function childrenOf(node) {
  if (!node || !(node.tag & 0x20)) throw new Error("a part of it is missing");
  const children = [];
  for (let at = node.at; at < node.end; at = children[children.length - 1].end)
    children.push(derAt(node.bytes, at, node.end));
  return children;
}

function contentOf(node) {
  if (!node) throw new Error("a part of it is missing");
  return node.bytes.subarray(node.at, node.end);
}

const rawOf = ({ bytes, from, end }) => bytes.subarray(from, end);
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function oidOf(node) {
  if (node?.tag !== 6) throw new Error("a part of it is missing");
  const arcs = [];
  let arc = 0n;
  for (const byte of contentOf(node)) {
    arc = arc * 128n + BigInt(byte & 127);
    if (byte > 127) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const first = arcs[0] < 80n ? arcs[0] / 40n : 2n;
  return [first, arcs[0] - first * 40n, ...arcs.slice(1)].join(".");
}

/** A moment as certificates and time stamps write it: with two digits of the year (tag 23) or four. */
function timeOf(node) {
  const text = latin(contentOf(node));
  return momentOf(node.tag === 23 ? `${Number(text.slice(0, 2)) < 50 ? 20 : 19}${text}` : text);
}

function momentOf(text) {
  const [, year, month, day, hour, minute, second, fraction = ""] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text) ?? [];
  if (!year) throw new Error("a time in it cannot be read");
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`);
}

/** The certificates of a file, PEM or DER, each as its bytes; throws where it has none. */
function certificatesIn(bytes) {
  const text = latin(bytes);
  const written = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  const all = written
    ? written.map((one) => Uint8Array.from(atob(one.replace(/-----[^-]+-----|\s/g, "")), (sign) => sign.charCodeAt(0)))
    : [bytes];
  for (const one of all) readCertificate(derAt(one, 0));
  return all;
}

async function verifyZip(source, newHash, report, fault, crypto) {
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
  const stamp = small.get("manifest.json.tsr");
  if (stamp) await verifyManifestStamp(stamp, bytes, report, fault, crypto);
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
    if (manifest.format === knownFormat || manifest.format === partialFormat) return manifest;
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
  const { title, issuer, timeOfDelivery, asOf, rehearsal, openFaults, events, head, format } = manifest;
  const isPart = format === partialFormat;
  Object.assign(report.facts, {
    title,
    issuer,
    timeOfDelivery,
    asOf,
    rehearsal,
    head,
    documents: documentsOf(manifest).length,
  });
  if (isPart) {
    report.facts.set = manifest.distribution?.set ?? "";
    report.notes.push(
      `It has part of the tabs of a closing set (${report.facts.set}), and of the log the events about those alone.`,
      "That no other event about its tabs was left out, it does not prove by itself: for that hold it against the full set with the same head, which has each of these events under the same number and hash.",
    );
  }
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
  (isPart ? verifyExcerpt : verifyLog)(events, head, newHash, report, fault);
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

/** Some events of the log: each hashed anew, in order, neighbours linked, none after the head that the set names. */
function verifyExcerpt(events, head, newHash, report, fault) {
  const before = report.faults.length;
  let last = null;
  for (const event of events) {
    const where = `log, event ${event.seq}`;
    if (last !== null && event.seq <= last.seq)
      fault(where, `It stands after event ${last.seq}: their order was changed.`);
    if (last !== null && event.seq === last.seq + 1 && event.prevHash !== last.hash)
      fault(where, "It does not follow from the event before it.");
    if (hashOfEvent(event, newHash) !== event.hash)
      fault(where, "It was changed: its hash does not match its content.");
    last = event;
  }
  if (!Number.isSafeInteger(head.seq) || !isDigest(head.hash)) fault("log", "The head that the set names is damaged.");
  if (last !== null && (last.seq > head.seq || (last.seq === head.seq && last.hash !== head.hash)))
    fault("log", `Event ${last.seq} does not fit the head that the set names, event ${head.seq} (${head.hash}).`);
  if (report.faults.length === before)
    report.held.push(
      `${events.length} events of the log, those about its tabs and its keys, each have the hash they were recorded with.`,
    );
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

/** The checkpoint of the log at its head: by the same verifier as an exported log, with which this one file goes alone. */
async function verifyManifestCheckpoint({ events, checkpoint, format, tree, head }, newHash, report, crypto) {
  const known = crypto.checkpoints ?? [];
  if (format === partialFormat && head) {
    const { size, root, proofs } = tree;
    const places = events.map(({ hash, ...leaf }) => ({
      seq: leaf.seq,
      leaf: canonicalJson(leaf),
      proof: proofs.find(({ seq }) => seq === leaf.seq)?.hashes ?? [],
    }));
    if (size !== head.seq)
      report.faults.push({ where: "log", message: "Its root and its head are of different sizes." });
    await logVerifier.verifyPlaces({ places, size, root, checkpoint }, { newHash, ...crypto }, known, report);
    report.facts.root = root;
    return;
  }
  if (!checkpoint) {
    if (known.length > 0)
      report.faults.push({ where: "log", message: "It has no checkpoint to hold against the one that you kept." });
    return;
  }
  const [origin] = checkpoint.split("\n");
  const leaves = events.map(({ hash, ...leaf }) => canonicalJson(leaf));
  await logVerifier.verifyLog({ origin, leaves, checkpoints: [checkpoint] }, { newHash, ...crypto }, known, report);
  for (const other of known.filter((one) => one.origin !== origin))
    report.faults.push({ where: "log", message: `The checkpoint that you kept is of another log, ${other.origin}.` });
  report.facts.checkpoint = checkpoint;
}

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

/** What the result proves and what it cannot, in plain words. */
const meaning = [
  "Proved, where all holds: the file is, byte for byte, the one that was sealed; its documents are the ones that its manifest names; its log has no event changed, removed or added up to its head (of a set with part of the tabs: none of the events that it has was changed); each sign-off and waiver is the one in the log and rests on the digests stated.",
  "Not proved: who made the set. Whoever can make up all of it can seal it anew; so compare the head of the log, or the digest of the manifest, with the one that you were given at the closing (it is printed in the bound volume, “The record behind this set”).",
  "Where it has a time stamp: the authority named says that it saw this manifest, and so the digests in it, at that time. Where it is signed: whoever holds the key of the certificate named signed this volume. Whether that authority and that certificate are to be believed is for the reader; hold them against the certificate of an authority that you trust. A set without them may be one from which they were taken and which was sealed anew.",
  "Not proved: that what the documents say is true or that a signature on them is genuine; and, of a bound volume, that its pages show what the originals show: for that verify the unbound set, whose files are the originals.",
];
// ---- the verifier ends ----

const usage =
  "Usage: npm run --silent closing-set:verify -- FILE [--head HASH] [--checkpoint FILE] [--ca FILE] [--json]";

async function main(words) {
  const given = { "--head": null, "--ca": null, "--checkpoint": null };
  const [files, options] = [[], []];
  for (let at = 0; at < words.length; at++) {
    if (words[at] in given) given[words[at]] = words[++at] ?? "";
    else (words[at].startsWith("--") ? options : files).push(words[at]);
  }
  const { "--head": expectedHead, "--ca": authority, "--checkpoint": kept } = given;
  if (files.length !== 1 || options.some((option) => option !== "--json")) return refuse(usage);
  if (expectedHead !== null && !isDigest(expectedHead))
    return refuse(`--head takes the 64 hex characters of a hash. ${usage}`);
  let authorities = [];
  try {
    if (authority !== null) authorities = certificatesIn(new Uint8Array(await readFile(authority)));
  } catch {
    return refuse(`--ca takes a file of certificates, PEM or DER. ${usage}`);
  }
  let checkpoints = [];
  try {
    if (kept !== null) checkpoints = logVerifier.checkpointsIn(await readFile(kept, "utf8"));
  } catch {}
  if (kept !== null && checkpoints.length === 0) return refuse(`--checkpoint takes a file with a checkpoint. ${usage}`);
  const [path] = files;
  let handle;
  try {
    handle = await open(path, "r");
    const stat = await handle.stat();
    if (!stat.isFile()) return refuse(`${path} is no file.`);
    const source = { size: stat.size, read: (offset, length) => readFrom(handle, offset, length) };
    const report = await verifySet(source, nodeHash, expectedHead, {
      subtle: webcrypto.subtle,
      authorities,
      checkpoints,
    });
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
  if (facts.checkpoint) lines.push(`Checkpoint of the log: ${facts.checkpoint.split("\n").slice(0, 3).join(" ")}`);
  if (facts.timeStamp) lines.push(`Time stamp: ${facts.timeStamp.at} by ${facts.timeStamp.by}`);
  if (facts.signature) lines.push(`Signature: ${facts.signature.at} by ${facts.signature.by}`);
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
