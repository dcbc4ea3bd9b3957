import mammoth from "mammoth";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Decoded } from "./decode";
import { decodeHtml } from "./decode-html";
import { docxLabels } from "./docx-numbering";
import type { ReadingRefusal } from "./refusal";

/** What of mammoth's document is looked at: its paragraphs, and whether Word numbers them. */
type Part = { type: string; numbering?: unknown; children?: Part[]; value?: string };

/** A DOCX through mammoth's HTML, so that its paragraphs and tables go the road that EDGAR's HTML goes. */
export async function decodeDocx(bytes: Uint8Array): Promise<Result<Decoded, ReadingRefusal>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.includes("word/")) return err({ code: "unknown-format", seen: "a ZIP archive that is no DOCX" });
  const labels = await docxLabels(buffer);
  let html: string;
  try {
    const options = {
      includeDefaultStyleMap: false,
      transformDocument: (document: Part) => printLabels(document, labels),
    };
    html = (await mammoth.convertToHtml({ buffer }, options)).value;
  } catch {
    return err({ code: "damaged-file", format: "DOCX" });
  }
  const { text } = decodeHtml(html);
  if (text.trim() === "") return err({ code: "no-text", pages: null });
  return ok({ format: "docx", text, from: 0, to: text.length, wrapped: false, pages: null });
}

/** Puts the label that Word prints before each numbered paragraph; where the two do not match up, none is better than a wrong one. */
function printLabels(document: Part, labels: readonly string[]): Part {
  const numbered: Part[] = [];
  const visit = (part: Part) => {
    if (part.type === "paragraph" && part.numbering) numbered.push(part);
    for (const child of part.children ?? []) visit(child);
  };
  visit(document);
  for (const [index, paragraph] of numbered.entries()) {
    delete paragraph.numbering;
    const label = numbered.length === labels.length ? labels[index]! : "";
    if (label === "") continue;
    paragraph.children = [
      { type: "run", children: [{ type: "text", value: `${label} ` }] },
      ...(paragraph.children ?? []),
    ];
  }
  return document;
}
