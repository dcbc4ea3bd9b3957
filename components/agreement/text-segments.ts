import type { ReviewLine } from "@/lib/client/review";
import type { TextSpan } from "@/lib/contracts/agreement";

/** A stretch of one line of the text, and the deepest line of the list that it belongs to. */
export type Segment = { start: number; end: number; lineId: string | null; inSection: boolean };

/** Where each line of a text begins and ends, without its line break. */
export function textLines(text: string): TextSpan[] {
  const lines: TextSpan[] = [];
  let start = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", start)) {
    lines.push([start, at]);
    start = at + 1;
  }
  lines.push([start, text.length]);
  return lines;
}

/** The line of the text in which a character stands. */
export function lineAt(lines: readonly TextSpan[], offset: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.[0] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** One line of the text cut where the lines of the list begin and end. */
export function segmentsOf(
  [start, end]: TextSpan,
  list: readonly Pick<ReviewLine, "id" | "depth" | "spans">[],
  section: TextSpan | null,
): Segment[] {
  const here = list.filter(({ spans }) => spans.some((span) => overlap(span, [start, end])));
  const inSection = section !== null && overlap(section, [start, Math.max(end, start + 1)]);
  if (here.length === 0 || start === end) return [{ start, end, lineId: null, inSection }];
  const cuts = new Set([start, end]);
  for (const { spans } of here) {
    for (const span of spans) {
      for (const edge of span) if (edge > start && edge < end) cuts.add(edge);
    }
  }
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? end;
    const covering = here.filter(({ spans }) => spans.some((span) => span[0] <= from && span[1] >= to));
    const deepest = covering.reduce<(typeof here)[number] | null>(
      (found, line) => (found && found.depth >= line.depth ? found : line),
      null,
    );
    return { start: from, end: to, lineId: deepest?.id ?? null, inSection };
  });
}

export const overlap = (one: TextSpan, other: TextSpan) => one[0] < other[1] && other[0] < one[1];
