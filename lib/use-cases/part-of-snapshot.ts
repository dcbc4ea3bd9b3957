import type { PreflightItem } from "@/lib/contracts/closing-set";
import type { DistributionSet } from "@/lib/contracts/distribution";
import { countedConditions } from "@/lib/domain/closing";
import type { Condition } from "@/lib/domain/condition";
import type { ClosingSetInput, LogTree } from "@/lib/exports/model";
import { type ChainedEvent, leafText } from "@/lib/log/chain";
import { type Hash, leafHash, Tree } from "@/lib/log/merkle";
import type { ClosingSnapshot } from "./closing-set-snapshot";
import { conditionKey } from "./tab-keys";

/** Events that a set with part of the tabs has of its conditions, besides those that name the log's keys: what it rests on. */
const ofItsTabs = new Set([
  "document.delivered",
  "document.shared",
  "condition.signed-off",
  "condition.waived",
  "condition.marked",
  "act.withdrawn",
]);

/**
 * The snapshot as if only these tabs were on the list. Whatever is made from it, index, papers, manifest and volume, has
 * never seen the others, and so cannot tell of them: their conditions and documents, their acts and events, signature pages
 * of their documents, and what was written freely about the steps of the closing. The head stays that of the whole log, and
 * the state of each condition is what it is with all of them.
 */
export function partOfSnapshot(snapshot: ClosingSnapshot, isIn: (key: string) => boolean): ClosingSnapshot {
  const { scene, events } = snapshot;
  const { closing } = scene;
  const kept = keptConditions(closing.conditions, isIn);
  const ids = new Set<string>(kept.map(({ id }) => id));
  const titles = new Set(kept.flatMap(({ deliverables }) => deliverables.map(({ title }) => title.toLowerCase())));
  const narrowed = {
    ...closing,
    conditions: kept,
    signaturePages: closing.signaturePages.filter(({ document }) => titles.has(document.toLowerCase())),
    steps: closing.steps.map((step) => ({ ...step, ground: null, text: null })),
  };
  const own = events.filter(({ type, payload }) => {
    const { conditionId } = payload as { conditionId?: string };
    return type === "log.key" || (ofItsTabs.has(type) && conditionId !== undefined && ids.has(conditionId));
  });
  return { ...snapshot, scene: { ...scene, closing: narrowed }, events: own, tree: treeOf(events, own) };
}

/** The root of the tree over a log, and where some of its events stand in it: hashes that tell nothing of the others. */
function treeOf(events: readonly ChainedEvent[], own: readonly ChainedEvent[]): LogTree {
  const tree = new Tree(events.map((event) => leafHash(leafText(event))));
  const hex = (hash: Hash) => Buffer.from(hash).toString("hex");
  return {
    size: tree.size,
    root: hex(tree.root()),
    proofs: own.map(({ seq }) => ({ seq, hashes: tree.inclusion(seq - 1).map(hex) })),
  };
}

/** The conditions of the tabs; a limb without a tab of its own goes with the clause that it is matched within. */
function keptConditions(conditions: readonly Condition[], isIn: (key: string) => boolean): Condition[] {
  const counted = new Set(countedConditions({ conditions }).map(({ id }) => id));
  const byId = new Map(conditions.map((condition) => [condition.id, condition]));
  const tabOf = (condition: Condition): Condition | null => {
    if (counted.has(condition.id) || condition.deliverables.length > 0) return condition;
    const above = condition.parentId && byId.get(condition.parentId);
    return above ? tabOf(above) : null;
  };
  return conditions.filter((condition) => {
    const tab = tabOf(condition);
    return tab !== null && isIn(conditionKey(tab.id));
  });
}

type Tabs = Pick<DistributionSet, "tabs">;

/** Whether a set has a tab. */
export const isInSet = ({ tabs }: Tabs, key: string): boolean => tabs === "all" || tabs.includes(key);

/** What preflight found that concerns a set's tabs; of the whole closing, that it is not declared. */
export function preflightOf(items: readonly PreflightItem[], part: ClosingSnapshot, { tabs }: Tabs): PreflightItem[] {
  if (tabs === "all") return [...items];
  const { conditions, signaturePages } = part.scene.closing;
  const ids = new Set(conditions.map(({ id }) => id));
  const documents = new Set(signaturePages.map(({ document }) => document));
  return items.filter(({ code, conditionId, document }) => {
    if (conditionId !== null) return ids.has(conditionId) && code !== "name-clash";
    return code === "not-closed" || (code === "not-released" && document !== null && documents.has(document));
  });
}

/**
 * The last look before a set with part of the tabs is built: throws where it names a version or a digest of a document that
 * only tabs outside it have. It never should, since none of them was in its snapshot.
 */
export function refuseLeak(input: ClosingSetInput, whole: ClosingSnapshot, part: ClosingSnapshot): void {
  const namesOf = ({ scene }: ClosingSnapshot) =>
    scene.closing.conditions.flatMap(({ deliverables }) =>
      deliverables.flatMap(({ versions }) => versions.flatMap(({ id, sha256 }) => [id as string, sha256])),
    );
  const own = new Set(namesOf(part));
  const text = JSON.stringify(input);
  const leaked = namesOf(whole).filter((name) => !own.has(name) && text.includes(name));
  if (leaked.length > 0) throw new Error(`A set with part of the tabs would name ${leaked.length} things of others.`);
}
