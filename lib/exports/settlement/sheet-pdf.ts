import PDFDocument from "pdfkit";
import { grouped } from "@/lib/domain/allocations";
import type { Figure, SettlementSheet, SheetLine } from "@/lib/domain/settlement-sheet";
import type { SheetOccasion } from "./occasion";
import { type Page, registerFonts, say, type Weight } from "./pdf-text";

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
  feet(doc, occasion);
  doc.end();
  return done;
}

function head(doc: Page, sheet: SettlementSheet): void {
  const [date, time] = sheet.timeOfDelivery.split("T");
  const prices = [
    `price to public ${price(sheet, sheet.publicPrice)}`,
    `purchase price ${price(sheet, sheet.purchasePrice)}`,
    `spread ${price(sheet, sheet.spreadPrice.value)}`,
  ];
  say(doc, sheet.title, "bold", 16);
  say(doc, `${sheet.issuer}: settlement at the Time of Delivery, ${date} ${time} (${sheet.zone})`, "text", 10);
  say(doc, `Priced ${sheet.pricingDate}; ${prices.join(", ")}; amounts in ${sheet.currency}`, "text", 10);
  doc.moveDown(0.8);
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

function row(doc: Page, name: string, cells: readonly string[], weight: Weight): void {
  doc.font(`${weight} latin`).fontSize(9);
  const height = Math.max(doc.heightOfString(name, { width: nameWidth - 8 }), 11) + 5;
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
  const top = doc.y;
  say(doc, name, weight, 9, { x: margin, y: top, width: nameWidth - 8 });
  doc.font(`${weight} latin`);
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

function heading(doc: Page, text: string): void {
  if (doc.y + 50 > doc.page.height - doc.page.margins.bottom) doc.addPage();
  doc.moveDown(0.7);
  say(doc, text, "bold", 11, { x: margin, y: doc.y }).moveDown(0.2);
}

function formulas(doc: Page, sheet: SettlementSheet): void {
  heading(doc, "How the totals were worked out");
  const tell = (name: string, { value, formula }: Figure) =>
    say(doc, `${name}: ${grouped(value)} = ${formula}`, "text", 9.5, { lineGap: 1.5 });
  for (const { name, of } of columns) tell(name, of(sheet.total));
  if (sheet.firstCoupon) tell("First coupon", sheet.firstCoupon);
  for (const fee of sheet.fees) {
    const effect = { adds: "added", deducts: "deducted", "paid-apart": "paid apart" }[fee.effect];
    tell(`${fee.what}, ${fee.from} to ${fee.to}, ${effect}`, fee.amount);
  }
  tell(`Wired to ${sheet.issuer}`, sheet.net);
  for (const caution of sheet.cautions) say(doc, caution, "bold", 9.5);
}

function wires(doc: Page, sheet: SettlementSheet): void {
  heading(doc, "Wires");
  for (const { from, to, amount, account, reference, missing } of sheet.wires) {
    const where = account ? `; ${account.bank}, ABA ${account.routingNumber}, account ${account.accountNumber}` : "";
    const lacking = missing.length > 0 ? `; still missing: ${missing.join("; ")}` : "";
    const paid = `${sheet.currency} ${grouped(amount.value)} from ${from} to ${to}${where}`;
    say(doc, paid, "text", 9.5, { lineGap: 1.5 });
    say(doc, `Reference: ${reference}${lacking}`, "text", 9.5).moveDown(0.3);
  }
}

function receipt(doc: Page, { crossReceipt }: SettlementSheet): void {
  heading(doc, crossReceipt.title);
  for (const paragraph of crossReceipt.paragraphs) {
    say(doc, paragraph, "text", 9.5, { lineGap: 1.5 }).moveDown(0.3);
  }
  for (const signer of crossReceipt.signedBy) {
    if (doc.y + 40 > doc.page.height - doc.page.margins.bottom) doc.addPage();
    doc.moveDown(1.4);
    say(doc, `____________________________________   ${signer}`, "text", 9.5);
  }
}

function ties(doc: Page, sheet: SettlementSheet): void {
  heading(doc, "Ties");
  for (const { what, ties: good, says } of sheet.ties) {
    const verdict = good ? "" : "does not tie. ";
    say(doc, `${what}: ${verdict}${says}`, good ? "text" : "bold", 9.5, { lineGap: 1 });
  }
}

function feet(doc: Page, { asOf, notice }: SheetOccasion): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    doc.switchToPage(index);
    // Outside the margins, where text would otherwise begin a page of its own.
    doc.page.margins = { top: 0, bottom: 0, left: 0, right: 0 };
    doc.fillColor("#444").font("bold latin").fontSize(9);
    if (notice) doc.text(notice, margin, 22, { width, align: "center", lineBreak: false });
    doc.font("text latin").fontSize(7.5);
    doc.text(`Settlement sheet as of ${asOf.slice(0, 10)}`, margin, 586, { width, lineBreak: false });
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
