import "server-only";
import type { FileHandle } from "node:fs/promises";
import { err, ok, type Result } from "@/lib/domain/result";
import type { FileRefusal, Inspected } from "./stored-file";

/** A scan of a large plan has some 10,000 points a side; beyond these a browser may give up on the picture. */
const longestSide = 30_000;
const mostPoints = 200_000_000;

/** A picture has a size that a browser can show, and is not cut off before its end. */
export async function inspectPicture(
  file: FileHandle,
  bytes: number,
  mediaType: "image/png" | "image/jpeg",
): Promise<Result<Inspected, FileRefusal>> {
  const size = await (mediaType === "image/png" ? pngSize : jpegSize)(file, bytes);
  if (!size || size.width === 0 || size.height === 0) return err({ code: "file-damaged" });
  if (Math.max(size.width, size.height) > longestSide || size.width * size.height > mostPoints) {
    return err({ code: "file-not-allowed", found: "a picture too large to be shown" });
  }
  return ok({ mediaType, pages: null });
}

type Size = { width: number; height: number };

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const piece = Buffer.alloc(length);
  const { bytesRead } = await file.read(piece, 0, length, at);
  return piece.subarray(0, bytesRead);
}

/** Walks the chunks from the header to the end. */
async function pngSize(file: FileHandle, bytes: number): Promise<Size | null> {
  const head = await read(file, 16, 8);
  if (head.length < 8) return null;
  for (let at = 8; at + 12 <= bytes; ) {
    const chunk = await read(file, at, 8);
    if (chunk.length < 8) return null;
    const length = chunk.readUInt32BE(0);
    if (chunk.subarray(4).toString("latin1") === "IEND") {
      return { width: head.readUInt32BE(0), height: head.readUInt32BE(4) };
    }
    at += 12 + length;
  }
  return null;
}

/** Walks the segments to the one that tells the size; the picture ends with its end mark. */
async function jpegSize(file: FileHandle, bytes: number): Promise<Size | null> {
  const tail = await read(file, Math.max(0, bytes - 4_096), 4_096);
  if (!tail.includes(Buffer.from([0xff, 0xd9]))) return null;
  for (let at = 2; at + 10 <= bytes; ) {
    const segment = await read(file, at, 10);
    const [mark, kind = 0] = segment;
    if (mark !== 0xff || segment.length < 10) return null;
    const isFrame = kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind);
    if (isFrame) return { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) };
    at += kind === 0xff ? 1 : 2 + segment.readUInt16BE(2);
  }
  return null;
}
