import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";

/** The SHA-256 and length of a file; null where it is not there. */
export async function digestOfFile(path: string): Promise<{ sha256: string; bytes: number } | null> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
      hash.update(piece as Buffer);
      bytes += (piece as Buffer).byteLength;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return { sha256: hash.digest("hex"), bytes };
}

/**
 * Copies a document whose name is its hash, hashing what is written; null where the source is missing or has other bytes, and then
 * nothing is left. A copy that is there already with its bytes stays.
 */
export async function copyDocument(from: string, to: string, sha256: string): Promise<{ bytes: number } | null> {
  const there = await digestOfFile(to);
  if (there?.sha256 === sha256) return there;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const draft = `${to}.${process.pid}`;
  const file = await open(draft, "wx", 0o600);
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const piece of createReadStream(from, { highWaterMark: 1 << 20 })) {
      hash.update(piece as Buffer);
      bytes += (piece as Buffer).byteLength;
      await file.writeFile(piece as Buffer);
    }
    await file.chmod(0o400);
    await file.sync();
  } catch (error) {
    await unlink(draft).catch(() => {});
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  } finally {
    await file.close();
  }
  if (hash.digest("hex") !== sha256) {
    await unlink(draft);
    return null;
  }
  await rename(draft, to);
  return { bytes };
}
