import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { readParts } from "@/lib/exports/office-package";
import { log } from "@/lib/logging/log";
import { abreast } from "@/lib/testing/abreast";
import { clamdAt } from "@/lib/testing/clamd";
import { recordDigest } from "@/lib/testing/digest";
import { eicar, goodFiles, type HostileFile, hostileFiles } from "@/lib/testing/hostile/files";
import { readDisposition } from "@/lib/testing/hostile/read-disposition";
import { Chance } from "@/lib/testing/hostile/requests";
import { mainTypes, officeFile, zipOf } from "@/lib/testing/hostile/zips";
import { innards } from "@/lib/testing/innards";
import { keptFiles } from "@/lib/testing/kept-files";
import { anOffering } from "@/lib/testing/offering";
import { pageHeaders } from "@/lib/testing/page-headers";
import { proved, times } from "@/lib/testing/proved";
import { type Served, serveRoutes } from "@/lib/testing/served";
import { sessionOf } from "@/lib/testing/session";
import { checkOffering } from "@/lib/use-cases/check-record";

// Hostile files over HTTP, by the road on which people deliver: each refused for what it is, leaving nothing, or kept and given out
// so that nothing in it runs.

let served: Served;
let made: Awaited<ReturnType<typeof anOffering>>;
let cookies: { issuerCounsel: string; representative: string };
const folder = mkdtempSync(join(tmpdir(), "hostile-files-"));

beforeAll(async () => {
  log.level = "silent";
  made = await anOffering({ conditions: Array.from({ length: 50 }, (_, number) => ({ label: `7(${number + 1})` })) });
  const { issuerCounsel, representative } = made.people;
  cookies = {
    issuerCounsel: await sessionOf(issuerCounsel.personId),
    representative: await sessionOf(representative.personId),
  };
  served = await serveRoutes();
}, 120_000);
afterAll(async () => {
  await served.close();
  await db.$disconnect();
  rmSync(folder, { recursive: true, force: true });
});

type Answer = { status: number; said: { code?: string; found?: string; versionId?: string } };

async function deliver({ fileName, bytes }: Pick<HostileFile, "fileName" | "bytes">): Promise<Answer> {
  // Each document in turn, so that none has thousands of versions in a long run.
  const condition = made.conditions[turn++ % made.conditions.length];
  const query = new URLSearchParams({ fileName, stage: "draft", share: "true" });
  const place = `/api/offerings/${made.offeringId}/deliverables/${condition?.deliverables[0]}/versions?${query}`;
  const response = await fetch(`${served.origin}${place}`, {
    method: "POST",
    headers: pageHeaders(cookies.issuerCounsel, "application/octet-stream"),
    body: bytes as BodyInit,
  });
  const text = await response.text();
  expect(text).not.toMatch(innards);
  return { status: response.status, said: JSON.parse(text) as Answer["said"] };
}

let turn = 0;

const statusOf: Record<string, number> = {
  ...{
    "file-empty": 400,
    "file-name-not-allowed": 400,
    "file-not-allowed": 415,
    "file-damaged": 422,
    "file-locked": 422,
  },
};

const state = async () => [await recordDigest(), keptFiles()];

/** What is wrong with what became of a file; null where it is what had to. */
async function wrongWith({ what, fileName, bytes, outcome }: HostileFile): Promise<string | null> {
  const { status, said } = await deliver({ fileName, bytes });
  const answered = `${what}: ${status} ${JSON.stringify(said)}`;
  if ("refused" in outcome) {
    const asStated = status === statusOf[outcome.refused] && said.code === outcome.refused;
    return asStated && (!outcome.found || outcome.found.test(said.found ?? "")) ? null : answered;
  }
  if (status !== 200) return answered;
  const inert = await isInert(said.versionId ?? "", bytes, outcome.kept);
  return inert === null ? null : `${what}: ${inert}`;
}

/** What a browser is shown or may run only if it is one of these; all else is to be saved. */
const shown = /^(application\/pdf|image\/(png|jpeg)|text\/plain)/;

/** Null where the file comes back whole, under headers under which nothing in it runs; else what it came with. */
async function isInert(versionId: string, bytes: Buffer, mediaType: string): Promise<string | null> {
  for (const view of ["", "?view=1"]) {
    const place = `/api/offerings/${made.offeringId}/versions/${versionId}/file${view}`;
    const response = await fetch(`${served.origin}${place}`, { headers: { cookie: cookies.representative } });
    const body = Buffer.from(await response.arrayBuffer());
    const { headers } = response;
    const { kind } = readDisposition(headers.get("content-disposition") ?? "");
    const type = headers.get("content-type");
    const right =
      response.status === 200 &&
      body.equals(bytes) &&
      (type === mediaType || type === `${mediaType}; charset=utf-8`) &&
      kind === (view && shown.test(mediaType) ? "inline" : "attachment") &&
      headers.get("x-content-type-options") === "nosniff" &&
      headers.get("content-security-policy") === "sandbox; default-src 'none'";
    if (!right) return `${response.status} ${JSON.stringify([...headers])}`;
  }
  return null;
}

test("each hostile file is refused for what it is and leaves nothing, or is kept and given out so that nothing runs", async () => {
  const files = hostileFiles();
  const refused = files.filter(({ outcome }) => "refused" in outcome);
  const taken = files.filter(({ outcome }) => "kept" in outcome);
  const before = await state();
  const wrong: (string | null)[] = [];
  for (const file of refused) wrong.push(await wrongWith(file));
  expect(wrong.filter((fault) => fault !== null)).toEqual([]);
  expect(await state()).toEqual(before);
  for (const file of taken) wrong.push(await wrongWith(file));
  expect(wrong.filter((fault) => fault !== null)).toEqual([]);
  expect(
    new Set(files.map(({ bytes }) => createHash("sha256").update(bytes).digest("hex"))).size,
  ).toBeGreaterThanOrEqual(200);
  proved(
    "9",
    `${files.length} hostile files over HTTP: ${refused.length} refused with the reason stated, 0 rows and files left; ${taken.length} kept and served inert`,
  );
}, 300_000);

