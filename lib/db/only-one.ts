import "server-only";
import pg from "pg";
import { env } from "@/lib/env";

/** What only one process does at a time, by the number of its lock in the database. */
export const solitary = { recordWatch: 7010, binders: 7011, logKeeper: 7012 } as const;

/**
 * Runs unless another process of the same database is doing the same; answers null then. The lock is of a connection of its own, so
 * that it goes with the process that holds it, however that ends.
 */
export async function asOnlyOne<T>(lock: keyof typeof solitary, run: () => Promise<T>): Promise<T | null> {
  const client = new pg.Client({
    connectionString: env.DATABASE_URL,
    application_name: `section-seven ${lock}`,
    connectionTimeoutMillis: 5000,
  });
  // A connection that breaks while the work is under way shows at its end.
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ alone: boolean }>("SELECT pg_try_advisory_lock($1) AS alone", [
      solitary[lock],
    ]);
    return rows[0]?.alone ? await run() : null;
  } finally {
    await client.end().catch(() => {});
  }
}
