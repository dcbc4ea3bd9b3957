import "server-only";
import type { OfferingId } from "@/lib/domain/ids";
import type { Compartment } from "@/lib/domain/role";
import type { ChainedEvent } from "@/lib/log/chain";
import { leafText } from "@/lib/log/chain";
import { fromBase64 } from "@/lib/log/checkpoint";
import { append, type Edge, emptyEdge, leafHash } from "@/lib/log/merkle";
import { db } from "./client";
import { eventOf } from "./events";
import type { Tx } from "./scope";

/** Which log of which offering. */
export type Where = { offeringId: OfferingId; compartment: Compartment };

/** A checkpoint as it is kept: its note, the key that signed it, and the edge of the tree at its size. */
export type KeptCheckpoint = { size: number; root: string; edge: string[]; note: string; key: string };

const columns = { size: true, root: true, edge: true, note: true, key: true } as const;

export const newestCheckpoint = (tx: Tx, where: Where): Promise<KeptCheckpoint | null> =>
  tx.logCheckpoint.findFirst({ where, orderBy: { size: "desc" }, select: columns });

export const listCheckpoints = (tx: Tx, where: Where): Promise<KeptCheckpoint[]> =>
  tx.logCheckpoint.findMany({ where, orderBy: { size: "asc" }, select: columns });

/** Keeps checkpoints. One that another process has kept meanwhile is the same: it follows from the log and the key. */
export async function keepCheckpoints(tx: Tx, where: Where, made: readonly KeptCheckpoint[]): Promise<void> {
  const at = new Date();
  await tx.logCheckpoint.createMany({ data: made.map((one) => ({ ...where, ...one, at })), skipDuplicates: true });
}

/** The events of a log after a number, in order. */
export async function eventsAfter(tx: Tx, where: Where, seq = 0): Promise<ChainedEvent[]> {
  const rows = await tx.event.findMany({ where: { ...where, seq: { gt: seq } }, orderBy: { seq: "asc" } });
  return rows.map(eventOf);
}

/** Each event's leaf on the edge, one after the other: the edges at every size from the next on. */
export function edgesAfter(edge: Edge, events: readonly ChainedEvent[]): Edge[] {
  let grown = edge;
  return events.map((event) => {
    grown = append(grown, leafHash(leafText(event)));
    return grown;
  });
}

export const edgeOf = (kept: Pick<KeptCheckpoint, "size" | "edge"> | null): Edge =>
  kept ? { size: kept.size, nodes: kept.edge.map(fromBase64) } : emptyEdge;

/** The logs that have grown since their last checkpoint; with `onlyShared`, those of them that all parties share. */
export const logsBehind = ({ onlyShared }: { onlyShared: boolean }): Promise<Where[]> =>
  db.$queryRaw<Where[]>`SELECT * FROM logs_behind(${onlyShared})`;

/** What opens the commitments to the roots of one side's log, for that side alone. */
export const listOpenings = (tx: Tx, where: Where) =>
  tx.logOpening.findMany({
    where,
    orderBy: { seq: "asc" },
    select: { occasion: true, seq: true, size: true, root: true, salt: true },
  });
