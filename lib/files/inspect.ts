import "server-only";
import { type FileHandle, open } from "node:fs/promises";
import { fileTypeFromBuffer } from "file-type";
import { err, ok, type Result } from "@/lib/domain/result";
import { inspectOfficeFile } from "./inspect-office";
import { inspectPdf } from "./inspect-pdf";
import { inspectPicture } from "./inspect-picture";
import { inspectText, webPageIn } from "./inspect-text";
import { oldOfficeKind } from "./old-office";
import type { FileRefusal, Inspected } from "./stored-file";

const headBytes = 16 * 1024;

/** Looks into a file on the disk: what it really is, whatever its name says, and whether it can be read to its end. */
export async function inspectFile(path: string, bytes: number): Promise<Result<Inspected, FileRefusal>> {
  const file = await open(path, "r");
  try {
    return await inspectOpened(file, path, bytes);
  } finally {
    await file.close();
  }
}

async function inspectOpened(file: FileHandle, path: string, bytes: number): Promise<Result<Inspected, FileRefusal>> {
  const head = Buffer.alloc(Math.min(headBytes, bytes));
  await file.read(head, 0, head.length, 0);

  if (head.subarray(0, 5).toString("latin1") === "%PDF-") return inspectPdf(path);
  if (head.subarray(0, 4).toString("latin1") === "PK\x03\x04") return inspectOfficeFile(path, bytes);
  // Asked before the library, which knows some web pages and drawings as XML and others not at all.
  const page = webPageIn(head);
  if (page) return err({ code: "file-not-allowed", found: page });

  const type = await fileTypeFromBuffer(head);
  if (type?.mime === "image/png" || type?.mime === "image/jpeg") return inspectPicture(file, bytes, type.mime);
  if (type?.ext === "cfb") {
    const kind = await oldOfficeKind(file, bytes);
    if (kind === "mail") return ok({ mediaType: "application/vnd.ms-outlook", pages: null });
    return err(kind === "locked" ? { code: "file-locked" } : { code: "file-not-allowed", found: kind });
  }
  if (type) return err({ code: "file-not-allowed", found: foundWords[type.ext] ?? `a .${type.ext} file` });
  return inspectText(file, bytes, head);
}

/** What people call the commoner of the kinds that are not taken. */
const foundWords: Partial<Record<string, string>> = {
  exe: "a program",
  elf: "a program",
  macho: "a program",
  xml: "an XML file",
  rtf: "a rich text file",
  gif: "a moving picture",
  apng: "a moving picture",
  rar: "a RAR archive",
  "7z": "a 7-Zip archive",
  gz: "a compressed file",
};
