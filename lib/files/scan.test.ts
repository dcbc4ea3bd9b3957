import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { clamdAt } from "@/lib/testing/clamd";
import { scan } from "./scan";

const folder = mkdtempSync(join(tmpdir(), "section-seven-scan-"));
const path = join(folder, "file");
const socket = join(folder, "clamd");
let server: Server | undefined;
afterEach(() => server?.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scanner = async (answer: (file: Buffer) => string): Promise<void> => {
  server = await clamdAt(socket, answer);
};

test("every byte is looked at, in pieces", async () => {
  const bytes = Buffer.alloc(1_000_000, "abc");
  writeFileSync(path, bytes);
  let seen: Buffer | undefined;
  await scanner((file) => {
    seen = file;
    return "stream: OK";
  });
  expect(await scan(path, socket)).toEqual({ is: "clean" });
  expect(seen?.equals(bytes)).toBe(true);
});

test("what was found is named", async () => {
  writeFileSync(path, "x");
  await scanner(() => "stream: Win.Test.EICAR_HDB-1 FOUND");
  expect(await scan(path, socket)).toEqual({ is: "infected", name: "Win.Test.EICAR_HDB-1" });
});

test.each(["INSTREAM size limit exceeded. ERROR", "", "stream: x", "UNKNOWN COMMAND"])(
  "%j is neither yes nor no, so the file was not looked at",
  async (answer) => {
    writeFileSync(path, "x");
    await scanner(() => answer);
    await expect(scan(path, socket)).rejects.toThrow("the virus scanner says");
  },
);

test("nobody there is no yes either", async () => {
  writeFileSync(path, "x");
  await expect(scan(path, join(folder, "nobody"))).rejects.toThrow(/ENOENT/);
  await expect(scan(path, "127.0.0.1:9")).rejects.toThrow(/ECONNREFUSED/);
});
