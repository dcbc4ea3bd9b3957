import { existsSync, readdirSync } from "node:fs";
import { copyFile, mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type pg from "pg";
import { CommandError } from "../settings";
import { copyDocument } from "./documents";
import { digestOf, documentFile, type Manifest, manifestFile, secretsFile, tableFile } from "./manifest";
import { listNamedDocuments, readSequences, readTables, requireAllSeeing, speakPlainly } from "./tables";

/**
 * Copies the record as it stands at one moment, while people go on working: the tables from one snapshot, then the documents that the
 * snapshot names, which were all stored before it and are never removed. The folder is there whole or not at all. Answers with what
 * it holds and the digest of that.
 *
 * @param client connected to the application's database as a superuser.
 */
export async function makeBackup(
  client: pg.Client,
  from: { filesFolder: string; secrets: string | undefined },
  folder: string,
): Promise<{ manifest: Manifest; digest: string }> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new CommandError(`${folder} is not empty. Each backup is a folder of its own; name a new one.`);
  const draft = `${resolve(folder)}.unfinished`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(join(draft, "tables"), { recursive: true, mode: 0o700 });

  await requireAllSeeing(client);
  await speakPlainly(client);
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const { rows } = await client.query<{ at: Date }>("SELECT now() AS at");
  const { rows: migrations } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  );
  const read = await readTables(client, (table) => tableFile(draft, table));
  const named = await listNamedDocuments(client);
  await client.query("COMMIT");
  // Read after the snapshot: a number that was given out since is never given out again.
  const sequences = await readSequences(client);

  const documents: Manifest["documents"] = [];
  const lost: string[] = [];
  for (const sha256 of [...named].sort()) {
    const copied = await copyDocument(
      join(from.filesFolder, sha256.slice(0, 2), sha256),
      documentFile(draft, sha256),
      sha256,
    );
    if (copied) documents.push({ sha256, bytes: copied.bytes });
    else lost.push(sha256);
  }
  if (from.secrets) await copyFile(from.secrets, secretsFile(draft));

  const manifest: Manifest = {
    format: "section-seven-backup-1",
    at: (rows[0]?.at ?? new Date()).toISOString(),
    migrations: migrations.map(({ name }) => name),
    ...read,
    sequences,
    documents,
    lost,
    secrets: from.secrets !== undefined,
  };
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await writeFile(manifestFile(draft), text, { mode: 0o600, flush: true });
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  await syncFolder(dirname(resolve(folder)));
  return { manifest, digest: digestOf(text) };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
