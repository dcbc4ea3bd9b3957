import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { deflate } from "pako";

/** Bytes of a stream: held in memory, or a range of an open file that is copied piece by piece. */
export type StreamBytes = Uint8Array | { fd: number; offset: number; length: number };

/** What closes a volume: the objects that readers start from. */
export type VolumeRoots = { catalog: number; info: number };

/** What an update of an ended volume has to know: where the volume ends and its cross-reference stream begins. */
export type VolumeEnd = { roots: VolumeRoots; id: string; size: number; startxref: number; bytes: number };

export type WrittenVolume = { bytes: number; sha256: string };

const pieceSize = 1 << 20;
const objectsPerStream = 200;
const textPerStream = 96 * 1024;

/** The comment line that carries the digest of all bytes before it; the verifier looks for it at the end of the file. */
export const digestComment = "%SectionSeven-SHA-256 ";

/** The comment line by which the verifier knows a bound volume at its beginning, even one that was cut short. */
const volumeMark = "%SectionSeven closing set\n";

/**
 * Writes one PDF file from front to back and never goes back: streams as they come, small objects gathered into
 * compressed object streams, a cross-reference stream at the end (ISO 32000-1, 7.5.7 and 7.5.8). Only the offsets of
 * the objects stay in memory. The file grows under a temporary name and takes its own when it is whole, so a build
 * killed at any moment leaves nothing that looks like a volume.
 */
export class VolumeWriter {
  readonly #path: string;
  readonly #partPath: string;
  readonly #fd: number;
  readonly #sealed: boolean;
  readonly #hash = createHash("sha256");
  readonly #buffer = Buffer.allocUnsafe(pieceSize);
  #buffered = 0;
  #offset = 0;
  #open = true;
  /** Per object number: where it is. Offset of a plain object, or minus its object stream's number with a place. */
  #where: number[] = [0];
  #place: number[] = [0];
  #pending: { number: number; text: string }[] = [];
  #pendingLength = 0;

  /** `sealed` marks the file as a bound volume, with its digest at the end. */
  constructor(path: string, { sealed = false } = {}) {
    this.#path = path;
    this.#partPath = `${path}.part-${process.pid}`;
    this.#sealed = sealed;
    this.#fd = openSync(this.#partPath, "w");
    this.#write(`%PDF-1.7\n%\xe2\xe3\xcf\xd3\n${sealed ? volumeMark : ""}`);
  }

  /** Bytes written so far. */
  get offset(): number {
    return this.#offset;
  }

  /** A fresh object number, to be written sooner or later. */
  reserve(): number {
    this.#where.push(0);
    this.#place.push(0);
    return this.#where.length - 1;
  }

  /** Writes any object but a stream. */
  object(number: number, text: string): void {
    this.#pending.push({ number, text });
    this.#pendingLength += text.length;
    if (this.#pending.length >= objectsPerStream || this.#pendingLength >= textPerStream) this.#flushObjects();
  }

  /** Writes a stream; `dict` is its dictionary without `/Length` and without the closing `>>`. Returns where the bytes begin. */
  stream(number: number, dict: string, bytes: StreamBytes): number {
    this.#where[number] = this.#offset;
    this.#write(`${number} 0 obj\n${dict}/Length ${bytes.length}>>\nstream\n`);
    const start = this.#offset;
    if (bytes instanceof Uint8Array) this.#writeBytes(bytes);
    else this.#copy(bytes);
    this.#write("\nendstream\nendobj\n");
    return start;
  }

  /** Writes a stream of our own, deflated. The pure JavaScript deflate gives the same bytes on every machine. */
  deflated(number: number, dict: string, bytes: Uint8Array): void {
    this.stream(number, `${dict}/Filter/FlateDecode`, deflate(bytes, { level: 3 }));
  }

