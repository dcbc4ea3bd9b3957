import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SourceFacts } from "./inspect-source";
import { inspectSources } from "./inspect-sources";
import { writeSamples } from "./sample-documents";

const folder = mkdtempSync(join(tmpdir(), "inspect-sources-"));
let facts: Map<string, SourceFacts>;
const factsOf = (name: string) => facts.get(join(folder, name));

beforeAll(async () => {
  const names = [...(await writeSamples(folder)).keys(), "13-picture.pdf", "14-nowhere.pdf"];
  const document = await PDFDocument.create({ updateMetadata: false });
  document.addPage([612, 792]).drawRectangle({ x: 50, y: 50, width: 100, height: 100 });
  writeFileSync(join(folder, "13-picture.pdf"), await document.save());
  facts = await inspectSources(names.map((name) => join(folder, name)));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("what can be read is told with its pages", () => {
  const plain = { state: "readable", pages: 3, signed: false, ownerPassword: false, recovered: false };
  expect(factsOf("01-outline.pdf")).toEqual({ ...plain, pagesWithoutText: [] });
});

test.each([
  ["06-owner-password.pdf", { state: "readable", ownerPassword: true, pages: 2 }],
  ["07-password.pdf", { state: "password" }],
  ["08-cut-short.pdf", { state: "unreadable" }],
  ["09-empty.pdf", { state: "empty" }],
  ["10-web-page.pdf", { state: "html" }],
  ["11-words.pdf", { state: "not-a-pdf" }],
  ["12-lost-table.pdf", { state: "readable", recovered: true, pages: 2 }],
  ["13-picture.pdf", { state: "readable", pagesWithoutText: [1] }],
  ["14-nowhere.pdf", { state: "missing" }],
])("%s is seen for what it is", (name, seen) => {
  expect(factsOf(name)).toMatchObject(seen);
});
