import "server-only";
import type { SetBuildView } from "@/lib/contracts/closing-set";
import type { BuildRow } from "@/lib/db/set-builds";
import { findBuild, hasFiles, recordEnd } from "./closing-set-builds";

/**
 * A build as people see it: what was asked for and how it ended from its row, and how far it is from its folder while it
 * has not ended. One whose end could not be recorded when it came is recorded now.
 */
export async function presentBuild(row: BuildRow): Promise<SetBuildView> {
  const { id, closingId, byName, at, asOf, headSeq, headHash, setId, setName, end } = row;
  const { reason, supplementTo, indexRevision, ownEdits, snapshotSha256 } = row;
  const stand = end ? ended(end) : await underWay(row);
  return {
    id,
    by: byName,
    at: at.toISOString(),
    head: { seq: headSeq, hash: headHash },
    asOf: asOf.toISOString(),
    reason,
    supplementTo,
    set: setId === null ? null : { id: setId, name: setName ?? "" },
    indexRevision,
    ownEdits,
    snapshotSha256,
    ...stand,
    kept: stand.state === "done" && (await hasFiles(closingId, id)),
  };
}

type Stand = Pick<SetBuildView, "state" | "progress" | "result" | "failure">;

const ended = (end: NonNullable<BuildRow["end"]>): Stand =>
  "failure" in end
    ? { state: "failed", progress: null, result: null, failure: end.failure }
    : { state: "done", progress: null, result: end, failure: null };

const lost = "What this set was being built from is gone from the disk. Build it again.";

async function underWay({ closingId, id }: BuildRow): Promise<Stand> {
  const build = await findBuild(closingId, id);
  if (!build) return { state: "failed", progress: null, result: null, failure: lost };
  const { state, progress, result, failure } = build;
  if (state === "done" || state === "failed") await recordEnd(build);
  return { state, progress, result, failure };
}
