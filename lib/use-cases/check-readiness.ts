import "server-only";
import { statfs } from "node:fs/promises";
import pg from "pg";
import { env } from "@/lib/env";

export type Check = "database" | "durability" | "role" | "zones" | "disk";

/** Each thing that must be right before a closing day begins, and whether it is. */
export type Readiness = Record<Check, boolean>;

/** Below this much room, in bytes, uploads would soon be refused. */
const leastRoom = 1_000_000_000;

/** Looks at each anew. A database that cannot be asked fails what only it could tell. */
export async function checkReadiness(): Promise<Readiness> {
  const [database, disk] = await Promise.all([askDatabase(), hasRoom(env.DATA_FOLDER)]);
  return { ...database, zones: zonesAreCurrent(), disk };
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

async function askDatabase(): Promise<Pick<Readiness, "database" | "durability" | "role">> {
  try {
    const { rows } = await pool.query<{ durable: boolean; modest: boolean; migrated: boolean }>(
      `SELECT current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'
                AND current_setting('synchronous_commit') <> 'off' AS durable,
              (SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = current_user) AS modest,
              to_regclass('"Event"') IS NOT NULL AS migrated`,
    );
    const row = rows[0];
    return { database: row?.migrated === true, durability: row?.durable === true, role: row?.modest === true };
  } catch {
    return { database: false, durability: false, role: false };
  }
}

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

async function hasRoom(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize > leastRoom;
  } catch {
    return false;
  }
}
