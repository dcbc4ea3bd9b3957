import "server-only";
import type { FileHandle } from "node:fs/promises";
import { err, ok, type Result } from "@/lib/domain/result";
import type { FileRefusal, Inspected } from "./stored-file";

/** Named by the way they begin, past a mark of the encoding, white space and comments. */
const pages: readonly [RegExp, string][] = [
  [/^<(!doctype html|html|head|body|script|iframe|meta|title|style)\b/i, "a web page"],
  [/^<(!doctype svg|svg)\b/i, "a drawing (SVG)"],
  [/^<\?php/i, "a program"],
  [/^#!/, "a program"],
  [/^<(\?xml|!doctype|[a-z][\w:.-]*[\s>/])/i, "an XML file"],
];

/** What kind of web page or drawing this is, if it is one. A browser might run what stands in it. */
export function webPageIn(head: Buffer): string | null {
  const start = head
    .toString("latin1")
    .replace(/^(\xef\xbb\xbf)?(\s|<!--[\s\S]*?-->)*/, "")
    .slice(0, 4_096);
  const declared = /^<\?xml[^>]*>\s*(<!--[\s\S]*?-->\s*)*/i.exec(start)?.[0] ?? "";
  const rest = start.slice(declared.length);
  for (const [pattern, found] of pages) if (pattern.test(rest)) return found;
  return declared ? "an XML file" : null;
}

/** The headers that a mail has and hardly any other text begins with. */
const mailHeaders = /^(from|date|received|message-id|mime-version|return-path|delivered-to):/i;

/** Plain text is text to its last byte; a mail is text that begins with headers, a sender and a date among them. */
export async function inspectText(
  file: FileHandle,
  bytes: number,
  head: Buffer,
): Promise<Result<Inspected, FileRefusal>> {
  const piece = Buffer.alloc(1 << 20);
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) break;
    const part = piece.subarray(0, bytesRead);
    if (noText.some((byte) => part.includes(byte))) {
      return err({ code: "file-not-allowed", found: "a kind of file that nothing here knows" });
    }
    at += bytesRead;
  }
  return ok({ mediaType: isMail(head) ? "message/rfc822" : "text/plain", pages: null });
}

/** Control characters other than tab, line feed, form feed and carriage return. */
const noText = [...Array(32).keys(), 127].filter((byte) => ![9, 10, 12, 13].includes(byte));

function isMail(head: Buffer): boolean {
  const [headers = ""] = head.toString("latin1").split(/\r?\n\r?\n/, 1);
  const lines = headers.split(/\r?\n/);
  const named = lines.filter((line) => !/^[ \t]/.test(line));
  const known = new Set(named.flatMap((line) => mailHeaders.exec(line)?.[1]?.toLowerCase() ?? []));
  return named.every((line) => /^[!-9;-~]+:/.test(line)) && known.has("from") && known.size > 1;
}
