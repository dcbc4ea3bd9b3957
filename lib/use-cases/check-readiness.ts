import "server-only";
import { readFile, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import pg from "pg";
import { env } from "@/lib/env";

/** What must be right before a closing day begins. */
export type Check = "database" | "durability" | "role" | "zones" | "disk" | "clock" | "records" | "log";
/** What somebody should see to, though nothing would fail for it today. */
export type Warning = "recordsChecked" | "restoreTested" | "mail";

/** Each thing, and whether it is as it should be. */
export type Readiness = { checks: Record<Check, boolean>; warnings: Record<Warning, boolean> };

/** Below this much room uploads would soon be refused: a fifth of the disk, or, on a large one, 20 GB. */
const leastShare = 0.2;
const plenty = 20_000_000_000;
/** The database's clock stamps what is recorded, this process's shows the countdown: they may differ by so many milliseconds. */
const clockTolerance = 1000;
/** A restore is to be tried at least this often. */
const restoreEvery = 24 * 3_600_000;

/** Looks at each anew. A database that cannot be asked fails what only it could tell. */
export async function checkReadiness(): Promise<Readiness> {
  const [asked, data, files, restoreTested] = await Promise.all([
    askDatabase(),
    hasRoom(env.DATA_FOLDER),
    hasRoom(env.FILES_FOLDER),
    wasRestoreTested(),
  ]);
  const { recordsChecked, mail, ...database } = asked;
  return {
    checks: { ...database, zones: zonesAreCurrent(), disk: data && files },
    warnings: { recordsChecked, restoreTested, mail },
  };
}

/** Shared by requests that come at the same moment, and given back when nobody asks. */
const pool = new pg.Pool({
  connectionString: env.DATABASE_URL,
  max: 1,
  idleTimeoutMillis: 10_000,
  connectionTimeoutMillis: 3000,
  query_timeout: 3000,
  application_name: "section-seven readiness",
});
pool.on("error", () => {});
pool.on("connect", (client) => client.on("error", () => {}));

/** Kinds of what is found in a record that say that its log itself is damaged. */
const ofTheLog = ["chain", "time-goes-back"];

type Asked = Record<Exclude<Check, "zones" | "disk"> | "recordsChecked" | "mail", boolean>;

async function askDatabase(): Promise<Asked> {
  const asked = Date.now();
  try {
    const { rows } = await pool.query<Asked & { now: Date; broken: string[] | null }>(
      `SELECT to_regclass('"Event"') IS NOT NULL AS database,
              current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'
                AND current_setting('synchronous_commit') <> 'off' AS durability,
              (SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = current_user) AS role,
              clock_timestamp() AS now,
              (SELECT array_agg(DISTINCT code) FROM record_checks(), unnest("broken") AS code) AS broken,
              coalesce((SELECT bool_and(coalesce("at" > now() - interval '1 minute' * $1, false)) FROM record_checks()), true) AS "recordsChecked",
              mail_waiting() = 0 AS mail`,
      [3 * (env.RECORD_CHECK_MINUTES || 1440)],
    );
    const row = rows[0];
    if (!row) return allWrong;
    const { now, broken, ...plain } = row;
    return {
      ...plain,
      clock: now.getTime() > asked - clockTolerance && now.getTime() < Date.now() + clockTolerance,
      records: !broken?.length,
      log: !broken?.some((code) => ofTheLog.includes(code)),
    };
  } catch {
    return allWrong;
  }
}

const allWrong: Asked = {
  database: false,
  durability: false,
  role: false,
  clock: false,
  records: false,
  log: false,
  recordsChecked: false,
  mail: false,
};

/**
 * Whether this Node knows the time zones of 2026. New York's rule is old; British Columbia stays on UTC−7 from November
 * 2026 on, and a Node that does not know it shows Vancouver an hour wrong all winter.
 */
export function zonesAreCurrent(): boolean {
  const shown = (zone: string) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(
      new Date("2027-01-15T15:00:00Z"),
    );
  return shown("America/New_York") === "10:00" && shown("America/Vancouver") === "08:00";
}

/** A folder that is not there yet has the room of the one in which it will be. */
async function hasRoom(folder: string): Promise<boolean> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return bavail * bsize > plenty || bavail > blocks * leastShare;
  } catch (fault) {
    const above = dirname(folder);
    return (fault as NodeJS.ErrnoException).code === "ENOENT" && above !== folder && hasRoom(above);
  }
}

/** The command that restores a backup for a test notes when it last found all of it there (npm run restore -- FOLDER --test). */
async function wasRestoreTested(): Promise<boolean> {
  try {
    const { at } = JSON.parse(await readFile(join(env.DATA_FOLDER, restoreNote), "utf8")) as { at: string };
    return Date.now() - Date.parse(at) < restoreEvery;
  } catch {
    return false;
  }
}

/** In the data folder; written by scripts/platform/restore. */
const restoreNote = "last-restore-test.json";
