import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import mammoth from "mammoth";
import { afterAll, expect, test } from "vitest";
import { csvFile } from "./csv";
import { readParts } from "./office-package";
import type { Paper } from "./paper";
import { paperDocx } from "./paper-docx";
import { writePaperPdf } from "./pdf/paper-pdf";
import { run } from "./sample-documents";
import { spreadsheet } from "./spreadsheet";
import { vcardFile } from "./vcard";

const folder = mkdtempSync(join(tmpdir(), "papers-"));
afterAll(() => rmSync(folder, { recursive: true }));

const paper: Paper = {
  title: "Closing checklist",
  subtitle: ["Ashgrove Water, Inc.", "5.25% Notes due 2036"],
  rehearsal: "REHEARSAL: not a record of a closing",
  footer: "Status as of 14 May 2026, 09:40 EDT.",
  asOf: "2026-05-14T13:40:00.123Z",
  landscape: true,
  blocks: [
    { kind: "facts", rows: [["Place", "New York"]] },
    { kind: "heading", text: "Conditions" },
    {
      kind: "table",
      none: "Nothing.",
      columns: [
        { header: "Clause", share: 1 },
        { header: "Condition", share: 3 },
      ],
      rows: Array.from({ length: 60 }, (_, index) => [
        `7(${index})`,
        `Opinion “${index}” of Lindqvist & Hale\nsecond line`,
      ]),
    },
    { kind: "table", none: "No waiver was given.", columns: [{ header: "x", share: 1 }], rows: [] },
  ],
};

test("a Word file has every word, a header that repeats, fixed widths, and the stamp at its foot", async () => {
  const file = await paperDocx(paper);
  const { value } = await mammoth.extractRawText({ buffer: file });
  for (const words of ["Closing checklist", "Opinion “59” of Lindqvist & Hale", "No waiver was given.", "New York"])
    expect(value).toContain(words);
  const parts = new Map(readParts(file).map(({ name, bytes }) => [name, bytes.toString("utf8")]));
  const body = parts.get("word/document.xml")!;
  expect(body).toContain("<w:tblHeader/>");
  expect(body.match(/<w:cantSplit\/>/g)!.length).toBeGreaterThan(60);
  expect(body).toContain('<w:tblLayout w:type="fixed"/>');
  expect(body).toContain('w:orient="landscape"');
  const [, width, height] = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(body)!.map(Number);
  expect(width!).toBeGreaterThan(height!);
  const all = [...parts.values()].join("");
  expect(all).toContain("Status as of 14 May 2026, 09:40 EDT.");
  expect(all).toContain("REHEARSAL: not a record of a closing");
});

test("Word file, workbook and PDF have the same bytes each time, and no date but the paper's own", async () => {
  const sheet = { name: "A", columns: [{ header: "Clause", width: 10 }], rows: [["7(c)"]], footer: "As of then" };
  const make = async (name: string) => {
    writePaperPdf(paper, join(folder, name));
    return [await paperDocx(paper), await spreadsheet([sheet], "T", paper.asOf), readFileSync(join(folder, name))];
  };
  const [first, second] = [await make("a.pdf"), await make("b.pdf")];
  for (const [at, file] of first.entries()) expect(file.equals(second[at]!)).toBe(true);
  const year = String(new Date().getUTCFullYear());
  for (const file of first.slice(0, 2)) {
    const core = readParts(file!)
      .find(({ name }) => name === "docProps/core.xml")!
      .bytes.toString("utf8");
    expect(core).toContain("2026-05-14T13:40:00");
    expect(core.replaceAll("2026-05-14", "")).not.toContain(`${year}-`);
  }
});

