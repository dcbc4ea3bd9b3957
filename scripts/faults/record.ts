import { readRecord, wholeOffering } from "@/lib/db/offering-record";
import { withScope } from "@/lib/db/scope";
import type { OfferingId } from "@/lib/domain/ids";
import { bookkeeping } from "@/lib/log/bookkeeping";

/** How much people recorded in an offering, over all its compartments; what its log says of itself is not counted. */
export async function counted(offeringId: OfferingId) {
  const { events, rows } = await record(offeringId);
  const of = (type: string) => rows.filter((row) => row.type === type).length;
  return {
    events: events.filter(({ type }) => !bookkeeping.some((own) => own === type)).length,
    notes: of("note.added"),
    versions: of("document.delivered"),
    steps: rows.filter(({ type }) => type.startsWith("closing.")).length,
  };
}

/** The texts of all notes in an offering. */
export const notesOf = async (offeringId: OfferingId) =>
  (await record(offeringId)).rows.filter(({ type }) => type === "note.added").map(({ said }) => String(said.text));

export const record = (offeringId: OfferingId) =>
  withScope(wholeOffering(offeringId), (tx) => readRecord(tx, offeringId));
