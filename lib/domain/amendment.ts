/** A line of the list as it stands, and one as the agreement now reads. */
export type StandingLine = { id: string; parentId: string | null; label: string; text: string };
export type ReadLine = { depth: number; label: string; text: string };

/** What became of a line. `row` is its place in the agreement as it now reads. */
export type LineChange =
  | { change: "same" | "moved"; id: string; row: number }
  | { change: "changed"; id: string; row: number; moved: boolean }
  | { change: "added"; row: number }
  | { change: "removed"; id: string };

type Node<L> = { line: L; below: Node<L>[] };
type Before = Node<StandingLine>;
type After = Node<ReadLine & { row: number }>;

/** Words of which so large a part is the same are taken for one clause that was changed. */
const sameLabelLikeness = 0.25;
const otherLabelLikeness = 0.6;

/**
 * What an amendment changes in a list: lines whose words changed, lines that only moved to another label, new ones, and
 * those that are gone, in the order of the agreement as it now reads. Limbs are compared within their clause. Words are
 * compared without their marks and white space, so that a new layout or numbering alone changes nothing.
 */
export function compareLists(standing: readonly StandingLine[], read: readonly ReadLine[]): LineChange[] {
  return compareLevel(treeOfStanding(standing), treeOfRead(read));
}

function compareLevel(before: readonly Before[], after: readonly After[]): LineChange[] {
  const pairs = match(before, after);
  const changes: LineChange[] = [];
  const told = new Set<Before>();
  const tellGone = (upTo: Before | null) => {
    for (const node of before) {
      if (node === upTo) return;
      if (told.has(node) || [...pairs.values()].includes(node)) continue;
      told.add(node);
      changes.push(...gone(node));
    }
  };
  for (const node of after) {
    const known = pairs.get(node);
    if (!known) {
      changes.push(...fresh(node));
      continue;
    }
    tellGone(known);
    const { id, label } = known.line;
    const { row } = node.line;
    const moved = label !== node.line.label;
    if (wordsOf(known.line) !== wordsOf(node.line)) changes.push({ change: "changed", id, row, moved });
    else changes.push({ change: moved ? "moved" : "same", id, row });
    changes.push(...compareLevel(known.below, node.below));
  }
  tellGone(null);
  return changes;
}

/** Which line is which: the same words first, then the same label with like words, then like words under any label. */
function match(before: readonly Before[], after: readonly After[]): Map<After, Before> {
  const pairs = new Map<After, Before>();
  const left = new Set(before);
  const pair = (fits: (one: Before, other: After) => boolean) => {
    for (const node of after) {
      if (pairs.has(node)) continue;
      const found = [...left].find((known) => fits(known, node));
      if (!found) continue;
      pairs.set(node, found);
      left.delete(found);
    }
  };
  pair((one, other) => one.line.label === other.line.label && wordsOf(one.line) === wordsOf(other.line));
  pair((one, other) => wordsOf(one.line) !== "" && wordsOf(one.line) === wordsOf(other.line));
  pair((one, other) => one.line.label === other.line.label && likeness(one.line, other.line) >= sameLabelLikeness);
  for (const node of after) {
    if (pairs.has(node)) continue;
    const [best] = [...left]
      .map((known) => ({ known, like: likeness(known.line, node.line) }))
      .filter(({ like }) => like >= otherLabelLikeness)
      .sort((a, b) => b.like - a.like);
    if (!best) continue;
    pairs.set(node, best.known);
    left.delete(best.known);
  }
  return pairs;
}

const gone = (node: Before): LineChange[] => [{ change: "removed", id: node.line.id }, ...node.below.flatMap(gone)];
const fresh = (node: After): LineChange[] => [{ change: "added", row: node.line.row }, ...node.below.flatMap(fresh)];

/** Words without the mark before them, white space, and the difference between kinds of quotes. */
function wordsOf({ label, text }: { label: string; text: string }): string {
  const mark = /\([^()]*\)$/.exec(label)?.[0] ?? "";
  const plain = text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim();
  return (plain.startsWith(mark) ? plain.slice(mark.length) : plain).trim().replace(/[;,.]?\s*(and|or)?$/i, "");
}

/** How much of the words of two lines is the same: 0 to 1; 0 where neither has any. */
function likeness(one: { label: string; text: string }, other: { label: string; text: string }): number {
  const [a, b] = [bag(wordsOf(one)), bag(wordsOf(other))];
  let shared = 0;
  for (const [word, count] of a) shared += Math.min(count, b.get(word) ?? 0);
  return shared / Math.max(1, size(a) + size(b) - shared);
}

function bag(text: string): Map<string, number> {
  const words = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}

const size = (words: ReadonlyMap<string, number>) => [...words.values()].reduce((sum, count) => sum + count, 0);

function treeOfStanding(lines: readonly StandingLine[]): Before[] {
  const below = Map.groupBy(lines, ({ parentId }) => parentId);
  const nodes = (parentId: string | null): Before[] =>
    (below.get(parentId) ?? []).map((line) => ({ line, below: nodes(line.id) }));
  return nodes(null);
}

function treeOfRead(lines: readonly ReadLine[]): After[] {
  const roots: After[] = [];
  const open: After[] = [];
  lines.forEach((line, row) => {
    const node: After = { line: { ...line, row }, below: [] };
    const parent = open[line.depth - 1];
    if (parent) parent.below.push(node);
    else roots.push(node);
    open.length = line.depth;
    open[line.depth] = node;
  });
  return roots;
}
