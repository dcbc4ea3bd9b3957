import type { SetTabView } from "@/lib/contracts/closing-set";
import type { ConditionId } from "@/lib/domain/ids";
import type { KeyedTab } from "./closing-set-tabs";
import type { PagesOf } from "./pages-of-set";

/** A tab of the index as the page shows it. */
export function presentTab(tab: KeyedTab, pagesOf: PagesOf): SetTabView {
  return {
    key: tab.key,
    number: tab.number,
    title: tab.title,
    conditionId: (tab.condition?.id as ConditionId | undefined) ?? null,
    omitted: tab.omitted ?? null,
    note: tab.note ?? null,
    documents: tab.documents.map((document) => ({
      title: document.title,
      date: document.date ?? null,
      signatories: document.signatories,
      pages: pagesOf(document),
      sha256: document.sha256 ?? null,
      versionId: document.version?.id ?? null,
    })),
  };
}
