// Labels of clauses and limbs as counsel writes them: "7(c)", "7(c)(ii)", "7(d)(vii)(a)".

/** A label as it is compared: those that differ in case or spaces alone would be taken for one another. */
export const plainLabel = (label: string) => label.replace(/\s/g, "").toLowerCase();

type Parsed = { stem: string; mark: string };

function parse(label: string): Parsed | null {
  const plain = label.trim();
  const found = /\(([a-z]+|\d+)\)$/.exec(plain);
  return found && { stem: plain.slice(0, found.index), mark: found[1] as string };
}

/** How the marks of a row of siblings are counted: which number a mark stands for, and the mark of a number. */
type Series = { read: (mark: string) => number; write: (value: number) => string };

/**
 * The labels that siblings should have in the order in which they stand: the first keeps its own, the others go on from
 * it. A label outside the series of its neighbours, such as "Lead-in (1)" before "7(a)", keeps its own and begins anew.
 */
export function renumbered(labels: readonly string[]): string[] {
  const result: string[] = [];
  let row: { stem: string; series: Series; at: number } | null = null;
  for (const label of labels) {
    const parsed = parse(label);
    if (!parsed) {
      result.push(label);
      row = null;
      continue;
    }
    if (!row || row.stem !== parsed.stem) {
      const series = seriesFrom(parsed.mark);
      row = { stem: parsed.stem, series, at: series.read(parsed.mark) };
      result.push(label.trim());
    } else {
      row.at += 1;
      result.push(`${row.stem}(${row.series.write(row.at)})`);
    }
  }
  return result;
}

/** The label after the last of these siblings; null where it follows from none. */
export function nextLabel(siblings: readonly string[]): string | null {
  const known = siblings.map(parse);
  const last = known.at(-1);
  if (!last) return null;
  const stem = last.stem;
  const first = known.find((parsed) => parsed?.stem === stem) as Parsed;
  const { read, write } = seriesFrom(first.mark);
  return `${stem}(${write(read(last.mark) + 1)})`;
}

/** The first labels of limbs below a clause: romans below a letter, letters below anything else. */
export function limbLabels(clause: string, count: number): string[] {
  const parsed = parse(clause);
  const { write } = parsed && /[a-z]/.test(parsed.mark) && !isRomanBelow(parsed) ? romans : letters;
  return Array.from({ length: count }, (_, index) => `${clause.trim()}(${write(index + 1)})`);
}

/** A mark that itself stands below another, "(vii)" in "7(d)(vii)", is a roman one: letters come below it. */
const isRomanBelow = ({ stem, mark }: Parsed) => stem.endsWith(")") && romanValue(mark) !== null;

/** A series that begins with "i" is one of romans; one that begins elsewhere among letters is one of letters. */
function seriesFrom(first: string): Series {
  if (/\d/.test(first)) return numbers;
  return first === "i" || (first.length > 1 && romanValue(first) !== null) ? romans : letters;
}

const numbers: Series = { read: Number, write: String };

/** a to z, then aa to zz, as agreements go on. */
const letters: Series = {
  read: (mark) => (mark.length - 1) * 26 + mark.charCodeAt(0) - 96,
  write: (value) => String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1),
};

/** A letter that was put among romans counts as a letter. */
const romans: Series = { read: (mark) => romanValue(mark) ?? letters.read(mark), write: roman };

const romanSteps = [
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
] as const;

function roman(value: number): string {
  let rest = value;
  let text = "";
  for (const [step, mark] of romanSteps) {
    while (rest >= step) {
      text += mark;
      rest -= step;
    }
  }
  return text;
}

function romanValue(mark: string): number | null {
  let rest = mark;
  let value = 0;
  for (const [step, sign] of romanSteps) {
    while (rest.startsWith(sign)) {
      value += step;
      rest = rest.slice(sign.length);
    }
  }
  // What is left over, or stands out of order, is not written again.
  return roman(value) === mark ? value : null;
}
