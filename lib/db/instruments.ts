import "server-only";
import type { Actor } from "@/lib/domain/actor";
import type { ActId, OfferingId } from "@/lib/domain/ids";
import type { Tx } from "./scope";

type Writing = { sha256: string; fileName: string; mediaType: string; bytes: number };

/** Records that someone took in a writing, for their side until a waiver names it. */
export async function recordInstrument(tx: Tx, actor: Actor, writing: Writing, at: Date): Promise<void> {
  const { offeringId, side: compartment, personId: by } = actor;
  await tx.instrument.create({ data: { offeringId, compartment, by, at, ...writing } });
}

/** The writing with this hash that the actor's own side took in last; a waiver can name no other. */
export const findOwnInstrument = (tx: Tx, { offeringId, side: compartment }: Actor, sha256: string) =>
  tx.instrument.findFirst({ where: { offeringId, compartment, sha256 }, orderBy: { at: "desc" } });

/** The writing that a waiver names; null where the waiver is out of scope or has none. */
export async function findInstrumentOf(tx: Tx, offeringId: OfferingId, waiverId: ActId) {
  const waiver = await tx.waiver.findFirst({ where: { id: waiverId, offeringId } });
  if (!waiver?.instrumentSha256 || !waiver.instrumentName) return null;
  const { instrumentSha256: sha256, instrumentName: fileName } = waiver;
  const row = await tx.instrument.findFirst({ where: { offeringId, sha256 }, orderBy: { at: "desc" } });
  return row && { sha256, fileName, mediaType: row.mediaType, bytes: row.bytes };
}
