import "server-only";
import { randomBytes } from "node:crypto";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId } from "@/lib/domain/ids";
import { type Compartment, sides } from "@/lib/domain/role";
import type { Opening, RootsEvent } from "@/lib/log/bookkeeping";
import { originOf, toBase64 } from "@/lib/log/checkpoint";
import { commitmentTo } from "@/lib/log/commitment";
import { rootOf } from "@/lib/log/merkle";
import { logBookkeeping } from "./events";
import { edgeOf, edgesAfter, eventsAfter, newestCheckpoint } from "./log-trees";
import { wholeOffering } from "./offering-record";
import { enter, scopeOf, type Tx } from "./scope";

/** Whether a Time of Delivery of the offering is still to come. */
export async function isOpen(tx: Tx, offeringId: OfferingId): Promise<boolean> {
  const over = { in: ["closed", "terminated"] };
  const open = await tx.closing.findFirst({
    where: { offeringId, steps: { none: { step: over } } },
    select: { id: true },
  });
  return open !== null;
}

/**
 * Takes into the shared log what each side's log is now, once for each occasion. The transaction must see the whole offering.
 * Every side has its commitment, also one in whose log nothing ever happened, so the event tells nothing of any of them.
 */
export async function recordRoots(tx: Tx, offeringId: OfferingId, occasion: string, at: Date): Promise<void> {
  if (await tx.logOpening.findFirst({ where: { offeringId, occasion }, select: { seq: true } })) return;
  const openings: ({ compartment: Compartment } & Opening)[] = [];
  for (const compartment of sides) {
    const where = { offeringId, compartment };
    const kept = await newestCheckpoint(tx, where);
    const edge = edgesAfter(edgeOf(kept), await eventsAfter(tx, where, kept?.size)).at(-1) ?? edgeOf(kept);
    const { size } = edge;
    const root = toBase64(rootOf(edge));
    const salt = randomBytes(32).toString("base64");
    openings.push({ compartment, origin: originOf(offeringId, compartment), size, root, salt });
  }
  const roots = openings.map(({ compartment, ...opening }) => ({ compartment, commitment: commitmentTo(opening) }));
  const payload: RootsEvent = { occasion, roots };
  const seq = await logBookkeeping(tx, offeringId, at, { type: "log.roots", compartment: "shared", payload });
  await tx.logOpening.createMany({
    data: openings.map(({ compartment, size, root, salt }) => ({
      ...{ offeringId, compartment, occasion, seq },
      ...{ size, root, salt },
    })),
  });
}

/** The same for an actor's own transaction, which sees only theirs before and after. */
export async function recordRootsFor(tx: Tx, actor: Actor, occasion: string, at: Date): Promise<void> {
  await enter(tx, wholeOffering(actor.offeringId));
  await recordRoots(tx, actor.offeringId, occasion, at);
  await enter(tx, scopeOf(actor));
}
