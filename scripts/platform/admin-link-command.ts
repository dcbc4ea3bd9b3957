// npm run admin:link -- [E-MAIL]
import { applicationEnvironment } from "./application-environment";
import { openDatabase } from "./database";
import { migrateDatabase } from "./prepare";
import { reportFault } from "./report-fault";
import { runToEnd } from "./run";
import { readSettings } from "./settings";

try {
  const settings = readSettings();
  const database = await openDatabase(settings);
  try {
    await migrateDatabase(database);
    const environment = applicationEnvironment(settings, database);
    await runToEnd("scripts/admin-link.ts", process.argv.slice(2, 3), environment, "shown");
  } finally {
    database.close();
  }
  process.exit(0);
} catch (error) {
  reportFault(error);
  process.exit(1);
}
