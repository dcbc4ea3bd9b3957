import { existsSync } from "node:fs";
import { join } from "node:path";
import { applyMigrations, schemaDrift } from "@/prisma/migrate";
import { applicationEnvironment } from "./application-environment";
import { type Database, withClient } from "./database";
import { generateClient } from "./prisma-client";
import { runToEnd } from "./run";
import { CommandError, projectRoot, type Settings } from "./settings";

/** Brings client and tables up to the schema. Answers with a few words about it. */
export async function migrateDatabase(database: Database): Promise<string> {
  const generated = generateClient();
  const drift = schemaDrift();
  if (drift) throw new CommandError(drift);
  const applied = await applyMigrations(database.ownerUrl).catch((error: Error) => {
    throw new CommandError(`The migrations could not be applied: ${error.message}`);
  });
  const tables = applied.length > 0 ? `applied ${applied.join(", ")}` : "up to date";
  return generated ? `${tables}; client generated` : tables;
}

/** Loads the demo into a database without people, unless it is told otherwise. Answers with a few words about it. */
export async function seedWhenEmpty(settings: Settings, database: Database): Promise<string> {
  if (!settings.demo) return "left out (DEMO=off)";
  if (!(await isEmpty(database))) return "not loaded: there are people in the database already";
  return seed(settings, database);
}

/** Loads the demo. Answers with a few words about it. */
export async function seed(settings: Settings, database: Database): Promise<string> {
  if (!existsSync(join(projectRoot, "prisma/seed.ts"))) return "not loaded: this version has no prisma/seed.ts";
  await runToEnd("prisma/seed.ts", [], applicationEnvironment(settings, database, { ownerUrl: true }), "quiet");
  return "loaded";
}

/** Whether nobody has an account yet. */
export function isEmpty(database: Database): Promise<boolean> {
  return withClient(database.ownerUrl, async (client) => {
    // Row-level security holds for the owner too; whether people exist is asked of a table it does not cover.
    const { rows } = await client.query<{ empty: boolean }>(`SELECT NOT EXISTS (SELECT FROM "user") AS empty`);
    return rows[0]?.empty !== false;
  });
}
