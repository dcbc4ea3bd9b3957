import { type Cell, type WriteSheet, writeXlsx } from "hucre/xlsx";
import type { Figure, SettlementSheet, SheetLine } from "@/lib/domain/settlement-sheet";
import { repack } from "../office-package";
import { cleanText } from "../spreadsheet";
import { daysFormula, serialDay } from "./day-formulas";
import type { SheetOccasion } from "./occasion";

type Cells = Map<string, Partial<Cell>>;

/**
 * The settlement sheet as a workbook whose money is worked out by its own formulas from the amounts, prices and rate in it:
 * they give the cents of the sheet, and go on giving the right ones when a number is changed. The same sheet and occasion
 * always make the same bytes.
 */
export async function settlementWorkbook(sheet: SettlementSheet, { asOf, notice }: SheetOccasion): Promise<Buffer> {
  const date = new Date(asOf);
  const title = `Settlement sheet: ${sheet.title}`;
  const file = await writeXlsx({
    properties: { title, creator: "Section Seven", created: date, modified: date },
    defaultFont: { name: "Calibri", size: 10 },
    sheets: [moneySheet(sheet, notice), wiresSheet(sheet)],
  });
  return repack(file);
}

/** Writes cells by their names ("B4"), and remembers where things were put. */
class Grid {
  readonly cells: Cells = new Map();
  row = 0;

  put(column: string, cell: Partial<Cell>): string {
    this.cells.set(`${this.row},${column.charCodeAt(0) - 65}`, cell);
    return `${column}${this.row + 1}`;
  }

  text(column: string, text: string, bold = false): void {
    this.put(column, { value: cleanText(text), ...(bold && { style: { font: { bold: true } } }) });
  }

  next(rows = 1): void {
    this.row += rows;
  }
}

const money = (places: number) => ({ numFmt: places === 0 ? "#,##0" : `#,##0.${"0".repeat(places)}` });
const placesIn = (value: string) => (value.split(".")[1] ?? "").length;

/** A number that is worked out in the workbook, with what the sheet says it is. */
const worked = (formula: string, { value }: Figure, bold = false): Partial<Cell> => ({
  value: Number(value),
  formula,
  formulaResult: Number(value),
  style: { ...money(placesIn(value)), ...(bold && { font: { bold: true } }) },
});

const given = (value: string, format = "General"): Partial<Cell> => ({
  value: Number(value),
  style: { numFmt: format },
});

type Places = { publicPrice: string; purchasePrice: string; rate: string; over: string; under: string };

