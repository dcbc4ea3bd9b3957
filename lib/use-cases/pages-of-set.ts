import "server-only";
import type { DocumentInput } from "@/lib/exports/model";
import type { Paper } from "@/lib/exports/paper";
import { paperPages } from "@/lib/exports/paper-pages";
import { factsOfFiles } from "./closing-set-preflight";
import type { KeyedPart } from "./closing-set-tabs";

/** How many pages a document of a set takes in the volume; null of one that cannot be bound. */
export type PagesOf = (document: DocumentInput) => number | null;

/** Counts the pages of every document of a set as the binder will: of stored ones by reading them, of the program's papers by setting them. */
export async function pagesOfSet(
  parts: readonly KeyedPart[],
  papers: readonly { file: string; paper: Paper }[],
): Promise<PagesOf> {
  const documents = parts.flatMap(({ tabs }) => tabs.flatMap((tab) => tab.documents));
  const stored = documents.flatMap(({ sha256, mediaType }) => (sha256 === undefined ? [] : [{ sha256, mediaType }]));
  const [facts, counts] = await Promise.all([factsOfFiles(stored), paperPages(papers.map(({ paper }) => paper))]);
  const ofPaper = new Map(papers.map(({ file }, place) => [file, counts[place] ?? null]));
  return ({ sha256, file }) => {
    if (sha256 === undefined) return ofPaper.get(file) ?? null;
    const found = facts.get(sha256);
    return found?.state === "readable" ? found.pages : null;
  };
}
