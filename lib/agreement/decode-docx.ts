import mammoth from "mammoth";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Decoded } from "./decode";
import { decodeHtml } from "./decode-html";
import type { ReadingRefusal } from "./refusal";

/**
 * A DOCX through mammoth's HTML, so that its paragraphs and tables go the road that EDGAR's HTML goes. Lists numbered
 * by the program (not typed) come without their numbers; see docs/agreement-reader.md.
 */
export async function decodeDocx(bytes: Uint8Array): Promise<Result<Decoded, ReadingRefusal>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.includes("word/")) return err({ code: "unknown-format", seen: "a ZIP archive that is no DOCX" });
  let html: string;
  try {
    html = (await mammoth.convertToHtml({ buffer }, { includeDefaultStyleMap: false })).value;
  } catch {
    return err({ code: "damaged-file", format: "DOCX" });
  }
  const { text } = decodeHtml(html);
  if (text.trim() === "") return err({ code: "no-text", pages: null });
  return ok({ format: "docx", text, from: 0, to: text.length, wrapped: false, pages: null });
}
