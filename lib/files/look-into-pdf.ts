import { type FileHandle, open, readFile } from "node:fs/promises";
import { PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream } from "@libpdf/core";
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
    if (document.isPureXfa) return notAllowed("a form that only a few programs can show (XFA)");
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

/** A document within a document has no version, and no SHA-256 that anybody signs off on. */
const withFiles = "a PDF with other files in it";

async function activeContent(bytes: Uint8Array): Promise<string | null> {
  const pdf = await PDF.load(bytes);
  const { registry } = pdf.context;
  for (let number = 1; number < registry.nextObjectNumber; number++) {
    const object = registry.resolve(PdfRef.of(number, 0));
    const found = object && activityOf(object, 0);
    if (found) return found;
  }
  return null;
}

function activityOf(object: PdfObject, depth: number): string | null {
  if (depth > 64) return null;
  if (object instanceof PdfArray) {
    for (const item of object) {
      const found = activityOf(item, depth + 1);
      if (found) return found;
    }
    return null;
  }
  if (!(object instanceof PdfDict || object instanceof PdfStream)) return null;
  const action = object.get("S");
  const found = action instanceof PdfName ? activities[action.value] : undefined;
  if (found && !isStructure(object)) return found;
  if (object.get("JS") !== undefined) return activities.JavaScript ?? null;
  if (object.get("EmbeddedFiles") !== undefined || isEmbeddedFile(object)) return withFiles;
  for (const [, value] of object) {
    const inner = value instanceof PdfRef ? null : activityOf(value, depth + 1);
    if (inner) return inner;
  }
  return null;
}

/** In the structure tree "S" names a kind of element, and a maker may have called one anything. */
const isStructure = (object: PdfDict) => {
  const type = object.get("Type");
  return type instanceof PdfName && type.value === "StructElem";
};

const isEmbeddedFile = (object: PdfDict) => {
  const type = object.get("Type");
  return (type instanceof PdfName && type.value === "EmbeddedFile") || object.get("EF") !== undefined;
};
