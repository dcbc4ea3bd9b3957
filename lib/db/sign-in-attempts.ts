import "server-only";
import { db } from "./client";

/** How many failures within how long lock a key, and for how long; all in seconds. */
export type Limit = { failures: number; window: number; lock: number };

/**
 * Counts one more attempt against a key, in one statement, so that a hundred guesses sent at once are a hundred counted.
 * Null where it may go on; else the seconds for which the key is locked.
 */
export async function countAttempt(key: string, { failures, window, lock }: Limit): Promise<number | null> {
  const rows = await db.$queryRaw<{ wait: number | null }[]>`
    INSERT INTO "SignInAttempt" AS a ("key", "failures", "windowStart") VALUES (${key}, 1, now())
    ON CONFLICT ("key") DO UPDATE SET
      "failures" = CASE
        WHEN a."lockedUntil" > now() THEN a."failures"
        WHEN a."lockedUntil" IS NOT NULL OR a."windowStart" < now() - make_interval(secs => ${window}) THEN 1
        ELSE a."failures" + 1 END,
      "windowStart" = CASE
        WHEN a."lockedUntil" > now() THEN a."windowStart"
        WHEN a."lockedUntil" IS NOT NULL OR a."windowStart" < now() - make_interval(secs => ${window}) THEN now()
        ELSE a."windowStart" END,
      "lockedUntil" = CASE
        WHEN a."lockedUntil" > now() THEN a."lockedUntil"
        WHEN a."lockedUntil" IS NULL AND a."windowStart" >= now() - make_interval(secs => ${window})
          AND a."failures" + 1 > ${failures} THEN now() + make_interval(secs => ${lock})
        ELSE NULL END
    RETURNING CASE WHEN a."lockedUntil" > now()
      THEN ceil(extract(epoch FROM a."lockedUntil" - now()))::int END AS "wait"`;
  return rows[0]?.wait ?? null;
}

/** Takes back what was counted for attempts that turned out right: all of a key's failures, or one of them. */
export async function forgiveAttempts(key: string, howMany: "all" | "one"): Promise<void> {
  if (howMany === "all") await db.signInAttempt.deleteMany({ where: { key } });
  else await db.signInAttempt.updateMany({ where: { key, failures: { gt: 0 } }, data: { failures: { decrement: 1 } } });
}

/** Forgets keys that count for nothing any more. */
export const forgetOldAttempts = () =>
  db.signInAttempt.deleteMany({ where: { windowStart: { lt: new Date(Date.now() - 86_400_000) } } });
