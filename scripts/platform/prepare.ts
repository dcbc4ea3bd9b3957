import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { applyMigrations, schemaDrift } from "@/prisma/migrate";
import { applicationEnvironment, filesFolderOf } from "./application-environment";
import { type Database, withClient } from "./database";
import { generateClient } from "./prisma-client";
import { runToEnd } from "./run";
import { CommandError, projectRoot, type Settings } from "./settings";

/** Brings client and tables up to the schema, or to the migration named. Answers with a few words about it. */
export async function migrateDatabase(database: Database, last?: string): Promise<string> {
  const generated = generateClient();
  const drift = schemaDrift();
  if (drift) throw new CommandError(drift);
  const applied = await applyMigrations(database.ownerUrl, last).catch((error: Error) => {
    throw new CommandError(`The migrations could not be applied: ${error.message}`);
  });
  const tables = applied.length > 0 ? `applied ${applied.join(", ")}` : "up to date";
  return generated ? `${tables}; client generated` : tables;
}

/**
 * Loads the demo into a database without people, unless it is told otherwise. One that was cut off while it loaded is
 * taken away first, unless somebody besides its own people is there. Answers with a few words about it.
 */
export async function seedWhenEmpty(settings: Settings, database: Database): Promise<string> {
  if (!settings.demo) return "left out (DEMO=off)";
  const cutOff = existsSync(loadingMark(settings)) && (await hasDemoPeopleOnly(database));
  if (cutOff) await emptyDatabase(settings, database);
  else if (!(await isEmpty(database))) return "not loaded: there are people in the database already";
  const loaded = await seed(settings, database);
  return cutOff ? `${loaded}; an earlier loading was cut off, and was taken away` : loaded;
}

/** Stands in the data folder while the demo loads, so that a start after a cut knows that half of it is there. */
const loadingMark = ({ dataFolder }: Settings) => join(dataFolder, "demo-loading");

/** Loads the demo. Answers with a few words about it. */
export async function seed(settings: Settings, database: Database): Promise<string> {
  if (!existsSync(join(projectRoot, "prisma/seed.ts"))) return "not loaded: this version has no prisma/seed.ts";
  if (await isEmpty(database)) writeFileSync(loadingMark(settings), "");
  await runToEnd("prisma/seed.ts", [], applicationEnvironment(settings, database, { ownerUrl: true }), "quiet");
  rmSync(loadingMark(settings), { force: true });
  return "loaded";
}

/** Takes everything away: tables and documents, which belong to their rows; then makes the tables anew, up to a migration. */
export async function emptyDatabase(settings: Settings, database: Database, last?: string): Promise<string> {
  await withClient(database.ownerUrl, async (client) => {
    await client.query("DROP SCHEMA public CASCADE");
    await client.query("CREATE SCHEMA public");
    await client.query("GRANT USAGE ON SCHEMA public TO PUBLIC");
  });
  rmSync(filesFolderOf(settings), { recursive: true, force: true });
  return migrateDatabase(database, last);
}

/** Whether nobody has an account yet. */
export const isEmpty = (database: Database) => asks(database, `NOT EXISTS (SELECT FROM "user")`);

/** Their addresses end so, and nobody else's can (lib/auth/demo.ts). */
const hasDemoPeopleOnly = (database: Database) =>
  asks(database, `NOT EXISTS (SELECT FROM "user" WHERE "email" !~* '\\.example$')`);

/** Row-level security holds for the owner too; about people is asked of a table that it does not cover. */
const asks = (database: Database, condition: string): Promise<boolean> =>
  withClient(database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ so: boolean }>(`SELECT ${condition} AS so`);
    return rows[0]?.so === true;
  });
