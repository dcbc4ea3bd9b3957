import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { asOnlyOne } from "@/lib/db/only-one";
import { keepRecordCheck, listRecordStandings } from "@/lib/db/record-checks";
import type { OfferingId } from "@/lib/domain/ids";
import { env } from "@/lib/env";
import { brokenIn } from "@/lib/log/invariant-words";
import type { Violation } from "@/lib/log/record-check";
import { log } from "@/lib/logging/log";
import { checkOffering } from "./check-record";

const minute = 60_000;
/** Reading every document takes the disk's time: what the rows say is checked each round, what the bytes say so often. */
const documentsEvery = 360 * minute;
/** A round begins this long after the start, when the first requests have been answered, and leaves room for others between two records. */
const firstAfter = 30_000;
const between = 50;

/** Holds one offering's record to its own log, keeps what was found for the screens, and cries out where anything does not hold. */
export async function checkAndKeep(offeringId: OfferingId, look: { files: boolean }): Promise<Violation[]> {
  const at = new Date();
  const violations = await checkOffering(offeringId, look);
  const broken = brokenIn(violations);
  await keepRecordCheck(offeringId, { at, broken, documents: look.files });
  // What was recorded does not belong into the program's log: npm run record:check says more.
  if (broken.length > 0) log.error({ offeringId, broken, count: violations.length }, "a record does not hold");
  return violations;
}

/**
 * One round over all offerings, the longest unchecked first, one after the other. Null where another process is at it already. One
 * that cannot be checked now is left to the next round.
 */
export const checkRecords = (stop?: AbortSignal): Promise<{ checked: number; broken: number } | null> =>
  asOnlyOne("recordWatch", async () => {
    const round = { checked: 0, broken: 0 };
    for (const { offeringId, documentsAt } of await listRecordStandings()) {
      if (stop?.aborted) break;
      const files = documentsAt === null || Date.now() - documentsAt.getTime() > documentsEvery;
      try {
        const violations = await checkAndKeep(offeringId, { files });
        round.checked++;
        if (violations.length > 0) round.broken++;
      } catch (fault) {
        log.warn({ offeringId, err: fault }, "a record could not be checked");
      }
      await delay(between);
    }
    return round;
  });

/** Checks every record again and again, until told to stop. Does nothing where the setting says so. */
export async function watchRecords(stop: AbortSignal): Promise<void> {
  const every = env.RECORD_CHECK_MINUTES * minute;
  if (every === 0) return;
  await delay(firstAfter, undefined, { signal: stop }).catch(() => {});
  while (!stop.aborted) {
    const started = Date.now();
    try {
      const round = await checkRecords(stop);
      if (round) log.info({ ...round, milliseconds: Date.now() - started }, "records checked");
    } catch (fault) {
      log.warn({ err: fault }, "the records wait for the database to be checked");
    }
    await delay(every, undefined, { signal: stop }).catch(() => {});
  }
}
