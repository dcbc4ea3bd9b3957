// Gives each file of database tests an empty database of its own, built from prisma/migrations by the owner, and hands
// the tests the application role's address: an owner walks past grants, and its tests would be green for nothing.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { afterAll } from "vitest";
import { listMigrations } from "@/prisma/migrate";

type Connections = { administratorUrl: string; ownerUrl: string; applicationUrl: string };

const connections = readConnections();
const template = await makeTemplate();
const name = `test_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}`;
await administer(async (client) => {
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER section_seven_owner`);
});
process.env.DATABASE_URL = inDatabase(connections.applicationUrl, name);
// Documents of a test live as long as its database, and never among those that people work with.
const dataFolder = mkdtempSync(join(tmpdir(), "section-seven-test-"));
process.env.DATA_FOLDER = dataFolder;
process.env.FILES_FOLDER = join(dataFolder, "files");
mkdirSync(process.env.FILES_FOLDER);
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

afterAll(() => administer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));

/** The address of this file's database as the owner of its tables, for what the application's role may not do. */
export const ownerUrl = inDatabase(connections.ownerUrl, name);

/** The same as the server's administrator, whom nothing holds. */
export const administratorUrl = inDatabase(connections.administratorUrl, name);

/** Empties every table, the append-only ones too, which only the server's administrator can. */
export async function emptyDatabase(): Promise<void> {
  await connected(administratorUrl, async (client) => {
    const { rows } = await client.query<{ list: string | null }>(
      `SELECT string_agg(format('%I', tablename), ', ') AS list FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    );
    if (!rows[0]?.list) return;
    await client.query("SET session_replication_role = replica");
    await client.query(`TRUNCATE ${rows[0].list} RESTART IDENTITY`);
  });
}

/** Runs with one connection to the address, and closes it. */
export async function connected<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Changes rows as whoever runs the database could, past every trigger and policy. Fails when there was nothing to change. */
export const tamper = (sql: string, ...values: unknown[]): Promise<void> =>
  connected(administratorUrl, async (client) => {
    await client.query("SET session_replication_role = replica");
    const { rowCount } = await client.query(sql, values);
    if (!rowCount) throw new Error(`There was nothing to change: ${sql}`);
  });

/** Built once for each state of the migrations, then copied: a copy takes a tenth of the time. */
async function makeTemplate(): Promise<string> {
  const migrations = listMigrations();
  const digest = createHash("sha256").update(JSON.stringify(migrations)).digest("hex").slice(0, 12);
  const made = `template_${digest}`;
  await administer(async (client) => {
    // The workers start together: one builds, the others wait.
    await client.query("SELECT pg_advisory_lock(7003)");
    await dropLeftovers(client, made);
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [made]);
    if (rowCount) return;
    const draft = `${made}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft} OWNER section_seven_owner`);
    await connected(inDatabase(connections.ownerUrl, draft), async (owner) => {
      for (const { sql } of migrations) await owner.query(sql);
    });
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${made}`);
  });
  return made;
}

/** What killed runs and older migrations left behind. */
async function dropLeftovers(client: pg.Client, current: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname ~ '^(test_\\d+_|template_[0-9a-f]{12}$)' AND datname <> $1`,
    [current],
  );
  for (const { datname } of rows) {
    const pid = /^test_(\d+)_/.exec(datname)?.[1];
    if (pid && isRunning(Number(pid))) continue;
    // Another run's template may be in use for a copy just now; then it stays for the next time.
    await client.query(`DROP DATABASE IF EXISTS ${datname}`).catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function administer<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
  return connected(connections.administratorUrl, run);
}

/** From the test command, or, for a single file run by hand, from the server that `npm run db:start` keeps. */
function readConnections(): Connections {
  const given = process.env.TEST_CONNECTIONS;
  if (given) return JSON.parse(given) as Connections;
  const file = join(resolve(process.env.DATA_FOLDER ?? ".data"), "connections.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Connections;
  throw new Error(
    "Database tests need the embedded PostgreSQL: run npm run check:db, or npm run db:start before vitest",
  );
}

function inDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = database;
  return address.href;
}
