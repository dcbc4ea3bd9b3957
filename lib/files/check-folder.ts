import "server-only";
import { readdir, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { env } from "@/lib/env";
import { checkStored, pathOf } from "./store";

export type FolderCheck = {
  /** How many of the files that the record names are there with their bytes. */
  good: number;
  changed: readonly string[];
  missing: readonly string[];
  /** Files that no row names: stored, but refused afterwards or never recorded. */
  orphans: readonly { sha256: string; bytes: number; storedAt: Date }[];
  /** What the store did not put there. */
  strange: readonly string[];
};

/** Reads every file that the record names, and says what else is in the folder. */
export async function checkFolder(named: ReadonlySet<string>): Promise<FolderCheck> {
  const states = new Map<string, Awaited<ReturnType<typeof checkStored>>>();
  for (const sha256 of named) states.set(sha256, await checkStored(sha256));
  const those = (wanted: string) => [...states].flatMap(([sha256, state]) => (state === wanted ? [sha256] : []));

  const orphans: FolderCheck["orphans"][number][] = [];
  const strange: string[] = [];
  for (const entry of await readdir(env.FILES_FOLDER, { recursive: true, withFileTypes: true }).catch(() => [])) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || entry.parentPath === join(env.FILES_FOLDER, "incoming")) continue;
    const isStored = /^[0-9a-f]{64}$/.test(entry.name) && path === pathOf(entry.name);
    if (!isStored) strange.push(path);
    else if (!named.has(entry.name)) {
      const { size, mtime } = await stat(path);
      orphans.push({ sha256: entry.name, bytes: size, storedAt: mtime });
    }
  }
  return { good: those("good").length, changed: those("changed"), missing: those("missing"), orphans, strange };
}

/** Younger files may belong to an act that is only now being recorded. */
const youngMs = 24 * 3_600_000;

/** Removes the orphans that are older than a day. Returns how many those were. */
export async function removeOrphans({ orphans }: FolderCheck): Promise<number> {
  const old = orphans.filter(({ storedAt }) => Date.now() - storedAt.getTime() > youngMs);
  for (const { sha256 } of old) await unlink(pathOf(sha256));
  return old.length;
}
