import "server-only";
import type { ClosingId, ConditionId, EventId, OfferingId } from "@/lib/domain/ids";
import type { Compartment } from "@/lib/domain/role";
import { bookkeeping } from "@/lib/log/bookkeeping";
import type { Tx } from "./scope";

/** Events in sight, newest first: of the offering, of one closing or condition, since a moment, at most `limit`. */
export function listEvents(
  tx: Tx,
  where: { offeringId: OfferingId; closingId?: ClosingId; conditionId?: ConditionId; since?: Date },
  limit: number,
) {
  const { offeringId, closingId, conditionId, since } = where;
  return tx.event.findMany({
    where: {
      offeringId,
      // What the log says of itself is nobody's act; it is in the log's export.
      type: { notIn: [...bookkeeping] },
      ...(closingId && { closingId }),
      ...(conditionId && { conditionId }),
      ...(since && { at: { gte: since } }),
    },
    orderBy: { position: "desc" },
    take: limit,
  });
}

export type EventRow = Awaited<ReturnType<typeof listEvents>>[number];

/** In which log of the offering an event stands, and at which number. */
export type EventPlace = { compartment: Compartment; seq: number };

/** Null where the event is of another offering or out of sight. */
export async function placeOfEvent(tx: Tx, offeringId: OfferingId, id: EventId): Promise<EventPlace | null> {
  const row = await tx.event.findFirst({ where: { id, offeringId }, select: { compartment: true, seq: true } });
  return row && { compartment: row.compartment as Compartment, seq: row.seq };
}

/** The labels of conditions that a log speaks of, also of those since removed. */
export async function labelsOf(tx: Tx, offeringId: OfferingId): Promise<Map<string, string>> {
  const rows = await tx.condition.findMany({ where: { offeringId }, select: { id: true, label: true } });
  return new Map(rows.map(({ id, label }) => [id, label]));
}

/** The names of everyone who is or was a member. */
export async function peopleNames(tx: Tx, offeringId: OfferingId): Promise<Map<string, string>> {
  const rows = await tx.membership.findMany({
    where: { offeringId },
    select: { personId: true, person: { select: { name: true } } },
  });
  return new Map(rows.map(({ personId, person }) => [personId, person.name]));
}

/** What a log names besides conditions and people: signature pages, and the zones of the Times of Delivery. */
export async function thingsIn(tx: Tx, offeringId: OfferingId) {
  const pages = await tx.signaturePage.findMany({
    where: { offeringId },
    select: { id: true, document: true, signatory: true },
  });
  const closings = await tx.closing.findMany({ where: { offeringId }, select: { id: true, zone: true } });
  return {
    pages: new Map(pages.map(({ id, document, signatory }) => [id, `${document} for ${signatory}`])),
    zones: new Map(closings.map(({ id, zone }) => [id, zone])),
  };
}
