import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildClosingSet } from "./closing-set";
import type { ClosingSetInput, ClosingSetProgress } from "./model";
import { readParts } from "./office-package";
import { run, textDocument, writeSamples } from "./sample-documents";
import { sampleSet } from "./sample-record";

const folder = mkdtempSync(join(tmpdir(), "closing-set-"));
const sources = join(folder, "sources");
const index = join(sources, "index.json");

beforeAll(() => writeSamples(sources));
afterAll(() => rmSync(folder, { recursive: true }));

const digestOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

function bind(words: readonly string[], environment: Record<string, string> = {}) {
  const command = ["--import", "./scripts/typescript-hooks.mjs", "scripts/closing-set-bind.ts", ...words];
  return spawnSync(process.execPath, command, { encoding: "utf8", env: { ...process.env, ...environment } });
}

test("the command binds an index and prints one line of JSON about it", () => {
  const out = join(folder, "by-index.pdf");
  const { status, stdout, stderr } = bind([index, out]);
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout.trim().split("\n")).toHaveLength(1);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ documents: 14, sha256: digestOf(out), bytes: readFileSync(out).length });
  expect(report.pages).toBe(Number(run("qpdf", ["--show-npages", out])));
  expect(report.faults.map(({ file, code }: { file: string; code: string }) => [file, code])).toEqual([
    ["07-password.pdf", "password"],
    ["08-cut-short.pdf", "unreadable"],
    ["09-empty.pdf", "empty"],
    ["10-web-page.pdf", "html"],
    ["11-words.pdf", "not-a-pdf"],
    ["12-lost-table.pdf", "rebuilt-cross-references"],
  ]);
  expect(report.seconds).toBeGreaterThan(0);
  expect(report.peakMB).toBeGreaterThan(0);
});

test("a folder is bound in the order of its names, and an earlier volume in it is no document", () => {
  const own = join(folder, "own");
  mkdirSync(own);
  for (const name of ["b.pdf", "a.PDF", "c.txt"])
    writeFileSync(join(own, name), readFileSync(join(sources, "03-cropped.pdf")));
  const out = join(own, "volume.pdf");
  const [first, second] = [bind([own, out]), bind([own, out])].map(({ stdout }) => JSON.parse(stdout));
  expect(first.documents).toBe(2);
  expect(second.sha256).toBe(first.sha256);
  const text = run("pdftotext", [out, "-"]);
  expect(text.indexOf("Tab 1\n")).toBeLessThan(text.indexOf("Tab 2\n"));
});

test("the same index gives the same bytes in any time zone and language", () => {
  const digests = [
    ["UTC", "C"],
    ["Pacific/Kiritimati", "tr_TR.UTF-8"],
    ["America/St_Johns", "ar_EG.UTF-8"],
  ].map(([zone, language], at) => {
    const [pdf, zip] = [join(folder, `zone-${at}.pdf`), join(folder, `zone-${at}.zip`)];
    expect(bind([index, pdf, zip], { TZ: zone!, LANG: language!, LC_ALL: language! }).status).toBe(0);
    return `${digestOf(pdf)} ${digestOf(zip)}`;
  });
  expect(new Set(digests).size).toBe(1);
});

test.each([
  ["nothing at all", []],
  ["no place for the volume", [index]],
  ["a folder that is not there", [join(folder, "nowhere"), join(folder, "x.pdf")]],
  ["a folder without a PDF", ["scripts", join(folder, "x.pdf")]],
  ["a file that is no index", [join(sources, "01-outline.pdf"), join(folder, "x.pdf")]],
  ["a place that cannot be written", [index, join(folder, "nowhere", "x.pdf")]],
  ["one of its own documents as the place", [index, join(sources, "01-outline.pdf")]],
])("the command given %s ends with status 2, a clear error and no file", (_case, words) => {
  const before = digestOf(join(sources, "01-outline.pdf"));
  const { status, stdout, stderr } = bind(words);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(existsSync(join(folder, "x.pdf"))).toBe(false);
  expect(digestOf(join(sources, "01-outline.pdf"))).toBe(before);
});

/** Where a build is killed: when the growing file of that kind has this share of its bytes. */
const moments = [
  ["pdf", 0],
  ["pdf", 0.4],
  ["pdf", 0.8],
  ["zip", 0],
  ["zip", 0.4],
  ["zip", 0.9],
] as const;