function moneySheet(sheet: SettlementSheet, notice: string | null): WriteSheet {
  const grid = new Grid();
  grid.text("A", sheet.title, true);
  if (notice) grid.text("C", notice, true);
  grid.next();
  grid.text("A", `${sheet.issuer}; Time of Delivery ${sheet.timeOfDelivery.replace("T", " ")} ${sheet.zone}`);
  grid.next(2);
  const places = termRows(grid, sheet);
  grid.next();
  const due = lineRows(grid, sheet, places);
  grid.next();
  feeRows(grid, sheet, due);
  return {
    name: "Settlement",
    columns: [44, 18, 20, 20, 18, 18, 20].map((width) => ({ width })),
    rows: [],
    cells: grid.cells,
    pageSetup: { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

function termRows(grid: Grid, sheet: SettlementSheet): Places {
  const unit = sheet.kind === "debt" ? "% of principal" : `${sheet.currency} a share`;
  const put = (label: string, cell: Partial<Cell>, note = "") => {
    grid.text("A", label);
    const place = grid.put("B", cell);
    if (note) grid.text("C", note);
    grid.next();
    return place.replace(/([A-Z])(\d+)/, "$$$1$$$2");
  };
  const publicPrice = put("Price to public", given(sheet.publicPrice), unit);
  const purchasePrice = put("Purchase price", given(sheet.purchasePrice), unit);
  const { accrued, rate } = sheet;
  if (!accrued || rate === null) return { publicPrice, purchasePrice, rate: "", over: "", under: "" };

  const ratePlace = put("Interest, % a year", given(rate));
  const from = put("Interest from", given(String(serialDay(accrued.from)), "yyyy-mm-dd"));
  const to = put("Delivered on", given(String(serialDay(accrued.to)), "yyyy-mm-dd"));
  const formula = daysFormula(accrued.dayCount, from, to);
  const days = Number(accrued.year.over);
  const over = put(
    "Days, or their share of a year: over",
    formula ? { value: days, formula, formulaResult: days, style: { numFmt: "General" } } : given(accrued.year.over),
    `${accrued.dayCount}: ${accrued.says}`,
  );
  const under = put("under", given(accrued.year.under));
  return { publicPrice, purchasePrice, rate: ratePlace, over, under };
}

const columns = ["Underwriter", "Securities", "Price to public", "Purchase price", "Spread", "Accrued interest", "Due"];

/** One row an underwriter and the whole below; returns the cell that has what is due. */
function lineRows(grid: Grid, sheet: SettlementSheet, places: Places): string {
  columns.forEach((name, index) => {
    grid.text(String.fromCharCode(65 + index), name, true);
  });
  grid.next();
  const first = grid.row + 1;
  const decimals = placesIn(sheet.total.due.value);
  const scale = sheet.kind === "debt" ? "/100" : "";
  const at = (column: "C" | "D" | "F", quantity: string) => {
    if (column === "C") return `${quantity}*${places.publicPrice}${scale}`;
    if (column === "D") return `${quantity}*${places.purchasePrice}${scale}`;
    return places.rate === "" ? "0" : `${quantity}*${places.rate}*${places.over}/(100*${places.under})`;
  };
  const figureOf = (line: Omit<SheetLine, "underwriter">, column: "C" | "D" | "F") =>
    column === "C" ? line.toPublic : column === "D" ? line.purchase : line.accrued;

  for (const line of sheet.lines) {
    const row = grid.row + 1;
    grid.text("A", line.underwriter);
    grid.put("B", given(line.quantity.value, "#,##0.##"));
    for (const column of ["C", "D", "F"] as const) {
      const running = at(column, `SUM(B$${first}:B${row})`);
      const formula =
        row === first
          ? `ROUND(${running},${decimals})`
          : `ROUND(ROUND(${running},${decimals})-SUM(${column}$${first}:${column}${row - 1}),${decimals})`;
      grid.put(column, worked(formula, figureOf(line, column)));
    }
    grid.put("E", worked(`ROUND(C${row}-D${row},${decimals})`, line.spread));
    grid.put("G", worked(`ROUND(D${row}+F${row},${decimals})`, line.due));
    grid.next();
  }
  const last = grid.row;
  const row = grid.row + 1;
  grid.text("A", "Total", true);
  grid.put("B", {
    ...worked(`SUM(B${first}:B${last})`, sheet.total.quantity, true),
    style: { numFmt: "#,##0.##", font: { bold: true } },
  });
  for (const column of ["C", "D", "F"] as const) {
    grid.put(column, worked(`ROUND(${at(column, `B${row}`)},${decimals})`, figureOf(sheet.total, column), true));
  }
  grid.put("E", worked(`ROUND(C${row}-D${row},${decimals})`, sheet.total.spread, true));
  grid.put("G", worked(`ROUND(D${row}+F${row},${decimals})`, sheet.total.due, true));
  grid.next();
  grid.text("A", "Parts less total; each must be 0");
  for (const column of ["C", "D", "E", "F", "G"]) {
    grid.put(
      column,
      worked(`ROUND(SUM(${column}${first}:${column}${last})-${column}${row},${decimals})`, zero(decimals)),
    );
  }
  grid.next();
  return `G${row}`;
}

const zero = (places: number): Figure => ({ value: (0).toFixed(places), formula: "" });

function feeRows(grid: Grid, sheet: SettlementSheet, due: string): void {
  const decimals = placesIn(sheet.total.due.value);
  const quantity = due.replace("G", "B");
  const terms = [due];
  if (sheet.fees.length > 0) {
    ["Fee or reimbursement", "Rate", "Amount", "From", "To", "Effect"].forEach((name, index) => {
      grid.text(String.fromCharCode(65 + index), name, true);
    });
    grid.next();
  }
  for (const fee of sheet.fees) {
    grid.text("A", fee.clause ? `${fee.what} (${fee.clause})` : fee.what);
    const row = grid.row + 1;
    if (fee.rate === null) grid.put("C", { ...given(fee.amount.value), style: money(decimals) });
    else {
      grid.put("B", given(fee.rate));
      const scale = sheet.kind === "debt" ? "/100" : "";
      grid.put("C", worked(`ROUND(${quantity}*B${row}${scale},${decimals})`, fee.amount));
    }
    grid.text("D", fee.from);
    grid.text("E", fee.to);
    grid.text("F", { adds: "added", deducts: "deducted", "paid-apart": "paid apart" }[fee.effect]);
    if (fee.effect !== "paid-apart") terms.push(`${fee.effect === "adds" ? "+" : "-"}C${row}`);
    grid.next();
  }
  grid.text("A", `Wired to ${sheet.issuer}`, true);
  grid.put("G", worked(`ROUND(${terms.join("")},${decimals})`, sheet.net, true));
  grid.next();
}

function wiresSheet(sheet: SettlementSheet): WriteSheet {
  const grid = new Grid();
  ["From", "To", "Amount", "Bank", "Routing number", "Account", "Reference", "Still missing"].forEach((name, index) => {
    grid.text(String.fromCharCode(65 + index), name, true);
  });
  grid.next();
  for (const { from, to, amount, account, reference, missing } of sheet.wires) {
    grid.text("A", from);
    grid.text("B", to);
    grid.put("C", { ...given(amount.value), style: money(placesIn(amount.value)) });
    grid.text("D", account?.bank ?? "");
    grid.text("E", account?.routingNumber ?? "");
    grid.text("F", account?.accountNumber ?? "");
    grid.text("G", reference);
    grid.text("H", missing.join("; "));
    grid.next();
  }
  grid.next();
  grid.text("A", "Ties", true);
  grid.next();
  for (const { what, ties, says } of sheet.ties) {
    grid.text("A", what);
    grid.text("B", ties ? "ties" : "does not tie");
    grid.text("C", says);
    grid.next();
  }
  return {
    name: "Wires and ties",
    columns: [36, 36, 20, 24, 16, 20, 44, 30].map((width) => ({ width })),
    rows: [],
    cells: grid.cells,
    pageSetup: { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}
