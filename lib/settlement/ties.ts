import type { Decimal } from "decimal.js";
import { grouped } from "@/lib/domain/allocations";
import type { SettlementSheet, SheetLine, Tie, Wire } from "@/lib/domain/settlement-sheet";
import { Exact } from "./fraction";
import { readNumber, sum } from "./money";
import type { SettlementTerms } from "./terms";

/** Two statements of one figure, compared to the last place. */
function tie(what: string, here: Decimal, there: Decimal, where: string): Tie {
  const [one, other] = [grouped(here.toFixed()), grouped(there.toFixed())];
  return here.eq(there)
    ? { what, ties: true, says: `${one} on the sheet and ${where}.` }
    : {
        what,
        ties: false,
        says: `${one} on the sheet, ${other} ${where}: ${grouped(here.minus(there).abs().toFixed())} apart.`,
      };
}

const columns = ["quantity", "toPublic", "purchase", "spread", "accrued", "due"] as const;
const columnNames: Record<(typeof columns)[number], string> = {
  quantity: "Securities",
  toPublic: "Price to public",
  purchase: "Purchase price",
  spread: "Spread",
  accrued: "Accrued interest",
  due: "Due to the issuer",
};

/**
 * What the sheet was held against: the underwriters' parts against the whole, the wires against what the issuer is due, and
 * the amounts against Schedule I as it was read. A tie that fails says by how much.
 */
export function tiesOf(
  terms: SettlementTerms,
  sheet: Pick<SettlementSheet, "lines" | "total" | "net">,
  wires: readonly Wire[],
): Tie[] {
  const down = (column: keyof Omit<SheetLine, "underwriter">) =>
    sum(sheet.lines.map((line) => new Exact(line[column].value)));
  const ties = columns.map((column) =>
    tie(columnNames[column], new Exact(sheet.total[column].value), down(column), "as the underwriters’ parts add up"),
  );
  const issuerWires = terms.payment.by === "representative" ? wires.slice(0, 1) : wires.slice(0, sheet.lines.length);
  const wired = sum(issuerWires.map(({ amount }) => new Exact(amount.value)));
  ties.push(tie("Wires to the issuer", new Exact(sheet.net.value), wired, "in the wires"));
  return [...ties, ...scheduleTies(terms)];
}

function scheduleTies({ scheduleOne, allocations }: SettlementTerms): Tie[] {
  if (!scheduleOne) return [];
  const ties: Tie[] = [];
  const total = sum(allocations.map(({ amount }) => new Exact(amount)));
  const stated = scheduleOne.total === null ? null : readNumber(scheduleOne.total);
  if (stated) ties.push(tie("Total of Schedule I", total, stated, "in Schedule I"));
  else if (scheduleOne.total !== null) {
    ties.push({ what: "Total of Schedule I", ties: false, says: `“${scheduleOne.total}” in Schedule I is no number.` });
  }
  const left = new Map(scheduleOne.lines.map(({ underwriter, amount }) => [underwriter, amount]));
  for (const { underwriter, amount } of allocations) {
    const what = `${underwriter} in Schedule I`;
    const text = left.get(underwriter);
    left.delete(underwriter);
    const there = text === undefined ? null : readNumber(text);
    if (there) ties.push(tie(what, new Exact(amount), there, "in Schedule I"));
    else ties.push({ what, ties: false, says: `${underwriter} is not in Schedule I with an amount that can be read.` });
  }
  for (const [underwriter, amount] of left) {
    const says = `Schedule I gives ${underwriter} ${grouped(amount)}, and the sheet has no such underwriter.`;
    ties.push({ what: `${underwriter} in Schedule I`, ties: false, says });
  }
  return ties;
}
