import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, link, mkdir, open, readdir, rename, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { fileByteLimit } from "@/lib/contracts/file-limit";
import { crashPoint } from "@/lib/crash-point";
import { err, ok, type Result } from "@/lib/domain/result";
import { env } from "@/lib/env";
import { log } from "@/lib/logging/log";
import { inspectFile } from "./inspect";
import { scan } from "./scan";
import type { FileRefusal, StoredFile } from "./stored-file";

export type StoreRefusal =
  | FileRefusal
  | { code: "file-too-large"; limitBytes: number }
  | { code: "storage-full" }
  | { code: "busy" };

export type StoreLimits<Further = never> = {
  maxBytes?: number;
  /** A last word on what was found, before the file is kept. */
  accept?: (file: StoredFile) => Further | null;
};

/** A file of the store, whose bytes were just seen to be the ones that its name promises. */
export type OpenedFile = {
  bytes: number;
  /** The bytes from `start` to `end`, both included; all of them when neither is given. */
  stream: (range?: { start: number; end: number }) => Readable;
};

/**
 * Takes a file in: counted and hashed while it comes, durable before it is looked into, and under its hash only when it
 * was found to be what is taken. Whoever gets a StoredFile may write the row that names it. A refusal leaves nothing.
 */
export async function storeStream<Further = never>(
  source: AsyncIterable<Uint8Array>,
  { maxBytes = fileByteLimit, accept }: StoreLimits<Further> = {},
): Promise<Result<StoredFile, StoreRefusal | Further>> {
  const incoming = join(env.FILES_FOLDER, "incoming");
  const temporary = join(incoming, randomUUID());
  try {
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    sweepNowAndThen();
    const written = await write(source, temporary, maxBytes);
    if (written === null) return err({ code: "file-too-large", limitBytes: maxBytes });
    if (written.bytes === 0) return err({ code: "file-empty" });
    crashPoint("upload-durable");
    const inspected = await inspectFile(temporary, written.bytes);
    if (!inspected.ok) return inspected;
    const infection = await infectionIn(temporary);
    if (infection) return err(infection);
    const stored: StoredFile = { ...written, ...inspected.value };
    const further = accept?.(stored);
    if (further) return err(further);
    crashPoint("upload-inspected");
    await keep(temporary, written.sha256);
    crashPoint("upload-kept");
    return ok(stored);
  } catch (error) {
    if (isFull(error)) {
      log.error({ err: error }, "no room for documents");
      return err({ code: "storage-full" });
    }
    if (codeOf(error) === "EIO") {
      log.fatal({ err: error }, "ALARM: the disk does not take documents");
      return err({ code: "busy" });
    }
    throw error;
  } finally {
    await unlink(temporary).catch(() => {});
  }
}

/** Takes in bytes of the application's own making. Throws where they are refused: that is a bug of their maker. */
export async function storeBytes(bytes: Uint8Array): Promise<StoredFile> {
  const stored = await storeStream(single(bytes));
  if (!stored.ok) throw new Error(`The store refuses a file of our own: ${JSON.stringify(stored.error)}`);
  return stored.value;
}

/** Where the file with this hash is, or would be. */
export function pathOf(sha256: string): string {
  // What reaches the file system is a hash and nothing else.
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError("This is no SHA-256");
  return join(env.FILES_FOLDER, sha256.slice(0, 2), sha256);
}

/** Whether a file with this hash is there; its bytes are not looked at. */
export async function hasStored(sha256: string): Promise<boolean> {
  return stat(pathOf(sha256)).then(
    (found) => found.isFile(),
    () => false,
  );
}

/**
 * Opens a file whose bytes still have the hash that it was stored under. Null where it is missing or was changed, which
 * is logged as an alarm: nothing but the disk or an intruder does that.
 */
export async function openStored(sha256: string): Promise<OpenedFile | null> {
  const path = pathOf(sha256);
  const state = await checkStored(sha256);
  if (state !== "good") {
    log.fatal({ sha256, state }, "ALARM: a stored document is missing or its bytes changed");
    return null;
  }
  const { size } = await stat(path);
  return { bytes: size, stream: (range) => createReadStream(path, range) };
}

