import { administratorUrl, connected } from "./database";

/** What merely passes: when a session was last used, what is worked out again from the record, when that was checked. */
const passing = ["_prisma_migrations", "session", "SignInAttempt", "ClosingSummary", "RecordCheck"];

/** A digest over every row of each table, to show that nothing was changed. */
export function recordDigest(): Promise<Record<string, string>> {
  return connected(administratorUrl, async (client) => {
    const { rows: tables } = await client.query<{ tablename: string }>(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY($1) ORDER BY 1",
      [passing],
    );
    const digests: Record<string, string> = {};
    for (const { tablename } of tables) {
      const { rows } = await client.query<{ digest: string }>(
        `SELECT coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS digest FROM "${tablename}" t`,
      );
      digests[tablename] = rows[0]?.digest ?? "";
    }
    return digests;
  });
}
