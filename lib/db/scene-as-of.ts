import "server-only";
import type { ClosingId, OfferingId } from "@/lib/domain/ids";
import { loadScene, type Scene } from "./scene";
import type { Scope, Tx } from "./scope";

type Kept = { events: bigint; newest: bigint; scene: Scene };

/** Scenes of the Times of Delivery that people look at just now, one for each set of compartments; the oldest go first. */
const kept = new Map<string, Kept>();
const most = 200;

/**
 * The scene, for showing it: loaded once for each state of the offering's log, since nothing of it changes without an event
 * in the same transaction. How many events there are is asked of the database every time, in the snapshot of this
 * transaction; their number alone tells, for one with a lower position may become visible after one with a higher. Acts do
 * not come here: what decides is always read in its own transaction.
 */
export async function sceneAsOf(
  tx: Tx,
  closingId: ClosingId,
  offeringId: OfferingId,
  { compartments }: Pick<Scope, "compartments">,
): Promise<Scene | null> {
  const [log] = await tx.$queryRaw<[{ events: bigint; newest: bigint | null }]>`
    SELECT count(*) AS events, max("position") AS newest FROM "Event" WHERE "offeringId" = ${offeringId}::uuid`;
  const { events, newest } = { events: log.events, newest: log.newest ?? 0n };
  const key = `${closingId} ${compartments.map((one) => `${one.offeringId}/${one.compartment}`).join(" ")}`;
  const known = kept.get(key);
  if (known && known.events === events && known.newest === newest) return known.scene;

  const scene = await loadScene(tx, closingId);
  kept.delete(key);
  if (!scene) return null;
  kept.set(key, { events, newest, scene });
  const [oldest] = kept.keys();
  if (kept.size > most && oldest) kept.delete(oldest);
  return scene;
}
