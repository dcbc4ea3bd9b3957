import "server-only";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { findActor } from "@/lib/auth/actor";
import { type IndexInput, type SetIndexView, tabEdits } from "@/lib/contracts/closing-set";
import type { Problem } from "@/lib/contracts/problem";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { env } from "@/lib/env";
import { authorize } from "@/lib/policy/policy";
import { readClosingSnapshot } from "./closing-set-snapshot";

const folderOf = (closingId: ClosingId) => resolve(env.DATA_FOLDER, "closing-sets", closingId);
const pathOf = (closingId: ClosingId) => join(folderOf(closingId), "index.json");

/** The index of a closing's set as whoever keeps the list last edited it; as the agreement has it where nobody did. */
export async function readIndex(closingId: ClosingId): Promise<SetIndexView> {
  const text = await readFile(pathOf(closingId), "utf8").catch(() => null);
  if (text === null) return { revision: 0, edits: [] };
  const kept = JSON.parse(text) as { revision: number; edits: unknown };
  return { revision: kept.revision, edits: tabEdits.parse(kept.edits) };
}

/** Saves of one process stand in a row, so that none overwrites what it did not see. */
let saving: Promise<unknown> = Promise.resolve();

/** Keeps the edited index for everyone who builds the set; refused where somebody else changed it meanwhile. */
export async function saveIndex(
  asker: { personId: PersonId; offeringId: OfferingId },
  { closingId, revision, edits }: IndexInput,
): Promise<Result<SetIndexView, Problem>> {
  const actor = await findActor(asker.personId, asker.offeringId);
  if (!actor) return err({ code: "not-found" });
  const grant = authorize(actor, "list.edit");
  if (!grant.ok) return grant;
  const snapshot = await readClosingSnapshot(actor, { closingId });
  if (!snapshot.ok) return snapshot;
  const saved = saving.then(() => write(closingId, revision, edits));
  saving = saved.catch(() => undefined);
  return saved;
}

async function write(
  closingId: ClosingId,
  revision: number,
  edits: SetIndexView["edits"],
): Promise<Result<SetIndexView, Problem>> {
  const before = await readIndex(closingId);
  if (before.revision !== revision) return err({ code: "changed-meanwhile", what: "the index" });
  const index = { revision: revision + 1, edits };
  await mkdir(folderOf(closingId), { recursive: true, mode: 0o700 });
  const aside = `${pathOf(closingId)}.${process.pid}`;
  await writeFile(aside, JSON.stringify(index), { mode: 0o600 });
  await rename(aside, pathOf(closingId));
  return ok(index);
}
