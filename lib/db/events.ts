import "server-only";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId, ConditionId, OfferingId } from "@/lib/domain/ids";
import type { Compartment } from "@/lib/domain/role";
import type { JsonValue } from "@/lib/log/canonical";
import { appendEvent, type ChainedEvent, emptyHead } from "@/lib/log/chain";
import { findLogEnd, noteLogEnd } from "./log-ends";
import type { Tx } from "./scope";

/** Something that happened, as the log takes it. */
export type Happening = {
  type: string;
  compartment: Compartment;
  closingId: ClosingId | null;
  conditionId: ConditionId | null;
  /** Plain values only: the hash is over their canonical JSON. */
  payload: JsonValue;
};

type Who = { personId: string; name: string; party: string; role: string };

/** Whoever writes what the log says of itself: no person, and of no party. */
const keeper: Who = { personId: "00000000-0000-0000-0000-000000000000", name: "Section Seven", party: "", role: "" };

/** Puts an event at the end of its compartment's log, in the transaction of the act itself. Returns its position. */
export async function logEvent(tx: Tx, actor: Actor, at: Date, happening: Happening): Promise<bigint> {
  const { offeringId, personId, name, partyName: party, role } = actor;
  return (await append(tx, offeringId, { personId, name, party, role }, at, happening)).position;
}

/** Puts there what the log says of itself (lib/log/bookkeeping.ts). Returns its number. */
export async function logBookkeeping(
  tx: Tx,
  offeringId: OfferingId,
  at: Date,
  happening: Pick<Happening, "type" | "compartment"> & { payload: object },
): Promise<number> {
  const whole = { ...happening, closingId: null, conditionId: null, payload: happening.payload as JsonValue };
  return (await append(tx, offeringId, keeper, at, whole)).seq;
}

async function append(tx: Tx, offeringId: OfferingId, who: Who, clock: Date, happening: Happening) {
  const { compartment, closingId, conditionId, type } = happening;
  const head = await findLogEnd(tx, offeringId, compartment);
  // Time never goes back within a log: where the clock was turned back, the event keeps the time of the one before, and says so.
  const isBehind = head !== null && clock < head.at;
  const at = isBehind ? head.at : clock;
  const payload = isBehind ? { ...(happening.payload as object), clockSkew: clock.toISOString() } : happening.payload;
  const event = appendEvent(head ?? emptyHead, { at: at.toISOString(), type, actor: who, payload });
  const { seq, prevHash, hash } = event;
  const [row] = await tx.$queryRaw<{ position: bigint }[]>`
    INSERT INTO "Event" ("id", "offeringId", "compartment", "seq", "closingId", "conditionId", "type", "by", "actor", "at",
      "payload", "prevHash", "hash")
    VALUES (gen_random_uuid(), ${offeringId}::uuid, ${compartment}, ${seq}, ${closingId}::uuid, ${conditionId}::uuid, ${type},
      ${who.personId}::uuid, ${who}::jsonb, ${at}, ${payload}::jsonb, ${prevHash}, ${hash})
    RETURNING "position"`;
  if (!row) throw new Error("An event was written without a position.");
  noteLogEnd(tx, offeringId, compartment, { seq, hash, at });
  return { position: row.position, seq };
}

/** An event's row as its hash covers it. */
export const eventOf = (row: {
  seq: number;
  at: Date;
  type: string;
  actor: unknown;
  payload: unknown;
  prevHash: string;
  hash: string;
}): ChainedEvent => ({
  seq: row.seq,
  at: row.at.toISOString(),
  type: row.type,
  actor: row.actor as JsonValue,
  payload: row.payload as JsonValue,
  prevHash: row.prevHash,
  hash: row.hash,
});
