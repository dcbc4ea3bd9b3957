import { limbLabels } from "./labels";

/** The limbs that a clause's words number, "(i) … (ii) …" or "(a) … (b) …", without their marks; none where it numbers none. */
export function limbsInText(text: string): string[] {
  for (const clause of ["1(a)", "1"]) {
    const found = numberedBy(
      text,
      limbLabels(clause, 40).map((label) => label.slice(clause.length)),
    );
    if (found.length > 1) return found;
  }
  return [];
}

/** The parts that begin with the marks in their order, each sought after the one before, so that a reference is no limb. */
function numberedBy(text: string, marks: readonly string[]): string[] {
  const begins: { at: number; after: number }[] = [];
  for (const mark of marks) {
    const from = begins.at(-1)?.after ?? 0;
    const at = findMark(text, mark, from);
    if (at < 0) break;
    begins.push({ at, after: at + mark.length });
  }
  return begins.map(({ after }, index) =>
    text
      .slice(after, begins[index + 1]?.at ?? text.length)
      .trim()
      .replace(/[;,]?\s*(and|or)?\s*$/i, "")
      .trim(),
  );
}

/** Where a mark stands by itself: not inside another, and not after a word that refers to one. */
function findMark(text: string, mark: string, from: number): number {
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    const before = text.slice(Math.max(0, at - 20), at);
    if (!/[)\w]$/.test(before) && !/(section|clause|clauses|paragraph|paragraphs|subsection) $/i.test(before))
      return at;
  }
  return -1;
}
