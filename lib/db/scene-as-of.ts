import "server-only";
import type { ClosingId, OfferingId } from "@/lib/domain/ids";
import { db } from "./client";
import { loadScene, type Scene } from "./scene";
import { type Scope, type Tx, withScope } from "./scope";

/** How far the logs had come of which a scene tells, in the order of the scope's compartments. */
type Heads = string;
type Kept = { heads: Heads; scene: Scene };

/** Scenes of the Times of Delivery that people look at just now, one for each set of compartments; those not looked at for longest go first. */
const kept = new Map<string, Kept>();
const most = 500;

/**
 * The scene, for showing it: loaded once for each state of the logs in scope, since nothing of it changes without an event
 * in the same transaction, and the positions of one log's events only rise. How far the logs have come is asked of the database every
 * time. Acts do not come here: what decides is always read in its own transaction.
 */
export async function sceneAsOf(scope: Scope, offeringId: OfferingId, closingId: ClosingId): Promise<Scene | null> {
  const key = keyOf(scope, closingId);
  const known = kept.get(key);
  if (known && known.heads === (await headsNow(scope, offeringId))) {
    // Looked at just now: the last to go.
    kept.delete(key);
    kept.set(key, known);
    return known.scene;
  }
  return withScope(scope, (tx) => sceneIn(tx, scope, offeringId, closingId));
}

/** The same within a transaction that reads more, so that all of it is of one moment. */
export async function sceneIn(
  tx: Tx,
  scope: Scope,
  offeringId: OfferingId,
  closingId: ClosingId,
): Promise<Scene | null> {
  const rows = await tx.event.groupBy({ by: ["compartment"], where: { offeringId }, _max: { position: true } });
  const heads = written(scope, new Map(rows.map(({ compartment, _max }) => [compartment, _max.position ?? 0n])));
  const key = keyOf(scope, closingId);
  const known = kept.get(key);
  if (known?.heads === heads) return known.scene;

  const scene = await loadScene(tx, closingId);
  kept.delete(key);
  if (!scene) return null;
  kept.set(key, { heads, scene });
  const [oldest] = kept.keys();
  if (kept.size > most && oldest) kept.delete(oldest);
  return scene;
}

const keyOf = ({ compartments }: Scope, closingId: ClosingId) =>
  `${closingId} ${compartments.map((one) => `${one.offeringId}/${one.compartment}`).join(" ")}`;

const written = ({ compartments }: Scope, newest: ReadonlyMap<string, bigint>): Heads =>
  compartments.map(({ compartment }) => newest.get(compartment) ?? 0n).join(" ");

async function headsNow(scope: Scope, offeringId: OfferingId): Promise<Heads> {
  const rows = await db.$queryRaw<{ compartment: string; position: bigint }[]>`
    SELECT * FROM log_heads(${scope.personId}::uuid, ${offeringId}::uuid)`;
  return written(scope, new Map(rows.map(({ compartment, position }) => [compartment, position])));
}
