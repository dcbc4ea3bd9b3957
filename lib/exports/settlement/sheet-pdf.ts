import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { Figure, SettlementSheet, SheetLine } from "@/lib/domain/settlement-sheet";
import type { SheetOccasion } from "./occasion";

type Page = InstanceType<typeof PDFDocument>;

const margin = 44;
const width = 792 - 2 * margin;

/**
 * The settlement sheet for print: US Letter, across, with the formula of every total, the wires, the cross-receipt and the
 * ties. The fonts are embedded and the dates fixed, so the same sheet always makes the same bytes.
 */
export function settlementPdf(sheet: SettlementSheet, occasion: SheetOccasion): Promise<Buffer> {
  const date = new Date(occasion.asOf);
  const title = `Settlement sheet: ${sheet.title}`;
  const doc = new PDFDocument({
    size: "LETTER",
    layout: "landscape",
    margins: { top: margin, bottom: margin + 12, left: margin, right: margin },
    bufferPages: true,
    lang: "en-US",
    displayTitle: true,
    font: "",
    info: { Title: title, Author: "Section Seven", CreationDate: date, ModDate: date },
  });
  const done = collect(doc);
  registerFonts(doc);
  head(doc, sheet);
  lines(doc, sheet);
  formulas(doc, sheet);
  wires(doc, sheet);
  receipt(doc, sheet);
  ties(doc, sheet);
  feet(doc, sheet, occasion);
  doc.end();
  return done;
}

function registerFonts(doc: Page): void {
  // Resolved from the working directory's packages, so that a bundled server finds the file as well.
  const require = createRequire(`${process.cwd()}/package.json`);
  const face = (name: string) => require.resolve(`@fontsource/source-serif-4/files/source-serif-4-latin-${name}.woff`);
  doc.registerFont("text", face("400-normal"));
  doc.registerFont("bold", face("600-normal"));
}

function head(doc: Page, sheet: SettlementSheet): void {
  const [date, time] = sheet.timeOfDelivery.split("T");
  doc.font("bold").fontSize(16).text(sheet.title);
  doc
    .font("text")
    .fontSize(10)
    .text(`${sheet.issuer}: settlement at the Time of Delivery, ${date} ${time} (${sheet.zone})`)
    .text(
      `Priced ${sheet.pricingDate}; price to public ${price(sheet, sheet.publicPrice)}, purchase price ${price(sheet, sheet.purchasePrice)}, spread ${price(sheet, sheet.spreadPrice.value)}; amounts in ${sheet.currency}.`,
    )
    .moveDown(0.8);
}

const price = ({ kind, currency }: SettlementSheet, value: string) =>
  kind === "debt" ? `${value} %` : `${currency} ${value} a share`;

type Column = { name: string; width: number; of: (line: Omit<SheetLine, "underwriter">) => Figure };

const columns: readonly Column[] = [
  { name: "Securities", width: 86, of: (line) => line.quantity },
  { name: "Price to public", width: 92, of: (line) => line.toPublic },
  { name: "Purchase price", width: 92, of: (line) => line.purchase },
  { name: "Spread", width: 80, of: (line) => line.spread },
  { name: "Accrued interest", width: 80, of: (line) => line.accrued },
  { name: "Due", width: 92, of: (line) => line.due },
];

const nameWidth = width - columns.reduce((total, column) => total + column.width, 0);

function lines(doc: Page, sheet: SettlementSheet): void {
  row(
    doc,
    "Underwriter",
    columns.map(({ name }) => name),
    "bold",
  );
  for (const line of sheet.lines) {
    row(
      doc,
      line.underwriter,
      columns.map(({ of }) => grouped(of(line).value)),
      "text",
    );
  }
  row(
    doc,
    "Total",
    columns.map(({ of }) => grouped(of(sheet.total).value)),
    "bold",
  );
  doc.moveDown(0.6);
}

