import "server-only";
import type { InstrumentView, UploadedInstrument } from "@/lib/contracts/documents";
import type { Problem } from "@/lib/contracts/problem";
import { findInstrumentOf, recordInstrument } from "@/lib/db/instruments";
import { loadClosingOf } from "@/lib/db/load";
import { travel } from "@/lib/db/road";
import { scopeOf, type Tx, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import type { ActId, ConditionId, OfferingId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import type { StoredFile } from "@/lib/files/stored-file";
import { authorize, type Grant } from "@/lib/policy/policy";
import { digestOf } from "./act";

/** The writing of a waiver on its way in: from whoever may waive this condition, and from nobody else. */
export const instrumentReceiver = {
  mayBegin: (actor: Actor, { conditionId }: { conditionId: ConditionId }) =>
    withScope(scopeOf(actor), (tx) => mayWaive(tx, actor, conditionId)),

  receive(
    who: { personId: PersonId; offeringId: OfferingId; key: string },
    { conditionId, fileName }: UploadedInstrument,
    { sha256, mediaType, bytes }: StoredFile,
  ): Promise<Result<InstrumentView, Problem>> {
    const writing = { sha256, fileName, mediaType, bytes };
    const hash = digestOf({ act: "take-in-instrument", conditionId, ...writing });
    return travel<InstrumentView, Problem>({ ...who, hash }, async ({ tx, actor, real }) => {
      const grant = await mayWaive(tx, actor, conditionId);
      if (!grant.ok) return grant;
      await recordInstrument(tx, actor, writing, real);
      return ok({ sha256, name: fileName });
    });
  },
};

async function mayWaive(tx: Tx, actor: Actor, id: ConditionId): Promise<Result<Grant<"condition.waive">, Problem>> {
  const closing = await loadClosingOf(tx, id, "its own");
  const condition = closing?.conditions.find((known) => known.id === id);
  return condition ? authorize(actor, "condition.waive", { condition }) : err({ code: "not-found" });
}

/** The writing of a waiver, which every party may read as it may read the waiver. */
export async function readInstrument(
  actor: Actor,
  { actId }: { actId: ActId },
): Promise<Result<NonNullable<Awaited<ReturnType<typeof findInstrumentOf>>>, Problem>> {
  const grant = authorize(actor, "document.read", { compartment: "shared" });
  if (!grant.ok) return grant;
  const found = await withScope(scopeOf(actor), (tx) => findInstrumentOf(tx, actor.offeringId, actId));
  return found ? ok(found) : err({ code: "not-found" });
}
