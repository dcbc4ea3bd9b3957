// node --import ./scripts/typescript-hooks.mjs e2e/support/sealed-set.ts FOLDER: makes a small set in that folder, set.pdf
// signed and set.zip stamped, and the certificate of the local authority behind both, authority/authority.pem.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildHere } from "@/lib/exports/build-here";
import { textDocument } from "@/lib/exports/sample-documents";
import { sampleSet } from "@/lib/exports/sample-record";
import { CertificateAuthority } from "@/lib/testing/certificate-authority";

const [folder = ""] = process.argv.slice(2);
const write = async (name: string, words: string) => {
  const bytes = await textDocument(words, [[612, 792]]);
  writeFileSync(join(folder, name), bytes);
  return { file: join(folder, name), sha256: createHash("sha256").update(bytes).digest("hex") };
};
const input = sampleSet(await write("opinion.pdf", "We are of the opinion"), await write("receipt.pdf", "Received"));
const authority = new CertificateAuthority(join(folder, "authority"));
const service = await authority.timeStamps();
const timeStamp = { url: service.url, required: true, hash: "sha256", seconds: 60 } as const;
const seals = { signature: authority.issue("Bryce & Tan LLP"), timeStamp };
const targets = { pdf: join(folder, "set.pdf"), zip: join(folder, "set.zip") };
await buildHere(input, targets, { cancelled: () => false, seals });
service.stop();
