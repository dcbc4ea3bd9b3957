import { blocksOf, type ConditionsSection, subjectsBuyers } from "./conditions-section";
import type { Layout } from "./layout";
import { findMarkers, type Marker } from "./markers";
import { type NumberedMarker, solveNumbering } from "./numbering";
import { printedLabel } from "./ordinals";
import { readHeading } from "./sections";

/** A clause or limb by offsets of the flow. `body` is where its words begin, behind the label. */
export type TreeNode = {
  label: string;
  start: number;
  body: number;
  end: number;
  irregular: NumberedMarker["irregular"] | "misprint";
  implied: boolean;
  limbs: TreeNode[];
};

export type TreeClause = TreeNode & { caption: { text: string; end: number } | null };

export type ClauseTree = {
  /** The words before the first clause. */
  leadIn: { start: number; end: number };
  clauses: TreeClause[];
  /** Stretches that are no condition, such as the remedy where one fails. */
  rest: { start: number; end: number }[];
};

/** Builds the tree of clauses and limbs of a conditions section. */
export function buildClauseTree(layout: Layout, section: ConditionsSection): ClauseTree {
  const markers = findMarkers(layout, section.body, section.end, section.number);
  const numbered = withoutFlush(layout, numberedOf(markers));
  const end = trimmed(layout, section.start, section.end);
  const grown = grow(layout, numbered, section, end);
  const above = raised(layout, grown);
  const roots = above?.roots ?? grown;
  const rest = above?.rest ?? [];
  if (roots.length === 0) return unlabelled(layout, section, end);
  const clauses: TreeClause[] = [];
  for (const [index, root] of roots.entries()) {
    if (remedy.test(layout.flow.slice(root.body, Math.min(root.end, root.body + 220)))) {
      rest.push({ start: root.start, end: root.end });
      continue;
    }
    const tail = index === roots.length - 1 ? tailOf(layout, root) : null;
    if (tail !== null) {
      rest.push({ start: tail, end: root.end });
      cut(layout, root, tail);
    }
    clauses.push({ ...root, caption: captionOf(layout, root) });
  }
  const first = roots[0]!.start;
  rest.sort((a, b) => a.start - b.start);
  return { leadIn: { start: section.start, end: trimmed(layout, section.start, first) }, clauses, rest };
}

/** A section whose conditions have no labels: all behind the sentence that introduces them is left for a person. */
function unlabelled(layout: Layout, section: ConditionsSection, end: number): ClauseTree {
  const colon = layout.flow.slice(section.body, end).search(/:\s/);
  const first = colon < 0 ? section.body : section.body + colon + 1;
  const start = behind(layout, first);
  return {
    leadIn: { start: section.start, end: trimmed(layout, section.start, first) },
    clauses: [],
    rest: start < end ? [{ start, end }] : [],
  };
}

/**
 * Where the section's first level only parts whose obligations are conditional ("(a) The obligations of the Underwriters
 * are subject to …: (i) …"), the conditions are one level down. What is conditional for the other side is left out.
 */
function raised(layout: Layout, roots: readonly TreeNode[]) {
  if (roots.length > 4) return null;
  const introducing = roots.filter((root) => root.limbs.length >= 3 && introduces(layout, root));
  const first = introducing[0];
  if (!first || first !== roots[0]) return null;
  const rest: ClauseTree["rest"] = [];
  for (const root of roots) {
    if (root === first) continue;
    const inside = introducing.includes(root) ? root.limbs[0]!.start : root.end;
    rest.push({ start: root.start, end: trimmed(layout, root.start, inside) });
  }
  return { roots: introducing.flatMap((root) => root.limbs), rest };
}

const introduces = (layout: Layout, root: TreeNode) => {
  const words = layout.flow.slice(root.body, root.limbs[0]!.start);
  return subjectsBuyers(words) && /\b(?:following|conditions?)\b[^.;]{0,60}:\s*$/.test(words);
};

/** Leaves out labels in a paragraph that has none of its own and stands behind a list of paragraphs: it belongs to no limb. */
function withoutFlush(layout: Layout, numbered: readonly NumberedMarker[]): NumberedMarker[] {
  const kept: NumberedMarker[] = [];
  const path: NumberedMarker[] = [];
  for (const entry of numbered) {
    const { marker, depth } = entry;
    const line = layout.flow.lastIndexOf("\n", marker.start) + 1;
    const under = path.slice(1, depth).findLast((each) => each.marker.place === "block");
    const headed = numberedAt(kept, line);
    if (marker.place === "inline" && under && under.marker.start < line && !headed) continue;
    kept.push(entry);
    path.length = depth;
    path.push(entry);
  }
  return kept;
}

/** Whether an accepted label begins the line at an offset. */
function numberedAt(kept: readonly NumberedMarker[], line: number): boolean {
  for (let index = kept.length - 1; index >= 0 && kept[index]!.marker.start >= line; index -= 1) {
    if (kept[index]!.marker.start === line) return true;
  }
  return false;
}

/**
 * The numbering of the section. Labels in the lead-in ("subject to (i) the accuracy of …") number nothing that follows,
 * so where a list of paragraphs begins further on, what is before it is left out.
 */
