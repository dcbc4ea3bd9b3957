import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import type pg from "pg";
import { CommandError } from "../settings";
import type { Manifest } from "./manifest";

/** Prisma's history is made by the migrations themselves. */
const notCopied = new Set(["_prisma_migrations"]);
/** Whoever was signed in signs in anew: a session that was ended since must not come back to life. */
const leftEmpty = new Set(["session", "verification"]);
const batch = 500;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

type Table = { name: string; columns: string[]; key: string[]; offering: string | null };

/** Answers must not depend on whose session asks: the same row is the same text on every machine. */
export async function speakPlainly(client: pg.Client): Promise<void> {
  await client.query("SET TimeZone = 'UTC'");
  await client.query("SET DateStyle = 'ISO'");
  await client.query("SET bytea_output = 'hex'");
  // Where a policy would hide rows, the statement fails instead of answering with fewer.
  await client.query("SET row_security = off");
}

async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name,
            array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns,
            coalesce((SELECT array_agg(format('%I%s', k.attname, CASE WHEN k.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END)
                                       ORDER BY array_position(i.indkey::int2[], k.attnum))
                        FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY (i.indkey)
                       WHERE i.indrelid = c.oid AND i.indisprimary), '{}') AS key,
            CASE WHEN c.relname = 'Offering' THEN 'id' ELSE max(a.attname) FILTER (WHERE a.attname = 'offeringId') END AS offering
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind = 'r' GROUP BY c.oid, c.relname ORDER BY c.relname COLLATE "C"`,
  );
  return rows.filter(({ name }) => !notCopied.has(name));
}

/**
 * Reads every table of a transaction's snapshot, a row a line of JSON as PostgreSQL writes it, in the order of its key; answers with
 * the digests. With `fileOf` the lines are kept too, on the disk when this returns.
 */
export async function readTables(
  client: pg.Client,
  fileOf?: (table: string) => string,
): Promise<Pick<Manifest, "tables" | "offerings">> {
  const tables: Manifest["tables"] = [];
  const offerings = new Map<string, { rows: number; hash: ReturnType<typeof createHash> }>();
  for (const { name, columns, key, offering } of await listTables(client)) {
    const hash = createHash("sha256");
    let count = 0;
    const file = fileOf && (await open(fileOf(name), "wx", 0o600));
    try {
      for await (const rows of pages(client, { name, columns, key, offering })) {
        const text = rows.map(({ line }) => `${line}\n`).join("");
        hash.update(text);
        count += rows.length;
        await file?.write(text);
        for (const { line, of } of rows) {
          if (of === null) continue;
          const one = offerings.get(of) ?? { rows: 0, hash: createHash("sha256") };
          offerings.set(of, one);
          one.rows++;
          one.hash.update(`${name}\0${line}\n`);
        }
      }
      await file?.sync();
    } finally {
      await file?.close();
    }
    tables.push({ name, columns, rows: count, sha256: hash.digest("hex") });
  }
  return {
    tables,
    offerings: [...offerings]
      .map(([id, { rows, hash }]) => ({ id, rows, sha256: hash.digest("hex") }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

async function* pages(client: pg.Client, { name, columns, key, offering }: Table) {
  const list = columns.map(quoted).join(", ");
  const order = key.length > 0 ? key.join(", ") : `row_to_json(t)::text COLLATE "C"`;
  const where = leftEmpty.has(name) ? "WHERE false" : "";
  await client.query(
    `DECLARE lines NO SCROLL CURSOR FOR
       SELECT row_to_json(t)::text AS line, ${offering ? `t.${quoted(offering)}::text` : "NULL"} AS of
         FROM (SELECT ${list} FROM ${quoted(name)} ${where}) AS t ORDER BY ${order}`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string; of: string | null }>(`FETCH ${batch} FROM lines`);
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query("CLOSE lines");
}

export async function readSequences(client: pg.Client): Promise<Manifest["sequences"]> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
  return rows;
}

/** Puts the lines of a backup into empty tables, as they were: no trigger is asked, since each row has been through them before. */
export async function writeTables(
  client: pg.Client,
  { tables, sequences }: Pick<Manifest, "tables" | "sequences">,
  fileOf: (table: string) => string,
): Promise<void> {
  await client.query("SET session_replication_role = replica");
  for (const { name, columns } of tables) {
    const list = columns.map(quoted).join(", ");
    const insert = async (lines: string[]) => {
      if (lines.length === 0) return;
      await client.query(
        `INSERT INTO ${quoted(name)} (${list}) OVERRIDING SYSTEM VALUE
           SELECT ${list} FROM json_populate_recordset(NULL::${quoted(name)}, $1::json)`,
        [`[${lines.join(",")}]`],
      );
    };
    let lines: string[] = [];
    for await (const line of createInterface({
      input: createReadStream(fileOf(name)),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      lines.push(line);
      if (lines.length < batch) continue;
      await insert(lines);
      lines = [];
    }
    await insert(lines);
  }
  for (const { name, last } of sequences) {
    if (last !== null) await client.query("SELECT setval($1::regclass, $2::bigint)", [quoted(name), last]);
  }
  await client.query("SET session_replication_role = origin");
}

/** The documents that any row names: what stands in a column called "sha256" is the hash of a file in the store. */
export async function listNamedDocuments(client: pg.Client): Promise<Set<string>> {
  const named = new Set<string>();
  for (const { name, columns } of await listTables(client)) {
    if (!columns.includes("sha256")) continue;
    const { rows } = await client.query<{ sha256: string }>(`SELECT DISTINCT "sha256" FROM ${quoted(name)}`);
    for (const { sha256 } of rows) named.add(sha256);
  }
  return named;
}

/** Says which part of what was read differs from what the backup holds; nothing where all of it is equal. */
export function differences(
  backup: Pick<Manifest, "tables" | "offerings">,
  found: Pick<Manifest, "tables" | "offerings">,
): string[] {
  const digests = (of: Pick<Manifest, "tables" | "offerings">) =>
    new Map([
      ...of.tables.map(({ name, rows, sha256 }) => [`Table ${name}`, `${rows} rows, ${sha256}`] as const),
      ...of.offerings.map(({ id, rows, sha256 }) => [`Offering ${id}`, `${rows} rows, ${sha256}`] as const),
    ]);
  const [then, now] = [digests(backup), digests(found)];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((what) =>
    then.get(what) === now.get(what)
      ? []
      : [`${what}: ${then.get(what) ?? "nothing"} in the backup, ${now.get(what) ?? "nothing"} here.`],
  );
}

/** Refuses a role that row-level security would hold: it would see, and so copy, nothing. */
export async function requireAllSeeing(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sees: boolean }>(
    "SELECT rolsuper AS sees FROM pg_roles WHERE rolname = current_user",
  );
  if (!rows[0]?.sees) {
    throw new CommandError(
      "Backup and restore run as a superuser of the server, since row-level security binds everyone else.\n" +
        "Set DATABASE_ADMINISTRATOR_URL to the address of one, for this command alone.",
    );
  }
}
