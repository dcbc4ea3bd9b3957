// Opens one site for a file of fault tests, and lets the code in the test itself work on the same database and documents.
import { join } from "node:path";
import { afterAll } from "vitest";
import { projectRoot } from "../platform/settings";
import { Site } from "./site";

export const site = await Site.open(join(projectRoot, ".data/faults"));
Object.assign(process.env, {
  LOG_LEVEL: "silent",
  DATABASE_URL: site.environment.DATABASE_URL,
  FILES_FOLDER: site.environment.FILES_FOLDER,
  DATA_FOLDER: site.environment.DATA_FOLDER,
  LOG_SIGNING_KEY: site.environment.LOG_SIGNING_KEY,
  AUTH_SECRET: site.environment.AUTH_SECRET,
});
afterAll(() => site.close());
