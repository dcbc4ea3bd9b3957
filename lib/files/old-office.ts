import "server-only";
import type { FileHandle } from "node:fs/promises";

/** Names of parts within a compound file, which are kept in UTF-16, with what they tell of the whole. */
const telling: readonly [string, string][] = [
  ["__properties_version1.0", "mail"],
  ["EncryptedPackage", "locked"],
  ["WordDocument", "an old Word document (.doc)"],
  ["Workbook", "an old Excel workbook (.xls)"],
  ["PowerPoint Document", "an old PowerPoint presentation (.ppt)"],
];

/**
 * What a compound file is: an Outlook mail, an Office file under a password, or one of the old Office kinds. The first
 * on the list wins, since a mail may carry any of the others.
 */
export async function oldOfficeKind(file: FileHandle, bytes: number): Promise<string> {
  const needles = telling.map(([name]) => Buffer.from(name, "utf16le"));
  const seen = new Set<number>();
  const overlap = 64;
  const piece = Buffer.alloc(1 << 20);
  for (let at = 0; at < bytes; at += piece.length - overlap) {
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    const part = piece.subarray(0, bytesRead);
    for (const [index, needle] of needles.entries()) if (part.includes(needle)) seen.add(index);
    if (seen.has(0) || bytesRead < piece.length) break;
  }
  return telling.find((_, index) => seen.has(index))?.[1] ?? "a compound file of an unknown kind";
}
