import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadEnvFile } from "node:process";
import { z } from "zod";

export const projectRoot = resolve(import.meta.dirname, "../..");

const port = z.coerce.number().int().min(1).max(65_535);
const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must look like postgresql://user:password@host:5432/name",
});

const shape = z.object({
  PORT: port.default(3000),
  HOST: z.string().optional(),
  ORIGIN: z.url().optional(),
  DATA_FOLDER: z.string().default(".data"),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_OWNER_URL: databaseUrl.optional(),
  DATABASE_ADMINISTRATOR_URL: databaseUrl.optional(),
  DATABASE_PORT: port.optional(),
  DATABASE_SYSTEM_USER: z.string().optional(),
  DEMO: z.enum(["on", "off"]).default("on"),
});

/** What the commands themselves need to know; the application reads its own settings in lib/env.ts. */
export type Settings = {
  port: number;
  /** The address people type, without a slash at the end. */
  origin: string;
  /** Absolute. Holds the embedded database, the documents and the generated secrets. */
  dataFolder: string;
  databaseUrl: string | undefined;
  databaseOwnerUrl: string | undefined;
  /** A superuser of a server of one's own: for backup and restore alone. */
  databaseAdministratorUrl: string | undefined;
  /** The embedded server's port; undefined lets it pick a free one. */
  databasePort: number | undefined;
  /** The user under whom the embedded server runs when this is root. */
  databaseSystemUser: string | undefined;
  demo: boolean;
};

/** Raised for what a person can mend: shown without a stack. */
export class CommandError extends Error {}

/** Reads the settings from the environment, and from .env for what the environment leaves open. */
export function readSettings(): Settings {
  const file = join(projectRoot, ".env");
  if (existsSync(file)) loadEnvFile(file);
  return parseSettings(process.env);
}

/** Pure: settings from the given variables; an empty one counts as not set. Throws CommandError naming each wrong one. */
export function parseSettings(variables: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new CommandError(`These settings are not right (see .env.example):\n${faults.join("\n")}`);
  }
  const settings = parsed.data;
  return {
    port: settings.PORT,
    origin: (settings.ORIGIN ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, ""),
    dataFolder: resolve(projectRoot, settings.DATA_FOLDER),
    databaseUrl: settings.DATABASE_URL,
    databaseOwnerUrl: settings.DATABASE_OWNER_URL,
    databaseAdministratorUrl: settings.DATABASE_ADMINISTRATOR_URL,
    databasePort: settings.DATABASE_PORT,
    databaseSystemUser: settings.DATABASE_SYSTEM_USER,
    demo: settings.DEMO === "on",
  };
}
