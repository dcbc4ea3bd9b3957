import { type HyperlinkValue, writeXlsx } from "hucre/xlsx";
import { repack } from "./office-package";
import { xmlText } from "./xml-text";

export type SheetCell = string | number | HyperlinkValue | null;

/** A table as a worksheet: widths are in characters; the header row repeats on every printed page. */
export type Sheet = {
  readonly name: string;
  readonly columns: readonly { readonly header: string; readonly width: number }[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Printed at the foot of every page. */
  readonly footer?: string;
};

/**
 * A workbook with the same bytes for the same sheets. Texts are stored as texts, so that one beginning with `=` stays
 * what it is and is never worked out as a formula. `asOf` is the one date in the file.
 */
export async function spreadsheet(sheets: readonly Sheet[], title: string, asOf: string): Promise<Buffer> {
  const date = new Date(asOf);
  const file = await writeXlsx({
    properties: { title, creator: "Section Seven", created: date, modified: date },
    defaultFont: { name: "Calibri", size: 10 },
    sheets: sheets.map(({ name, columns, rows, footer }) => ({
      name: sheetName(name),
      columns: columns.map(({ header, width }, index) => ({
        header,
        key: `column${index}`,
        width,
        style: { alignment: { vertical: "top" as const, wrapText: true } },
      })),
      data: rows.map((row) => Object.fromEntries(row.map((cell, index) => [`column${index}`, cleanCell(cell)]))),
      cells: new Map(columns.map(({ header }, index) => [`0,${index}`, { value: header, style: headStyle }])),
      freezePane: { rows: 1 },
      autoFilter: { range: `A1:${columnLetter(columns.length)}${rows.length + 1}` },
      pageSetup: {
        orientation: "landscape" as const,
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: "1:1",
      },
      ...(footer ? { headerFooter: { oddFooter: `&L${footer.replaceAll("&", "&&")}&RPage &P of &N` } } : {}),
    })),
  });
  return repack(file);
}

const headStyle = {
  font: { bold: true },
  fill: { type: "pattern" as const, pattern: "solid" as const, fgColor: { rgb: "E8ECF2" } },
  alignment: { vertical: "top" as const, wrapText: true },
};

/** What a cell can hold: text of XML, and no more than 32,767 characters of it. */
export function cleanText(text: string): string {
  const clean = xmlText(text);
  return clean.length > 32_767 ? `${clean.slice(0, 32_766)}…` : clean;
}

const cleanCell = (cell: SheetCell) => (typeof cell === "string" ? cleanText(cell) : cell);

/** Excel allows 31 characters and none of `\ / ? * [ ] :`. */
const sheetName = (name: string) => name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31);

function columnLetter(count: number): string {
  return count <= 26
    ? String.fromCharCode(64 + count)
    : `${columnLetter(Math.floor((count - 1) / 26))}${columnLetter(((count - 1) % 26) + 1)}`;
}
