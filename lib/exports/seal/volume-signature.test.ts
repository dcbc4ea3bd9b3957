import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { buildHere } from "@/lib/exports/build-here";
import type { ClosingSetInput } from "@/lib/exports/model";
import { textDocument } from "@/lib/exports/sample-documents";
import { sampleSet } from "@/lib/exports/sample-record";
import { CertificateAuthority } from "@/lib/testing/certificate-authority";
import type { SealSettings, SignatureSettings, TimeStampSettings } from "./settings";

const folder = mkdtempSync(join(tmpdir(), "volume-signature-"));
const authority = new CertificateAuthority(join(folder, "authority"));
let service: Awaited<ReturnType<CertificateAuthority["timeStamps"]>>;
let timeStamp: TimeStampSettings;
let input: ClosingSetInput;
let signer: { certificate: string; key: string };

beforeAll(async () => {
  service = await authority.timeStamps();
  timeStamp = { url: service.url, required: true, hash: "sha256", seconds: 30, trusted: authority.certificate };
  signer = authority.issue("Bryce & Tan LLP");
  const write = async (name: string, words: string) => {
    const bytes = await textDocument(words, [[612, 792]]);
    writeFileSync(join(folder, name), bytes);
    return { file: join(folder, name), sha256: createHash("sha256").update(bytes).digest("hex") };
  };
  input = sampleSet(await write("opinion.pdf", "We are of the opinion"), await write("receipt.pdf", "Received"));
});
beforeEach(() => {
  service.spoil = async (body) => ({ body });
});
afterAll(() => {
  service.stop();
  rmSync(folder, { recursive: true });
});

async function build(name: string, seals?: SealSettings) {
  const pdf = join(folder, `${name}.pdf`);
  const report = await buildHere(input, { pdf }, { cancelled: () => false, seals });
  expect(createHash("sha256").update(readFileSync(pdf)).digest("hex")).toBe(report.pdf!.sha256);
  expect(readFileSync(pdf)).toHaveLength(report.pdf!.bytes);
  return { pdf, bytes: readFileSync(pdf), seals: report.seals };
}

/** The signature of a volume and the bytes that it is over, for OpenSSL. */
function takeApart(bytes: Buffer) {
  const [, before, after, rest] = /\/ByteRange\[0 (\d+) (\d+) (\d+)\]/.exec(bytes.toString("latin1"))!.map(Number);
  const hex = bytes.toString("latin1", before! + 1, after! - 1);
  const [content, cms] = [join(folder, "content"), join(folder, "signature.der")];
  writeFileSync(content, Buffer.concat([bytes.subarray(0, before), bytes.subarray(after!, after! + rest!)]));
  const der = Buffer.from(hex, "hex");
  writeFileSync(cms, der.subarray(0, 4 + der.readUInt16BE(2)));
  return { content, cms };
}

const verify = (path: string, ...words: string[]) => {
  const { status, stdout } = spawnSync(process.execPath, ["scripts/closing-set-verify.mjs", path, ...words], {
    encoding: "utf8",
  });
  return { status, stdout };
};

test.each<[string, () => SignatureSettings]>([
  ["a PEM certificate with an RSA key", () => signer],
  ["one of an elliptic curve", () => authority.issue("Bryce & Tan LLP", { curve: "P-256" })],
  ["a PKCS#12 file", () => ({ certificate: authority.container(signer, "open it"), passphrase: "open it" })],
  [
    "a PKCS#12 file with a key of an elliptic curve",
    () => ({
      certificate: authority.container(authority.issue("Bryce & Tan LLP", { curve: "P-384" }), "x"),
      passphrase: "x",
    }),
  ],
])("a volume signed by %s holds by pdfsig, OpenSSL, qpdf and the verifier", async (_what, by) => {
  const { pdf, bytes, seals } = await build("signed", { signature: by() });
  expect(seals).toMatchObject({ signature: { by: "Bryce & Tan LLP", timeStamp: null }, timeStamp: null, notes: [] });
  const said = execFileSync("pdfsig", [pdf], { encoding: "utf8" });
  expect(said).toContain("Signature Validation: Signature is Valid.");
  expect(said).toContain("Total document signed");
  expect(said).toContain("Signature Type: ETSI.CAdES.detached");
  expect(said).toContain("Signer Certificate Common Name: Bryce & Tan LLP");
  expect(execFileSync("qpdf", ["--check", pdf], { encoding: "utf8" })).toContain("No syntax or stream encoding errors");
  const { content, cms } = takeApart(bytes);
  const words = [
    "cms",
    "-verify",
    "-inform",
    "DER",
    "-in",
    cms,
    "-content",
    content,
    "-binary",
    "-cades",
    "-CAfile",
    authority.certificate,
  ];
  expect(spawnSync("openssl", [...words, "-out", "/dev/null"], { encoding: "utf8" }).stderr).toContain(
    "CAdES Verification successful",
  );
  const { status, stdout } = verify(pdf, "--ca", authority.certificate);
  expect(stdout).toContain("It is signed by the key of “Bryce & Tan LLP” over every byte");
  expect(stdout).toContain("The certificate of the signature goes back to an authority that you trust.");
  expect(status).toBe(0);
});

