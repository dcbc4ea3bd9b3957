// node e2e/support/fork-log.ts OFFERING WORDS: puts another history in place of an offering's shared log, past every trigger, as
// whoever runs the server could: one event in it says other words, every hash after it is made anew, and the checkpoints are thrown
// away. The server, which has the keys, then signs the new one by itself; this waits until it has.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { env } from "../../lib/env";
import { appendEvent, type ChainedEvent, headOf } from "../../lib/log/chain";

const [offeringId = "", words = ""] = process.argv.slice(2);
const { administratorUrl } = JSON.parse(readFileSync(join(env.DATA_FOLDER, "connections.json"), "utf8")) as {
  administratorUrl: string;
};
const address = new URL(administratorUrl);
address.pathname = new URL(env.DATABASE_URL).pathname;
const client = new pg.Client({ connectionString: address.href });
await client.connect();
const shared = `"offeringId" = $1 AND "compartment" = 'shared'`;
await client.query("BEGIN");
await client.query("SET LOCAL session_replication_role = replica");
const { rows } = await client.query(`SELECT * FROM "Event" WHERE ${shared} ORDER BY "seq"`, [offeringId]);
const forked: ChainedEvent[] = [];
for (const { seq, type, at, actor, payload } of rows) {
  const said = seq === 1 ? { ...payload, words } : payload;
  const event = appendEvent(headOf(forked), { at: at.toISOString(), type, actor, payload: said });
  forked.push(event);
  await client.query(`UPDATE "Event" SET "payload" = $3, "prevHash" = $4, "hash" = $5 WHERE ${shared} AND "seq" = $2`, [
    offeringId,
    seq,
    event.payload,
    event.prevHash,
    event.hash,
  ]);
}
await client.query(`DELETE FROM "LogCheckpoint" WHERE ${shared}`, [offeringId]);
await client.query("COMMIT");
for (let signed = 0; signed === 0; await pause(200)) {
  const { rowCount } = await client.query(`SELECT FROM "LogCheckpoint" WHERE ${shared}`, [offeringId]);
  signed = rowCount ?? 0;
}
await client.end();
console.log(JSON.stringify({ events: forked.length }));