function numberedOf(markers: readonly Marker[]): NumberedMarker[] {
  const first = markers.findIndex(
    (marker) => marker.place === "block" && marker.before === "stop" && marker.readings.some((r) => r.ordinal === 1),
  );
  if (first <= 0) return solveNumbering(markers);
  const whole = solveNumbering(markers);
  const from = solveNumbering(markers.slice(first));
  const roots = from.filter((entry) => entry.depth === 0).length;
  return roots >= 2 || whole.length === 0 ? from : whole;
}

function grow(
  layout: Layout,
  numbered: readonly NumberedMarker[],
  section: ConditionsSection,
  end: number,
): TreeNode[] {
  const roots: TreeNode[] = [];
  const path: TreeNode[] = [];
  for (const { marker, reading, depth, implied, irregular } of numbered) {
    const parent = depth === 0 ? null : path[depth - 1];
    if (parent === undefined) continue;
    const siblings = parent ? parent.limbs : roots;
    const prefix = parent ? parent.label : (section.number ?? "");
    if (implied) {
      const label = `${prefix}(${printedLabel({ style: reading.style, ordinal: 1 })})`;
      const start = parent ? parent.body : section.body;
      siblings.push({ label, start, body: start, end, irregular: null, implied: true, limbs: [] });
    }
    const printed = reading.misprint ? printedLabel(reading) : marker.printed;
    const label = reading.style.startsWith("decimal") ? printed : `${prefix}(${printed})`;
    const node = {
      label,
      start: marker.start,
      body: behind(layout, marker.end),
      end,
      irregular: reading.misprint ? ("misprint" as const) : irregular,
      implied: false,
      limbs: [],
    };
    siblings.push(node);
    path.length = depth;
    path.push(node);
  }
  settleEnds(layout, roots, end);
  return roots;
}

/** A part ends where its next sibling begins, or with its parent; a paragraph without a label ends a list of paragraphs. */
function settleEnds(layout: Layout, siblings: TreeNode[], end: number): void {
  for (const [index, node] of siblings.entries()) {
    const next = siblings[index + 1];
    node.end = trimmed(layout, node.start, next ? next.start : end);
    if (node.limbs.length > 0) settleEnds(layout, node.limbs, flushStart(layout, node));
  }
}

/** Where the last limb of a list ends: at the first paragraph behind it that has no label of its own. */
function flushStart(layout: Layout, parent: TreeNode): number {
  let last = parent.limbs.at(-1)!;
  while (last.limbs.length > 0) last = last.limbs.at(-1)!;
  for (const block of blocksOf(layout, { start: last.start + 1, end: parent.end })) {
    if (!/^[a-z]/.test(layout.flow.slice(block.start, block.start + 1))) return block.start;
  }
  return parent.end;
}

/** Where words end, without the white space behind them. */
function trimmed(layout: Layout, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(layout.flow[at - 1]!)) at -= 1;
  return at;
}

function behind(layout: Layout, at: number): number {
  let body = at;
  while (/\s/.test(layout.flow[body] ?? "x")) body += 1;
  return body;
}

/** A lettered paragraph that says what follows where a condition fails; it is no condition. */
const remedy =
  /^(?:Termination of (?:this )?Agreement\W{1,3})?(?:If any (?:of the |other )?(?:conditions?|opinions|certificates)\b|If (?:the|any)\b.{0,60}\bconditions?\b.{0,80}\b(?:not|fulfilled|satisfied))/;

const tailWords =
  /^(?:If (?:any|all|the|a)\b.{0,120}\b(?:conditions?|fulfilled|satisfied|opinions)|(?:All|The|Any|Such) (?:such |of the |the )?(?:opinions?|documents?|certificates?|letters?|several obligations|obligations)\b|The (?:Company|Issuers?|Depositor|Representatives?|Underwriters?|Initial Purchasers?|Partnership|Trust|Agents?|Sellers?)\b.{0,60}\b(?:will|shall|may|agrees?)\b(?! have)|Each of the (?:documents|opinions)|In case any|In the event (?:that )?any|Notwithstanding|Upon (?:the )?(?:satisfaction|fulfil)|You may|No waiver|[A-Z]\w* on behalf of the)/;

/** Where the section's closing words begin behind the last clause: what is furnished where, and what follows where a condition fails. */
function tailOf(layout: Layout, root: TreeNode): number | null {
  for (const block of blocksOf(layout, { start: root.start + 1, end: root.end })) {
    const head = layout.flow.slice(block.start, Math.min(block.end, block.start + 240));
    if (/^\(/.test(head)) continue;
    if (tailWords.test(head)) return block.start;
  }
  return null;
}

/** Ends a part and all within it at an offset. */
function cut(layout: Layout, node: TreeNode, at: number): void {
  node.limbs = node.limbs.filter((limb) => limb.start < at);
  node.end = trimmed(layout, node.start, Math.min(node.end, at));
  for (const limb of node.limbs) cut(layout, limb, at);
}

/** The caption behind a clause's label ("Opinion of Counsel for the Company."), in the same paragraph or one of its own. */
function captionOf(layout: Layout, root: TreeNode): TreeClause["caption"] {
  const line = layout.flow.indexOf("\n", root.body);
  const paragraph = Math.min(root.end, line === -1 ? root.end : line);
  const heading = readHeading(layout.flow, root.body, paragraph);
  if (!heading || heading.after >= root.end) return null;
  return { text: layout.words(root.body, heading.end), end: heading.after };
}
