import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDocument, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSetFrom } from "./index-file";
import { type BoundVolume, bindVolume } from "./pdf/bind-volume";
import { run, writeSamples } from "./sample-documents";

const folder = mkdtempSync(join(tmpdir(), "bound-volume-"));
const volumePath = join(folder, "volume.pdf");
let expected: Awaited<ReturnType<typeof writeSamples>>;
let bound: BoundVolume;
let volume: PDFDocumentProxy;
/** The label of each page, as a reader shows it, and its text. */
let labels: readonly string[];

beforeAll(async () => {
  expected = await writeSamples(folder);
  const set = readSetFrom(join(folder, "index.json"));
  if (!set.ok) throw new Error(set.error);
  bound = await bindVolume(set.value, volumePath);
  volume = await getDocument({ data: new Uint8Array(readFileSync(volumePath)), verbosity: 0 }).promise;
  labels = (await volume.getPageLabels()) ?? [];
});
afterAll(async () => {
  await volume.loadingTask.destroy();
  rmSync(folder, { recursive: true });
});

const nameOf = (file: string) => file.split("/").at(-1)!;
/** Where a page with this label stands, from 0. */
const at = (label: string | number) => labels.indexOf(String(label));
const textOf = (path: string, page: number) =>
  run("pdftotext", ["-layout", "-f", `${page}`, "-l", `${page}`, path, "-"]);
const words = (text: string) => text.replace(/\s+/g, " ").trim();

test("qpdf finds nothing wrong with the whole volume", () => {
  expect(run("qpdf", ["--check", volumePath])).toContain("No syntax or stream encoding errors found");
});

test("front matter has roman labels, the body arabic ones that the index prints", () => {
  const body = labels.indexOf("1");
  expect(labels.slice(0, body)).toEqual(["i", "ii", "iii"]);
  expect(labels.slice(body)).toEqual(labels.slice(body).map((_label, index) => String(index + 1)));
  expect(labels).toHaveLength(bound.pages);
});

test("the text of every page of every source stands where the report says", () => {
  for (const { file, firstPage, pages } of bound.reports) {
    const { pages: due, words: sought } = expected.get(nameOf(file))!;
    expect(pages, file).toBe(due);
    if (sought === null) continue;
    for (let page = 0; page < pages; page++) {
      expect(textOf(volumePath, at(firstPage) + page + 1), `${file}, page ${page + 1}`).toContain(sought);
    }
  }
});

test("each page is stamped with its tab and its place within it", () => {
  const first = bound.reports.find(({ file }) => file.endsWith("01-outline.pdf"))!;
  const sameTab = bound.reports.filter(({ tab }) => tab === first.tab).reduce((sum, { pages }) => sum + pages, 0);
  for (let page = 0; page < first.pages; page++) {
    expect(textOf(volumePath, at(first.firstPage) + page + 1)).toContain(`Tab 1, page ${page + 1} of ${sameTab}`);
  }
});

test("the stamp stands upright at the lower right of what a reader sees, however the page is turned or cut", async () => {
  for (const { file, firstPage, tab } of bound.reports.filter(({ file }) => /02-|03-/.test(file))) {
    const page = await volume.getPage(at(firstPage) + 1);
    const viewport = page.getViewport({ scale: 1 });
    const items = (await page.getTextContent()).items.filter((item) => "str" in item);
    const stamp = items.find(({ str }) => str.startsWith(`Tab ${tab}, page`))!;
    const [a, b, , , x, y] = stamp.transform as [number, number, number, number, number, number];
    const [left, down] = viewport.convertToViewportPoint(x, y) as [number, number];
    const [along, level] = viewport.convertToViewportPoint(x + a, y + b) as [number, number];
    expect(along - left, `${file} reads from left to right`).toBeGreaterThan(5);
    expect(Math.abs(level - down), `${file} is level`).toBeLessThan(0.01);
    expect(left, file).toBeGreaterThan(viewport.width / 2);
    expect(left, file).toBeLessThan(viewport.width - 20);
    expect(viewport.height - down, file).toBeCloseTo(13, 0);
  }
});

test("every line of the index leads to the page that it prints", async () => {
  const printed = bound.index.filter(({ page }) => page !== "").map(({ page }) => page);
  const led: string[] = [];
  for (let page = 1; page <= labels.indexOf("1"); page++) {
    const annotations = await (await volume.getPage(page)).getAnnotations();
    for (const { subtype, dest } of annotations) {
      if (subtype === "Link") led.push(labels[await volume.getPageIndex(dest[0])]!);
    }
  }
  expect(led).toEqual(printed);
  expect(textOf(volumePath, 2)).toContain("Document “turned-90”");
});

type OutlineItem = Awaited<ReturnType<PDFDocumentProxy["getOutline"]>>[number];

test("bookmarks go from part to tab to document to the source's own, each to its page", async () => {
  const outline = await volume.getOutline();
  expect(outline.map(({ title }) => title)).toEqual([
    "Cover",
    "Index",
    "The record behind this set",
    "Opinions",
    "Certificates",
  ]);
  const documents = outline.flatMap((part) => part.items.flatMap((tab: OutlineItem) => tab.items as OutlineItem[]));
  const places = await Promise.all(documents.map(({ dest }) => volume.getPageIndex((dest as never[])[0]!)));
  expect(places.map((place) => labels[place])).toEqual(bound.reports.map(({ firstPage }) => String(firstPage)));
  const [opinion] = documents[0]!.items as OutlineItem[];
  expect(opinion!.title).toBe("Opinion");
  const [reliance] = opinion!.items as OutlineItem[];
  expect(reliance!.title).toBe("Reliance");
  const lastPage = at(bound.reports[0]!.firstPage) + 2;
  expect(await volume.getPageIndex((reliance!.dest as never[])[0]!)).toBe(lastPage);
});

