import { PdfArray, PdfDict, type PdfObject, type PdfRef, PdfStream } from "@libpdf/core";
import type { Destinations } from "./destinations";
import { serialize, volumeRef } from "./serialize";
import type { SourcePdf } from "./source-pdf";
import type { VolumeWriter } from "./volume-writer";

/** What is put around and upon the content of a page; each part is the text of a reference or of references. */
export type PageDress = {
  /** The page's node in the page tree. */
  parent: number;
  /** The object of the stream that saves the graphics state, before the page's own content. */
  before: number;
  /** Objects of the streams after the page's own content. */
  after: readonly number[];
  /** Resources that those streams use: font and form names with their object numbers. */
  fonts: ReadonlyMap<string, number>;
  forms: ReadonlyMap<string, number>;
};

/** Page entries that lose their meaning outside their own document, or that could act on their own. */
const droppedFromPages = new Set([
  "Parent",
  "StructParents",
  "B",
  "AA",
  "PieceInfo",
  "Thumb",
  "Contents",
  "Resources",
  "Annots",
  "Type",
  "TemplateInstantiated",
  "PresSteps",
  "Metadata",
  "DPart",
]);
const inheritedByPages = ["MediaBox", "CropBox", "Rotate"];
/** Actions a bound record may keep: those that only move the view or name a place on the web. */
const harmlessActions = new Set(["GoTo", "URI", "Named"]);

/**
 * Copies the pages of one source into the volume, with everything that they use and nothing else. Streams go over as
 * they are, undecoded; every other object is written anew under its new number. What is shared within the source
 * stays shared.
 */
export class SourceCopy {
  readonly #writer: VolumeWriter;
  readonly #source: SourcePdf;
  readonly #numbers = new Map<string, number>();
  readonly #queue: { number: number; ref: PdfRef }[] = [];
  readonly #dressed = new Map<PdfDict, number>();
  /** The object number of each page of the source, in order. */
  readonly pages: readonly number[];
  /** How many scripts and other active parts were left out. */
  removedActions = 0;

  constructor(writer: VolumeWriter, source: SourcePdf) {
    this.#writer = writer;
    this.#source = source;
    this.pages = source.pages.map(({ ref }) => {
      const number = writer.reserve();
      this.#numbers.set(ref.toString(), number);
      return number;
    });
  }

  /** Writes one page and all that it reaches and that was not written yet. */
  page(index: number, annotations: readonly PdfObject[], dress: PageDress): void {
    const { dict } = this.#source.pages[index]!;
    const { look } = this.#source;
    let text = `<</Type/Page/Parent ${dress.parent} 0 R`;
    for (const key of inheritedByPages) {
      const value = look.inherited(dict, key);
      if (value) text += `/${key} ${this.#text(value)}`;
    }
    for (const [key, value] of dict) {
      if (droppedFromPages.has(key.value) || inheritedByPages.includes(key.value)) continue;
      text += `/${key.value} ${this.#text(value)}`;
    }
    if (!look.inherited(dict, "MediaBox")) text += "/MediaBox[0 0 612 792]";
    text += `/Resources ${this.#dressedResources(dict, dress)} 0 R`;
    const contents = this.#contents(dict).map((content) => this.#text(content));
    text += `/Contents[${[`${dress.before} 0 R`, ...contents, ...dress.after.map((number) => `${number} 0 R`)].join(" ")}]`;
    if (annotations.length > 0) text += `/Annots[${annotations.map((item) => this.#text(item)).join(" ")}]`;
    this.#writer.object(this.pages[index]!, `${text}>>`);
    this.#drain();
  }

  /** The number under which an object of the source stands in the volume, writing it when it is not there yet. */
  object(ref: PdfRef): string {
    const text = this.#refText(ref);
    this.#drain();
    return text;
  }

  /** Writes an object of the source that has no number of its own. */
  direct(object: PdfObject): string {
    const text = this.#text(object);
    this.#drain();
    return text;
  }

