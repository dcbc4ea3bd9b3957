import { chmodSync, existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { env } from "@/lib/env";
import { checkFolder, removeOrphans } from "./check-folder";
import { pathOf, storeBytes } from "./store";

test("finds what was changed, what is missing, what no row names, and what the store did not put there", async () => {
  const store = async (text: string) => (await storeBytes(Buffer.from(text))).sha256;
  const [good, spoiled, old, young] = [await store("a\n"), await store("b\n"), await store("c\n"), await store("d\n")];
  const gone = "0".repeat(64);
  chmodSync(pathOf(spoiled), 0o600);
  writeFileSync(pathOf(spoiled), "B\n");
  const strange = join(env.FILES_FOLDER, "aa", good);
  mkdirSync(join(env.FILES_FOLDER, "aa"), { recursive: true });
  writeFileSync(strange, "a\n");
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  utimesSync(pathOf(old), yesterday, yesterday);

  const found = await checkFolder(new Set([good, spoiled, gone]));
  expect(found).toMatchObject({ good: 1, changed: [spoiled], missing: [gone], strange: [strange] });
  expect(found.orphans.map(({ sha256 }) => sha256).sort()).toEqual([old, young].sort());

  expect(await removeOrphans(found)).toBe(1);
  expect([old, young, good].map((sha256) => existsSync(pathOf(sha256)))).toEqual([false, true, true]);
});

test("an empty store is in order", async () => {
  expect((await checkFolder(new Set())).missing).toEqual([]);
});
