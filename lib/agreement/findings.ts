import type { Allocations } from "./allocations";
import type { ClauseTree, TreeNode } from "./clause-tree";
import type { ConditionsSection } from "./conditions-section";
import type { Layout } from "./layout";
import { foldedName } from "./names";
import type { Finding } from "./reading";
import type { Reference } from "./references";
import type { Section } from "./sections";

type At = { start: number; end: number };
/** A finding by offsets of the flow. */
export type FlowFinding = Omit<Finding, "spans"> & { spans: At[] };

/** What does not agree with itself in the tree: numbers left out or given twice, and pointers to clauses that are not there. */
export function treeFindings(
  layout: Layout,
  section: ConditionsSection,
  tree: ClauseTree,
  references: readonly Reference[],
  sections: readonly Section[],
): FlowFinding[] {
  const findings: FlowFinding[] = [];
  const labels = new Set<string>();
  const visit = (nodes: readonly TreeNode[]) => {
    for (const node of nodes) {
      labels.add(node.label);
      const spans = [{ start: node.start, end: Math.min(node.end, node.start + 80) }];
      if (node.irregular === "skip")
        findings.push({
          code: "numbering-skip",
          message: `The numbering leaves out a label before ${node.label}.`,
          spans,
        });
      if (node.irregular === "repeat")
        findings.push({ code: "numbering-repeat", message: `The label ${node.label} is given twice.`, spans });
      if (node.irregular === "misprint")
        findings.push({
          code: "numbering-misprint",
          message: `The label ${node.label} is printed with another sign.`,
          spans,
        });
      if (node.implied)
        findings.push({
          code: "numbering-unprinted",
          message: `The part ${node.label} has no printed label; the next part shows that it is meant.`,
          spans,
        });
      visit(node.limbs);
    }
  };
  visit(tree.clauses);
  for (const each of tree.rest) {
    const own = /^\(([a-z]{1,2})\)/.exec(layout.flow.slice(each.start, each.start + 6));
    if (own) labels.add(`${section.number ?? ""}(${own[1]})`);
  }
  const numbers = new Set(sections.flatMap(({ number }) => (number === null ? [] : [number])));
  const told = new Set<string>();
  for (const { label, start, end } of references) {
    const [number = ""] = label.split("(", 1);
    const first = /^[^(]*\([^)]*\)/.exec(label)?.[0];
    const missing =
      number === section.number
        ? first !== undefined && !labels.has(first)
        : numbers.size >= 5 &&
          number !== "" &&
          !number.includes(".") &&
          !numbers.has(number) &&
          /^\d/.test(number) &&
          Number(number) > Math.max(...[...numbers].map(Number).filter((n) => !Number.isNaN(n)));
    if (!missing || told.has(label)) continue;
    told.add(label);
    findings.push({
      code: "dangling-reference",
      message: `The words point to ${label}, and the agreement has no such clause.`,
      spans: [{ start, end }],
    });
  }
  return findings;
}

/** A total that its lines do not reach. */
export function totalFinding(allocations: Allocations): string | null {
  if (allocations.addsUp !== false) return null;
  return `The underwriters' amounts do not add up to the total of ${grouped(allocations.total ?? "")}.`;
}

const grouped = (figure: string) => figure.replace(/\B(?=(?:\d{3})+(?!\d))/g, ",");

/** Names that differ by a letter or two and so are probably one. */
export function nameVariants(names: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  const folded = [...new Set(names)].map((name) => ({ name, key: foldedName(name) }));
  for (const [index, a] of folded.entries()) {
    for (const b of folded.slice(index + 1)) {
      if (a.key === b.key || a.key.length < 8 || Math.abs(a.key.length - b.key.length) > 2) continue;
      if (/\d/.test(a.key) || /\d/.test(b.key)) continue;
      if (distance(a.key, b.key) <= 2) pairs.push([a.name, b.name]);
    }
  }
  return pairs;
}

/** Letters to change from one word to the other, counted no further than three. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const value = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > 2) return 3;
    row = next;
  }
  return row[b.length]!;
}
