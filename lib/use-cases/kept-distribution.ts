import "server-only";
import { type DistributionSet, distributionSets, type KeptDistribution } from "@/lib/contracts/distribution";
import { findDistribution } from "@/lib/db/closing-set";
import { scopeOf, type Tx, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { pathOf } from "@/lib/files/store";
import { recordOf } from "./closing-set-record";
import type { ClosingSnapshot } from "./closing-set-snapshot";
import { type SetPlaces, tabsOf } from "./closing-set-tabs";
import { defaultDistribution } from "./default-distribution";

/** For an index that is shown and not built: no paper of it is written. */
export const nowhere: SetPlaces = { stored: pathOf, paper: (name) => name };

/** Who gets which tabs, as it was last kept; the proposal from the parties' roles where nobody has kept any. */
export async function readDistribution(tx: Tx, snapshot: ClosingSnapshot): Promise<KeptDistribution> {
  const kept = await findDistribution(tx, snapshot.scene.closing.id);
  if (kept) return { revision: kept.revision, sets: distributionSets.parse(kept.sets) };
  const { parts } = tabsOf(snapshot, recordOf(snapshot), nowhere);
  return { revision: 0, sets: defaultDistribution(snapshot.scene, parts) };
}

/** One set of the distribution that is in force; null where it has none such. */
export async function findSet(
  actor: Actor,
  snapshot: ClosingSnapshot,
  setId: string,
): Promise<{ set: DistributionSet; revision: number } | null> {
  const { revision, sets } = await withScope(scopeOf(actor), (tx) => readDistribution(tx, snapshot));
  const set = sets.find(({ id }) => id === setId);
  return set ? { set, revision } : null;
}
