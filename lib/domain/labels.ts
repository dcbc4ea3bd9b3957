// Labels of clauses and limbs as counsel writes them: "7(c)", "7(c)(ii)", "7(d)(vii)(a)".

/** A label as it is compared: those that differ in case or spaces alone would be taken for one another. */
export const plainLabel = (label: string) => label.replace(/\s+/g, "").toLowerCase();

type Series = "letters" | "romans" | "numbers";
type Parsed = { stem: string; mark: string };

function parse(label: string): Parsed | null {
  const found = /^(.*)\(([a-z]+|\d+)\)$/.exec(label.trim());
  if (!found) return null;
  const [stem, mark] = found.slice(1) as [string, string];
  return { stem, mark };
}

/**
 * The labels that siblings should have in the order in which they stand: the first keeps its own, the others go on from
 * it. A label outside the series of its neighbours, such as "Lead-in (1)" before "7(a)", keeps its own and begins anew.
 */
export function renumbered(labels: readonly string[]): string[] {
  const result: string[] = [];
  let series: { stem: string; kind: Series; at: number } | null = null;
  for (const label of labels) {
    const parsed = parse(label);
    if (!parsed) {
      result.push(label);
      series = null;
      continue;
    }
    if (!series || series.stem !== parsed.stem) {
      const kind = kindOfFirst(parsed.mark);
      series = { stem: parsed.stem, kind, at: ordinalOf(parsed.mark, kind) };
    } else {
      series.at += 1;
    }
    result.push(`${series.stem}(${markOf(series.at, series.kind)})`);
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
  const kind = kindOfFirst(first.mark);
  return `${stem}(${markOf(ordinalOf(last.mark, kind) + 1, kind)})`;
}

/** The first labels of limbs below a clause: romans below a letter, letters below anything else. */
export function limbLabels(clause: string, count: number): string[] {
  const parsed = parse(clause);
  const kind: Series = parsed && /[a-z]/.test(parsed.mark) && !isRomanBelow(parsed) ? "romans" : "letters";
  return Array.from({ length: count }, (_, index) => `${clause.trim()}(${markOf(index + 1, kind)})`);
}

/** A mark that itself stands below another, "(vii)" in "7(d)(vii)", is a roman one: letters come below it. */
const isRomanBelow = ({ stem, mark }: Parsed) => stem.endsWith(")") && romanValue(mark) !== null;

/** A series that begins with "i" is one of romans; one that begins elsewhere among letters is one of letters. */
function kindOfFirst(mark: string): Series {
  if (/^\d+$/.test(mark)) return "numbers";
  const value = romanValue(mark);
  return mark === "i" || (mark.length > 1 && value !== null) ? "romans" : "letters";
}

function ordinalOf(mark: string, kind: Series): number {
  if (kind === "numbers") return Number(mark);
  return (kind === "romans" ? romanValue(mark) : null) ?? letterValue(mark);
}

function markOf(value: number, kind: Series): string {
  if (kind === "numbers") return String(value);
  return kind === "romans" ? roman(value) : letters(value);
}

/** a to z, then aa to zz, as agreements go on. */
function letters(value: number): string {
  const index = value - 1;
  return String.fromCharCode(97 + (index % 26)).repeat(Math.floor(index / 26) + 1);
}

const letterValue = (mark: string) => (mark.length - 1) * 26 + mark.charCodeAt(0) - 96;

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
  return rest === "" && value > 0 && roman(value) === mark ? value : null;
}
