import type { SetTabView, TabEdit } from "@/lib/contracts/closing-set";

export type IndexPart = { title: string; tabs: readonly SetTabView[] };

/** The index with a person's edits on it, as it will be bound: within each part in the order of the edits. */
export function editedIndex(parts: readonly IndexPart[], edits: readonly TabEdit[]): IndexPart[] {
  const place = new Map(edits.map(({ key }, index) => [key, index]));
  const byKey = new Map(edits.map((edit) => [edit.key, edit]));
  return parts.map(({ title, tabs }) => ({
    title,
    tabs: tabs
      .map((tab, index) => ({ tab, at: place.get(tab.key) ?? edits.length + index }))
      .sort((a, b) => a.at - b.at)
      .map(({ tab }) => withEdit(tab, byKey.get(tab.key))),
  }));
}

function withEdit(tab: SetTabView, edit: TabEdit | undefined): SetTabView {
  if (!edit) return tab;
  const renamed = { ...tab, number: edit.number ?? tab.number, title: edit.title ?? tab.title };
  return edit.omitted === undefined ? renamed : { ...renamed, omitted: edit.omitted, documents: [] };
}

/** The edits after a tab was moved by so many places within its part; all tabs get a place, so that none jumps. */
export function movedTab(
  parts: readonly IndexPart[],
  edits: readonly TabEdit[],
  key: string,
  by: number,
): readonly TabEdit[] {
  const order = editedIndex(parts, edits).map(({ tabs }) => {
    const keys = tabs.map((tab) => tab.key);
    const from = keys.indexOf(key);
    if (from < 0) return keys;
    const to = Math.min(Math.max(from + by, 0), keys.length - 1);
    keys.splice(to, 0, ...keys.splice(from, 1));
    return keys;
  });
  const byKey = new Map(edits.map((edit) => [edit.key, edit]));
  return order.flat().map((known) => byKey.get(known) ?? { key: known });
}

/** The edits with one tab changed; what is as the agreement has it says nothing. */
export function changedTab(
  parts: readonly IndexPart[],
  edits: readonly TabEdit[],
  key: string,
  change: { number: string; title: string; omitted: string | null },
): readonly TabEdit[] {
  const tab = parts.flatMap(({ tabs }) => tabs).find((known) => known.key === key);
  const edit: TabEdit = {
    key,
    ...(change.number !== tab?.number && { number: change.number }),
    ...(change.title !== tab?.title && { title: change.title }),
    ...(change.omitted !== null && { omitted: change.omitted }),
  };
  const known = edits.some((one) => one.key === key);
  // A first edit gives every tab its place, so that this one keeps its own.
  const all = known ? edits : movedTab(parts, edits, key, 0);
  return all.map((one) => (one.key === key ? edit : one));
}

/** The label of the page at which a tab begins, its slip sheet, and at which each of its documents does. */
export type FirstPages = { tab: number; documents: readonly number[] };

/**
 * Where each tab will begin in the volume, by key: a slip sheet, then the pages of each document, or the one sheet that
 * stands for a document that cannot be bound. After a paper whose pages are not known, none are.
 */
export function firstPages(index: readonly IndexPart[]): Map<string, FirstPages> {
  const pages = new Map<string, FirstPages>();
  let next = 1;
  for (const tab of index.flatMap(({ tabs }) => tabs)) {
    const documents: number[] = [];
    const begins = next++;
    pages.set(tab.key, { tab: begins, documents });
    for (const { pages: own, sha256 } of tab.documents) {
      documents.push(next);
      if (own === null && sha256 === null) return pages;
      next += own ?? 1;
    }
  }
  return pages;
}
