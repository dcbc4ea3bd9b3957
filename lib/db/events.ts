import "server-only";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId, ConditionId } from "@/lib/domain/ids";
import type { Compartment } from "@/lib/domain/role";
import type { JsonValue } from "@/lib/log/canonical";
import { appendEvent, emptyHead } from "@/lib/log/chain";
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

/** Puts an event at the end of its compartment's chain, in the transaction of the act itself. Returns its position. */
export async function logEvent(tx: Tx, actor: Actor, at: Date, happening: Happening): Promise<bigint> {
  const { offeringId } = actor;
  const { compartment, closingId, conditionId, type, payload } = happening;
  const head = await tx.event.findFirst({
    where: { offeringId, compartment },
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true },
  });
  const who = { personId: actor.personId, name: actor.name, party: actor.partyName, role: actor.role };
  const event = appendEvent(head ?? emptyHead, { at: at.toISOString(), type, actor: who, payload });
  const { position } = await tx.event.create({
    data: {
      offeringId,
      compartment,
      seq: event.seq,
      closingId,
      conditionId,
      type,
      by: actor.personId,
      actor: who,
      at,
      payload: payload as object,
      prevHash: event.prevHash,
      hash: event.hash,
    },
    select: { position: true },
  });
  return position;
}
