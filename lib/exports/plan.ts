import { basename } from "node:path";
import { endingOf, UniqueNames } from "./file-names";
import type { ClosingSetInput, DocumentInput, PartInput, TabInput } from "./model";

/** A document of the set with its place: `number` counts through the whole set, `path` is its name within the ZIP. */
export type PlannedDocument = { readonly number: number; readonly path: string; readonly input: DocumentInput };
export type PlannedTab = { readonly input: TabInput; readonly documents: readonly PlannedDocument[] };
export type PlannedPart = { readonly input: PartInput; readonly tabs: readonly PlannedTab[] };

/** The folder of a bag that holds what is delivered (RFC 8493, 2.1.2). */
export const payloadFolder = "data";

/**
 * Numbers the documents and names their files: a folder for each part and tab, and names like
 * `014 - Opinion of X (2026-05-14).pdf`, none the same as another even where a system ignores case.
 */
export function planSet({ parts }: ClosingSetInput): PlannedPart[] {
  const documents = parts.flatMap((part) => part.tabs.flatMap((tab) => tab.documents));
  const digits = Math.max(3, String(documents.length).length);
  const partNames = new UniqueNames();
  let number = 0;
  return parts.map((part, index) => {
    const partFolder = partNames.take(`${index + 1} - ${part.title}`);
    const tabNames = new UniqueNames();
    const tabs = part.tabs.map((tab) => {
      const tabFolder = tabNames.take(`Tab ${tab.number}`);
      const fileNames = new UniqueNames();
      const planned = tab.documents.map((input) => {
        number++;
        const name = fileNames.take(...fileWords(String(number).padStart(digits, "0"), input));
        return { number, path: `${payloadFolder}/${partFolder}/${tabFolder}/${name}`, input };
      });
      return { input: tab, documents: planned };
    });
    return { input: part, tabs };
  });
}

function fileWords(number: string, { title, date, originalName, file }: DocumentInput): [string, string] {
  const ending = endingOf(originalName ?? basename(file));
  return [`${number} - ${title}`, `${date ? ` (${date})` : ""}${ending}`];
}
