import { PdfArray, PdfDict, PdfName, PdfNull, type PdfObject, PdfRef, PdfString } from "@libpdf/core";
import type { SourcePdf } from "./source-pdf";

/** A place in a source: a page by its index, and the view of it in PDF syntax after the page (`/XYZ 0 700 null`). */
export type Destination = { page: number; view: readonly PdfObject[] };

/** A bookmark of a source; one without a place only groups those below it. */
export type SourceBookmark = { title: string; to: Destination | null; below: SourceBookmark[] };

const deepestBookmark = 24;
const mostBookmarks = 20_000;

/** Finds where the links and bookmarks of one source lead, by page number, name or action. */
export class Destinations {
  readonly #source: SourcePdf;
  readonly #pageIndex = new Map<string, number>();
  #named: Map<string, PdfObject> | null = null;

  constructor(source: SourcePdf) {
    this.#source = source;
    for (const [index, { ref }] of source.pages.entries()) this.#pageIndex.set(ref.toString(), index);
  }

  /** Which page of the source a reference means, if any. */
  pageOf(ref: PdfRef): number | undefined {
    return this.#pageIndex.get(ref.toString());
  }

  /** The place that a destination names: `[page /Fit]`, a name, a string, or a dictionary with `/D`. */
  place(object: PdfObject | undefined): Destination | null {
    const { look } = this.#source;
    const value = look.value(object);
    if (value instanceof PdfName) return this.#namedPlace(value.value);
    if (value instanceof PdfString) return this.#namedPlace(nameKey(value));
    if (value instanceof PdfDict) return this.place(value.get("D"));
    if (!(value instanceof PdfArray)) return null;
    const [first, ...view] = value.toArray();
    const page = first instanceof PdfRef ? this.pageOf(first) : look.number(first);
    if (page === undefined || !this.#source.pages[page]) return null;
    return { page, view: view.length > 0 ? view : [PdfName.of("Fit")] };
  }

  /** The place that a link or bookmark leads to within its own source, by `/Dest` or by a go-to action. */
  target(dict: PdfDict): Destination | null {
    if (dict.has("Dest")) return this.place(dict.get("Dest"));
    const action = this.#source.look.dict(dict.get("A"));
    return action && this.#source.look.name(action.get("S")) === "GoTo" ? this.place(action.get("D")) : null;
  }

  /** The source's own bookmarks, as deep as they go. */
  bookmarks(): SourceBookmark[] {
    const { look, catalog } = this.#source;
    const seen = new Set<PdfDict>();
    const level = (first: PdfObject | undefined, depth: number): SourceBookmark[] => {
      const found: SourceBookmark[] = [];
      let item = look.dict(first);
      while (item && !seen.has(item) && seen.size < mostBookmarks) {
        seen.add(item);
        const below = depth < deepestBookmark ? level(item.get("First"), depth + 1) : [];
        const title = cleanTitle(look.text(item.get("Title")) ?? "");
        const to = this.target(item);
        if (title && (to || below.length > 0)) found.push({ title, to, below });
        item = look.dict(item.get("Next"));
      }
      return found;
    };
    return level(look.dict(catalog.get("Outlines"))?.get("First"), 0);
  }

  #namedPlace(name: string): Destination | null {
    this.#named ??= this.#readNames();
    const target = this.#named.get(name);
    const value = this.#source.look.value(target);
    // A name must not lead to another name, or a circle could follow.
    return value instanceof PdfArray || value instanceof PdfDict ? this.place(value) : null;
  }

  #readNames(): Map<string, PdfObject> {
    const { look, catalog } = this.#source;
    const names = new Map<string, PdfObject>();
    for (const [name, value] of look.dict(catalog.get("Dests")) ?? []) names.set(name.value, value);
    const tree = look.dict(look.dict(catalog.get("Names"))?.get("Dests"));
    if (tree) {
      forEachName(this.#source, tree, (name, value) => names.set(name, value));
    }
    return names;
  }
}

/** Calls back for each entry of a name tree, in its order. */
export function forEachName(source: SourcePdf, root: PdfDict, found: (name: string, value: PdfObject) => void): void {
  const { look } = source;
  const seen = new Set<PdfDict>();
  const walk = (node: PdfDict) => {
    if (seen.has(node)) return;
    seen.add(node);
    const names = look.array(node.get("Names"));
    for (let index = 0; names && index + 1 < names.length; index += 2) {
      const key = look.value(names.at(index));
      if (key instanceof PdfString) found(nameKey(key), names.at(index + 1) ?? PdfNull.instance);
    }
    for (const kid of look.array(node.get("Kids")) ?? []) {
      const below = look.dict(kid);
      if (below) walk(below);
    }
  };
  walk(root);
}

const nameKey = (name: PdfString) => Buffer.from(name.bytes).toString("latin1");

/** A title on one line, without control characters. */
function cleanTitle(title: string): string {
  return title.replace(/[\p{Cc}\s]+/gu, " ").trim();
}