test("what the virus scanner knows is refused, plain or packed into a document", async () => {
  const scanner = await clamdAt(join(folder, "scanner"), (file) =>
    knowsEicar(file) ? "stream: Eicar-Signature FOUND" : "stream: OK",
  );
  const before = await state();
  env.CLAMAV = join(folder, "scanner");
  try {
    const files: HostileFile[] = [
      ...[eicar, `${eicar}\r\n`].map((words) => ({ fileName: "Memo.txt", bytes: Buffer.from(words) })),
      { fileName: "Letter.docx", bytes: officeFile(mainTypes.docx, [{ name: "word/media/a.txt", content: eicar }]) },
      {
        fileName: "Letter.docx",
        bytes: officeFile(mainTypes.docx, [{ name: "word/a.zip", content: zipOf([{ name: "a", content: eicar }]) }]),
      },
    ].map((file) => ({
      ...file,
      what: "EICAR",
      outcome: { refused: "file-not-allowed", found: /virus scanner found/ },
    }));
    const packed = { fileName: "a.zip", bytes: zipOf([{ name: "eicar.com", content: eicar }]) };
    files.push({
      ...packed,
      what: "EICAR in an archive",
      outcome: { refused: "file-not-allowed", found: /ZIP archive/ },
    });
    for (const file of files) expect(await wrongWith(file)).toBeNull();
    expect(await state()).toEqual(before);
    expect((await deliver({ fileName: "Memo.txt", bytes: Buffer.from("Dear Sirs,\n") })).status).toBe(200);
  } finally {
    env.CLAMAV = "";
    await new Promise((closed) => scanner.close(closed));
  }
});

/** Stands in for the scanner: it looks into archives and knows one file, EICAR. */
function knowsEicar(bytes: Buffer): boolean {
  if (bytes.includes(eicar)) return true;
  return bytes.subarray(0, 2).toString() === "PK" && readParts(bytes).some((part) => knowsEicar(part.bytes));
}

/** Sends what may be taken or refused, and counts how it went; anything but a clear answer fails. */
async function sendAll(files: readonly Pick<HostileFile, "fileName" | "bytes">[]): Promise<Map<string, number>> {
  const outcomes = new Map<string, number>();
  await abreast(files, 4, async (file) => {
    const { status, said } = await deliver(file);
    const outcome = status === 200 ? "kept" : (said.code ?? "");
    if (status !== 200 && status !== statusOf[outcome]) throw new Error(`${status} ${JSON.stringify(said)}`);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  });
  return outcomes;
}

const told = (outcomes: Map<string, number>) => [...outcomes].map(([code, count]) => `${count} ${code}`).join(", ");

test("a good file with a byte changed is taken or refused with its reason, and nothing falls over", async () => {
  const good = goodFiles();
  const files = good.flatMap(({ fileName, bytes }, index) => {
    // The kinds that are looked into most come first.
    const each = times(index < 2 ? 100 : 25, Math.ceil(10_000 / good.length));
    return Array.from({ length: each }, (_, flip) => {
      const changed = Buffer.from(bytes);
      const at = Math.floor((flip * bytes.length) / each);
      // Another bit of the byte each time that the same byte is come to.
      changed[at] = (bytes[at] ?? 0) ^ (flip % 255 || 21);
      return { fileName, bytes: changed };
    });
  });
  const outcomes = await sendAll(files);
  expect(outcomes.get("file-damaged") ?? 0).toBeGreaterThan(50);
  expect(outcomes.get("kept") ?? 0).toBeGreaterThan(50);
  expect(files.length).toBeGreaterThanOrEqual(300);
  proved("9 bytes", `${files.length} good files of ${good.length} kinds with a byte changed: ${told(outcomes)}`);
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
}, 3_600_000);

test("hostile files that were cut, joined and mixed are taken or refused with their reason, and nothing falls over", async () => {
  const chance = new Chance(9);
  const small = [...hostileFiles(), ...goodFiles()].filter(({ bytes }) => bytes.length < 50_000);
  const piece = (bytes: Buffer) => {
    const from = chance.below(bytes.length + 1);
    return bytes.subarray(from, from + chance.below(bytes.length - from + 1));
  };
  const ways: ((one: Buffer, other: Buffer) => Buffer[])[] = [
    (one) => [one.subarray(0, chance.below(one.length + 1))],
    (one) => [one.subarray(0, one.length / 2), piece(one), one.subarray(one.length / 2)],
    (one, other) => [one, other],
    (one, other) => [one.subarray(0, chance.below(one.length + 1)), piece(other)],
    (one, other) => [one.subarray(0, 16), other],
    (one, other) => [one.subarray(0, one.length / 2), piece(other), one.subarray(one.length / 2)],
  ];
  const files = Array.from({ length: times(60, 1_000) }, () => {
    const [one, other] = [chance.of(small), chance.of(small)];
    return { fileName: one.fileName, bytes: Buffer.concat(chance.of(ways)(one.bytes, other.bytes)) };
  });
  const outcomes = await sendAll(files);
  proved("9 mixed", `${files.length} hostile files cut, joined and mixed at random: ${told(outcomes)}`);
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
}, 3_600_000);
