import "server-only";
import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import {
  listLogHeads,
  listSharedHeads,
  listSides,
  type SharedHead,
  type SideParty,
  sharedOnly,
} from "@/lib/db/binders";
import { loadClosing } from "@/lib/db/load";
import { newestCheckpoint } from "@/lib/db/log-trees";
import { asOnlyOne } from "@/lib/db/only-one";
import { scopeOf, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { type BinderCause, binderDue, milestoneAt } from "@/lib/domain/binder";
import { type Closing, clockOf, isOver } from "@/lib/domain/closing";
import type { ClosingId, PersonId } from "@/lib/domain/ids";
import type { Compartment, Side } from "@/lib/domain/role";
import { env } from "@/lib/env";
import { csvFile } from "@/lib/exports/csv";
import { type BinderFormat, binderFiles, keepBinder, listBinders } from "@/lib/files/binder-folder";
import { log } from "@/lib/logging/log";
import { binderPaper, documentsInForce } from "./binder-paper";
import { paperPdf } from "./closing-set-memorandum-file";
import { checklistTable } from "./export-checklist";
import { viewChecklist } from "./view-checklist";
import { viewStatus } from "./view-status";

/** How often it is asked whether a binder is due. */
const every = 10_000;

type Timing = Pick<Closing, "clocks" | "steps" | "timeOfDelivery">;

/** The times of each Time of Delivery as of its newest shared event: most are far away, and are not read again every ten seconds. */
const known = new Map<ClosingId, { position: bigint; timing: Timing | null }>();

async function timingOf({ offeringId, closingId, position }: SharedHead): Promise<Timing | null> {
  const before = known.get(closingId);
  if (before?.position === position) return before.timing;
  const closing = await withScope(sharedOnly(offeringId), (tx) => loadClosing(tx, closingId, "none"));
  const timing = closing && { clocks: closing.clocks, steps: closing.steps, timeOfDelivery: closing.timeOfDelivery };
  known.set(closingId, { position, timing });
  return timing;
}

/** An id that nothing has: as a person it has nothing of its own. */
const nobody = "00000000-0000-0000-0000-000000000000";

/**
 * Puts on paper every Time of Delivery for which a binder is due: one for each side, as that side may see it. Null where another
 * process is at it; else how many were made.
 */
export const bindWhatIsDue = (stop?: AbortSignal): Promise<number | null> =>
  asOnlyOne("binders", async () => {
    let made = 0;
    for (const head of await listSharedHeads()) {
      if (stop?.aborted) break;
      try {
        if (await bindIfDue(head, new Date())) made++;
      } catch (fault) {
        log.warn({ closingId: head.closingId, err: fault }, "a binder could not be made");
      }
    }
    return made;
  });

async function bindIfDue(head: SharedHead, real: Date): Promise<boolean> {
  const timing = await timingOf(head);
  if (!timing) return false;
  const { timeOfDelivery } = timing;
  const clock = clockOf(timing, real);
  const milestone = milestoneAt(clock, timeOfDelivery);
  const [last = null] = milestone || isOver(timing) ? await listBinders(head.closingId, 1) : [];
  const cause = binderDue({ ...head, clock, real, timeOfDelivery, over: isOver(timing) }, last);
  if (!cause) return false;
  const started = performance.now();
  const made = await bind(head, cause);
  const reached = milestone ?? last?.reached ?? "day-before";
  await keepBinder(head.closingId, { cause, reached, timeOfDelivery, position: head.position, at: real, clock }, made);
  const milliseconds = Math.round(performance.now() - started);
  log.info({ closingId: head.closingId, cause, sides: made.size, milliseconds }, "binder made");
  return true;
}

async function bind({ offeringId, closingId }: SharedHead, cause: BinderCause) {
  const parties = await withScope(sharedOnly(offeringId), (tx) => listSides(tx, offeringId));
  const made = new Map<Side, Record<BinderFormat, Uint8Array>>();
  for (const party of parties) {
    const files = await bindFor(onlooker(offeringId, party), closingId, cause);
    if (files) made.set(party.side, files);
  }
  return made;
}

/** Someone of a side who may do nothing: sees what all of that side see, and has nothing of their own. */
const onlooker = (offeringId: Actor["offeringId"], { side, partyId, name, role }: SideParty): Actor => ({
  personId: nobody as PersonId,
  name: "",
  offeringId,
  partyId,
  partyName: name,
  role,
  side,
  authority: false,
  coordinator: false,
});

async function bindFor(
  actor: Actor,
  closingId: ClosingId,
  cause: BinderCause,
): Promise<Record<BinderFormat, Uint8Array> | null> {
  const [checklist, status] = [await viewChecklist(actor, { closingId }), await viewStatus(actor, { closingId })];
  if (!checklist.ok || !status.ok) return null;
  const heads = await logsOf(actor);
  const paper = binderPaper({ side: actor.side, cause, checklist: checklist.value, status: status.value, heads });
  const { columns, rows } = checklistTable(checklist.value, undefined);
  const pdf = await paperPdf(paper);
  const csv = csvFile(
    columns.map(({ header }) => header),
    rows,
  );
  const { head } = status.value;
  const hashes = {
    offering: actor.offeringId,
    closing: closingId,
    timeOfDelivery: head.timeOfDelivery,
    clock: head.clock,
    made: head.serverTime,
    cause,
    side: actor.side,
    files: { [binderFiles.pdf]: sha256(pdf), [binderFiles.csv]: sha256(csv) },
    documents: documentsInForce(checklist.value).map(({ label, title, number, fileName, sha256 }) => ({
      label,
      title,
      number,
      fileName,
      sha256,
    })),
    log: heads.map(({ compartment, seq, hash, checkpoint }) => ({ compartment, seq, hash, checkpoint })),
  };
  return { pdf, csv, json: Buffer.from(`${JSON.stringify(hashes, null, 2)}\n`) };
}

/** The head of each log that the side may see, with the newest checkpoint that was signed over it: null where there is none yet. */
const logsOf = (actor: Actor) =>
  withScope(scopeOf(actor), async (tx) => {
    const heads = await listLogHeads(tx, actor.offeringId);
    const checkpoints = new Map<string, string>();
    for (const { compartment } of heads) {
      const newest = await newestCheckpoint(tx, {
        offeringId: actor.offeringId,
        compartment: compartment as Compartment,
      });
      if (newest) checkpoints.set(compartment, newest.note);
    }
    return heads.map((head) => ({ ...head, checkpoint: checkpoints.get(head.compartment) ?? null }));
  });

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Makes binders as they fall due, until told to stop. Does nothing where the setting says so. */
export async function watchBinders(stop: AbortSignal): Promise<void> {
  if (env.BINDERS === "off") return;
  while (!stop.aborted) {
    await delay(every, undefined, { signal: stop }).catch(() => {});
    if (stop.aborted) return;
    await bindWhatIsDue(stop).catch((fault: unknown) => log.warn({ err: fault }, "binders wait for the database"));
  }
}
