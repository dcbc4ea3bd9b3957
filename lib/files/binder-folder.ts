import "server-only";
import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Side, sides } from "@/lib/domain/role";
import { env } from "@/lib/env";

/** The files of one side's binder, by the name that they have in its folder. */
export const binderFiles = { pdf: "binder.pdf", csv: "checklist.csv", json: "hashes.json" } as const;
export type BinderFormat = keyof typeof binderFiles;

const shape = z.object({
  cause: z.enum(["day-before", "hour-before", "change"]),
  reached: z.enum(["day-before", "hour-before"]),
  timeOfDelivery: z.coerce.date(),
  position: z.coerce.bigint(),
  at: z.coerce.date(),
  clock: z.coerce.date(),
  sides: z.array(z.enum(sides)),
});

/** What is kept beside a binder's files, about all of its sides. */
export type BinderNote = z.infer<typeof shape>;

/** Older ones are removed: what everyone needs is the newest, and the ones of the milestones are soon told by the log. */
const most = 40;

/** A binder's name is the moment at which it was made, so that names sort as time runs. */
const nameOf = (at: Date) => at.toISOString().replace(/[-:.]/g, "");
export const isBinderName = (name: string) => /^\d{8}T\d{9}Z$/.test(name);

const folderOf = (closingId: string) => join(env.DATA_FOLDER, "binders", closingId);

/** Keeps the files of every side's binder, on the disk and all together or not at all. */
export async function keepBinder(
  closingId: string,
  note: Omit<BinderNote, "sides">,
  made: ReadonlyMap<Side, Readonly<Record<BinderFormat, Uint8Array>>>,
): Promise<string> {
  const folder = folderOf(closingId);
  const name = nameOf(note.at);
  const draft = join(folder, `draft-${randomUUID()}`);
  try {
    for (const [side, files] of made) {
      await mkdir(join(draft, side), { recursive: true, mode: 0o700 });
      for (const [format, bytes] of Object.entries(files))
        await writeDurably(join(draft, side, binderFiles[format as BinderFormat]), bytes);
    }
    const text = JSON.stringify({ ...note, position: String(note.position), sides: [...made.keys()] });
    await writeDurably(join(draft, "note.json"), Buffer.from(text));
    await rename(draft, join(folder, name));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  for (const old of (await namesIn(folder)).slice(most)) await rm(join(folder, old), { recursive: true, force: true });
  return name;
}

/** The binders of a Time of Delivery, newest first, at most `limit`; one whose note cannot be read is left out. */
export async function listBinders(closingId: string, limit: number): Promise<(BinderNote & { name: string })[]> {
  const folder = folderOf(closingId);
  const found: (BinderNote & { name: string })[] = [];
  for (const name of (await namesIn(folder)).slice(0, limit)) {
    const text = await readFile(join(folder, name, "note.json"), "utf8").catch(() => null);
    const note = text === null ? undefined : shape.safeParse(JSON.parse(text)).data;
    if (note) found.push({ ...note, name });
  }
  return found;
}

/** Where a side's file of a binder is; null where there is none such. */
export async function findBinderFile(
  closingId: string,
  { name, side, format }: { name: string; side: Side; format: BinderFormat },
): Promise<string | null> {
  if (!isBinderName(name)) return null;
  const path = join(folderOf(closingId), name, side, binderFiles[format]);
  return (await stat(path).catch(() => null))?.isFile() ? path : null;
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter(isBinderName).sort().reverse();
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
