import { createHash } from "node:crypto";
import type { ArchiveEntry } from "./archive";
import type { ClosingSetInput, DocumentReport } from "./model";
import type { PlannedPart } from "./plan";

/** A file that goes beside the payload of the bag. */
export type TagFile = { readonly name: string; readonly bytes: Uint8Array };

/**
 * The entries of a bag as RFC 8493 lays it out, in the order of their names: what the bag is, the documents below
 * `data/`, untouched, the other tag files, and last the manifests, which name every other file with its digest. Documents
 * that could not be read are in neither.
 */
export function bagEntries(
  input: ClosingSetInput,
  plan: readonly PlannedPart[],
  reports: readonly DocumentReport[],
  tagFiles: readonly TagFile[],
): ArchiveEntry[] {
  const documents = plan
    .flatMap((part) => part.tabs.flatMap((tab) => tab.documents))
    .map((planned, index) => ({ ...planned, report: reports[index]! }))
    .filter(({ report }) => report.sha256 !== null)
    .sort((a, b) => byBytes(a.path, b.path));
  const bytes = documents.reduce((sum, { report }) => sum + report.bytes, 0);
  const first: TagFile[] = [
    // The verifier knows an unbound set by the first line of this file, the first in the ZIP.
    { name: "bag-info.txt", bytes: text(bagInfo(input, bytes, documents.length)) },
    { name: "bagit.txt", bytes: text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n") },
  ];
  const last: TagFile[] = [
    ...tagFiles,
    {
      name: "manifest-sha256.txt",
      bytes: text(documents.map(({ path, report }) => `${report.sha256}  ${inManifest(path)}\n`).join("")),
    },
  ];
  const tagManifest = [...first, ...last]
    .map((file) => `${sha256(file.bytes)}  ${inManifest(file.name)}\n`)
    .sort(byNameInLine);
  const inMemory = ({ name, bytes: source }: TagFile) => ({ name, source });
  return [
    ...first.map(inMemory),
    ...documents.map(({ path, input: { file } }) => ({ name: path, source: { file } })),
    ...last.map(inMemory),
    { name: "tagmanifest-sha256.txt", source: text(tagManifest.join("")) },
  ];
}

function bagInfo({ issuer, title, asOf }: ClosingSetInput, bytes: number, files: number): string {
  const description = `${issuer}: ${title}`.replace(/\s+/g, " ");
  return `Bag-Software-Agent: Section Seven\nBagging-Date: ${asOf.slice(0, 10)}\nExternal-Description: ${description}\nPayload-Oxum: ${bytes}.${files}\n`;
}

/** Line ends and percent signs are the only characters that a bag's manifests write in another way (RFC 8493, 2.1.3). */
const inManifest = (path: string) => path.replaceAll("%", "%25").replaceAll("\n", "%0A").replaceAll("\r", "%0D");

const text = (words: string) => Buffer.from(words, "utf8");
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const byBytes = (a: string, b: string) => Buffer.compare(text(a), text(b));
const byNameInLine = (a: string, b: string) => byBytes(a.slice(66), b.slice(66));
