import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { log } from "@/lib/logging/log";
import { smallPdf } from "@/lib/testing/hostile/pdfs";
import { checkStored, hasStored, openStored, pathOf, storeBytes, storeStream, sweepIncoming } from "./store";

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const text = (words: string) => Buffer.from(`${words} ${randomBytes(8).toString("hex")}\n`);
const incoming = () => readdirSync(join(env.FILES_FOLDER, "incoming"));
const everything = () => (readdirSync(env.FILES_FOLDER, { recursive: true }) as string[]).sort();

/** As a disk or an intruder does it, past the modes. */
function spoil(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
  chmodSync(path, 0o400);
}

afterEach(() => vi.restoreAllMocks());

describe("keeping a file", () => {
  test("under its hash, read-only, whole, with what it is", async () => {
    const bytes = smallPdf();
    const stored = await storeStream(inPieces(bytes, 100));
    expect(stored).toEqual({
      ok: true,
      value: { sha256: sha256(bytes), bytes: bytes.length, mediaType: "application/pdf", pages: 2 },
    });
    const path = pathOf(sha256(bytes));
    expect(readFileSync(path)).toEqual(bytes);
    expect(statSync(path).mode & 0o777).toBe(0o400);
    expect(statSync(path).nlink).toBe(1);
    expect(incoming()).toEqual([]);
  });

  test("the same bytes again, many at once: one file, never written anew", async () => {
    const bytes = text("One letter.");
    await storeBytes(bytes);
    const before = statSync(pathOf(sha256(bytes)));
    const again = await Promise.all(Array.from({ length: 10 }, () => storeBytes(bytes)));
    expect(new Set(again.map((file) => file.sha256))).toEqual(new Set([sha256(bytes)]));
    const after = statSync(pathOf(sha256(bytes)));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
    expect(incoming()).toEqual([]);
  });

  test("too much is refused as soon as it is too much, and leaves nothing", async () => {
    const before = everything();
    let taken = 0;
    async function* endless() {
      for (;;) {
        taken += 1000;
        yield Buffer.alloc(1000, "a");
      }
    }
    expect(await storeStream(endless(), { maxBytes: 10_000 })).toEqual({
      ok: false,
      error: { code: "file-too-large", limitBytes: 10_000 },
    });
    expect(taken).toBe(11_000);
    expect(everything()).toEqual(before);
  });

  test("exactly as much as may be is taken", async () => {
    expect((await storeStream(inPieces(Buffer.alloc(10_000, "a"), 999), { maxBytes: 10_000 })).ok).toBe(true);
  });

  test("a stream that breaks off leaves nothing, however much came", async () => {
    const before = everything();
    async function* broken() {
      yield Buffer.alloc(100_000, "a");
      throw new Error("aborted");
    }
    await expect(storeStream(broken())).rejects.toThrow("aborted");
    expect(everything()).toEqual(before);
  });

  test("a last word against it leaves nothing", async () => {
    const before = everything();
    const accept = () => ({ code: "not-this-one" });
    expect(await storeStream(inPieces(text("Fine."), 10), { accept })).toEqual({
      ok: false,
      error: { code: "not-this-one" },
    });
    expect(everything()).toEqual(before);
  });

  test("only a hash becomes a path", () => {
    for (const wrong of ["", "../../etc/passwd", "A".repeat(64), "a".repeat(63), `${"a".repeat(64)}\n`, "a".repeat(65)])
      expect(() => pathOf(wrong), wrong).toThrow("no SHA-256");
  });
});

describe("giving a file out", () => {
  test("whole or in part", async () => {
    const bytes = text("0123456789");
    const { sha256: hash } = await storeBytes(bytes);
    const opened = await openStored(hash);
    if (!opened) throw new Error("It is not there");
    expect(opened.bytes).toBe(bytes.length);
    expect(await buffer(opened.stream())).toEqual(bytes);
    expect((await buffer(opened.stream({ start: 2, end: 5 }))).toString()).toBe("2345");
    expect(await hasStored(hash)).toBe(true);
  });

  test("a file with a flipped byte is given to nobody, and is an alarm", async () => {
    const alarm = vi.spyOn(log, "fatal").mockImplementation(() => {});
    const { sha256: hash } = await storeBytes(text("Signed."));
    // Seen to be good a moment ago: a change after that is found all the same.
    expect(await openStored(hash)).not.toBeNull();
    spoil(pathOf(hash));
    expect(await openStored(hash)).toBeNull();
    expect(alarm).toHaveBeenCalledWith({ sha256: hash, state: "changed" }, expect.stringMatching(/^ALARM/));
  });

  test("a file that is missing is an alarm too", async () => {
    const alarm = vi.spyOn(log, "fatal").mockImplementation(() => {});
    const missing = sha256(text("Never stored."));
    expect(await openStored(missing)).toBeNull();
    expect(await hasStored(missing)).toBe(false);
    expect(alarm).toHaveBeenCalledWith({ sha256: missing, state: "missing" }, expect.stringMatching(/^ALARM/));
  });

  test("the same bytes delivered again mend a spoiled file", async () => {
    vi.spyOn(log, "fatal").mockImplementation(() => {});
    const bytes = text("Mended.");
    const { sha256: hash } = await storeBytes(bytes);
    spoil(pathOf(hash));
    expect(await checkStored(hash)).toBe("changed");
    await storeBytes(bytes);
    expect(await checkStored(hash)).toBe("good");
    expect(readFileSync(pathOf(hash))).toEqual(bytes);
    expect(incoming()).toEqual([]);
  });
});

test("what killed uploads left is swept up after a day, what is under way is left alone", async () => {
  const folder = join(env.FILES_FOLDER, "incoming");
  mkdirSync(folder, { recursive: true });
  const [old, young] = [join(folder, "old"), join(folder, "young")];
  writeFileSync(old, "half a file");
  writeFileSync(young, "half a file");
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  utimesSync(old, yesterday, yesterday);
  expect(await sweepIncoming()).toBe(1);
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
});