function row(doc: Page, name: string, cells: readonly string[], face: "text" | "bold"): void {
  doc.font(face).fontSize(9);
  const height = Math.max(doc.heightOfString(name, { width: nameWidth - 8 }), 11) + 5;
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
  const top = doc.y;
  doc.text(name, margin, top, { width: nameWidth - 8 });
  let left = margin + nameWidth;
  cells.forEach((cell, index) => {
    const { width: room = 0 } = columns[index] ?? {};
    doc.text(cell, left, top, { width: room, align: "right", lineBreak: false });
    left += room;
  });
  doc.y = top + height;
  doc.x = margin;
  doc
    .moveTo(margin, doc.y - 2)
    .lineTo(margin + width, doc.y - 2)
    .lineWidth(0.4)
    .strokeColor("#999")
    .stroke();
}

/** Digits in threes, also beside a sign. */
function grouped(value: string): string {
  const [whole = "", rest] = value.split(".");
  const digits = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ",");
  return rest === undefined ? digits : `${digits}.${rest}`;
}

function heading(doc: Page, text: string): void {
  if (doc.y + 50 > doc.page.height - doc.page.margins.bottom) doc.addPage();
  doc.moveDown(0.7).font("bold").fontSize(11).text(text, margin).moveDown(0.2).font("text").fontSize(9.5);
}

function formulas(doc: Page, sheet: SettlementSheet): void {
  heading(doc, "How the totals were worked out");
  const say = (name: string, { value, formula }: Figure) =>
    doc.text(`${name}: ${grouped(value)} = ${formula}`, { lineGap: 1.5 });
  for (const { name, of } of columns) say(name, of(sheet.total));
  if (sheet.firstCoupon) say("First coupon", sheet.firstCoupon);
  for (const fee of sheet.fees) {
    const effect = { adds: "added", deducts: "deducted", "paid-apart": "paid apart" }[fee.effect];
    say(`${fee.what}, ${fee.from} to ${fee.to}, ${effect}`, fee.amount);
  }
  say(`Wired to ${sheet.issuer}`, sheet.net);
  for (const caution of sheet.cautions) doc.font("bold").text(caution).font("text");
}

function wires(doc: Page, sheet: SettlementSheet): void {
  heading(doc, "Wires, in same-day funds");
  for (const { from, to, amount, account, reference, missing } of sheet.wires) {
    const where = account ? `; ${account.bank}, ABA ${account.routingNumber}, account ${account.accountNumber}` : "";
    doc.text(`${sheet.currency} ${grouped(amount.value)} from ${from} to ${to}${where}`, { lineGap: 1.5 });
    doc.text(`Reference: ${reference}${missing.length > 0 ? `; still missing: ${missing.join("; ")}` : ""}`);
    doc.moveDown(0.3);
  }
}

function receipt(doc: Page, { crossReceipt }: SettlementSheet): void {
  heading(doc, crossReceipt.title);
  for (const paragraph of crossReceipt.paragraphs) doc.text(paragraph, { lineGap: 1.5 }).moveDown(0.3);
  for (const signer of crossReceipt.signedBy) {
    if (doc.y + 40 > doc.page.height - doc.page.margins.bottom) doc.addPage();
    doc.moveDown(1.4).text(`____________________________________   ${signer}`);
  }
}

function ties(doc: Page, sheet: SettlementSheet): void {
  heading(doc, "Ties");
  for (const { what, ties: good, says } of sheet.ties) {
    doc.font(good ? "text" : "bold").text(`${what}: ${good ? "" : "does not tie. "}${says}`, { lineGap: 1 });
  }
}

function feet(doc: Page, sheet: SettlementSheet, { asOf, notice }: SheetOccasion): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    doc.switchToPage(index);
    // Outside the margins, where text would otherwise begin a page of its own.
    doc.page.margins = { top: 0, bottom: 0, left: 0, right: 0 };
    doc.fillColor("#444").font("bold").fontSize(9);
    if (notice) doc.text(notice, margin, 22, { width, align: "center", lineBreak: false });
    doc.font("text").fontSize(7.5);
    doc.text(`${sheet.title}: settlement sheet as of ${asOf.slice(0, 10)}`, margin, 586, { width, lineBreak: false });
    doc.text(`Page ${index - start + 1} of ${count}`, margin + width - 80, 586, {
      width: 80,
      align: "right",
      lineBreak: false,
    });
  }
}

function collect(doc: Page): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    doc.on("data", (part: Uint8Array) => parts.push(part));
    doc.once("end", () => resolve(Buffer.concat(parts)));
    doc.once("error", reject);
  });
}
