import { type FileHandle, open, readFile } from "node:fs/promises";
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFStream } from "@cantoo/pdf-lib";
import { getDocument, PDFDataRangeTransport, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What a PDF turned out to be: so many pages, or why it is not taken. Runs in a thread of its own (pdf-worker.mjs). */
export type FoundInPdf =
  | { code: "pages"; pages: number }
  | { code: "file-damaged" }
  | { code: "file-locked" }
  | { code: "file-not-allowed"; found: string };

const notAllowed = (found: string) => ({ code: "file-not-allowed", found }) as const;
const damaged = { code: "file-damaged" } as const;

/**
 * Opens a PDF with the reader that will show it, and counts its pages; then asks every object of it whether it does
 * something. What a document shows must not change after it was signed off, so nothing in it may run.
 */
export async function lookIntoPdf(path: string): Promise<FoundInPdf> {
  const file = await open(path, "r");
  try {
    const counted = await countPages(file, (await file.stat()).size);
    if (counted.code !== "pages") return counted;
    const active = await activeContent(await readFile(path));
    return active ? notAllowed(active) : counted;
  } finally {
    await file.close();
  }
}

/** Reads only the parts of the file that lead to the page tree. */
async function countPages(file: FileHandle, size: number): Promise<FoundInPdf> {
  const range = new FileRange(file, size);
  const task = getDocument({
    range,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    if (document.numPages < 1) return damaged;
    if (document.isPureXfa) return notAllowed(xfa);
    // The page tree may promise pages that are not there; the last is the first to be missing where a file was cut off.
    await document.getPage(document.numPages);
    return { code: "pages", pages: document.numPages };
  } catch (error) {
    return error instanceof Error && error.name === "PasswordException" ? { code: "file-locked" } : damaged;
  } finally {
    await task.destroy();
  }
}

class FileRange extends PDFDataRangeTransport {
  readonly #file: FileHandle;

  constructor(file: FileHandle, size: number) {
    super(size, null);
    this.#file = file;
  }

  override requestDataRange(begin: number, end: number): void {
    const piece = new Uint8Array(end - begin);
    // A read that fails leaves zeros, which are no PDF.
    void this.#file
      .read(piece, 0, piece.length, begin)
      .catch(() => {})
      .then(() => this.onDataRange(begin, piece));
  }
}

/** What an object of a PDF may do by itself or at a click, in words; null where it does nothing. */
const activities: Readonly<Record<string, string>> = {
  JavaScript: "a PDF with a script in it",
  Launch: "a PDF that starts a program",
  ImportData: "a PDF that fetches data",
  SubmitForm: "a PDF that sends what is filled in",
  RichMediaExecute: "a PDF with moving parts",
};

/** Where an action begins by itself: on opening, with a page, or after another. It may jump within the document, and nothing else. */
const byItself = "a PDF that opens something by itself";
const jumps: ReadonlySet<string | null> = new Set(["GoTo", "Named"]);

/** Parts of a page that play, turn or change before whoever looks at it. */
const moving: ReadonlySet<string | null> = new Set(["RichMedia", "3D", "Movie", "Sound", "Screen"]);

/** Such a form has scripts of its own, and another appearance in each of the few programs that know it. */
const xfa = "a form that only a few programs can show (XFA)";

/** A document within a document has no version, and no SHA-256 that anybody signs off on. */
const withFiles = "a PDF with other files in it";

/**
 * Asks every object, also those that a broken or older table of objects leaves out: this reader goes through the file
 * from its head to its end. Throws where it cannot.
 */
async function activeContent(bytes: Uint8Array): Promise<string | null> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, password: "" });
  const objects = document.context.enumerateIndirectObjects().map(([, object]) => object);
  for (const object of objects) {
    const found = activityOf(object, 0);
    if (found) return found;
  }
  const resolved = (object: PDFObject | undefined) => document.context.lookup(object);
  for (const object of objects) {
    const dict = object instanceof PDFStream ? object.dict : object;
    if (dict instanceof PDFDict && startsByItself(dict, resolved, 0)) return byItself;
  }
  return null;
}

type Resolve = (object: PDFObject | undefined) => PDFObject | undefined;

/** Whether a catalogue, a page, a field or one that stands directly in it has an action of its own that is more than a jump. */
function startsByItself(dict: PDFDict, resolved: Resolve, depth: number): boolean {
  if (depth > 64) return false;
  const events = resolved(dict.get(PDFName.of("AA")));
  const actions = [dict.get(PDFName.of("OpenAction")), ...(events instanceof PDFDict ? events.values() : [])];
  if (actions.some((action) => isMoreThanAJump(resolved(action), resolved, 0))) return true;
  return within(dict.values()).some((inner) => startsByItself(inner, resolved, depth + 1));
}

/** The dictionaries among these objects, and in the lists among them. */
const within = (objects: readonly PDFObject[]): PDFDict[] =>
  objects.flatMap((object) =>
    object instanceof PDFArray ? within(object.asArray()) : object instanceof PDFDict ? [object] : [],
  );

function isMoreThanAJump(action: PDFObject | undefined, resolved: Resolve, depth: number): boolean {
  if (depth > 64) return true;
  if (action instanceof PDFArray)
    return depth > 0 && action.asArray().some((one) => isMoreThanAJump(resolved(one), resolved, depth + 1));
  if (!(action instanceof PDFDict)) return false;
  if (!jumps.has(nameIn(action, "S"))) return true;
  return isMoreThanAJump(resolved(action.get(PDFName.of("Next"))), resolved, depth + 1);
}

/** What an object does, or one that stands directly in it. References lead to objects that are asked by themselves. */
function activityOf(object: PDFObject | undefined, depth: number): string | null {
  if (depth > 64) return null;
  if (object instanceof PDFArray) return firstActivity(object.asArray(), depth);
  const dict = object instanceof PDFStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return null;
  const found = activities[nameIn(dict, "S") ?? ""];
  // In the structure tree "S" names a kind of element, and a maker may have called one anything.
  if (found && nameIn(dict, "Type") !== "StructElem") return found;
  if (dict.has(PDFName.of("JS"))) return activities.JavaScript ?? null;
  if (nameIn(dict, "Type") === "EmbeddedFile" || dict.has(PDFName.of("EmbeddedFiles")) || dict.has(PDFName.of("EF")))
    return withFiles;
  if (dict.has(PDFName.of("XFA"))) return xfa;
  if (dict.has(PDFName.of("Rect")) && moving.has(nameIn(dict, "Subtype"))) return activities.RichMediaExecute ?? null;
  return firstActivity(dict.values(), depth);
}

function firstActivity(objects: readonly PDFObject[], depth: number): string | null {
  for (const object of objects) {
    const found = activityOf(object, depth + 1);
    if (found) return found;
  }
  return null;
}

function nameIn(dict: PDFDict, key: string): string | null {
  const value = dict.get(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : null;
}
