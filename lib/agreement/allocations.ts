import type { Layout } from "./layout";
import type { Allocation } from "./reading";

export type Allocations = {
  total: string | null;
  lines: Allocation[];
  addsUp: boolean | null /** Source offsets of the table. */;
  start: number;
  end: number;
};

const scheduleHead = /^(?:schedule|annex|exhibit|appendix|attachment)\b.{0,40}$/i;
const buyerHead = /\b(?:underwriters?|purchasers?|managers?|agents?|dealers?|representatives?)\b/i;
const headerLine =
  /^(?:(?:aggregate |total |initial )*(?:principal|number|amount|liquidation|stated)\b.*|names? of .*|names?|underwriters?:?|initial purchasers?:?|purchasers?:?|managers?:?|agents?:?|of (?:the )?(?:designated|firm|underwritten|offered|initial|notes|securities|shares|common|preferred|class|\d{4}|series|bonds|debentures|option|certificates).*|to be (?:purchased|sold|issued).*|(?:be )?purchased(?: if.*| from.*)?\*?|(?:firm|offered|underwritten|initial|optional?|additional|designated) (?:shares|securities|notes|units|certificates).*|(?:(?:trust|preferred|common|capital|senior|subordinated|depositary|ordinary|class [a-z]) ){0,3}(?:shares|stock|notes|bonds|securities|certificates|units|debentures)|securities to be.*|shares to be.*|notes to be.*|amount|is fully exercised|(?:maximum )?option.*|commitment|percentage.*|price.*|if .*exercised.*|\(?(?:in )?(?:us\$|u\.s\.|\$).*|class .*|series .*|\$+|total number.*|maximum.*|designated|underwriting commitment.*|principal)$/i;
const figure = /^(?:U\.?S\.?)?\s*[$€£¥]?\s*(\d{1,3}(?:,\d{3})+|\d{4,})(?:\.(\d+))?$/;
const figures =
  /(?:(?:\s+|\.{2,}|^)(?:(?:U\.?S\.?\s?)?[$€£¥]\s*)?(?:\d{1,3}(?:,\d{3})+|\d{4,}|\d+)(?:\.\d+)?%?\*?|\s+[$€£¥]|\s+-{1,2}|\s+—)+\s*$/;

/** The table of underwriters and their amounts: the first schedule with rows of a name and a figure under a buyers' heading. */
export function readAllocations(layout: Layout): Allocations {
  let best: Allocations = { total: null, lines: [], addsUp: null, start: 0, end: 0 };
  let tries = 0;
  for (const head of linesLike(layout, scheduleHead)) {
    tries += 1;
    if (!buyerHead.test(wordsBelow(layout, head))) continue;
    const table = tableFrom(cellsFrom(layout, head + 1, longestTable));
    if (better(table, best)) best = table;
    if ((best.addsUp && best.lines.length >= 2) || tries > 200) break;
  }
  if (best.lines.length > 0) return best;
  for (const head of linesLike(layout, /^(?:names? of )?(?:underwriters?|initial purchasers?|purchasers?)$/i)) {
    return tableFrom(cellsFrom(layout, head + 1, longestTable));
  }
  return best;
}

/** The words of the lines under a schedule's head. */
function wordsBelow(layout: Layout, head: number): string {
  const below = layout.lines.slice(head + 1, head + 60).filter((line) => line.kind === "text");
  return below
    .slice(0, 30)
    .map((line) => layout.source.slice(line.start, Math.min(line.end, line.start + 200)))
    .join(" ");
}

/** Lines of the longest table of underwriters that is read. */
const longestTable = 900;

/** The short lines that are like a form, by their places among all lines. */
function* linesLike(layout: Layout, form: RegExp): Generator<number> {
  for (const [index, line] of layout.lines.entries()) {
    if (line.kind !== "text" || line.end - line.start > 60) continue;
    if (form.test(layout.source.slice(line.start, line.end))) yield index;
  }
}

const better = (a: Allocations, b: Allocations) =>
  (a.addsUp ? 1 : 0) > (b.addsUp ? 1 : 0) || (!b.addsUp && b.lines.length === 0 && a.lines.length > 0);

type Cell = { text: string; start: number; end: number; amounts: string[] };

/** The cells of so many lines: a name with the figures behind it, or either alone; "\u0000" for a paragraph, which no table has. */
function cellsFrom(layout: Layout, from: number, count: number): Cell[] {
  const cells: Cell[] = [];
  for (let index = from; index < layout.lines.length && cells.length < count; index += 1) {
    const line = layout.lines[index]!;
    if (line.kind !== "text") continue;
    if (line.end - line.start > 260) {
      cells.push({ text: "\u0000", start: line.start, end: line.end, amounts: [] });
      continue;
    }
    const raw = layout.source
      .slice(line.start, line.end)
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/[\u00a0\t]/g, " ");
    const tail = figures.exec(raw);
    const name = (tail ? raw.slice(0, tail.index) : raw)
      .replace(/[.\s·…_]+$/, (dots, at: number, whole: string) => {
        // Leader dots go; the point of "Inc." and the like stays.
        const abbreviated = /(?:Inc|Co|Corp|Ltd|Bros|L\.P|N\.A|L\.L\.C|S\.A|N\.V|Jr)$/.test(whole.slice(0, at));
        return dots.startsWith(".") && (abbreviated || !/\.\s*\./.test(dots)) ? "." : "";
      })
      .replace(/\s*[$€£¥]$/, "")
      .replace(/\s+/g, " ")
      .trim();
    const amounts = tail ? amountsIn(tail[0]) : [];
    const columns = raw.trim().split(/\s{3,}/);
    if (amounts.length === 0 && columns.length > 1 && columns.every((column) => headerLine.test(column.trim())))
      continue;
    cells.push({ text: name, start: line.start, end: line.end, amounts });
  }
  return cells;
}

