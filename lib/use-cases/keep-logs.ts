import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { isOpen, recordRoots } from "@/lib/db/log-roots";
import { logsBehind } from "@/lib/db/log-trees";
import { asOnlyOne } from "@/lib/db/only-one";
import { listRecordStandings } from "@/lib/db/record-checks";
import { travelAsKeeper } from "@/lib/db/road";
import { log } from "@/lib/logging/log";
import { keepLog } from "./keep-log";

const second = 1_000;
/** How often the sides' own logs get a checkpoint, where they have grown. */
const sidesEvery = 600 * second;
/** The clock times at which the shared logs take the sides' roots: midnight, six, noon and six, UTC. */
const rootsEvery = 6 * 3600 * second;

/** The clock time at which roots were last due, as the occasion is called. */
export const occasionAt = (now: number) =>
  `clock/${new Date(Math.floor(now / rootsEvery) * rootsEvery).toISOString().slice(0, 16)}Z`;

/** Writes checkpoints: with `onlyShared`, of the logs that all parties share. One that cannot be written now is left to the next round. */
export async function keepLogsBehind(look: { onlyShared: boolean }): Promise<void> {
  for (const { offeringId, compartment } of await logsBehind(look))
    await keepLog(offeringId, [compartment]).catch((fault: unknown) =>
      log.warn({ offeringId, err: fault }, "a checkpoint could not be written"),
    );
}

/**
 * Takes the sides' roots into the shared log of each offering that is still to close, once for each occasion. What a side did
 * or left undone has no part in when this happens. An offering in which it fails has the next occasion, and holds up no other.
 */
export async function takeRoots(occasion: string): Promise<void> {
  for (const { offeringId } of await listRecordStandings()) {
    try {
      const taken = await travelAsKeeper(offeringId, async ({ tx, real }) => {
        if (await isOpen(tx, offeringId)) await recordRoots(tx, offeringId, occasion, real);
      });
      if (!taken.ok) throw new Error("The database is busy.");
    } catch (fault) {
      log.warn({ offeringId, err: fault }, "the roots of an offering's logs were not taken");
    }
  }
}

/** Keeps the logs until told to stop: one process of an installation does, and another takes over where it ends. */
export async function keepLogs(stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await asOnlyOne("logKeeper", () => keepUntil(stop)).catch((fault: unknown) =>
      log.warn({ err: fault }, "the logs' checkpoints wait for the database"),
    );
    await delay(5 * second, undefined, { signal: stop }).catch(() => {});
  }
}

async function keepUntil(stop: AbortSignal): Promise<void> {
  let sidesDue = 0;
  let taken = "";
  while (!stop.aborted) {
    const now = Date.now();
    const occasion = occasionAt(now);
    if (occasion !== taken) await takeRoots(occasion);
    taken = occasion;
    await keepLogsBehind({ onlyShared: now < sidesDue });
    if (now >= sidesDue) sidesDue = now + sidesEvery;
    await delay(second, undefined, { signal: stop }).catch(() => {});
  }
}
