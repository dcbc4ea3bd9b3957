import PDFDocument from "pdfkit";
import { type DocumentSpec, headOf, longDate, type Paragraph, sampleNotice } from "./document-spec";
import { fontFile } from "./font-file";

const margin = 72;
const width = 612 - 2 * margin;
const indent = 30;

/** US Letter, set in Source Serif 4 with the fonts embedded; fixed dates inside, so that the bytes depend on the spec alone. */
export function makePdf(spec: DocumentSpec): Promise<Uint8Array> {
  const created = new Date(`${spec.date}T12:00:00Z`);
  const doc = new PDFDocument({
    size: "LETTER",
    margins: { top: margin, bottom: margin + 18, left: margin, right: margin },
    bufferPages: true,
    lang: "en-US",
    displayTitle: true,
    font: "",
    info: { Title: spec.title, Author: spec.giver[0], Subject: sampleNotice, CreationDate: created, ModDate: created },
  });
  const done = collect(doc);
  doc.registerFont("text", fontFile("400-normal"));
  doc.registerFont("bold", fontFile("600-normal"));
  doc.registerFont("italic", fontFile("400-italic"));

  drawLetterhead(doc, spec);
  for (const paragraph of spec.paragraphs) drawParagraph(doc, paragraph);
  drawSignature(doc, spec);
  drawHeadsAndFeet(doc, spec);
  doc.end();
  return done;
}

type Page = InstanceType<typeof PDFDocument>;

function drawLetterhead(doc: Page, { giver, addressee, date, title, regarding }: DocumentSpec): void {
  const [name, ...lines] = giver;
  doc.font("bold").fontSize(15).text(name, { align: "center" });
  doc.font("text").fontSize(9.5);
  for (const line of lines) doc.text(line, { align: "center" });
  const rule = doc.y + 8;
  doc
    .moveTo(margin, rule)
    .lineTo(margin + width, rule)
    .lineWidth(0.6)
    .strokeColor("#555")
    .stroke();
  doc
    .fontSize(11)
    .text(longDate(date), margin, rule + 20, { align: "right" })
    .moveDown();
  for (const line of addressee) doc.text(line);
  doc.moveDown().font("bold").fontSize(13).text(title);
  doc.font("italic").fontSize(11).text(regarding).moveDown(0.8);
}

function drawParagraph(doc: Page, paragraph: Paragraph): void {
  doc.fontSize(11);
  if (typeof paragraph === "string") {
    doc.font("text").text(paragraph, { lineGap: 2.5 }).moveDown(0.7);
  } else if ("heading" in paragraph) {
    doc.font("bold").text(paragraph.heading, { lineGap: 2.5 }).moveDown(0.4);
  } else {
    // The number and its text on one line, but never the number alone at the foot of a page.
    if (doc.y + 34 > doc.page.height - doc.page.margins.bottom) doc.addPage();
    const { y } = doc;
    doc.font("text").text(paragraph.number, margin, y, { lineBreak: false });
    doc.text(paragraph.text, margin + indent, y, { width: width - indent, lineGap: 2.5 }).moveDown(0.7);
    doc.x = margin;
  }
}

function drawSignature(doc: Page, { signature, giver }: DocumentSpec): void {
  if (!signature) return;
  if (doc.y + 90 > doc.page.height - doc.page.margins.bottom) doc.addPage();
  const left = margin + width / 2;
  doc
    .font("text")
    .fontSize(11)
    .text(giver[0], left, doc.y + 14);
  doc
    .moveDown(1.2)
    .font("italic")
    .text(signature.signed ? `/s/ ${signature.name}` : " ");
  doc
    .moveTo(left, doc.y + 2)
    .lineTo(margin + width, doc.y + 2)
    .lineWidth(0.6)
    .strokeColor("#555")
    .stroke();
  doc.font("text").text(signature.name, left, doc.y + 6);
  if (signature.capacity) doc.text(signature.capacity);
}

function drawHeadsAndFeet(doc: Page, spec: DocumentSpec): void {
  const { start, count } = doc.bufferedPageRange();
  const head = headOf(spec);
  for (let index = start; index < start + count; index++) {
    doc.switchToPage(index);
    // Outside the margins, where text would otherwise begin a page of its own.
    doc.page.margins = { top: 0, bottom: 0, left: 0, right: 0 };
    doc.fillColor("#444").font("bold").fontSize(9);
    if (head) doc.text(head, margin, 36, { width, align: "center", lineBreak: false });
    doc.font("text").fontSize(7.5).text(sampleNotice, margin, 742, { width, lineBreak: false });
    doc.text(`Page ${index - start + 1} of ${count}`, margin + width - 70, 742, {
      width: 70,
      align: "right",
      lineBreak: false,
    });
  }
}

function collect(doc: Page): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    doc.on("data", (part: Uint8Array) => parts.push(part));
    doc.once("end", () => resolve(Buffer.concat(parts)));
    doc.once("error", reject);
  });
}
