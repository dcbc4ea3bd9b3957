// npm run files:check [-- --remove-orphans]: reads every document that the record names and compares it with its hash, and
// says what else is in the documents folder. Ends with status 1 where a document is missing or its bytes changed.

import { applicationEnvironment } from "./platform/application-environment";
import { openDatabase, withClient } from "./platform/database";
import { reportFault } from "./platform/report-fault";
import { readSettings } from "./platform/settings";

const settings = readSettings();
const database = await openDatabase(settings);
let status = 0;
try {
  Object.assign(process.env, applicationEnvironment(settings, database));
  // Loaded only now: they connect by what was just set.
  const { listNamedFiles } = await import("../lib/db/named-files");
  const { checkFolder, removeOrphans } = await import("../lib/files/check-folder");
  const { rows } = await withClient(database.ownerUrl, (client) =>
    client.query<{ id: never }>(`SELECT DISTINCT "offeringId" AS id FROM "Event"`),
  );
  const named = new Set<string>();
  for (const { id } of rows) for (const sha256 of await listNamedFiles(id)) named.add(sha256);

  const found = await checkFolder(named);
  for (const sha256 of found.changed) console.log(`ALARM: the bytes of ${sha256} have changed.`);
  for (const sha256 of found.missing) console.log(`ALARM: ${sha256} is missing.`);
  for (const { sha256, bytes } of found.orphans) console.log(`Named by no row: ${sha256} (${bytes} bytes).`);
  for (const path of found.strange) console.log(`Not put there by the store: ${path}.`);
  console.log(`${found.good} of ${named.size} documents are there with their bytes.`);
  if (process.argv.includes("--remove-orphans")) {
    console.log(`${await removeOrphans(found)} that no row names were removed; younger ones than a day are left.`);
  }
  if (found.changed.length + found.missing.length > 0) status = 1;
} catch (error) {
  reportFault(error);
  status = 1;
} finally {
  database.close();
}
process.exit(status);
