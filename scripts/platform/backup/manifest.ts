import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CommandError } from "../settings";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const shape = z.object({
  format: z.literal("section-seven-backup-1"),
  /** When the database was seen as it stands in here, UTC. */
  at: z.iso.datetime(),
  /** The migrations that the tables were at, oldest first. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number(), sha256 })),
  /** The last number that each sequence gave out; null where it gave none. */
  sequences: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
  /** One digest over every row of an offering, of all tables and compartments. */
  offerings: z.array(z.object({ id: z.uuid(), rows: z.number(), sha256 })),
  documents: z.array(z.object({ sha256, bytes: z.number() })),
  /** Documents that rows name and that were not in the store with their bytes when the backup was made. */
  lost: z.array(sha256),
  secrets: z.boolean(),
});

/** What a backup holds, each part with its digest: enough to find anything that was changed or is missing. */
export type Manifest = z.infer<typeof shape>;

export const manifestFile = (folder: string) => join(folder, "manifest.json");
export const tableFile = (folder: string, table: string) => join(folder, "tables", `${table}.jsonl`);
/** Documents lie as the store keeps them, so that a backup's folder can be read like one. */
export const documentFile = (folder: string, hash: string) => join(folder, "documents", hash.slice(0, 2), hash);
export const secretsFile = (folder: string) => join(folder, "secrets.json");

/** Reads what a backup says of itself, and the digest of that. Throws where the folder holds no whole backup. */
export function readManifest(folder: string): { manifest: Manifest; digest: string } {
  let text: string;
  try {
    text = readFileSync(manifestFile(folder), "utf8");
  } catch {
    throw new CommandError(`There is no whole backup in ${folder}: it has no manifest.json.`);
  }
  try {
    return { manifest: shape.parse(JSON.parse(text)), digest: digestOf(text) };
  } catch {
    throw new CommandError(`The manifest of ${folder} is damaged, or is of another version of this program.`);
  }
}

export const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");
