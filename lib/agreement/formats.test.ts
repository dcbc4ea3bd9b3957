import { Document, LevelFormat, Packer, Paragraph } from "docx";
import PDFDocument from "pdfkit";
import { describe, expect, test } from "vitest";
import { readAgreement } from "./read-agreement";
import type { ReadingRefusal } from "./refusal";
import { explainRefusal } from "./refusal";
import { articles, captioned, nested } from "./samples/notes";
import { assetBacked } from "./samples/other-shapes";
import { outlineOf } from "./samples/outline-of";

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function outlineRead(bytes: Uint8Array): Promise<string> {
  const result = await readAgreement(bytes, "file");
  return result.ok ? outlineOf(result.value.reading) : explainRefusal(result.error);
}

async function refusal(bytes: Uint8Array): Promise<ReadingRefusal | null> {
  const result = await readAgreement(bytes, "file");
  return result.ok ? null : result.error;
}

/** A PDF of these paragraphs, with a number at each page's foot. */
function pdfOf(paragraphs: readonly string[], options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array> {
  const document = new PDFDocument({ size: "LETTER", margin: 72, ...options });
  const parts: Buffer[] = [];
  return new Promise((resolve) => {
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    for (const paragraph of paragraphs) document.font("Times-Roman").fontSize(11).text(paragraph).moveDown(0.8);
    document.end();
  });
}

const docxOf = async (paragraphs: readonly string[]) =>
  new Uint8Array(
    await Packer.toBuffer(new Document({ sections: [{ children: paragraphs.map((text) => new Paragraph(text)) }] })),
  );

describe("formats", () => {
  test("DOCX", async () => {
    expect(await outlineRead(await docxOf(captioned.text.split("\n")))).toBe(captioned.outline);
  });

  test("DOCX whose sections, clauses and limbs Word numbers", async () => {
    const level = (at: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
      level: at,
      format,
      text,
    });
    const levels = [
      level(0, LevelFormat.DECIMAL, "%1."),
      level(1, LevelFormat.LOWER_LETTER, "(%2)"),
      level(2, LevelFormat.LOWER_ROMAN, "(%3)"),
    ];
    const children = nested.text.split("\n").map((line) => {
      const label = /^(?:(\d{1,2}\. )|(\([a-h]\) )|(\([iv]+\) ))/.exec(line);
      if (!label) return new Paragraph(line);
      const depth = label[1] ? 0 : label[2] ? 1 : 2;
      return new Paragraph({ text: line.slice(label[0].length), numbering: { reference: "agreement", level: depth } });
    });
    const document = new Document({
      numbering: { config: [{ reference: "agreement", levels }] },
      sections: [{ children }],
    });
    expect(await outlineRead(new Uint8Array(await Packer.toBuffer(document)))).toBe(nested.outline);
  });

  test("PDF with a text layer", async () => {
    expect(await outlineRead(await pdfOf(captioned.text.split("\n")))).toBe(captioned.outline);
  });

  test("a full submission: the agreement's document is picked", async () => {
    const other =
      "<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<TEXT>\nThe Company entered into an underwriting agreement.\n</TEXT>\n</DOCUMENT>\n";
    const agreement = `<DOCUMENT>\n<TYPE>EX-1.1\n<SEQUENCE>2\n<TEXT>\n${assetBacked.text.replaceAll("\n", "\n\n")}\n</TEXT>\n</DOCUMENT>\n`;
    const last =
      "<DOCUMENT>\n<TYPE>EX-5\n<SEQUENCE>3\n<TEXT>\n1. Opinion. The obligations of the Underwriters are subject to conditions.\n</TEXT>\n</DOCUMENT>\n";
    expect(await outlineRead(bytesOf(`<SEC-DOCUMENT>\n${other}${agreement}${last}`))).toBe(assetBacked.outline);
  });

  test("windows-1252 and UTF-8 give the same reading; spans count code points", async () => {
    const text = articles.text.replace("Notes due 2026", "Notes due 2026 – “senior”");
    const utf8 = await readAgreement(bytesOf(text), "a");
    const latin = Uint8Array.from(
      [...text].map((sign) => ({ "–": 0x96, "“": 0x93, "”": 0x94 })[sign] ?? sign.charCodeAt(0)),
    );
    const windows = await readAgreement(latin, "a");
    expect(utf8.ok && windows.ok && windows.value.text === utf8.value.text).toBe(true);
    const astral = await readAgreement(bytesOf(text.replace("senior", "\u{1f4dc}\u{1f4dc}")), "a");
    if (!astral.ok || !utf8.ok) throw new Error("refused");
    const [start, end] = astral.value.reading.conditions?.clauses[0]?.span ?? [0, 0];
    expect(Array.from(astral.value.text).slice(start, end).join("")).toBe(
      articles.text.split("\n").find((line) => line.startsWith("(a) the rep")),
    );
  });
});