test("a build that is killed at any moment leaves no file that looks like a set and is none", async () => {
  const many = join(folder, "many");
  mkdirSync(many);
  const bytes = await textDocument(
    "A page among many",
    Array.from({ length: 60 }, () => [612, 792] as const),
  );
  for (let at = 0; at < 40; at++) writeFileSync(join(many, `${at}.pdf`), bytes);
  const whole = { pdf: join(folder, "whole.pdf"), zip: join(folder, "whole.zip") };
  expect(bind([many, whole.pdf, whole.zip]).status).toBe(0);
  const met: string[] = [];
  for (const [kind, share] of moments) {
    const goes = mkdtempSync(join(folder, "goes-"));
    const out = { pdf: join(goes, "set.pdf"), zip: join(goes, "set.zip") };
    const command = [
      "--import",
      "./scripts/typescript-hooks.mjs",
      "scripts/closing-set-bind.ts",
      many,
      out.pdf,
      out.zip,
    ];
    const child = spawn(process.execPath, command, { stdio: "ignore" });
    const ended = once(child, "exit");
    const due = share * statSync(whole[kind]).size;
    let grown = false;
    const isOver = () => child.exitCode !== null || existsSync(out.zip);
    while (!grown && !isOver()) {
      grown = (sizeOf(`${out[kind]}.part-${child.pid}`) ?? -1) >= due;
      await setImmediate();
    }
    child.kill("SIGKILL");
    await ended;
    const left = (["pdf", "zip"] as const).filter((name) => existsSync(out[name]));
    for (const name of left) expect(digestOf(out[name]), `${name} at ${kind} ${share}`).toBe(digestOf(whole[name]));
    const parts = readdirSync(goes).filter((name) => name.includes(".part-"));
    met.push(
      `${kind} ${share}: ${[...left, ...parts.map((name) => name.replace(/-\d+$/, ""))].join(" and ") || "nothing"}`,
    );
  }
  console.log(`killed at ${met.length} moments, which left\n  ${met.join("\n  ")}`);
  expect(met.length).toBe(moments.length);
  expect(met.filter((what) => what.includes(".part")).length, "killed in the middle").toBeGreaterThanOrEqual(3);
});

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size;

async function sampleInput(): Promise<ClosingSetInput> {
  const file = join(folder, "opinion.pdf");
  writeFileSync(file, await textDocument("We are of the opinion", [[612, 792]]));
  return sampleSet({ file, sha256: digestOf(file) }, { file: join(sources, "03-cropped.pdf") });
}

test("a worker builds both files, tells its progress and leaves the sources untouched", async () => {
  const input = await sampleInput();
  const before = digestOf(join(folder, "opinion.pdf"));
  const [pdf, zip] = [join(folder, "set.pdf"), join(folder, "set.zip")];
  const told: ClosingSetProgress[] = [];
  const report = await buildClosingSet(input, { pdf, zip, onProgress: (progress) => told.push(progress) });
  expect(report.pdf).toMatchObject({ sha256: digestOf(pdf) });
  expect(report.zip).toMatchObject({ sha256: digestOf(zip) });
  expect(new Set(told.map(({ phase }) => phase))).toEqual(new Set(["volume", "archive"]));
  expect(told.findLast(({ phase }) => phase === "volume")).toMatchObject({ documentsDone: 2, documents: 2 });
  expect(digestOf(join(folder, "opinion.pdf"))).toBe(before);
  const [pdf2, zip2] = [join(folder, "again.pdf"), join(folder, "again.zip")];
  const again = await buildClosingSet(input, { pdf: pdf2, zip: zip2 });
  expect([again.pdf?.sha256, again.zip?.sha256]).toEqual([report.pdf?.sha256, report.zip?.sha256]);
});

