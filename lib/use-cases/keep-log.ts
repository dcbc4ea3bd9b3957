import "server-only";
import { classify } from "@/lib/db/classify";
import { logBookkeeping } from "@/lib/db/events";
import {
  edgeOf,
  edgesAfter,
  eventsAfter,
  type KeptCheckpoint,
  keepCheckpoints,
  newestCheckpoint,
  type Where,
} from "@/lib/db/log-trees";
import { compartments } from "@/lib/db/offering-record";
import { travelAsKeeper } from "@/lib/db/road";
import { type Tx, withScope } from "@/lib/db/scope";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import type { Compartment } from "@/lib/domain/role";
import { env } from "@/lib/env";
import { type KeyEvent, keyAt, keysOf } from "@/lib/log/bookkeeping";
import type { ChainedEvent } from "@/lib/log/chain";
import { originOf, toBase64 } from "@/lib/log/checkpoint";
import { emptyEdge, rootOf } from "@/lib/log/merkle";
import { handOn, readSigningKeys, type SigningKey, signCheckpoint } from "@/lib/log/signing";

export type SigningKeys = ReturnType<typeof readSigningKeys>;

let read: SigningKeys | undefined;
const signingKeys = () => (read ??= readSigningKeys(env.LOG_SIGNING_KEY));

/**
 * Brings the checkpoints of an offering's logs up to their newest events: of the shared log at each event, of a side's at its
 * last. A checkpoint follows from the log and the key alone, so it is made after the act and not in its transaction: an act
 * waits for no tree, and one whose checkpoint a killed process left out gets it at the next call.
 */
export async function keepLog(
  offeringId: OfferingId,
  which: readonly Compartment[] = compartments,
  keys: SigningKeys = signingKeys(),
): Promise<void> {
  for (const compartment of which) {
    const where = { offeringId, compartment };
    // The second time is after the key has been told of, others after somebody else came between.
    for (let tries = 0; (await attempt(where, keys)) === "again"; tries++)
      if (tries >= 5) throw new Error("The log grows faster than its checkpoints.");
  }
}

/**
 * The checkpoint of a log after all of these events: the same, to the byte, as the one that is kept or will be. Null where the log has
 * not been put under one of this installation's keys yet.
 */
export function checkpointAfter(where: Where, events: readonly ChainedEvent[]): string | null {
  const named = keyAt(keysOf(events), events.length);
  const key = signingKeys().find(({ publicKey }) => publicKey === named);
  const edge = edgesAfter(emptyEdge, events).at(-1);
  if (!key || !edge) return null;
  return signCheckpoint(
    { origin: originOf(where.offeringId, where.compartment), size: edge.size, root: rootOf(edge) },
    key,
  );
}

async function attempt(where: Where, keys: SigningKeys): Promise<"done" | "again"> {
  const scope = { personId: "" as PersonId, compartments: [where] };
  try {
    const keyNow = await withScope(scope, (tx) => writeCheckpoints(tx, where, keys[0]));
    if (keyNow === keys[0].publicKey) return "done";
    await tellOfKey(where, keyNow, keys);
  } catch (error) {
    if (classify(error) !== "conflict") throw error;
  }
  return "again";
}

/** Writes what is missing, and answers with the key under which the log stands: where it is another, nothing was written. */
async function writeCheckpoints(tx: Tx, where: Where, key: SigningKey): Promise<string | null> {
  const kept = await newestCheckpoint(tx, where);
  const events = await eventsAfter(tx, where, kept?.size);
  if (events.length === 0) return key.publicKey;
  const [since, now] = keysOf(events).at(-1) ?? [0, kept?.key ?? null];
  if (now !== key.publicKey) return now;

  const origin = originOf(where.offeringId, where.compartment);
  const edges = edgesAfter(edgeOf(kept), events).filter(({ size }) => size >= since);
  const wanted = where.compartment === "shared" ? edges : edges.slice(-1);
  const made = wanted.map((edge): KeptCheckpoint => {
    const head = { origin, size: edge.size, root: rootOf(edge) };
    const note = signCheckpoint(head, key);
    return { size: edge.size, root: toBase64(head.root), edge: edge.nodes.map(toBase64), note, key: key.publicKey };
  });
  await keepCheckpoints(tx, where, made);
  return now;
}

/** The event by which a log comes under a key; with the word of the one before, where that is still at hand. */
async function tellOfKey(where: Where, before: string | null, keys: SigningKeys): Promise<void> {
  const origin = originOf(where.offeringId, where.compartment);
  const [{ publicKey: key }] = keys;
  const former = keys.find(({ publicKey }) => publicKey === before);
  const payload: KeyEvent = { key, before, signature: former ? handOn(origin, key, former) : null };
  const told = await travelAsKeeper(where.offeringId, async ({ tx, real }) => {
    // Two processes that begin together tell of it once.
    const kept = await newestCheckpoint(tx, where);
    const newest = keysOf(await eventsAfter(tx, where, kept?.size)).at(-1)?.[1] ?? kept?.key ?? null;
    if (newest === before)
      await logBookkeeping(tx, where.offeringId, real, { type: "log.key", compartment: where.compartment, payload });
  });
  if (!told.ok) throw new Error("The database is busy.");
}