test("a signature with a time stamp is kept, so that the same set has the same bytes; the volume within is the same anywhere", async () => {
  const keptIn = join(folder, "kept");
  const first = await build("stamped", { signature: signer, timeStamp, keptIn });
  const again = await build("stamped-again", { signature: signer, timeStamp, keptIn });
  expect(again.bytes.equals(first.bytes)).toBe(true);
  expect(first.seals.signature).toMatchObject({ timeStamp: { by: "Local Time Stamps" } });
  expect(verify(first.pdf, "--ca", authority.certificate).stdout).toContain(
    "“Local Time Stamps” stamped that signature",
  );
  expect(execFileSync("pdfsig", [first.pdf], { encoding: "utf8" })).toContain("Signature is Valid");

  const elsewhere = await build("elsewhere", { signature: signer, timeStamp, keptIn: join(folder, "kept-elsewhere") });
  const volume = Number(/\/Volume (\d+)>>/.exec(first.bytes.toString("latin1"))![1]);
  expect(elsewhere.bytes.subarray(0, volume).equals(first.bytes.subarray(0, volume))).toBe(true);
  expect(verify(elsewhere.pdf).stdout).toContain("is to be believed is for you to judge");
});

test("the signature changes nothing of what is read: pages, text, bookmarks and the manifest", async () => {
  const [plain, signed] = [await build("plain"), await build("signed", { signature: signer })];
  const seen = await Promise.all(
    [plain, signed].map(async ({ bytes, pdf }) => {
      const volume = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
      const outline = JSON.stringify((await volume.getOutline()).map(({ title }) => title));
      const attached = Buffer.from(
        ((await volume.getAttachments()) as Record<string, { content: Uint8Array }>)["manifest.json"]!.content,
      );
      const pages = volume.numPages;
      await volume.loadingTask.destroy();
      return { outline, attached, pages, text: execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }) };
    }),
  );
  expect(seen[1]).toEqual(seen[0]);
});

test("without a time stamp the signature says so, or the build fails where one is required", async () => {
  service.spoil = async () => ({ status: 500, body: Buffer.alloc(0) });
  const keptIn = join(folder, "kept-later");
  const { seals } = await build("unstamped", {
    signature: signer,
    timeStamp: { ...timeStamp, required: false },
    keptIn,
  });
  expect(seals.signature).toMatchObject({ by: "Bryce & Tan LLP", timeStamp: null });
  expect(seals.notes).toEqual([expect.stringMatching(/^The signature has no time stamp\./)]);
  const wanted = { signature: signer, timeStamp, keptIn };
  await expect(build("required", wanted)).rejects.toMatchObject({ name: "SealError" });
  service.spoil = async (body) => ({ body });
  expect((await build("required", wanted)).seals.signature).toMatchObject({ timeStamp: { by: "Local Time Stamps" } });
});

test.each<[string, RegExp, () => SignatureSettings]>([
  [
    "a certificate that is not there",
    /SEAL_CERTIFICATE names cannot be read/,
    () => ({ ...signer, certificate: "nowhere" }),
  ],
  ["a certificate without its key", /SEAL_KEY does not name/, () => ({ certificate: signer.certificate })],
  ["a key that is not there", /SEAL_KEY names cannot be read/, () => ({ ...signer, key: "nowhere" })],
  ["another's key", /not that of its certificate/, () => ({ ...signer, key: authority.issue("Another").key })],
  ["a file that is no key", /cannot be read as a key/, () => ({ ...signer, key: signer.certificate })],
  [
    "a wrong passphrase",
    /opens neither as PEM nor as PKCS#12/,
    () => ({ certificate: authority.container(signer, "a"), passphrase: "b" }),
  ],
  ["a file that is neither", /opens neither/, () => ({ certificate: join(folder, "opinion.pdf") })],
])("%s is told, and no volume is left", async (_what, reason, signature) => {
  await expect(build("refused", { signature: signature() })).rejects.toThrow(reason);
  expect(() => readFileSync(join(folder, "refused.pdf"))).toThrow("ENOENT");
});

test("a signature taken away, one added, and one by another certificate are named", async () => {
  const { bytes, pdf } = await build("signed", { signature: signer });
  const volume = Number(/\/Volume (\d+)>>/.exec(bytes.toString("latin1"))![1]);
  const spoiled = join(folder, "spoiled.pdf");
  const faults = (changed: Buffer) => {
    writeFileSync(spoiled, changed);
    const { status, stdout } = verify(spoiled);
    expect(status).toBe(1);
    return stdout;
  };
  expect(faults(bytes.subarray(0, volume))).toContain("its signature was taken away");
  const other = await build("other", { signature: authority.issue("Nryce & Tan LLP") });
  expect(other.bytes.length).toBe(bytes.length);
  expect(faults(Buffer.concat([bytes.subarray(0, volume), other.bytes.subarray(volume)]))).toContain(
    "FAULT   signature:",
  );
  expect(faults(Buffer.concat([bytes, Buffer.from("\n")]))).toMatch(/FAULT/);
  const { bytes: plain } = await build("plain");
  expect(faults(Buffer.concat([plain, bytes.subarray(volume)]))).toMatch(/FAULT/);
  expect(verify(pdf).status).toBe(0);
});
