import type { Figure as FigureOf, SettlementSheet, SheetLine } from "@/lib/domain/settlement-sheet";
import { Figure } from "./figure";
import { ScrollFrame } from "./scroll-frame";

type Row = Omit<SheetLine, "underwriter">;

const columns: readonly { name: string; of: (row: Row) => FigureOf }[] = [
  { name: "Price to public", of: (row) => row.toPublic },
  { name: "Purchase price", of: (row) => row.purchase },
  { name: "Spread", of: (row) => row.spread },
  { name: "Accrued interest", of: (row) => row.accrued },
  { name: "Due", of: (row) => row.due },
];

const cell = "py-2 pl-4 text-right align-top whitespace-nowrap";

/** What each underwriter takes and pays, and the whole below. */
export function SheetTable({ sheet, formulas }: { sheet: SettlementSheet; formulas: boolean }) {
  const quantity = sheet.kind === "debt" ? "Principal" : "Shares";
  const shown = columns.filter(({ name }) => sheet.accrued !== null || name !== "Accrued interest");
  const all = [{ name: quantity, of: (row: Row) => row.quantity }, ...shown];
  const cells = (who: string, row: Row) =>
    all.map(({ name, of }) => (
      <td key={name} className={cell}>
        <Figure figure={of(row)} shown={formulas} name={`${name}, ${who}`} />
      </td>
    ));
  return (
    <ScrollFrame label="Settlement by underwriter">
      <table className="w-full text-sm">
        <caption className="sr-only">What each underwriter takes and pays, in {sheet.currency}</caption>
        <thead>
          <tr className="text-muted">
            <th scope="col" className="py-1 text-left font-medium">
              Underwriter
            </th>
            {all.map(({ name }) => (
              <th key={name} scope="col" className="py-1 pl-4 text-right font-medium whitespace-nowrap">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.lines.map((line) => (
            <tr key={line.underwriter} className="border-t">
              <th scope="row" className="min-w-40 py-2 text-left align-top font-normal">
                {line.underwriter}
              </th>
              {cells(line.underwriter, line)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-line-strong font-semibold">
            <th scope="row" className="py-2 text-left align-top">
              Total
            </th>
            {cells("total", sheet.total)}
          </tr>
        </tfoot>
      </table>
    </ScrollFrame>
  );
}