function amountsIn(text: string): string[] {
  const amounts: string[] = [];
  for (const part of text
    .replace(/[$€£¥]/g, " ")
    .replace(/\.{2,}/g, " ")
    .trim()
    .split(/\s+/)) {
    const match = figure.exec(part.replace(/\*$/, ""));
    if (match) amounts.push(match[1]!.replace(/,/g, "") + (match[2] && /[1-9]/.test(match[2]) ? `.${match[2]}` : ""));
  }
  return amounts;
}

function tableFrom(cells: readonly Cell[]): Allocations {
  const lines: Allocation[] = [];
  let name = "";
  let amount: string | null = null;
  let total: string | null = null;
  let idle = 0;
  let end = 0;
  const settle = () => {
    if (name !== "" && amount !== null && /^[A-Z]/.test(name)) lines.push({ underwriter: name, amount });
    name = "";
    amount = null;
  };
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index]!;
    end = index;
    if (cell.text === "\u0000" || (scheduleHead.test(cell.text) && lines.length > 0)) break;
    const words = cell.text.replace(/^[$€£¥]$/, "").replace(/\*+$/, "");
    if (
      /^(?:grand )?totals?\b[:.\s]*$/i.test(words) ||
      (/^total\b/i.test(words) && cell.amounts.length > 0) ||
      (/^total/i.test(name) && words === "")
    ) {
      settle();
      total = cell.amounts[0] ?? nextAmount(cells, index + 1);
      break;
    }
    if (words !== "") {
      if (amount !== null) settle();
      if (headerLine.test(words)) {
        if (cell.amounts.length === 0) name = "";
        idle += 1;
      } else {
        const goesOn =
          name !== "" &&
          (/^[a-z(&]/.test(words) ||
            /(?:,|&|\band|\bof|\ba division|-)$/.test(name) ||
            /^(?:Incorporated|Inc\.?|LLC|L\.L\.C\.|Corporation|Corp\.?|Securities|Company|Co\.|Ltd\.?|Limited|L\.P\.|N\.A\.|Smith|Stringfellow)\b/.test(
              words,
            ) ||
            cell.amounts.length > 0);
        name =
          goesOn && !firmEnd.test(name)
            ? `${name} ${words}`
            : goesOn && /^(?:[a-z(&]|Incorporated)/.test(words)
              ? `${name} ${words}`
              : words;
        idle += 1;
      }
    }
    if (cell.amounts.length > 0 && amount === null && name !== "") {
      amount = cell.amounts[0]!;
      idle = 0;
    }
    if (idle > (lines.length === 0 && amount === null ? 24 : 7)) break;
  }
  settle();
  const addsUp = total === null || lines.length === 0 ? null : sumsTo(lines, total);
  return {
    total,
    lines,
    addsUp,
    start: cells[0]?.start ?? 0,
    end: cells[Math.min(end, cells.length - 1)]?.end ?? 0,
  };
}

const firmEnd =
  /(?:LLC|L\.L\.C\.|Inc\.|Incorporated|L\.P\.|Corp\.|Co\.|Ltd\.|Limited|LLP|plc|PLC|Company|Corporation)$/;

function nextAmount(cells: readonly Cell[], from: number): string | null {
  for (const cell of cells.slice(from, from + 4)) {
    if (cell.amounts.length > 0) return cell.amounts[0]!;
    if (cell.text !== "" && cell.text !== "$") return null;
  }
  return null;
}

function sumsTo(lines: readonly Allocation[], total: string): boolean {
  const scale = (figure: string) => {
    const [whole = "0", part = ""] = figure.split(".");
    return BigInt(whole + part.padEnd(6, "0").slice(0, 6));
  };
  return lines.reduce((sum, { amount }) => sum + scale(amount), 0n) === scale(total);
}
