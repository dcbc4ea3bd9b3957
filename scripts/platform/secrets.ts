import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CommandError } from "./settings";

const shape = z.object({
  /** The embedded server's own administrator, who makes roles and databases. */
  administratorPassword: z.string(),
  ownerPassword: z.string(),
  applicationPassword: z.string(),
  /** Signs sessions and seals the resume marks of live streams. */
  authSecret: z.string(),
  /** Signs the checkpoints of the logs: the present key, and after commas those before it. */
  logSigningKey: z.string(),
});

/** A data folder from before the logs were signed gets its key at the next start. */
const older = shape.partial({ logSigningKey: true });

export type Secrets = z.infer<typeof shape>;

/** Reads the secrets of a data folder, making them the first time. Only the user who runs the command may read the file. */
export function keepSecrets(dataFolder: string): Secrets {
  try {
    // Others may pass through to the database's folder below, and list nothing.
    mkdirSync(dataFolder, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw new CommandError(
      `The data folder ${dataFolder} cannot be made (${(error as Error).message}). Set DATA_FOLDER.`,
    );
  }
  const file = secretsFileOf(dataFolder);
  const secret = () => randomBytes(32).toString("base64url");
  const kept = readIfThere(file);
  if (kept !== undefined) {
    const parsed = older.safeParse(JSON.parse(kept));
    if (!parsed.success) throw new CommandError(`${file} is damaged; put back a copy of it from your backup.`);
    const secrets = { ...parsed.data, logSigningKey: parsed.data.logSigningKey ?? secret() };
    if (!parsed.data.logSigningKey) writePrivately(file, secrets);
    return secrets;
  }

  const secrets: Secrets = {
    administratorPassword: secret(),
    ownerPassword: secret(),
    applicationPassword: secret(),
    authSecret: secret(),
    logSigningKey: secret(),
  };
  writePrivately(file, secrets);
  return secrets;
}

/** Where they are kept. */
export const secretsFileOf = (dataFolder: string) => join(dataFolder, "secrets.json");

/**
 * Takes over what a backup's secrets say of sessions and of the log, without which second factors and signatures made under them could
 * not be read. The passwords of this data folder's own database stay.
 */
export function adoptSecrets(dataFolder: string, from: string): void {
  const { administratorPassword, ownerPassword, applicationPassword } = keepSecrets(dataFolder);
  const theirs = JSON.parse(readFileSync(from, "utf8")) as Record<string, unknown>;
  writePrivately(secretsFileOf(dataFolder), {
    ...theirs,
    administratorPassword,
    ownerPassword,
    applicationPassword,
  });
}

/** Writes JSON that only this user may read, whole or not at all. */
export function writePrivately(file: string, content: unknown): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    chmodSync(draft, 0o600);
    renameSync(draft, file);
  } catch (error) {
    throw new CommandError(`${file} cannot be written: ${(error as Error).message}`);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new CommandError(`${file} cannot be read: ${(error as Error).message}`);
  }
}
