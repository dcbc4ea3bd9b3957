import { inflateSync } from "node:zlib";
import { PdfArray, type PdfDict, type PdfObject, PdfStream } from "@libpdf/core";
import { isSigned } from "./pdf/form-fields";
import { openSourcePdf, type SourcePdf } from "./pdf/source-pdf";

/** What is known of a file before any build, for the preflight. Depends on the bytes alone. */
export type SourceFacts =
  | {
      readonly state: "readable";
      readonly pages: number;
      readonly signed: boolean;
      readonly ownerPassword: boolean;
      readonly recovered: boolean;
      readonly pagesWithoutText: readonly number[];
    }
  | { readonly state: "missing" | "empty" | "html" | "not-a-pdf" | "password" | "unreadable" };

/** Reads a file as the binder will read it, and says what the binder will meet. */
export async function inspectSource(path: string): Promise<SourceFacts> {
  const opened = await openSourcePdf(path);
  if (!opened.ok) return { state: opened.error.code };
  const source = opened.value;
  try {
    return {
      state: "readable",
      pages: source.pages.length,
      signed: isSigned(source),
      ownerPassword: source.pdf.isEncrypted,
      recovered: source.repaired !== "no",
      pagesWithoutText: source.pages.flatMap(({ dict }, index) => (hasText(source, dict) ? [] : [index + 1])),
    };
  } finally {
    source.file.close();
  }
}

/** Whether a page shows or carries any text: in its own content, or in the forms that its content may call. */
function hasText(source: SourcePdf, page: PdfDict): boolean {
  const { look } = source;
  const contents = look.value(page.get("Contents"));
  const streams = contents instanceof PdfArray ? [...contents].map((item) => look.value(item)) : [contents];
  const resources = look.dict(look.inherited(page, "Resources"));
  return streams.some((stream) => showsText(stream)) || formsShowText(source, resources, 0);
}

function formsShowText(source: SourcePdf, resources: PdfDict | undefined, depth: number): boolean {
  if (depth > 4) return false;
  const { look } = source;
  for (const [, value] of look.dict(resources?.get("XObject")) ?? []) {
    const form = look.value(value);
    if (!(form instanceof PdfStream) || look.name(form.get("Subtype")) !== "Form") continue;
    if (showsText(form) || formsShowText(source, look.dict(form.get("Resources")), depth + 1)) return true;
  }
  return false;
}

/** A text object with an operator that shows something (ISO 32000-1, 9.4.3); what cannot be read counts as text, so that nothing is claimed of it. */
function showsText(stream: PdfObject | undefined): boolean {
  if (!(stream instanceof PdfStream)) return false;
  try {
    const filter = stream.get("Filter");
    const isFlate = filter?.toString() === "/FlateDecode" || String(filter).includes("FlateDecode");
    const content = isFlate && !(filter instanceof PdfArray) ? inflateSync(stream.data) : stream.getDecodedData();
    return /\bBT\b[\s\S]*?(?:\)|>|\])\s*(?:Tj|TJ|'|")/.test(Buffer.from(content).toString("latin1"));
  } catch {
    return true;
  }
}