test("a PDF paper is whole by qpdf, repeats its table's header and numbers its pages", () => {
  const path = join(folder, "paper.pdf");
  writePaperPdf(paper, path);
  expect(run("qpdf", ["--check", path])).toContain("No syntax or stream encoding errors found");
  const pages = run("pdftotext", ["-layout", path, "-"]).split("\f").slice(0, -1);
  expect(pages.length).toBeGreaterThan(2);
  for (const [index, page] of pages.entries()) {
    expect(page).toContain("Status as of 14 May 2026, 09:40 EDT.");
    expect(page).toContain(`${index + 1} of ${pages.length}`);
    expect(page).toContain("REHEARSAL");
    expect(page).toContain("Clause");
  }
  const text = pages.join("");
  for (let row = 0; row < 60; row++) expect(text).toContain(`7(${row})`);
});

test("a row longer than a page is continued and loses no word", () => {
  const path = join(folder, "long.pdf");
  const words = Array.from({ length: 3_000 }, (_, index) => `word${index}.`);
  const table = {
    kind: "table" as const,
    none: "",
    columns: [
      { header: "Text", share: 1 },
      { header: "By", share: 1 },
    ],
  };
  writePaperPdf({ ...paper, blocks: [{ ...table, rows: [[words.join(" "), "R. Okafor"]] }] }, path);
  const text = run("pdftotext", ["-raw", path, "-"]);
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
});

test("no cell of a CSV begins like a formula, and every cell comes back with its words", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.array(fc.oneof(fc.string(), fc.constantFrom("=1+1", " =A1", "\t=x", "＝x", '@a"b', "+1", "-1")), {
          minLength: 2,
          maxLength: 2,
        }),
        { maxLength: 5 },
      ),
      (rows) => {
        const cells = cellsOf(csvFile(["a", "b"], rows).toString("utf8").slice(1));
        expect(cells.slice(2).map((cell) => (cell.startsWith("'") ? cell.slice(1) : cell))).toEqual(
          rows.flat().map((cell) => (cell.startsWith("'") ? cell.slice(1) : cell)),
        );
        expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
      },
    ),
  );
});

test("a cell of several lines stays one cell, whichever way its lines end", () => {
  const text = csvFile(["Documents", "Status"], [["Opinion\nReliance letter\rBring-down\r\nNote", "open"]]).toString(
    "utf8",
  );
  expect(text.slice(1)).toBe('Documents,Status\r\n"Opinion\nReliance letter\rBring-down\r\nNote",open\r\n');
});

/** The cells of a CSV as RFC 4180 reads it. */
function cellsOf(text: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (character === '"' && (quoted || cell === "")) {
      quoted = !quoted;
    } else if (!quoted && (character === "," || (character === "\r" && text[at + 1] === "\n"))) {
      cells.push(cell);
      cell = "";
      if (character === "\r") at++;
    } else {
      cell += character;
    }
  }
  return cells;
}

test("a workbook keeps a text that looks like a formula as a text", async () => {
  const sheet = { name: "A", columns: [{ header: "x", width: 9 }], rows: [["=HYPERLINK(1)"]] };
  const all = readParts(await spreadsheet([sheet], "T", paper.asOf)).map(({ bytes }) => bytes.toString("utf8"));
  expect(all.join("")).toContain("=HYPERLINK(1)");
  expect(all.join("")).not.toMatch(/<f>/);
});

test("a vCard has its lines folded, its commas escaped and the same name for the same person", () => {
  const contact = {
    name: "Nadia Ferreira",
    title: "Vice President, Treasurer and Secretary of the Finance Committee of the Board",
    organisation: "Ashgrove; Water, Inc.",
    part: "Issuer",
    email: "nadia@ashgrove.example",
  };
  const text = vcardFile([contact]).toString("utf8");
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const unfolded = text.replaceAll("\r\n ", "");
  expect(unfolded).toContain("ORG:Ashgrove\\; Water\\, Inc.");
  expect(unfolded).toContain("N:Ferreira;Nadia;;;");
  expect(unfolded).toMatch(/UID:urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}\r\n/);
  expect(vcardFile([contact]).toString("utf8")).toBe(text);
});
