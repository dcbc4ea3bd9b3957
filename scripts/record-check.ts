// npm run record:check: holds every offering's record to its own log and its documents to their hashes. Ends with status 1 where
// something does not hold, and says what. What it finds is on the closings' screens from then on, until a check finds it mended.
import { applicationEnvironment } from "./platform/application-environment";
import { openDatabase } from "./platform/database";
import { reportFault } from "./platform/report-fault";
import { runToEnd } from "./platform/run";
import { readSettings } from "./platform/settings";

let status = 0;
try {
  const settings = readSettings();
  const database = await openDatabase(settings);
  try {
    const environment = { ...applicationEnvironment(settings, database), LOG_LEVEL: "silent" };
    await runToEnd("scripts/check-all-records.ts", [], environment, "shown");
  } finally {
    database.close();
  }
} catch (error) {
  reportFault(error);
  status = 1;
}
process.exit(status);
