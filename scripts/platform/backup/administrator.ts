import { type Database, withClient } from "../database";
import type { Settings } from "../settings";

/**
 * The application's database as a superuser sees it: the embedded server's own, or the one that the settings name. Without one the
 * owner's address is answered, and the command says what it needs.
 */
export function administratorUrlOf(settings: Settings, database: Database): string {
  const mighty = database.administratorUrl ?? settings.databaseAdministratorUrl;
  return mighty ? inDatabase(mighty, new URL(database.applicationUrl).pathname) : database.ownerUrl;
}

/** The same server and role, another database. */
export function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = name;
  return address.href;
}

/** Runs with a database of its own on the same server, owned as the application's is, and takes it away at the end. */
export async function withScratchDatabase<T>(
  settings: Settings,
  database: Database,
  run: (urls: { administrator: string; owner: string; application: string }) => Promise<T>,
): Promise<T> {
  const name = `section_seven_restore_test_${process.pid}`;
  const administrator = administratorUrlOf(settings, database);
  const owner = decodeURIComponent(new URL(database.ownerUrl).username);
  await withClient(administrator, async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER ${client.escapeIdentifier(owner)}`);
  });
  try {
    return await run({
      administrator: inDatabase(administrator, name),
      owner: inDatabase(database.ownerUrl, name),
      application: inDatabase(database.applicationUrl, name),
    });
  } finally {
    await withClient(administrator, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
}
