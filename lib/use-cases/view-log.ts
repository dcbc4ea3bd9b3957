import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import type { ChangesView, LogEntryView } from "@/lib/contracts/views";
import { type EventRow, labelsOf, listEvents, peopleNames, thingsIn } from "@/lib/db/log";
import { hasClosing } from "@/lib/db/lookups";
import { scopeOf, type Tx, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId, ConditionId } from "@/lib/domain/ids";
import { eventSentence, type Payload } from "@/lib/domain/log-words";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Compartment } from "@/lib/domain/role";
import { momentWords } from "@/lib/domain/time-words";
import { authorize } from "@/lib/policy/policy";

const most = 500;

/** Who did what, and when, newest first; what another side did in private is not there, and leaves no gap. */
export async function viewLog(
  actor: Actor,
  where: { closingId?: ClosingId; conditionId?: ConditionId; since?: Date },
): Promise<Result<LogEntryView[], Problem>> {
  const grant = authorize(actor, "log.read");
  if (!grant.ok) return grant;
  return withScope(scopeOf(actor), async (tx) => {
    if (where.closingId && !(await hasClosing(tx, actor.offeringId, where.closingId)))
      return err({ code: "not-found" });
    return ok(await readLog(tx, actor, where));
  });
}

/** What changed at one Time of Delivery since a moment. */
export async function viewChanges(
  actor: Actor,
  { closingId, since }: { closingId: ClosingId; since: Date },
): Promise<Result<ChangesView, Problem>> {
  const entries = await viewLog(actor, { closingId, since });
  return entries.ok ? ok({ since: since.toISOString(), entries: entries.value }) : entries;
}

/** The same, within a transaction that is already held to what the actor may see. */
export async function readLog(
  tx: Tx,
  { offeringId }: Pick<Actor, "offeringId">,
  where: { closingId?: ClosingId; conditionId?: ConditionId; since?: Date },
): Promise<LogEntryView[]> {
  const events = await listEvents(tx, { offeringId, ...where }, most);
  const named: Named = {
    labels: await labelsOf(tx, offeringId),
    people: await peopleNames(tx, offeringId),
    ...(await thingsIn(tx, offeringId)),
  };
  return events.map((event) => presentEvent(event, named));
}

type Named = Record<"labels" | "people" | "pages" | "zones", ReadonlyMap<string, string>>;

function presentEvent(event: EventRow, { labels, people, pages, zones }: Named): LogEntryView {
  const payload = event.payload as Payload;
  const actor = event.actor as { name?: string };
  const zone = (event.closingId && zones.get(event.closingId)) || "UTC";
  return {
    id: event.id,
    seq: event.seq,
    compartment: event.compartment as Compartment,
    type: event.type,
    sentence: eventSentence(event.type, payload, {
      label: (event.conditionId && labels.get(event.conditionId)) ?? "",
      person: (id) => people.get(id) ?? "someone",
      page: (id) => pages.get(id) ?? "a page taken away since",
      moment: (at) => momentWords(at, zone),
    }),
    by: actor.name ?? people.get(event.by) ?? "",
    at: event.at.toISOString(),
    clock: typeof payload.clock === "string" ? payload.clock : null,
    closingId: event.closingId as ClosingId | null,
    conditionId: event.conditionId as ConditionId | null,
    hash: event.hash,
  };
}
