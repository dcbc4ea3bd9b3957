import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import { err, ok, type Result } from "@/lib/domain/result";
import type { ClosingSetInput, DocumentInput, PartInput, TabInput } from "./model";

/** One document of an index file: where it is, relative to the index, and its place in the set. */
const indexEntry = z.object({
  file: z.string().min(1),
  part: z.string().min(1).default("Documents"),
  tab: z.union([z.string().min(1), z.number().transform(String)]).optional(),
  title: z.string().min(1).optional(),
  date: z.iso.date().optional(),
  signatories: z.array(z.string()).default([]),
});

const indexFile = z.array(indexEntry).min(1);
type IndexEntry = z.infer<typeof indexEntry>;

/**
 * The set that a folder (its PDFs in the order of their names) or an index file (a JSON list of `file`, `part`, `tab`,
 * `title` and, if wanted, `date` and `signatories`) describes. `outputs` are no part of a folder: they are what an
 * earlier run left there. The error is a sentence for the person at the command line.
 */
export function readSetFrom(path: string, outputs: readonly string[] = []): Result<ClosingSetInput, string> {
  const place = resolve(path);
  try {
    const isFolder = statSync(place).isDirectory();
    const written = new Set(outputs.map((output) => resolve(output)));
    const entries = isFolder ? entriesOfFolder(place, written) : entriesOfIndex(place);
    if (!entries.ok) return entries;
    const base = isFolder ? place : dirname(place);
    return ok(setOf(basename(base), partsOf(entries.value, base)));
  } catch (error) {
    return err(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function entriesOfFolder(folder: string, written: ReadonlySet<string>): Result<IndexEntry[], string> {
  const names = readdirSync(folder).filter(
    (name) => name.toLowerCase().endsWith(".pdf") && !written.has(join(folder, name)),
  );
  // By code units and not by the rules of a language, so that the order is the same everywhere.
  names.sort();
  if (names.length === 0) return err(`${folder} has no PDF in it.`);
  return ok(names.map((file) => ({ file, part: "Documents", title: file.slice(0, -4), signatories: [] })));
}

function entriesOfIndex(path: string): Result<IndexEntry[], string> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return err(`${path} is neither a folder nor an index in JSON.`);
  }
  const parsed = indexFile.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err(`${path} is not an index: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim());
}

/** Entries that follow one another with the same part, and within it the same tab, stand together. */
function partsOf(entries: readonly IndexEntry[], base: string): PartInput[] {
  const parts: { title: string; tabs: (TabInput & { documents: DocumentInput[] })[] }[] = [];
  let tabs = 0;
  for (const entry of entries) {
    let part = parts.at(-1);
    if (part?.title !== entry.part) {
      part = { title: entry.part, tabs: [] };
      parts.push(part);
    }
    const title = entry.title ?? basename(entry.file);
    let tab = part.tabs.at(-1);
    if (entry.tab === undefined || tab?.number !== entry.tab) {
      tabs++;
      tab = { number: entry.tab ?? String(tabs), title, documents: [] };
      part.tabs.push(tab);
    }
    tab.documents.push({
      title,
      ...(entry.date ? { date: entry.date } : {}),
      signatories: entry.signatories,
      file: join(base, entry.file),
      mediaType: "application/pdf",
    });
  }
  return parts;
}

/** The moment that a set bound from files alone carries: with no closing behind it, one that is the same for all. */
const noMoment = "1980-01-01T00:00:00Z";

function setOf(name: string, parts: PartInput[]): ClosingSetInput {
  return {
    title: "Closing Set",
    issuer: name,
    securities: [],
    timeOfDelivery: "not stated",
    asOf: noMoment,
    parties: [],
    parts,
  };
}
