import { describe, expect, test } from "vitest";
import type { WordNode } from "@/lib/contracts/word-text";
import { mainTypes, zipOf } from "@/lib/testing/hostile/zips";
import { readText } from "./read-text";
import { readInThread } from "./reading-thread";
import { pathOf, storeBytes } from "./store";

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** A Word document whose body is this. */
const wordOf = (body: string, relations = "") =>
  zipOf([
    {
      name: "[Content_Types].xml",
      content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${mainTypes.docx}"/></Types>`,
    },
    {
      name: "_rels/.rels",
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    { name: "word/document.xml", content: `<w:document ${w} ${r}><w:body>${body}</w:body></w:document>` },
    {
      name: "word/_rels/document.xml.rels",
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations}</Relationships>`,
    },
  ]);

async function read(body: string, relations = "") {
  const { sha256 } = await storeBytes(wordOf(body, relations));
  const text = await readInThread("read-word", pathOf(sha256));
  if (!text) throw new Error("It could not be read");
  return text;
}

const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const tagsIn = (nodes: readonly WordNode[]): string[] =>
  nodes.flatMap((node) => (typeof node === "string" ? [] : [node.tag, ...tagsIn(node.children)]));

describe("a Word document as text", () => {
  test("keeps paragraphs, tables and stress", async () => {
    const bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Signed</w:t></w:r></w:p>";
    const table = `<w:tbl><w:tr><w:tc>${paragraph("a")}</w:tc><w:tc>${paragraph("b")}</w:tc></w:tr></w:tbl>`;
    const { nodes, cut } = await read(paragraph("Dear Sirs,") + bold + table);
    expect(nodes[0]).toEqual({ tag: "p", children: ["Dear Sirs,"] });
    expect(nodes[1]).toEqual({ tag: "p", children: [{ tag: "strong", children: ["Signed"] }] });
    expect(tagsIn(nodes.slice(2))).toEqual(["table", "tbody", "tr", "td", "p", "td", "p"]);
    expect(cut).toBe(false);
  });

  test("has no link, no script and no markup in it, whatever was written", async () => {
    const link = `<w:p><w:hyperlink r:id="r9"><w:r><w:t>click here</w:t></w:r></w:hyperlink></w:p>`;
    const target = `<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>`;
    const { nodes } = await read(paragraph("&lt;script&gt;alert(1)&lt;/script&gt;") + link, target);
    expect(JSON.stringify(nodes)).not.toContain("javascript:");
    expect(nodes).toEqual([
      { tag: "p", children: ["<script>alert(1)</script>"] },
      { tag: "p", children: ["click here"] },
    ]);
  });

  test("breaks off after sixty thousand pieces, and says so", async () => {
    const { nodes, cut } = await read(paragraph("x").repeat(40_000));
    expect(nodes).toHaveLength(30_000);
    expect(cut).toBe(true);
  });

  test("that is none is told as such, and the next one is read all the same", async () => {
    const { sha256 } = await storeBytes(Buffer.from("Only text.\n"));
    expect(await readInThread("read-word", pathOf(sha256))).toBeNull();
    expect((await read(paragraph("Here again."))).nodes).toHaveLength(1);
  });
});

describe("plain text", () => {
  test.each([
    ["UTF-8", Buffer.from("Grüße – €\n"), "Grüße – €\n"],
    ["UTF-8 with its mark", Buffer.from("\ufeffGrüße\n"), "Grüße\n"],
    ["what Windows wrote before", Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65, 0x20, 0x80, 0x0a]), "Grüße €\n"],
  ])("in %s", async (_name, bytes, text) => {
    expect(await readText((await storeBytes(bytes)).sha256)).toEqual({ text, cut: false });
  });

  test("is cut after half a megabyte, even in the middle of a letter", async () => {
    const { sha256 } = await storeBytes(Buffer.from(`x${"ü".repeat(300_000)}`));
    const read = await readText(sha256);
    expect(read?.cut).toBe(true);
    expect(read?.text).toBe(`x${"ü".repeat(249_999)}`);
  });
});
