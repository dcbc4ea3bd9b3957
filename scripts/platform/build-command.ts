// npm run build: the Prisma client and the application, without a database.
import { build } from "./build";
import { generateClient } from "./prisma-client";
import { reportFault } from "./report-fault";
import { readSettings } from "./settings";

try {
  readSettings();
  generateClient();
  // Nothing is read while building, but the application checks its settings as it is loaded.
  const placeholders = {
    DATABASE_URL: "postgresql://localhost/not-used-while-building",
    AUTH_SECRET: "-".repeat(32),
    LOG_SIGNING_KEY: "-".repeat(43),
  };
  const built = await build({ ...placeholders, ...process.env }, "shown");
  console.log(built ? "Built." : "The build is up to date.");
  process.exit(0);
} catch (error) {
  reportFault(error);
  process.exit(1);
}