test("a link within a source leads to the same page in the volume", async () => {
  const first = at(bound.reports[0]!.firstPage);
  const [link] = await (await volume.getPage(first + 1)).getAnnotations();
  expect(await volume.getPageIndex(link.dest[0])).toBe(first + 2);
});

test("a form keeps its words and its ticks, and is no form any more", async () => {
  const form = bound.reports.find(({ file }) => file.endsWith("04-form.pdf"))!;
  expect(form.findings.map(({ code }) => code)).toEqual(["form-flattened", "form-drawn-anew"]);
  const page = await volume.getPage(at(form.firstPage) + 1);
  expect((await page.getAnnotations()).filter(({ subtype }) => subtype === "Widget")).toEqual([]);
  const ink = (path: string, page: number) => {
    const args = [
      "-r",
      "72",
      "-gray",
      "-x",
      "62",
      "-y",
      "176",
      "-W",
      "14",
      "-H",
      "14",
      "-f",
      `${page}`,
      "-l",
      `${page}`,
    ];
    run("pdftoppm", [...args, path, join(folder, "tick")]);
    const picture = readdirSync(folder).find((name) => name.startsWith("tick") && name.endsWith(".pgm"))!;
    const pixels = readFileSync(join(folder, picture)).subarray(-14 * 14);
    rmSync(join(folder, picture));
    return pixels.filter((pixel) => pixel < 100).length;
  };
  expect(ink(volumePath, at(form.firstPage) + 1)).toBeGreaterThan(10);
});

test.each([
  ["05-script.pdf", "active-content-removed", "active parts"],
  ["06-owner-password.pdf", "encryption-removed", "owner's password"],
  ["07-password.pdf", "password", "opens only with a password"],
  ["08-cut-short.pdf", "unreadable", "damaged or cut short"],
  ["09-empty.pdf", "empty", "empty: it has no bytes"],
  ["10-web-page.pdf", "html", "web page and not a PDF"],
  ["11-words.pdf", "not-a-pdf", "not a PDF, although"],
  ["12-lost-table.pdf", "rebuilt-cross-references", "structure was rebuilt"],
])("%s is reported as %s and its slip says why", (file, code, sentence) => {
  const report = bound.reports.find((report) => report.file.endsWith(file))!;
  expect(report.findings.map((finding) => finding.code)).toContain(code);
  expect(report.bound).toBe(report.pages > 0);
  const slip = at(report.firstPage);
  expect(words(textOf(volumePath, slip))).toContain(sentence);
  if (!report.bound)
    expect(words(textOf(volumePath, slip + 1))).toContain("This document is not bound in this volume.");
});

test("a page looks as in its source but for the stamp", () => {
  for (const file of ["01-outline.pdf", "02-turned-270.pdf", "03-cropped.pdf", "06-owner-password.pdf"]) {
    const report = bound.reports.find((report) => report.file.endsWith(file))!;
    const picture = (path: string, page: number) => {
      run("pdftoppm", ["-r", "50", "-gray", "-cropbox", "-singlefile", "-f", `${page}`, path, join(folder, "page")]);
      const bytes = readFileSync(join(folder, "page.pgm"));
      const [, width, height] = /^P5\s(\d+) (\d+)\s\d+\s/.exec(bytes.toString("latin1", 0, 40))!.map(Number);
      return { width: width!, height: height!, pixels: bytes.subarray(bytes.length - width! * height!) };
    };
    const [source, copy] = [picture(join(folder, file), 1), picture(volumePath, at(report.firstPage) + 1)];
    expect([copy.width, copy.height], file).toEqual([source.width, source.height]);
    const stampFrom = (source.height - 18) * source.width;
    const other = source.pixels.filter(
      (pixel, place) => place < stampFrom && Math.abs(pixel - copy.pixels[place]!) > 8,
    );
    expect(other.length, file).toBe(0);
    expect(
      copy.pixels.subarray(stampFrom).some((pixel) => pixel < 200),
      `${file} has a stamp`,
    ).toBe(true);
  }
});

test("the manifest is attached, and its digest is printed in the volume", async () => {
  const attachments = (await volume.getAttachments()) as Record<string, { content: Uint8Array }>;
  const manifest = JSON.parse(Buffer.from(attachments["manifest.json"]!.content).toString("utf8"));
  expect(manifest.format).toBe("section-seven/closing-set/1");
  const { createHash } = await import("node:crypto");
  const digest = createHash("sha256").update(bound.manifest).digest("hex");
  expect(textOf(volumePath, 3)).toContain(digest);
});

test("a build that cannot be finished leaves nothing behind", async () => {
  const set = readSetFrom(join(folder, "index.json"));
  if (!set.ok) throw new Error(set.error);
  const path = join(folder, "given-up.pdf");
  let asked = 0;
  await expect(bindVolume(set.value, path, { cancelled: () => ++asked > 3 })).rejects.toThrow("cancelled");
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes("given-up"))).toEqual([]);
});
