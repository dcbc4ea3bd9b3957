// npm run backup -- FOLDER [--without-secrets]: copies database, documents and secrets as they stand at one moment into a new folder,
// while the site runs. Ends with status 1 where a document was missing or changed.
import { existsSync } from "node:fs";
import { filesFolderOf } from "./application-environment";
import { administratorUrlOf } from "./backup/administrator";
import { makeBackup } from "./backup/make-backup";
import { openDatabase, withClient } from "./database";
import { reportFault } from "./report-fault";
import { secretsFileOf } from "./secrets";
import { CommandError, readSettings } from "./settings";

let status = 0;
try {
  const [folder] = process.argv.slice(2).filter((arg) => !arg.startsWith("--"));
  if (!folder) throw new CommandError("Say where to: npm run backup -- /backups/2026-11-25");
  const settings = readSettings();
  const database = await openDatabase(settings);
  try {
    const kept = secretsFileOf(settings.dataFolder);
    const secrets = !process.argv.includes("--without-secrets") && existsSync(kept) ? kept : undefined;
    const { manifest, digest } = await withClient(administratorUrlOf(settings, database), (client) =>
      makeBackup(client, { filesFolder: filesFolderOf(settings), secrets }, folder),
    );
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const bytes = manifest.documents.reduce((sum, document) => sum + document.bytes, 0);
    for (const { id, sha256 } of manifest.offerings) console.log(`${id} ${sha256}`);
    for (const sha256 of manifest.lost)
      console.log(`ALARM: the document ${sha256} is missing or changed; it is not in here.`);
    console.log(
      `${rows} rows of ${manifest.tables.length} tables, ${manifest.documents.length} documents (${bytes} bytes), ` +
        `${manifest.secrets ? "with" : "without"} secrets, as of ${manifest.at}.`,
    );
    console.log(`${folder}: SHA-256 of the manifest ${digest}. Keep this line elsewhere.`);
    if (manifest.lost.length > 0) status = 1;
  } finally {
    database.close();
  }
} catch (error) {
  reportFault(error);
  status = 1;
}
process.exit(status);