  /**
   * The annotations of a page that go into the volume: links get explicit places instead of names, active content
   * (scripts, launching of programs, submitting of forms) is taken away, and form fields are left to the flattening.
   */
  annotations(index: number, destinations: Destinations): PdfObject[] {
    const { look, pages } = this.#source;
    const kept: PdfObject[] = [];
    for (const item of look.array(pages[index]!.dict.get("Annots")) ?? []) {
      const annotation = look.dict(item);
      if (!annotation || look.name(annotation.get("Subtype")) === "Widget") continue;
      if (this.#keepAnnotation(annotation, destinations)) kept.push(item);
    }
    return kept;
  }

  #keepAnnotation(annotation: PdfDict, destinations: Destinations): boolean {
    const { look } = this.#source;
    const kind = look.name(annotation.get("Subtype"));
    if (kind === "Screen" || kind === "RichMedia" || kind === "Movie" || kind === "Sound" || kind === "3D") {
      this.removedActions++;
      return false;
    }
    annotation.delete("StructParent");
    if (annotation.delete("AA")) this.removedActions++;
    const action = look.dict(annotation.get("A"));
    const actionKind = action && look.name(action.get("S"));
    if (annotation.has("Dest") || actionKind === "GoTo") {
      const place = destinations.target(annotation);
      annotation.delete("A");
      annotation.delete("Dest");
      if (!place) return kind !== "Link";
      annotation.set("Dest", new PdfArray([volumeRef(this.pages[place.page]!), ...place.view]));
    } else if (action && !harmlessActions.has(actionKind ?? "")) {
      annotation.delete("A");
      this.removedActions++;
      return kind !== "Link";
    } else {
      action?.delete("Next");
    }
    return true;
  }

  #contents(page: PdfDict): PdfObject[] {
    const { look } = this.#source;
    const contents = page.get("Contents");
    const value = look.value(contents);
    if (value instanceof PdfStream && contents) return [contents];
    if (value instanceof PdfArray) return value.toArray().filter((item) => look.value(item) instanceof PdfStream);
    return [];
  }

  /** The page's resources with ours added; shared by all pages of the source that share theirs and need no forms. */
  #dressedResources(page: PdfDict, dress: PageDress): number {
    const { look } = this.#source;
    const own = look.dict(look.inherited(page, "Resources")) ?? new PdfDict();
    const known = dress.forms.size === 0 ? this.#dressed.get(own) : undefined;
    if (known) return known;
    const number = this.#writer.reserve();
    if (dress.forms.size === 0) this.#dressed.set(own, number);
    const merged = own.clone();
    for (const [category, additions] of [
      ["Font", dress.fonts],
      ["XObject", dress.forms],
    ] as const) {
      if (additions.size === 0) continue;
      const resources = look.dict(own.get(category))?.clone() ?? new PdfDict();
      for (const [name, object] of additions) resources.set(name, volumeRef(object));
      merged.set(category, resources);
    }
    this.#writer.object(number, this.#text(merged));
    return number;
  }

  #text(object: PdfObject): string {
    return serialize(object, (ref) => this.#refText(ref));
  }

  #refText(ref: PdfRef): string {
    const key = ref.toString();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known === 0 ? "null" : `${known} 0 R`;
    const object = this.#source.look.value(ref);
    // Nodes of the page tree, pages outside it and the catalog would draw the whole source in behind one another.
    const type = object instanceof PdfDict ? this.#source.look.name(object.get("Type")) : undefined;
    if (!object || type === "Pages" || type === "Catalog" || type === "Page" || type === "StructTreeRoot") {
      this.#numbers.set(key, 0);
      return "null";
    }
    const number = this.#writer.reserve();
    this.#numbers.set(key, number);
    this.#queue.push({ number, ref });
    return `${number} 0 R`;
  }

  #drain(): void {
    for (let item = this.#queue.pop(); item; item = this.#queue.pop()) {
      const object = this.#source.look.value(item.ref);
      if (object instanceof PdfStream) {
        this.#writer.stream(item.number, this.#text(object), this.#source.file.rangeOf(object.data));
      } else {
        this.#writer.object(item.number, object ? this.#text(object) : "null");
      }
    }
  }
}
