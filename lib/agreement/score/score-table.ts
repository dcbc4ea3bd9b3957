import { type FileScore, type Measure, measures, type Tally } from "./score-reading";

/** The scores as a table: a row for each file, then the totals. Labels show recall, and precision behind a stroke. */
export function scoreTable(scores: readonly FileScore[]): string {
  const total = Object.fromEntries(
    measures.map((measure) => [measure, sum(scores.map(({ tallies }) => tallies[measure]))]),
  ) as Record<Measure, Tally>;
  const rows = [
    ["file", ...measures],
    ...scores.map(({ name, tallies }) => [name, ...measures.map((measure) => cell(measure, tallies[measure]))]),
    ["all", ...measures.map((measure) => cell(measure, total[measure]))],
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((text, column) => (column === 0 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!)))
        .join("  "),
    )
    .join("\n");
}

const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce((a, b) => ({ right: a.right + b.right, of: a.of + b.of, extra: a.extra + b.extra }), {
    right: 0,
    of: 0,
    extra: 0,
  });

function cell(measure: Measure, { right, of, extra }: Tally): string {
  const recall = percent(right, of);
  return measure === "clauses" || measure === "limbs" || measure === "lead-in"
    ? `${recall}/${percent(right, right + extra)}`
    : recall;
}

const percent = (part: number, whole: number) =>
  whole === 0 ? "-" : `${(Math.floor((1000 * part) / whole) / 10).toFixed(part === whole ? 0 : 1)}%`;
