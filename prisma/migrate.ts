// Brings a database up to prisma/migrations, and writes the next migration from schema.prisma.
// Drives Prisma's own schema engine as WebAssembly, so no engine binary is needed; folders and history table are
// Prisma's usual ones, and `prisma migrate deploy` works on them where the binary can be had.
// Each migration's folder keeps the schema it led to: the next migration is the difference from there, since reading a
// live database back is not to be relied upon (docs/decisions/prisma-migrations.md).
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";

const folder = import.meta.dirname;
const filters = { externalTables: [], externalEnums: [] };

export type Migration = { name: string; sql: string };

/** The migrations of the project, oldest first. */
export function listMigrations(): Migration[] {
  return migrationNames().map((name) => ({ name, sql: read("migrations", name, "migration.sql") }));
}

/** Says what is wrong with the migrations as they stand, or nothing: the schema must be the one that the last led to. */
export function schemaDrift(): string | undefined {
  const last = migrationNames().at(-1);
  if (last === undefined) return "There is no migration yet. Write the first: npm run db:migrate -- initial";
  if (read("schema.prisma") === read("migrations", last, "schema.prisma")) return undefined;
  return "prisma/schema.prisma has changed since the last migration. Write the next: npm run db:migrate -- name";
}

/**
 * Applies what is pending, each migration with its mark in the history in one transaction, and answers with their names.
 * One process at a time: others wait. What an earlier attempt began and did not finish left nothing behind, and is begun
 * anew. Refuses a history that differs from the folder (an edited or unknown migration). With `last` it stops after the
 * migration of that name, which is where the rows of an older backup belong.
 */
export async function applyMigrations(ownerUrl: string, last?: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(7001)");
    const known = listMigrations();
    const migrations = last === undefined ? known : known.slice(0, known.findIndex(({ name }) => name === last) + 1);
    await forgetUnfinished(client);
    const applied = await readHistory(client);
    const fault = historyFault(migrations, applied);
    if (fault) throw new Error(fault);
    if (applied.length === migrations.length) return [];

    const engine = await openEngine(ownerUrl);
    const { appliedMigrationNames } = await engine.applyMigrations({ filters, migrationsList: asList(migrations) });
    return appliedMigrationNames;
  } finally {
    await client.end();
  }
}

/**
 * Writes the next migration from what has changed in schema.prisma, without applying it. Answers with its folder's name.
 * The name is lower case letters, digits and underscores.
 */
export async function writeMigration(name: string, ownerUrl: string): Promise<string> {
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error(`"${name}": use lower case letters, digits and underscores`);
  const schema = read("schema.prisma");
  const last = migrationNames().at(-1);
  const engine = await openEngine(ownerUrl);
  const { stdout } = await engine.diff({
    from: last === undefined ? { tag: "empty" } : asDatamodel(read("migrations", last, "schema.prisma")),
    to: asDatamodel(schema),
    script: true,
    exitCode: null,
    filters,
  });
  const written = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`;
  mkdirSync(join(folder, "migrations", written), { recursive: true });
  writeFileSync(join(folder, "migrations", written, "migration.sql"), stdout ?? "");
  writeFileSync(join(folder, "migrations", written, "schema.prisma"), schema);
  writeFileSync(join(folder, "migrations", "migration_lock.toml"), lockFile);
  return written;
}

/** A row of Prisma's history table. */
export type AppliedMigration = { name: string; checksum: string };

/** Pure: why this history cannot be continued with these migrations, or nothing. */
export function historyFault(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): string | undefined {
  for (const [place, row] of applied.entries()) {
    const migration = migrations[place];
    if (migration?.name !== row.name) {
      return `The database has migration ${row.name}, which this version does not know in that place: it belongs to another version.`;
    }
    if (checksumOf(migration) !== row.checksum) {
      return `Migration ${row.name} was changed after it was applied. Put its file back, and write a new migration instead.`;
    }
  }
  return undefined;
}

/** Prisma's own checksum of a migration: SHA-256 of its script. */
export const checksumOf = ({ sql }: Migration) => createHash("sha256").update(sql).digest("hex");

/** A migration and its mark are one transaction, so that one without the mark was undone when its process ended. */
async function forgetUnfinished(client: pg.Client): Promise<void> {
  if (!(await hasHistory(client))) return;
  await client.query(
    `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL`,
  );
}

async function hasHistory(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  );
  return rows[0]?.there === true;
}

async function readHistory(client: pg.Client): Promise<AppliedMigration[]> {
  if (!(await hasHistory(client))) return [];
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

/**
 * Sends a migration whole, with its mark in the history, which makes the two one transaction; the stock adapter cuts it at
 * every semicolon, also inside a function's body, and the engine sets the mark only afterwards.
 */
class WholeScripts extends PrismaPg {
  override async connect() {
    const connection = await super.connect();
    connection.executeScript = async (sql) => {
      await connection.underlyingDriver().query(`${sql}\n;${markFinished}`);
    };
    return connection;
  }
}

/** Of the one migration that is under way; the engine's first script, which makes the table of the history, has none. */
const markFinished = `DO $$ BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL;
  END IF;
END $$`;

async function openEngine(ownerUrl: string) {
  const wasm = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const binary = new URL("schema_engine_bg.wasm", import.meta.resolve("@prisma/schema-engine-wasm"));
  const imports = { "./schema_engine_bg.js": wasm as unknown as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(readFileSync(binary), imports);
  // The package's own bundler entry does these two steps; Node is given the parts (no types for them are published).
  (wasm as unknown as { __wbg_set_wasm(exports: unknown): void }).__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts({ connectionString: ownerUrl }));
  return wasm.SchemaEngine.new({ datamodels: [["schema.prisma", read("schema.prisma")]] }, () => {}, adapter);
}

const lockFile = 'provider = "postgresql"\n';

const asDatamodel = (content: string) => ({
  tag: "schemaDatamodel" as const,
  files: [{ path: "schema.prisma", content }],
});

const asList = (migrations: readonly Migration[]) => ({
  baseDir: "prisma/migrations",
  lockfile: { path: "migration_lock.toml", content: lockFile },
  shadowDbInitScript: "",
  migrationDirectories: migrations.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
  })),
});

function migrationNames(): string[] {
  return readdirSync(join(folder, "migrations"))
    .filter((name) => /^\d{14}_/.test(name))
    .sort();
}

function read(...path: string[]): string {
  return readFileSync(join(folder, ...path), "utf8");
}
