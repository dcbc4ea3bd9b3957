// npm run record:check: holds every offering's record to its own log and its documents to their hashes. Ends with status 1 where
// something does not hold, and says what. What it finds is on the closings' screens from then on, until a check finds it mended.

import { applicationEnvironment } from "./platform/application-environment";
import { openDatabase, withClient } from "./platform/database";
import { reportFault } from "./platform/report-fault";
import { readSettings } from "./platform/settings";

const settings = readSettings();
const database = await openDatabase(settings);
let status = 0;
try {
  Object.assign(process.env, applicationEnvironment(settings, database));
  // Loaded only now: it connects by what was just set.
  const { checkAndKeep } = await import("../lib/use-cases/watch-record");
  const { rows } = await withClient(database.ownerUrl, (client) =>
    client.query<{ id: never }>(`SELECT DISTINCT "offeringId" AS id FROM "Event"`),
  );
  for (const { id } of rows) {
    const violations = await checkAndKeep(id, { files: true });
    if (violations.length > 0) status = 1;
    for (const { code, message } of violations) console.log(`${id} ${code}: ${message}`);
  }
  console.log(`${rows.length} offerings checked${status === 0 ? "; everything holds" : ""}.`);
} catch (error) {
  reportFault(error);
  status = 1;
} finally {
  database.close();
}
process.exit(status);
