import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { StreamBytes } from "./volume-writer";

/** A source file as the parser sees it. `bytes` has the file's length; of a large file, only what the parser needs is filled in. */
export type SourceFile = {
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly sha256: string;
  /** Bytes to write for a part of `bytes`: from memory, or from the file where memory was left empty. */
  rangeOf(part: Uint8Array): StreamBytes;
  close(): void;
};

const wholeLimit = 16 << 20;
const pieceSize = 1 << 20;
/** Stream data shorter than this is kept in memory; of longer data this much is kept at either end. */
const keptEdge = 64 << 10;

let reused = new Uint8Array(0);

/**
 * Opens a source. Up to 16 MB are read whole, into one buffer used again for each source. Of a larger file the inside
 * of long image streams is left unread: the buffer is of the full length, so offsets hold, but the operating system
 * gives memory only to the parts that are filled. That keeps the peak low for a scan of hundreds of megabytes.
 * Only one source may be open at a time. `whole` reads everything, for files that the sparse way cannot serve.
 */
export function openSource(path: string, whole = false): SourceFile {
  const fd = openSync(path, "r");
  try {
    const { size } = fstatSync(fd);
    return size <= wholeLimit || whole ? readWhole(fd, size) : readSparsely(fd, size);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function readWhole(fd: number, size: number): SourceFile {
  if (size <= wholeLimit && reused.length < size)
    reused = new Uint8Array(Math.min(wholeLimit, Math.max(1 << 20, size * 2)));
  const bytes = size <= wholeLimit ? reused.subarray(0, size) : new Uint8Array(size);
  fill(fd, bytes, 0);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { bytes, size, sha256, rangeOf: (part) => part, close: () => closeSync(fd) };
}

function readSparsely(fd: number, size: number): SourceFile {
  const bytes = new Uint8Array(size);
  const hash = createHash("sha256");
  const gaps: { start: number; end: number }[] = [];
  const keep = new KeptRanges(fd, bytes, gaps);
  const piece = Buffer.allocUnsafe(pieceSize);
  for (let at = 0; at < size; ) {
    const got = readSync(fd, piece, 0, pieceSize, at);
    if (got === 0) throw new Error("The file became shorter while it was read.");
    hash.update(piece.subarray(0, got));
    keep.take(piece.subarray(0, got), at);
    at += got;
  }
  keep.end(size);
  const rangeOf = (part: Uint8Array): StreamBytes => {
    if (part.buffer !== bytes.buffer) return part;
    const offset = part.byteOffset;
    const touches = gaps.some((gap) => gap.start < offset + part.length && gap.end > offset);
    return touches ? { fd, offset, length: part.length } : part;
  };
  return { bytes, size, sha256: hash.digest("hex"), rangeOf, close: () => closeSync(fd) };
}

/** Walks over a file in pieces and decides which ranges are the inside of a long image stream. */
class KeptRanges {
  readonly #fd: number;
  readonly #bytes: Uint8Array;
  readonly #gaps: { start: number; end: number }[];
  #kept = 0;
  #streamStart = -1;
  #tail = Buffer.alloc(0);

  constructor(fd: number, bytes: Uint8Array, gaps: { start: number; end: number }[]) {
    this.#fd = fd;
    this.#bytes = bytes;
    this.#gaps = gaps;
  }

  take(piece: Buffer, at: number): void {
    // The last bytes of the piece before are looked at again, so that a keyword or dictionary across the border is seen.
    const window = Buffer.concat([this.#tail, piece]);
    const origin = at - this.#tail.length;
    let from = 0;
    while (true) {
      if (this.#streamStart < 0) {
        const start = imageDataStart(window, from);
        if (start < 0) break;
        this.#streamStart = origin + start;
        from = start;
      } else {
        const end = window.indexOf("endstream", Math.max(from, this.#streamStart - origin));
        if (end < 0) break;
        this.#close(origin + end);
        from = end + 9;
      }
    }
    // Two kilobytes hold any image dictionary and the keyword after it; an open stream needs the length of one keyword.
    this.#tail = Buffer.from(
      window.subarray(-Math.min(window.length - from, this.#streamStart < 0 ? 2048 : 8) || window.length),
    );
  }

  end(size: number): void {
    this.#streamStart = -1;
    this.#keepUntil(size);
  }

  #close(end: number): void {
    const start = this.#streamStart;
    this.#streamStart = -1;
    if (end - start < 4 * keptEdge) return;
    this.#keepUntil(start + keptEdge);
    this.#gaps.push({ start: start + keptEdge, end: end - keptEdge });
    this.#kept = end - keptEdge;
  }

  #keepUntil(end: number): void {
    fill(this.#fd, this.#bytes.subarray(this.#kept, end), this.#kept);
    this.#kept = end;
  }
}

/** Where the data of the next image begins: after the keyword `stream` that ends a dictionary with `/Image` in it. */
function imageDataStart(window: Buffer, from: number): number {
  for (let at = window.indexOf("stream", from); at >= 0; at = window.indexOf("stream", at + 6)) {
    const after = window[at + 6];
    if (after !== 13 && after !== 10) continue;
    const before = window.toString("latin1", Math.max(from, at - 2048), at);
    const object = before.slice(before.lastIndexOf(" obj") + 1);
    if (/>>\s*$/.test(object) && /\/Subtype\s*\/Image\b/.test(object)) return at + 7;
  }
  return -1;
}

function fill(fd: number, into: Uint8Array, from: number): void {
  for (let done = 0; done < into.length; ) {
    const got = readSync(fd, into, done, into.length - done, from + done);
    if (got === 0) throw new Error("The file became shorter while it was read.");
    done += got;
  }
}
