import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import { type EventPlace, placeOfEvent } from "@/lib/db/log";
import { eventsAfter, newestCheckpoint } from "@/lib/db/log-trees";
import { findOffering } from "@/lib/db/lookups";
import { scopeOf, type Tx, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import type { EventId, OfferingId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { leafText } from "@/lib/log/chain";
import { originOf } from "@/lib/log/checkpoint";
import { leafHash, Tree } from "@/lib/log/merkle";
import { authorize } from "@/lib/policy/policy";
import { keepLog } from "./keep-log";

/** The form of a receipt, described in docs/the-record.md. A change that old verifiers cannot read takes a new number. */
const receiptFormat = "section-seven/receipt/1";

/**
 * One event that a person may see, with what proves that it stands in its log: its leaf, its inclusion proof (RFC 9162, section 2.1.3)
 * and the newest signed checkpoint, beside the events that name the log's keys. Verified alone by scripts/log-verify.mjs, it
 * shows nothing else of the log. An event out of the asker's sight is not found.
 */
export async function logReceipt(
  actor: Actor,
  { eventId }: { eventId: EventId },
): Promise<Result<{ fileName: string; mediaType: string; bytes: Buffer }, Problem>> {
  const grant = authorize(actor, "log.read");
  if (!grant.ok) return grant;
  const { offeringId } = actor;
  const place = await withScope(scopeOf(actor), (tx) => placeOfEvent(tx, offeringId, eventId));
  if (!place) return err({ code: "not-found" });
  // A side's log has its checkpoints now and then; this event may be newer than the last.
  await keepLog(offeringId, [place.compartment]);
  const receipt = await withScope(scopeOf(actor), (tx) => readReceipt(tx, offeringId, place));
  if (!receipt) return err({ code: "busy" });
  const bytes = Buffer.from(`${JSON.stringify(receipt, null, 1)}\n`);
  const log = place.compartment === "shared" ? "common" : place.compartment;
  const fileName = `Receipt of ${log} no. ${place.seq}, ${receipt.offering.name}.json`;
  return ok({ fileName, mediaType: "application/json", bytes });
}

/** Null where the log has no checkpoint that reaches the event. */
async function readReceipt(tx: Tx, offeringId: OfferingId, { compartment, seq }: EventPlace) {
  const where = { offeringId, compartment };
  const { name } = await findOffering(tx, offeringId);
  const newest = await newestCheckpoint(tx, where);
  if (!newest || newest.size < seq) return null;
  const events = (await eventsAfter(tx, where)).slice(0, newest.size);
  const leaves = events.map(leafText);
  const tree = new Tree(leaves.map(leafHash));
  const proven = events.filter((event) => event.type === "log.key" || event.seq === seq);
  return {
    format: receiptFormat,
    offering: { id: offeringId as string, name },
    compartment,
    origin: originOf(offeringId, compartment),
    seq,
    checkpoint: newest.note,
    events: proven.map((event) => ({
      seq: event.seq,
      leaf: leaves[event.seq - 1] as string,
      proof: tree.inclusion(event.seq - 1).map((hash) => Buffer.from(hash).toString("hex")),
    })),
  };
}
