import { readdirSync } from "node:fs";
import { env } from "@/lib/env";

/** The files of documents that are kept, by their paths, each of which ends with a SHA-256; those on their way in are none of them. */
export const keptFiles = (): string[] =>
  (readdirSync(env.FILES_FOLDER, { recursive: true }) as string[]).filter((name) => name.length > 60);
