import "server-only";
import type { ClosingSetView } from "@/lib/contracts/closing-set";
import type { Problem } from "@/lib/contracts/problem";
import { scopeOf, withScope } from "@/lib/db/scope";
import { listBuildRows } from "@/lib/db/set-builds";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId } from "@/lib/domain/ids";
import { ok, type Result } from "@/lib/domain/result";
import { pathOf } from "@/lib/files/store";
import { authorize } from "@/lib/policy/policy";
import { readIndex } from "./closing-set-index";
import { checkSnapshot } from "./closing-set-preflight";
import { recordOf } from "./closing-set-record";
import { readClosingSnapshot } from "./closing-set-snapshot";
import { tabsOf } from "./closing-set-tabs";
import { pagesOfSet } from "./pages-of-set";
import { presentHead, presentViewer } from "./present";
import { presentBuild } from "./present-build";
import { presentTab } from "./present-tab";

/** The closing set's page: what stands in the way, the index as it would be bound now, and the sets built so far. */
export async function viewClosingSet(
  actor: Actor,
  { closingId }: { closingId: ClosingId },
): Promise<Result<ClosingSetView, Problem>> {
  const read = await readClosingSnapshot(actor, { closingId });
  if (!read.ok) return read;
  const snapshot = read.value;
  const real = new Date();
  const { parts, papers } = tabsOf(snapshot, recordOf(snapshot), { stored: pathOf, paper: (name) => name });
  const pagesOf = await pagesOfSet(parts, papers);
  const kept = await withScope(scopeOf(actor), async (tx) => ({
    index: await readIndex(tx, closingId),
    builds: await listBuildRows(tx, closingId),
  }));
  return ok({
    head: presentHead({ scene: snapshot.scene, real }),
    viewer: presentViewer({ actor, viewingAs: null }),
    preflight: await checkSnapshot(snapshot, real),
    parts: parts.map(({ title, tabs }) => ({ title, tabs: tabs.map((tab) => presentTab(tab, pagesOf)) })),
    index: kept.index,
    builds: await Promise.all(kept.builds.map(presentBuild)),
    log: snapshot.head,
    may: { build: true, saveIndex: authorize(actor, "list.edit").ok },
  });
}
