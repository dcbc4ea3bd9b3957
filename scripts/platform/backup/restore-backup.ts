import { join } from "node:path";
import type pg from "pg";
import { CommandError } from "../settings";
import { copyDocument, digestOfFile } from "./documents";
import { documentFile, type Manifest, tableFile } from "./manifest";
import { differences, readTables, requireAllSeeing, speakPlainly, writeTables } from "./tables";

/** Throws where a part of the backup is not what its manifest says: nothing is restored from it then. */
export async function requireWhole(folder: string, { tables, documents }: Manifest): Promise<void> {
  const wrong: string[] = [];
  for (const { name, sha256 } of tables)
    if ((await digestOfFile(tableFile(folder, name)))?.sha256 !== sha256) wrong.push(`tables/${name}.jsonl`);
  for (const { sha256 } of documents)
    if ((await digestOfFile(documentFile(folder, sha256)))?.sha256 !== sha256) wrong.push(`document ${sha256}`);
  if (wrong.length > 0) {
    throw new CommandError(
      `This backup is damaged, and nothing was restored from it. Missing or changed:\n  ${wrong.slice(0, 20).join("\n  ")}`,
    );
  }
}

/** Puts the documents of a backup into a documents folder, each hashed on the way. */
export async function restoreDocuments(
  folder: string,
  { documents }: Pick<Manifest, "documents">,
  filesFolder: string,
): Promise<void> {
  for (const { sha256 } of documents) {
    const copied = await copyDocument(
      documentFile(folder, sha256),
      join(filesFolder, sha256.slice(0, 2), sha256),
      sha256,
    );
    if (!copied) throw new CommandError(`The document ${sha256} could not be copied with its bytes.`);
  }
}

/**
 * Puts the rows of a backup into a database whose tables are there, empty, at the backup's own migrations; then reads all of them back
 * and compares the digests. All of it in one transaction: where anything differs nothing stays.
 *
 * @param client connected to that database as a superuser.
 */
export async function restoreTables(client: pg.Client, folder: string, manifest: Manifest): Promise<void> {
  await requireAllSeeing(client);
  await speakPlainly(client);
  await client.query("BEGIN");
  await writeTables(client, manifest, (table) => tableFile(folder, table));
  const different = differences(manifest, await readTables(client));
  if (different.length > 0) {
    await client.query("ROLLBACK");
    throw new CommandError(`What was restored is not what was backed up:\n  ${different.slice(0, 20).join("\n  ")}`);
  }
  await client.query("COMMIT");
  await client.query("ANALYZE");
}