describe("what cannot be read is refused, and says what to do", () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, ReadingRefusal["code"]]>([
    ["an empty file", () => new Uint8Array(), "empty-file"],
    ["white space", () => bytesOf(" \n\f\n "), "empty-file"],
    ["a scan without text", () => pdfOf([]), "no-text"],
    ["an encrypted PDF", () => pdfOf(["Secret."], { userPassword: "x", ownerPassword: "y" }), "encrypted"],
    ["a damaged PDF", async () => (await pdfOf(["A"])).slice(0, 60), "damaged-file"],
    ["a ZIP that is no DOCX", () => Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]), "unknown-format"],
    ["an old DOC", () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), "unknown-format"],
    [
      "a password-protected DOCX",
      () =>
        new Uint8Array(
          Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from("EncryptedPackage", "utf16le")]),
        ),
      "encrypted",
    ],
    ["an image", () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), "unknown-format"],
    ["a file over 20 MB", () => new Uint8Array(21 * 1024 * 1024), "file-too-large"],
    ["a recipe", () => bytesOf("1. Take flour.\n2. Add water.\n3. Bake.\n"), "not-an-agreement"],
  ])("%s", async (_, bytes, code) => {
    const error = await refusal(await bytes());
    expect(error?.code).toBe(code);
    if (error) expect(explainRefusal(error)).toMatch(/[.]$/);
  });

  const lines = (text: string) => bytesOf(text.trim().replace(/\n\s+/g, "\n\n"));
  test.each([
    [
      "a credit agreement",
      `CREDIT AGREEMENT
      dated as of May 1, 2015 between Wexford Mills Inc. (the "Borrower") and the Lenders.
      1. Definitions. "Notes" means the notes of the Borrower. "Agent" means the bank named as agent.
      2. Loans. Each Lender agrees to make loans to the Borrower.
      3. Conditions Precedent. The obligation of each Lender to make a loan is subject to the following conditions:
      (a) the Agent shall have received an opinion of counsel for the Borrower;
      (b) the Agent shall have received a certificate of an officer of the Borrower; and
      (c) the representations of the Borrower shall be true.
      4. Covenants. The Borrower will pay its taxes.`,
    ],
    [
      "a merger agreement",
      `AGREEMENT AND PLAN OF MERGER
      dated as of May 1, 2015 between Parent Co. and Target Co.
      1. The Merger. Merger Sub shall be merged into the Company.
      2. Representations. The Company represents to Parent that its registration statement on Form S-4 was filed.
      3. Conditions to the Obligations of Parent. The obligation of Parent to effect the merger is subject to these conditions:
      (a) the representations of the Company shall be true; and
      (b) Parent shall have received a certificate of an officer of the Company.
      4. Termination. This agreement may be terminated.`,
    ],
    [
      "a lawyer's opinion given under an underwriting agreement",
      `May 1, 2015
      To the Underwriters named in the Underwriting Agreement dated April 28, 2015.
      Ladies and Gentlemen:
      We have acted as counsel for Wexford Mills Inc. in connection with the Underwriting Agreement and the Prospectus. We have examined the Registration Statement. We are of the opinion that:
      1. The Company is duly incorporated.
      2. The Underwriting Agreement has been duly authorized. The Underwriters may rely upon this opinion; other Underwriters may not.
      3. The statements under "Underwriting" are fair summaries.
      Very truly yours,`,
    ],
  ])("%s is no underwriting agreement", async (_, text) => {
    const error = await refusal(lines(text));
    expect(error?.code).toBe("not-an-agreement");
    if (error) expect(explainRefusal(error)).toContain("Looked for");
  });
});