  /** Writes what is left, the cross-reference stream with `extra` entries in its dictionary, and the seal. */
  end(roots: VolumeRoots, extra: string): VolumeEnd {
    this.#flushObjects();
    const id = this.digest().subarray(0, 16).toString("hex");
    const start = this.#offset;
    const number = this.reserve();
    this.#where[number] = start;
    const size = this.#where.length;
    const dict = `<</Type/XRef/Size ${size}/W[1 5 2]/Root ${roots.catalog} 0 R/Info ${roots.info} 0 R/ID[<${id}><${id}>]${extra}`;
    this.deflated(number, dict, this.#crossReferences());
    if (this.#sealed) this.#write(`${digestComment}${this.digest().toString("hex")}\n`);
    this.#write(`startxref\n${start}\n%%EOF\n`);
    return { roots, id, size, startxref: start, bytes: this.#offset };
  }

  /** Adds an update to what was ended (ISO 32000-1, 7.5.6). */
  append(update: Uint8Array): void {
    this.#writeBytes(update);
  }

  /** SHA-256 of all that was written, with `more` after it as if that were written too. */
  digest(...more: readonly Uint8Array[]): Buffer {
    this.#drain();
    const hash = this.#hash.copy();
    for (const bytes of more) hash.update(bytes);
    return hash.digest();
  }

  /** Gives the file its name. `durable` also waits until the disk has it. */
  close(durable: boolean): WrittenVolume {
    this.#drain();
    const sha256 = this.#hash.digest("hex");
    if (durable) fsyncSync(this.#fd);
    closeSync(this.#fd);
    this.#open = false;
    renameSync(this.#partPath, this.#path);
    return { bytes: this.#offset, sha256 };
  }

  /** Gives the build up and removes what was written. Harmless after `close`. */
  abandon(): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#fd);
    rmSync(this.#partPath, { force: true });
  }

  #flushObjects(): void {
    if (this.#pending.length === 0) return;
    const container = this.reserve();
    let header = "";
    let body = "";
    for (const [place, { number, text }] of this.#pending.entries()) {
      this.#where[number] = -container;
      this.#place[number] = place;
      header += `${number} ${body.length} `;
      body += `${text}\n`;
    }
    const dict = `<</Type/ObjStm/N ${this.#pending.length}/First ${header.length}`;
    this.#pending = [];
    this.#pendingLength = 0;
    this.deflated(container, dict, Buffer.from(header + body, "latin1"));
  }

  #crossReferences(): Buffer {
    const rows = Buffer.alloc(this.#where.length * 8);
    rows.writeUInt16BE(65535, 6);
    for (let number = 1; number < this.#where.length; number++) {
      const where = this.#where[number]!;
      if (where === 0) throw new Error(`Object ${number} was reserved and never written.`);
      rows.writeUInt8(where > 0 ? 1 : 2, number * 8);
      rows.writeUIntBE(Math.abs(where) % 2 ** 40, number * 8 + 1, 5);
      rows.writeUInt16BE(this.#place[number]!, number * 8 + 6);
    }
    return rows;
  }

  #write(text: string): void {
    this.#writeBytes(Buffer.from(text, "latin1"));
  }

  #writeBytes(bytes: Uint8Array): void {
    this.#offset += bytes.length;
    if (this.#buffered + bytes.length > pieceSize) this.#drain();
    if (bytes.length > pieceSize / 4) {
      this.#drain();
      this.#send(bytes);
      return;
    }
    this.#buffer.set(bytes, this.#buffered);
    this.#buffered += bytes.length;
  }

  #copy({ fd, offset, length }: { fd: number; offset: number; length: number }): void {
    this.#drain();
    for (let done = 0; done < length; ) {
      const got = readSync(fd, this.#buffer, 0, Math.min(pieceSize, length - done), offset + done);
      if (got === 0) throw new Error("A source file became shorter while it was bound.");
      this.#send(this.#buffer.subarray(0, got));
      done += got;
    }
    this.#offset += length;
  }

  #drain(): void {
    this.#send(this.#buffer.subarray(0, this.#buffered));
    this.#buffered = 0;
  }

  #send(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
  }
}
