// node e2e/support/reword-sign-off.ts OFFERING WORDS: changes the words of a sign-off in the database itself, past every trigger, as
// whoever runs the server could; then lets the record be checked, as the server does from time to time. Prints what was found.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { db } from "../../lib/db/client";
import type { OfferingId } from "../../lib/domain/ids";
import { env } from "../../lib/env";
import { checkAndKeep } from "../../lib/use-cases/watch-record";

const [offeringId = "", words = ""] = process.argv.slice(2);
const { administratorUrl } = JSON.parse(readFileSync(join(env.DATA_FOLDER, "connections.json"), "utf8")) as {
  administratorUrl: string;
};
const address = new URL(administratorUrl);
address.pathname = new URL(env.DATABASE_URL).pathname;
const client = new pg.Client({ connectionString: address.href });
await client.connect();
await client.query("SET session_replication_role = replica");
const { rows } = await client.query<{ before: string }>(
  `UPDATE "SignOff" s SET statement = $2
     FROM (SELECT id, statement FROM "SignOff" WHERE "offeringId" = $1 ORDER BY id LIMIT 1) AS old
    WHERE s.id = old.id RETURNING old.statement AS before`,
  [offeringId, words],
);
await client.end();
const found = await checkAndKeep(offeringId as OfferingId, { files: false });
console.log(JSON.stringify({ before: rows[0]?.before, found: found.map(({ code }) => code) }));
await db.$disconnect();
