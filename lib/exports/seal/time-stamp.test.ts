import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { buildHere } from "@/lib/exports/build-here";
import { buildClosingSet } from "@/lib/exports/closing-set";
import { readParts } from "@/lib/exports/office-package";
import { textDocument } from "@/lib/exports/sample-documents";
import { sampleSet } from "@/lib/exports/sample-record";
import { CertificateAuthority } from "@/lib/testing/certificate-authority";
import { encoded, integer, members, octetsIn, parsed, sequence } from "./der";
import type { SealSettings, TimeStampSettings } from "./settings";
import { readTimeStamp, requestTimeStamp } from "./time-stamp";

const folder = mkdtempSync(join(tmpdir(), "time-stamp-"));
const authority = new CertificateAuthority(join(folder, "authority"));
const stamped = Buffer.from("What is to be stamped");
let service: Awaited<ReturnType<CertificateAuthority["timeStamps"]>>;
let settings: TimeStampSettings;
const honest = async (body: Buffer) => ({ body });

beforeAll(async () => {
  service = await authority.timeStamps();
  settings = { url: service.url, required: true, hash: "sha256", seconds: 30, trusted: authority.certificate };
});
beforeEach(() => {
  service.spoil = honest;
});
afterAll(() => {
  service.stop();
  rmSync(folder, { recursive: true });
});

