// Faults 7, 9, 10, 20 and 23: the disk of the documents is full, fails or rots, files are huge or many, the scanner is away.
import { createHash, randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { pathOf } from "@/lib/files/store";
import { anOffering } from "@/lib/testing/offering";
import { proved, times } from "@/lib/testing/proved";
import { checkOffering } from "@/lib/use-cases/check-record";
import { Person } from "./person";
import { counted } from "./record";
import { site } from "./setup";
import type { Serving } from "./site";
import { mountSmall, needs } from "./tools";

let made: Awaited<ReturnType<typeof anOffering>>;
let counsel: Person;
beforeAll(async () => {
  made = await anOffering();
  counsel = await Person.signedIn(made.people.counsel);
});
afterAll(() => db.$disconnect());

const versions = (server: Serving, name = "Opinion.txt") =>
  `${server.origin}/api/offerings/${made.offeringId}/deliverables/${made.conditions[0]?.deliverables[0]}/versions?fileName=${name}&stage=draft&share=true`;
const acts = (server: Serving) => `${server.origin}/api/offerings/${made.offeringId}/acts`;
const fileOf = (server: Serving, versionId: string) =>
  `${server.origin}/api/offerings/${made.offeringId}/versions/${versionId}/file`;
const note = (text: string) => ({ act: "note", conditionId: made.conditions[0]?.id, text, shared: true });
const text = (bytes: number) => Buffer.alloc(bytes, `${randomUUID()} a line of the opinion\n`);
type Delivered = { versionId: string; sha256: string };

test("F7: with no room for documents an upload is refused and leaves nothing, reading and acting go on, and it is taken once there is room", async () => {
  const folder = join(site.settings.dataFolder, "small-disk");
  mkdirSync(folder, { recursive: true });
  const disk = mountSmall(folder, 3);
  try {
    const server = await site.start({ environment: { FILES_FOLDER: folder } });
    const small = text(500_000);
    const first = (await counsel.insist(versions(server), small)).body as Delivered;
    const before = await counted(made.offeringId);
    const [key, large] = [randomUUID(), text(6_000_000)];
    for (let again = 0; again < 3; again++) {
      expect(await counsel.post(versions(server), large, key)).toMatchObject({
        status: 507,
        body: { code: "storage-full" },
      });
    }
    expect(readdirSync(join(folder, "incoming"))).toEqual([]);
    expect(await counted(made.offeringId)).toEqual(before);
    expect((await counsel.download(fileOf(server, first.versionId))).bytes.equals(small)).toBe(true);
    expect((await counsel.post(acts(server), note("With a full disk"))).status).toBe(200);
    disk.grow(40);
    expect((await counsel.post(versions(server), large, key)).status).toBe(200);
    await server.stop();
    for (const sha256 of [small, large].map(hashOf)) {
      const bytes = readFileSync(join(folder, sha256.slice(0, 2), sha256));
      mkdirSync(join(pathOf(sha256), ".."), { recursive: true });
      writeFileSync(pathOf(sha256), bytes);
      expect(hashOf(bytes)).toBe(sha256);
    }
  } finally {
    disk.unmount();
  }
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved(
    "F7",
    "a full file system of 3 MB: refused with 507 three times, nothing left behind, reading and acting went on, taken when there was room",
  );
});

test("F9: an upload that the disk refuses to make durable is refused, and taken when the disk is well", async () => {
  needs("strace");
  const key = randomUUID();
  const bytes = text(200_000);
  const before = await counted(made.offeringId);
  const failing = await site.start({
    under: ["strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO"],
  });
  expect(await counsel.post(versions(failing), bytes, key)).toMatchObject({ status: 503, body: { code: "busy" } });
  expect(readdirSync(join(String(site.environment.FILES_FOLDER), "incoming"))).toEqual([]);
  expect(await counted(made.offeringId)).toEqual(before);
  await failing.stop();
  const server = await site.start();
  const answer = await counsel.post(versions(server), bytes, key);
  expect(answer.status).toBe(200);
  expect((await counsel.download(fileOf(server, (answer.body as Delivered).versionId))).bytes.equals(bytes)).toBe(true);
  await server.stop();
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved(
    "F9 documents",
    "fsync of an upload failing: refused with 503, nothing left behind, taken by the same request afterwards",
  );
});

test("F10: a document with one byte flipped is given to nobody and blocks the closing, until the very bytes come again", async () => {
  const server = await site.start();
  const representative = await Person.signedIn(made.people.representative);
  const bytes = text(100_000);
  const { versionId, sha256 } = (await counsel.insist(versions(server), bytes)).body as Delivered;
  const path = pathOf(sha256);
  const rotten = Buffer.from(bytes);
  rotten[50_000] = (rotten[50_000] ?? 0) ^ 1;
  chmodSync(path, 0o600);
  writeFileSync(path, rotten);
  expect((await counsel.download(fileOf(server, versionId))).status).toBe(500);
  const { closingId } = made;
  for (const act of ["pre-closing", "start-call"]) await representative.insist(acts(server), { act, closingId });
  expect(await representative.post(acts(server), { act: "close", closingId })).toMatchObject({
    status: 409,
    body: { code: "record-damaged" },
  });
  expect((await checkOffering(made.offeringId, { files: true })).map(({ code }) => code)).toContain("document-changed");
  expect((await counsel.insist(versions(server), bytes)).status).toBe(200);
  expect((await counsel.download(fileOf(server, versionId))).bytes.equals(bytes)).toBe(true);
  await server.stop();
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved(
    "F10",
    "one bit of a document flipped on the disk: given to nobody, closing refused, mended by the same bytes",
  );
});

test("F20: a file of the greatest size and one without end leave the server's memory as it was, and many small ones are all kept", async () => {
  const server = await site.start();
  const piece = Buffer.from("Whereas the parties have agreed as set out below.\n".repeat(20_000));
  const send = async (pieces: number, size?: number) => {
    const body = (async function* () {
      for (let sent = 0; sent < pieces; sent++) yield piece;
    })();
    const response = await fetch(versions(server, "Long.txt"), {
      method: "POST",
      headers: {
        cookie: counsel.cookie,
        origin: server.origin,
        "idempotency-key": randomUUID(),
        ...(size && { "content-length": String(size) }),
      },
      body: body as never,
      duplex: "half",
    } as RequestInit);
    return { status: response.status, body: (await response.json()) as Delivered };
  };
  expect((await send(5)).status).toBe(200);
  const before = memoryOf(server.pid);
  const large = await send(95);
  expect(large.status).toBe(200);
  const grown = memoryOf(server.pid) - before;
  expect(grown, "MB more at most while 95 MB came in").toBeLessThan(95);
  expect((await send(2_100)).status, "two gigabytes").toBe(413);
  const beyond = memoryOf(server.pid) - before;
  expect(beyond).toBeLessThan(150);
  const count = times(200, 10_000);
  const known = await counted(made.offeringId);
  for (let done = 0; done < count; done += 5) {
    const five = Array.from({ length: 5 }, () => counsel.insist(versions(server), text(300)));
    for (const answer of await Promise.all(five)) expect(answer.status).toBe(200);
  }
  expect((await counted(made.offeringId)).versions).toBe(known.versions + count);
  await server.stop();
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved(
    "F20",
    `an upload of 95 MB (${Math.round(grown)} MB more memory at most), one of 2 GB refused (${Math.round(beyond)} MB), ${count} small ones kept`,
  );
});

test("F23: while the virus scanner is away no document is taken and everything else goes on", async () => {
  const clamd = createServer((client) => {
    client.on("error", () => {});
    client.on("data", (piece: Buffer) => piece.subarray(-4).equals(Buffer.alloc(4)) && client.end("stream: OK\0"));
  });
  await new Promise<void>((resolve) => clamd.listen(0, "127.0.0.1", resolve));
  const port = (clamd.address() as { port: number }).port;
  await new Promise((resolve) => clamd.close(resolve));
  const server = await site.start({ environment: { CLAMAV: `127.0.0.1:${port}` } });
  const [key, bytes] = [randomUUID(), text(10_000)];
  for (let again = 0; again < 3; again++) {
    expect(await counsel.post(versions(server), bytes, key)).toMatchObject({ status: 503, body: { code: "busy" } });
    expect((await counsel.post(acts(server), note(`Without a scanner ${again}`))).status).toBe(200);
  }
  await new Promise<void>((resolve) => clamd.listen(port, "127.0.0.1", resolve));
  expect((await counsel.post(versions(server), bytes, key)).status).toBe(200);
  await server.stop();
  clamd.close();
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved(
    "F23",
    "scanner away: three uploads refused with 503 while acts went on, the same upload taken when it was back",
  );
});

const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** The most memory that a process has had, in megabytes. */
const memoryOf = (pid: number) =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
