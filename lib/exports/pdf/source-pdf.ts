import { PDF, type PdfDict, type PdfRef } from "@libpdf/core";
import { err, ok, type Result } from "@/lib/domain/result";
import { Lookup } from "./lookup";
import { openSource, type SourceFile } from "./sparse-file";

export type SourcePage = { ref: PdfRef; dict: PdfDict };

/** A source that can be bound. */
export type SourcePdf = {
  readonly pdf: PDF;
  readonly file: SourceFile;
  readonly look: Lookup;
  readonly catalog: PdfDict;
  readonly pages: readonly SourcePage[];
  /** How the file had to be read: as it stands, or after a repair that the slip and the report name. */
  readonly repaired: "no" | "rebuilt-cross-references" | "second-parser";
};

/** Why a source cannot be bound. `sha256` and `size` are known wherever the file could be read at all. */
export type UnboundSource = {
  readonly code: "missing" | "empty" | "html" | "not-a-pdf" | "password" | "unreadable";
  readonly sha256?: string;
  readonly size?: number;
};

/** Files above this size are not given to the second parser, which holds several copies of a file in memory. */
const secondParserLimit = 48 << 20;

/**
 * Opens a PDF for binding: first as it stands, then, where the first parser finds no document or fewer pages than the
 * file declares, through the second parser. The caller closes `file` when done; on refusal it is closed already.
 */
export async function openSourcePdf(path: string): Promise<Result<SourcePdf, UnboundSource>> {
  let file: SourceFile;
  try {
    file = openSource(path);
  } catch {
    return err({ code: "missing" });
  }
  const about = { sha256: file.sha256, size: file.size };
  const opened = await openAsPdf(path, file);
  if (opened.ok) return opened;
  return err({ ...about, code: opened.error });
}

async function openAsPdf(path: string, file: SourceFile): Promise<Result<SourcePdf, UnboundSource["code"]>> {
  const refuse = (code: UnboundSource["code"]) => {
    file.close();
    return err(code);
  };
  if (file.size === 0) return refuse("empty");
  const head = Buffer.from(file.bytes.subarray(0, 2048)).toString("latin1");
  if (!head.includes("%PDF-")) return refuse(/<\s*(!doctype|html|head|body)\b/i.test(head) ? "html" : "not-a-pdf");

  const first = await parse(file.bytes, file, "no");
  if (first === "password") return refuse("password");
  if (first && isComplete(first)) {
    // What was left unread of a large file cannot be decrypted, so an encrypted one is read whole.
    if (!first.pdf.isEncrypted || file.rangeOf(file.bytes) === file.bytes) return ok(first);
    file.close();
    const whole = openSource(path, true);
    const again = await parse(whole.bytes, whole, "no");
    if (again && again !== "password") return ok(again);
    whole.close();
    return err("unreadable");
  }
  const second = file.size <= secondParserLimit ? await parseSecondly(file) : null;
  if (second && second.pages.length > (first?.pages.length ?? 0)) return ok(second);
  if (first && first.pages.length > 0) return ok({ ...first, repaired: "rebuilt-cross-references" });
  return refuse("unreadable");
}

async function parse(
  bytes: Uint8Array,
  file: SourceFile,
  repaired: SourcePdf["repaired"],
): Promise<SourcePdf | "password" | null> {
  try {
    const pdf = await PDF.load(bytes);
    if (pdf.isEncrypted && !pdf.isAuthenticated) return "password";
    const { registry, catalog, pages } = pdf.context;
    const look = new Lookup((ref) => registry.resolve(ref));
    const found: SourcePage[] = [];
    for (const ref of pages.getPages()) {
      const dict = look.dict(ref);
      if (dict) found.push({ ref, dict });
    }
    if (found.length === 0) return null;
    const how = repaired === "no" && pdf.recoveredViaBruteForce ? "rebuilt-cross-references" : repaired;
    return { pdf, file, look, catalog: catalog.getDict(), pages: found, repaired: how };
  } catch {
    return null;
  }
}

/** The first parser passes over pages that lack their type or stand in the tree twice; the declared count shows it. */
function isComplete({ look, catalog, pages }: SourcePdf): boolean {
  const declared = look.number(look.dict(catalog.get("Pages"))?.get("Count"));
  return declared === undefined || pages.length >= declared;
}

async function parseSecondly(file: SourceFile): Promise<SourcePdf | null> {
  try {
    const { PDFDocument } = await import("@cantoo/pdf-lib");
    const document = await PDFDocument.load(file.bytes, { updateMetadata: false });
    const saved = await document.save({
      useObjectStreams: false,
      updateFieldAppearances: false,
      addDefaultPage: false,
    });
    const reparsed = await parse(saved, file, "second-parser");
    return reparsed === "password" ? null : reparsed;
  } catch {
    return null;
  }
}