/** What was hashed lately, with all that the file system says of the file then: a viewer asks for a page at a time. */
const checked = new Map<string, { mark: string; at: number }>();
const trustMs = 60_000;

/** Whether the file with this hash is there and has it. Lately seen to be good and untouched since counts as good. */
export async function checkStored(sha256: string): Promise<"good" | "missing" | "changed"> {
  const path = pathOf(sha256);
  const found = await stat(path, { bigint: true }).catch(() => null);
  if (!found?.isFile()) return "missing";
  const mark = [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join();
  const before = checked.get(sha256);
  if (before?.mark === mark && Date.now() - before.at < trustMs) return "good";
  if ((await hashOf(path)) !== sha256) return "changed";
  if (checked.size > 1_000) checked.clear();
  checked.set(sha256, { mark, at: Date.now() });
  return "good";
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest("hex");
}

/** What the virus scanner has against a file; null where it has nothing, or there is no scanner. */
async function infectionIn(path: string): Promise<StoreRefusal | null> {
  if (!env.CLAMAV) return null;
  try {
    const scanned = await scan(path, env.CLAMAV);
    if (scanned.is === "clean") return null;
    log.warn({ virus: scanned.name }, "an infected document was refused");
    return { code: "file-not-allowed", found: `a file in which the virus scanner found ${scanned.name}` };
  } catch (error) {
    log.error({ err: error }, "no document is taken while the virus scanner is out of reach");
    return { code: "busy" };
  }
}

/** Writes what comes to a new file and makes it durable; null as soon as it is too much. */
async function write(source: AsyncIterable<Uint8Array>, path: string, maxBytes: number) {
  const hash = createHash("sha256");
  let bytes = 0;
  const file = await open(path, "wx", 0o600);
  try {
    for await (const piece of source) {
      bytes += piece.byteLength;
      if (bytes > maxBytes) return null;
      hash.update(piece);
      await writeWhole(file, piece);
      crashPoint("upload-half");
    }
    // From here on nobody writes to it, under whatever name.
    crashPoint("upload-written");
    await file.chmod(0o400);
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), bytes };
}

async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let done = 0; done < piece.byteLength; ) {
    done += (await file.write(piece, done, piece.byteLength - done)).bytesWritten;
  }
}

/** Gives a finished file the name of its hash, once; the name is durable when this returns. */
async function keep(temporary: string, sha256: string): Promise<void> {
  const path = pathOf(sha256);
  const folder = dirname(path);
  if (await mkdir(folder, { recursive: true, mode: 0o700 })) await syncFolder(dirname(folder));
  try {
    await link(temporary, path);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    // The same bytes were stored before. Where the disk spoiled those, the good ones take their place.
    if ((await checkStored(sha256)) !== "good") {
      log.fatal({ sha256 }, "ALARM: a stored document was damaged and is mended by the same bytes uploaded again");
      await rename(temporary, path);
    }
  }
  crashPoint("upload-named");
  await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Longer than any upload takes: what is left in the incoming folder for so long belongs to a process that was killed. */
const abandonedMs = 24 * 3_600_000;
let sweptAt = 0;

function sweepNowAndThen(): void {
  if (Date.now() - sweptAt < 3_600_000) return;
  sweptAt = Date.now();
  sweepIncoming().catch((error: unknown) => log.warn({ err: error }, "sweeping the incoming folder"));
}

/** Removes what killed uploads left behind. Returns how many files that were. */
export async function sweepIncoming(olderThanMs: number = abandonedMs): Promise<number> {
  const folder = join(env.FILES_FOLDER, "incoming");
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (!found || Date.now() - found.mtimeMs < olderThanMs) continue;
    await unlink(path).catch(() => {});
    removed++;
  }
  if (removed > 0) log.info({ removed }, "abandoned uploads removed");
  return removed;
}

async function* single(bytes: Uint8Array) {
  yield bytes;
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | null)?.code;
const isFull = (error: unknown) => ["ENOSPC", "EDQUOT"].includes(codeOf(error) ?? "");