function openssl(response: Buffer, data: Buffer): string {
  const [answer, what] = [join(folder, "answer.tsr"), join(folder, "stamped")];
  writeFileSync(answer, response);
  writeFileSync(what, data);
  const words = ["ts", "-verify", "-data", what, "-in", answer, "-CAfile", authority.certificate];
  return execFileSync("openssl", words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

test.each(["sha256", "sha384", "sha512"] as const)(
  "an imprint by %s is stamped, and OpenSSL says the same",
  async (hash) => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const stamp = await requestTimeStamp(stamped, { ...settings, hash, policy: "1.2.3.4.5" });
    expect(stamp.by).toBe("Local Time Stamps");
    expect(Date.parse(stamp.at)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(stamp.at)).toBeLessThanOrEqual(Date.now());
    expect(openssl(stamp.response, stamped)).toContain("Verification: OK");
  },
);

test("an authority whose key is of an elliptic curve is understood too", async () => {
  const other = await authority.timeStamps({ curve: "P-384", md: "sha384" });
  const { response } = await requestTimeStamp(stamped, { ...settings, url: other.url });
  other.stop();
  expect(openssl(response, stamped)).toContain("Verification: OK");
});

test("a user and a password in the address go into the request's header", async () => {
  const url = service.url.replace("//", "//firm%40example:s%3Acret@");
  await requestTimeStamp(stamped, { ...settings, url });
  expect(service.authorization).toBe(`Basic ${Buffer.from("firm@example:s:cret").toString("base64")}`);
});

/** The answer with one byte changed where it stands for the last time. */
function changed(answer: Buffer, at: number): Buffer {
  const bytes = Buffer.from(answer);
  bytes[at] = bytes[at]! ^ 1;
  return bytes;
}

/** Answers every request with the answer to the first. */
function replayed(): typeof service.spoil {
  let first: Buffer | null = null;
  return async (answer) => {
    first ??= answer;
    return { body: first };
  };
}

test.each<[string, RegExp, typeof service.spoil]>([
  ["an error of the server", /answered with status 503/, async () => ({ status: 503, body: Buffer.alloc(0) })],
  [
    "a web page",
    /not in the form that the standard prescribes/,
    async () => ({ body: Buffer.from("<html>Sign in</html>") }),
  ],
  ["nothing", /not in the form/, async () => ({ body: Buffer.alloc(0) })],
  ["half an answer", /not in the form/, async (answer) => ({ body: answer.subarray(0, answer.length / 2) })],
  ["a flood", /larger than any time stamp/, async () => ({ body: Buffer.alloc(400_000) })],
  [
    "another signature",
    /not that of the certificate/,
    async (answer) => ({ body: changed(answer, answer.length - 1) }),
  ],
  ["the answer to an earlier request", /another request/, replayed()],
  ["silence", /did not answer within 0.5 seconds/, () => new Promise(() => undefined)],
])("%s in place of an answer is refused with its reason", async (what, reason, spoil) => {
  if (what.includes("earlier")) {
    service.spoil = spoil;
    await requestTimeStamp(stamped, settings);
  }
  service.spoil = spoil;
  const seconds = what === "silence" ? 0.5 : 30;
  await expect(requestTimeStamp(stamped, { ...settings, seconds })).rejects.toThrow(reason);
});

test("an authority that refuses, one that is out of reach and one that is not trusted are told apart", async () => {
  await expect(requestTimeStamp(stamped, { ...settings, policy: "1.9.9" })).rejects.toThrow(/It refused: .*policy/i);
  await expect(requestTimeStamp(stamped, { ...settings, url: "http://127.0.0.1:1/" })).rejects.toThrow(
    "could not be reached",
  );
  const other = new CertificateAuthority(join(folder, "other"), "Another Authority");
  await expect(requestTimeStamp(stamped, { ...settings, trusted: other.certificate })).rejects.toThrow(
    "not issued by an authority that this site trusts",
  );
});

test("a file of trusted authorities that is not there or has none is told", async () => {
  for (const trusted of [join(folder, "nowhere.pem"), import.meta.filename])
    await expect(requestTimeStamp(stamped, { ...settings, trusted })).rejects.toThrow(
      "TIMESTAMP_CA names has no certificates",
    );
});

test("a stamp of other bytes, and one by a certificate that is not for time stamps, are refused", async () => {
  const { response, token } = await requestTimeStamp(stamped, settings);
  expect(() => readTimeStamp(response, Buffer.from("Other bytes"), settings)).toThrow("for something else");
  // What the authority said, signed anew by somebody who may sign mail.
  const [, , said] = members(members(members(parsed(token))[1])[0]);
  const content = join(folder, "content");
  writeFileSync(content, octetsIn(members(members(said)[1])[0]));
  const { certificate, key } = authority.issue("Not For Time Stamps");
  const type = ["-econtent_type", "1.2.840.113549.1.9.16.1.4", "-nodetach", "-binary", "-cades", "-outform", "DER"];
  const forged = execFileSync("openssl", [
    "cms",
    "-sign",
    "-in",
    content,
    "-signer",
    certificate,
    "-inkey",
    key,
    ...type,
  ]);
  const answer = encoded(sequence(sequence(integer(0)), parsed(forged)));
  expect(() => readTimeStamp(answer, stamped, settings)).toThrow("not one for time stamps");
});

async function sample() {
  const write = async (name: string, words: string) => {
    const bytes = await textDocument(words, [[612, 792]]);
    writeFileSync(join(folder, name), bytes);
    return { file: join(folder, name), sha256: createHash("sha256").update(bytes).digest("hex") };
  };
  return sampleSet(await write("opinion.pdf", "We are of the opinion"), await write("receipt.pdf", "Received"));
}

const digest = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

test("a set has the stamp of its manifest in its ZIP, named by the bag's list, and kept so that it has the same bytes again", async () => {
  const input = await sample();
  const keptIn = join(folder, "kept");
  const build = async (name: string, seals?: SealSettings) => {
    const zip = join(folder, `${name}.zip`);
    const report = await buildHere(input, { zip }, { cancelled: () => false, seals });
    return {
      report,
      sha256: digest(zip),
      parts: new Map(readParts(readFileSync(zip)).map((part) => [part.name, part.bytes])),
    };
  };
  const first = await build("first", { timeStamp: settings, keptIn });
  const asked = service.asked;
  const again = await build("again", { timeStamp: settings, keptIn });
  expect(again.sha256).toBe(first.sha256);
  expect(service.asked).toBe(asked);
  expect(first.report.seals).toMatchObject({ timeStamp: { by: "Local Time Stamps" }, signature: null, notes: [] });
  const [manifest, stamp] = [first.parts.get("manifest.json")!, first.parts.get("manifest.json.tsr")!];
  expect(openssl(stamp, manifest)).toContain("Verification: OK");
  expect(first.parts.get("tagmanifest-sha256.txt")!.toString()).toContain("manifest.json.tsr");

  const elsewhere = await build("elsewhere", { timeStamp: settings, keptIn: join(folder, "kept-elsewhere") });
  expect(elsewhere.parts.get("manifest.json")).toEqual(manifest);
  const [plain, plainAgain] = [await build("plain"), await build("plain-again")];
  expect(plain.sha256).toBe(plainAgain.sha256);
  expect(plain.parts.has("manifest.json.tsr")).toBe(false);
  expect(plain.parts.get("manifest.json")).toEqual(manifest);
});

test("without a stamp a build goes on and says so, or fails where one is required; nothing but whole files is left", async () => {
  const input = await sample();
  const out = join(folder, "out");
  mkdirSync(out);
  service.spoil = async () => ({ status: 500, body: Buffer.alloc(0) });
  const [pdf, zip, keptIn] = [join(out, "set.pdf"), join(out, "set.zip"), join(folder, "kept-none")];
  const build = (required: boolean) =>
    buildClosingSet(input, { pdf, zip, seals: { timeStamp: { ...settings, required }, keptIn } });
  const { seals } = await build(false);
  expect(seals.timeStamp).toBeNull();
  expect(seals.notes).toEqual([expect.stringMatching(/^The set has no time stamp\. .* answered with status 500\.$/)]);
  rmSync(zip);
  await expect(build(true)).rejects.toMatchObject({ name: "SealError" });
  service.spoil = honest;
  expect((await build(true)).seals).toMatchObject({ timeStamp: { by: "Local Time Stamps" }, notes: [] });
});
