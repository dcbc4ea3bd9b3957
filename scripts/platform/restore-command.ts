// npm run restore -- FOLDER [--replace] [--test]: puts a backup back, compares every row and document with it, and holds each record to
// its own log. Without --replace only into an empty place; with --test into a database that is taken away again, which proves the
// backup and touches nothing.
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { applyMigrations } from "@/prisma/migrate";
import { applicationEnvironment, filesFolderOf } from "./application-environment";
import { administratorUrlOf, withScratchDatabase } from "./backup/administrator";
import { type Manifest, readManifest, secretsFile } from "./backup/manifest";
import { requireWhole, restoreDocuments, restoreTables } from "./backup/restore-backup";
import { applicationRole, type Database, openDatabase, withClient } from "./database";
import { emptyDatabase, isEmpty } from "./prepare";
import { generateClient } from "./prisma-client";
import { reportFault } from "./report-fault";
import { runToEnd } from "./run";
import { adoptSecrets, writePrivately } from "./secrets";
import { CommandError, readSettings, type Settings } from "./settings";

type Urls = { administrator: string; owner: string; application: string };

let status = 0;
try {
  const args = process.argv.slice(2);
  const [given] = args.filter((arg) => !arg.startsWith("--"));
  if (!given) throw new CommandError("Say from where: npm run restore -- /backups/2026-11-25");
  const folder = resolve(given);
  const { manifest, digest } = readManifest(folder);
  console.log(`The backup is as of ${manifest.at}; SHA-256 of its manifest ${digest}.`);
  await requireWhole(folder, manifest);
  const settings = readSettings();
  const database = await openDatabase(settings);
  try {
    generateClient();
    if (args.includes("--test")) await tryOut(settings, database, folder, manifest);
    else await restore(settings, database, folder, manifest, args.includes("--replace"));
  } finally {
    database.close();
  }
} catch (error) {
  reportFault(error);
  status = 1;
}
process.exit(status);

async function restore(
  settings: Settings,
  database: Database,
  folder: string,
  manifest: Manifest,
  replace: boolean,
): Promise<void> {
  const urls = {
    administrator: administratorUrlOf(settings, database),
    owner: database.ownerUrl,
    application: database.applicationUrl,
  };
  await requireNobodyThere(urls);
  const filesFolder = filesFolderOf(settings);
  const hasFiles = existsSync(filesFolder) && readdirSync(filesFolder).length > 0;
  const hasTables = await withClient(urls.owner, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('"user"') IS NOT NULL AS there`);
    return rows[0]?.there === true;
  });
  if (!replace && (hasFiles || (hasTables && !(await isEmpty(database))))) {
    throw new CommandError(
      "There are people or documents here already. With --replace they are taken away for good; a backup of them first is wise.",
    );
  }
  await emptyDatabase(settings, database, manifest.migrations.at(-1));
  await restoreDocuments(folder, manifest, filesFolder);
  await withClient(urls.administrator, (client) => restoreTables(client, folder, manifest));
  await applyMigrations(urls.owner);
  if (manifest.secrets) adoptSecrets(settings.dataFolder, secretsFile(folder));
  say(manifest);
  await checkRecords(settings, database, urls, filesFolder);
  console.log("Restored. Everyone signs in anew.");
}

/** Into a database of its own; the documents are read where they lie. What it found is noted for /api/ready. */
async function tryOut(settings: Settings, database: Database, folder: string, manifest: Manifest): Promise<void> {
  await withScratchDatabase(settings, database, async (urls) => {
    await applyMigrations(urls.owner, manifest.migrations.at(-1));
    await withClient(urls.administrator, (client) => restoreTables(client, folder, manifest));
    await applyMigrations(urls.owner);
    say(manifest);
    await checkRecords(settings, database, urls, join(folder, "documents"));
  });
  if (manifest.lost.length > 0) throw new CommandError("The backup was made without documents that its rows name.");
  writePrivately(join(settings.dataFolder, "last-restore-test.json"), {
    at: new Date().toISOString(),
    backupOf: manifest.at,
  });
  console.log("The backup can be restored. Nothing here was changed.");
}

function say({ offerings, documents, lost }: Manifest): void {
  for (const { id, sha256 } of offerings) console.log(`${id} ${sha256} equal`);
  console.log(`${offerings.length} offerings and ${documents.length} documents are equal to the backup's.`);
  for (const sha256 of lost) console.log(`ALARM: the backup was made without the document ${sha256}.`);
}

/** Holds each restored record to its own log, with the application's own rights. */
async function checkRecords(settings: Settings, database: Database, urls: Urls, filesFolder: string): Promise<void> {
  const environment = applicationEnvironment(settings, { ...database, applicationUrl: urls.application });
  await runToEnd(
    "scripts/check-all-records.ts",
    [],
    { ...environment, FILES_FOLDER: filesFolder, LOG_LEVEL: "silent" },
    "shown",
  );
}

async function requireNobodyThere({ administrator }: Urls): Promise<void> {
  const there = await withClient(administrator, async (client) => {
    const { rowCount } = await client.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = $1",
      [applicationRole],
    );
    return rowCount ?? 0;
  });
  if (there > 0) throw new CommandError("A server works on this database. Stop it first.");
}
