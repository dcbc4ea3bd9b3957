import { join } from "node:path";
import type { Database } from "./database";
import type { Settings } from "./settings";

/**
 * The environment that the application, the seed and the tests run in. The owner's address goes only to those who ask:
 * the running application never has it.
 */
export function applicationEnvironment(
  settings: Settings,
  database: Database,
  options: { ownerUrl?: boolean; mode?: "production" | "development" | "test" } = {},
): NodeJS.ProcessEnv {
  const { DATABASE_OWNER_URL: _owner, DATABASE_ADMINISTRATOR_URL: _administrator, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: options.mode ?? "production",
    PORT: String(settings.port),
    ORIGIN: settings.origin,
    DEMO: settings.demo ? "on" : "off",
    DATA_FOLDER: settings.dataFolder,
    FILES_FOLDER: filesFolderOf(settings),
    DATABASE_URL: database.applicationUrl,
    AUTH_SECRET: process.env.AUTH_SECRET || database.secrets.authSecret,
    LOG_SIGNING_KEY: process.env.LOG_SIGNING_KEY || database.secrets.logSigningKey,
    // Nothing here tells anyone outside anything.
    NEXT_TELEMETRY_DISABLED: "1",
    ...(options.ownerUrl ? { DATABASE_OWNER_URL: database.ownerUrl } : {}),
  };
}

/** Where the documents of these settings are kept. */
export const filesFolderOf = ({ dataFolder }: Settings): string =>
  process.env.FILES_FOLDER || join(dataFolder, "files");
