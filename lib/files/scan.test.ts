import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { scan } from "./scan";

const folder = mkdtempSync(join(tmpdir(), "section-seven-scan-"));
const path = join(folder, "file");
const socket = join(folder, "clamd");
let server: Server | undefined;
afterEach(() => server?.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The other end of the protocol: takes pieces up to the empty one, and answers by what it was sent. */
async function scanner(answer: (file: Buffer) => string): Promise<void> {
  server = createServer((client) => {
    const pieces: Buffer[] = [];
    client.on("error", () => {});
    client.on("data", (piece: Buffer) => {
      pieces.push(piece);
      const stream = Buffer.concat(pieces);
      const command = "zINSTREAM\0";
      if (!stream.toString("latin1").startsWith(command)) return;
      const file: Buffer[] = [];
      for (let at = command.length; at + 4 <= stream.length; ) {
        const length = stream.readUInt32BE(at);
        if (length === 0) return client.end(`${answer(Buffer.concat(file))}\0`);
        file.push(stream.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  await new Promise<void>((resolve) => server?.listen(socket, resolve));
}

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
