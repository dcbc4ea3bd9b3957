import { stringify } from "csv-stringify/sync";

/**
 * A table as CSV that spreadsheets open rightly: UTF-8 with its mark, lines ended and cells quoted as RFC 4180 asks. A cell that a
 * spreadsheet would take for a formula gets an apostrophe before it, so that nothing in a title or note is ever worked out.
 */
export function csvFile(header: readonly string[], rows: readonly (readonly string[])[]): Buffer {
  const text = stringify(
    [header, ...rows].map((row) => row.map(harmless)),
    // A line end within a cell would end its record, were the cell not quoted.
    { record_delimiter: "\r\n", quoted_match: /[\r\n]/ },
  );
  return Buffer.from(`\ufeff${text}`, "utf8");
}

/** What begins like a formula in any of the spreadsheets, also after spaces or in its full-width form. */
const harmless = (cell: string) => (/^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? `'${cell}` : cell);