test("a build that is called off leaves nothing", async () => {
  const controller = new AbortController();
  const pdf = join(folder, "called-off.pdf");
  const build = buildClosingSet(await sampleInput(), {
    pdf,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await build.catch((error: Error) => expect(error.name).toBe("AbortError"));
  expect(readdirSync(folder).filter((name) => name.includes("called-off") && name !== "called-off.pdf")).toEqual([]);
});

test("a document whose bytes are not those on record is kept out and named", async () => {
  const input = await sampleInput();
  writeFileSync(join(folder, "opinion.pdf"), await textDocument("Another opinion", [[612, 792]]));
  const report = await buildClosingSet(input, { pdf: join(folder, "changed.pdf") });
  expect(report.documents[0]).toMatchObject({ bound: false, findings: [{ code: "bytes-changed", fault: true }] });
  expect(run("pdftotext", [join(folder, "changed.pdf"), "-"])).not.toContain("Another opinion, page");
});

test("a rehearsal is marked on its cover, its slip sheets and every page of every document", async () => {
  const input = { ...(await sampleInput()), rehearsal: "REHEARSAL: NOT A RECORD OF A CLOSING" };
  const pdf = join(folder, "rehearsal.pdf");
  await buildClosingSet(input, { pdf });
  const pages = run("pdftotext", ["-raw", pdf, "-"]).split("\f").slice(0, -1);
  expect(pages.filter((page) => !page.includes("REHEARSAL"))).toEqual([]);
  expect(pages.length).toBeGreaterThan(5);
});

test("what was built over open faults prints them and the reason", async () => {
  const openFaults = { reason: "The trustee asked for it today.", faults: ["7(e): the comfort letter is missing."] };
  const pdf = join(folder, "over-faults.pdf");
  await buildClosingSet({ ...(await sampleInput()), openFaults }, { pdf });
  const text = run("pdftotext", ["-layout", pdf, "-"]);
  expect(text).toContain("Reason given: The trustee asked for it today.");
  expect(text).toContain("7(e): the comfort letter is missing.");
});

test("the ZIP is a bag that standard tools unpack and verify, its names sorted and its manifests last", async () => {
  const zip = join(folder, "bag.zip");
  expect(bind([index, join(folder, "bag.pdf"), zip]).status).toBe(0);
  run("unzip", ["-tqq", zip]);
  const bag = join(folder, "bag");
  run("unzip", ["-qq", zip, "-d", bag]);
  for (const list of ["manifest-sha256.txt", "tagmanifest-sha256.txt"]) {
    const { status, stderr } = spawnSync("sha256sum", ["--quiet", "--check", list], { cwd: bag, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  }
  expect(readFileSync(join(bag, "bagit.txt"), "utf8")).toBe("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  const names = readParts(readFileSync(zip)).map(({ name }) => name);
  expect(names.slice(0, 2)).toEqual(["bag-info.txt", "bagit.txt"]);
  expect(names.slice(-3)).toEqual(["manifest.json", "manifest-sha256.txt", "tagmanifest-sha256.txt"]);
  const documents = names.filter((name) => name.startsWith("data/"));
  expect(documents).toEqual([...documents].sort());
  expect(documents[0]).toBe("data/1 - Opinions/Tab 1/001 - Document “outline” (2026-05-14).pdf");
  const oxum = /Payload-Oxum: (\d+)\.(\d+)/.exec(readFileSync(join(bag, "bag-info.txt"), "utf8"))!;
  const sizes = documents.map((name) => readFileSync(join(bag, name)).length);
  expect(oxum.slice(1).map(Number)).toEqual([sizes.reduce((sum, size) => sum + size, 0), documents.length]);
  for (const [name, source] of [
    ["Document “outline” (2026-05-14).pdf", "01-outline.pdf"],
    ["Document “web-page” (2026-05-14).pdf", "10-web-page.pdf"],
  ]) {
    const stored = documents.find((path) => path.endsWith(name!))!;
    expect(readFileSync(join(bag, stored)).equals(readFileSync(join(sources, source!)))).toBe(true);
  }
});

test("the three indexes of the ZIP name the same documents, and their links lead to files that are there", async () => {
  const zip = join(folder, "indexes.zip");
  await buildClosingSet(await sampleInput(), { zip });
  const files = new Map(readParts(readFileSync(zip)).map(({ name, bytes }) => [name, bytes]));
  const html = files.get("index.html")!.toString("utf8");
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link]) =>
    decodeURIComponent(link!.replaceAll("&#38;", "&")),
  );
  expect(links).toHaveLength(2);
  for (const link of links) expect(files.has(link), link).toBe(true);
  writeFileSync(join(folder, "index.pdf"), files.get("index.pdf")!);
  expect(run("pdftotext", ["-layout", join(folder, "index.pdf"), "-"])).toContain("Opinion of Lindqvist & Hale");
  run("qpdf", ["--check", join(folder, "index.pdf")]);
  const sheet = readParts(files.get("index.xlsx")!);
  expect(sheet.map(({ bytes }) => bytes.toString("utf8")).join("")).toContain("Opinion of Lindqvist &amp; Hale");
});
