import { createHash, type Hash } from "node:crypto";
import { once } from "node:events";
import { closeSync, createReadStream, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { type Readable, Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipArchive } from "archiver";
import type { Sha256 } from "./model";

/** One entry of the ZIP: bytes in memory, or a file on disk that is read as it goes by. */
export type ArchiveEntry = { readonly name: string; readonly source: Uint8Array | { readonly file: string } };

/** The start of the ZIP's comment; the digest of all bytes before the digest follows. The verifier looks for it. */
export const sealPrefix = "SectionSeven-SHA-256 ";

const digestLength = 64;

export type ArchiveOptions = {
  readonly cancelled: () => boolean;
  readonly onBytes?: (bytes: number) => void;
  readonly durable: boolean;
};

/**
 * Writes a ZIP in the order given: stored and not deflated (the documents are compressed already), one date for all,
 * no trace of machine or zone, ZIP64 where it has to be. The comment at its end seals it with the digest of everything
 * before. It gets its name when it is whole. Returns its size and its own digest.
 */
export async function writeArchive(
  path: string,
  entries: readonly ArchiveEntry[],
  asOf: string,
  options: ArchiveOptions,
): Promise<{ bytes: number; sha256: Sha256 }> {
  const partPath = `${path}.part-${process.pid}`;
  const sink = new SealedFile(partPath, options);
  const archive = new ZipArchive({ store: true, comment: sealPrefix + "0".repeat(digestLength) });
  const failure = new Promise<never>((_resolve, reject) => {
    archive.once("error", reject);
    sink.once("error", reject);
  });
  failure.catch(() => undefined);
  try {
    archive.pipe(sink);
    for (const { name, source } of entries) {
      if (options.cancelled()) throw new DOMException("The build was cancelled.", "AbortError");
      const stream = source instanceof Uint8Array ? null : createReadStream(source.file, { highWaterMark: 1 << 20 });
      const done = Promise.race([once(archive, "entry"), failure, ...(stream ? [rejectOnError(stream)] : [])]);
      archive.append(stream ?? Buffer.from(source as Uint8Array), { name, date: new Date(asOf), mode: 0o644 });
      await done;
    }
    await Promise.race([Promise.all([archive.finalize(), finished(sink)]), failure]);
    renameSync(partPath, path);
    return sink.result();
  } catch (error) {
    archive.destroy();
    sink.destroy();
    sink.release();
    rmSync(partPath, { force: true });
    throw error;
  }
}

function rejectOnError(stream: Readable): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  stream.once("error", reject);
  promise.catch(() => undefined);
  return promise;
}

/** A file that hashes what it takes, holds the last 64 bytes back, and puts the digest in their place. */
class SealedFile extends Writable {
  readonly #fd: number;
  readonly #hash: Hash = createHash("sha256");
  readonly #options: ArchiveOptions;
  #held = Buffer.alloc(0);
  #bytes = 0;
  #sha256: Sha256 = "";
  #open = true;

  constructor(path: string, options: ArchiveOptions) {
    super({ highWaterMark: 4 << 20 });
    this.#options = options;
    this.#fd = openSync(path, "w");
  }

  result(): { bytes: number; sha256: Sha256 } {
    return { bytes: this.#bytes, sha256: this.#sha256 };
  }

  /** Lets go of the file, if it is still held. */
  release(): void {
    if (this.#open) closeSync(this.#fd);
    this.#open = false;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    try {
      if (this.#options.cancelled()) throw new DOMException("The build was cancelled.", "AbortError");
      if (chunk.length >= digestLength) {
        this.#send(this.#held);
        this.#send(chunk.subarray(0, chunk.length - digestLength));
        this.#held = Buffer.from(chunk.subarray(chunk.length - digestLength));
      } else {
        const both = Buffer.concat([this.#held, chunk]);
        this.#send(both.subarray(0, Math.max(0, both.length - digestLength)));
        this.#held = Buffer.from(both.subarray(Math.max(0, both.length - digestLength)));
      }
      this.#options.onBytes?.(this.#bytes);
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _final(done: (error?: Error | null) => void): void {
    try {
      if (this.#held.toString("latin1") !== "0".repeat(digestLength))
        throw new Error("The ZIP does not end with its seal.");
      this.#send(Buffer.from(this.#hash.copy().digest("hex"), "latin1"));
      this.#sha256 = this.#hash.digest("hex");
      if (this.#options.durable) fsyncSync(this.#fd);
      this.release();
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  #send(bytes: Buffer): void {
    this.#hash.update(bytes);
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
    this.#bytes += bytes.length;
  }
}
