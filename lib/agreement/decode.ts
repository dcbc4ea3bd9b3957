import { err, ok, type Result } from "@/lib/domain/result";
import { decodeDocx } from "./decode-docx";
import { decodeHtml } from "./decode-html";
import { decodePdf } from "./decode-pdf";
import { looksLikeText, toText } from "./encoding";
import type { SourceFormat } from "./reading";
import type { ReadingRefusal } from "./refusal";
import { splitSubmission } from "./submission";

/** The largest file that is read. */
export const largestFile = 20 * 1024 * 1024;

/**
 * A file turned into text. `from` and `to` bound the agreement's own document within the text (UTF-16 offsets);
 * `wrapped` says whether a line end may fall inside a paragraph (plain text) or always ends one (rendered HTML, DOCX).
 */
export type Decoded = {
  format: SourceFormat;
  text: string;
  from: number;
  to: number;
  wrapped: boolean;
  pages: number | null;
};

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

const zip = [0x50, 0x4b, 0x03, 0x04];
const pdf = [0x25, 0x50, 0x44, 0x46];
/** Compound files: old Word, and also a DOCX under a password. */
const compound = [0xd0, 0xcf, 0x11, 0xe0];

/** Turns the bytes of one file into text, or says why it cannot. The format is told by the bytes, never by the name. */
export async function decode(bytes: Uint8Array): Promise<Result<Decoded, ReadingRefusal>> {
  if (bytes.length === 0) return err({ code: "empty-file" });
  if (bytes.length > largestFile) return err({ code: "file-too-large", bytes: bytes.length, limit: largestFile });
  if (startsWith(bytes, pdf)) return decodePdf(bytes);
  if (startsWith(bytes, zip)) return decodeDocx(bytes);
  if (startsWith(bytes, compound)) return compoundFile(bytes);
  if (!looksLikeText(bytes)) return err({ code: "unknown-format", seen: "bytes that are no text" });

  const text = toText(bytes);
  if (text.trim() === "") return err({ code: "empty-file" });
  return ok(decodeEdgar(text));
}

/** A password-protected DOCX holds a stream of this name in UTF-16. */
function compoundFile(bytes: Uint8Array): Result<Decoded, ReadingRefusal> {
  const names = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return names.includes(Buffer.from("EncryptedPackage", "utf16le"))
    ? err({ code: "encrypted", format: "DOCX" })
    : err({ code: "unknown-format", seen: "a compound file, such as an old DOC: save it as DOCX" });
}

const htmlTag = /<(?:html|body|p|div|table|font|br|span|center)\b[^<>]{0,400}>/i;

/** EDGAR text or HTML, alone or as a full submission of several documents, of which the EX-1 is picked. */
export function decodeEdgar(text: string): Decoded {
  const chosen = splitSubmission(text);
  const body = text.slice(chosen.from, chosen.to);
  if (htmlTag.test(body.slice(0, 20_000))) {
    const rendered = decodeHtml(body);
    return {
      format: "edgar-html",
      text: rendered.text,
      from: 0,
      to: rendered.text.length,
      wrapped: rendered.preformatted,
      pages: null,
    };
  }
  return { format: "edgar-text", text, from: chosen.from, to: chosen.to, wrapped: true, pages: null };
}
