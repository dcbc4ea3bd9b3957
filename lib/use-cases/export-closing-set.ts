import "server-only";
import { createHash } from "node:crypto";
import { findActor } from "@/lib/auth/actor";
import type { BuildInput, SetBuildView } from "@/lib/contracts/closing-set";
import type { Problem } from "@/lib/contracts/problem";
import { scopeOf, withScope } from "@/lib/db/scope";
import { type BuildRow, findBuildRow, recordBuild } from "@/lib/db/set-builds";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { safeName } from "@/lib/exports/file-names";
import type { ClosingSetInput } from "@/lib/exports/model";
import { pathOf } from "@/lib/files/store";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";
import { canonicalDigest } from "./canonical-digest";
import {
  beginBuild,
  buildIdOf,
  earlierSet,
  findBuild,
  hasFiles,
  newBuild,
  placeOf,
  prepareBuild,
  stopBuild,
} from "./closing-set-builds";
import { readIndex } from "./closing-set-index";
import { inputOf, wholeSet } from "./closing-set-input";
import { checkSnapshot } from "./closing-set-preflight";
import { actsOutsideLog } from "./closing-set-record";
import { type ClosingSnapshot, readClosingSnapshot } from "./closing-set-snapshot";
import { findSet } from "./kept-distribution";
import { preflightOf } from "./part-of-snapshot";
import { faultLine } from "./preflight";
import { presentBuild } from "./present-build";

type Asker = { personId: PersonId; offeringId: OfferingId; key: string };

/**
 * Begins a closing set of one Time of Delivery: what is recorded now is read as one snapshot and kept, and a worker builds
 * the volume and the ZIP from that, whatever happens meanwhile. The same request sent again is the same build. Over open
 * faults it asks for a reason, which is printed in the set.
 */
export async function beginClosingSet(asker: Asker, input: BuildInput): Promise<Result<SetBuildView, Problem>> {
  const actor = await findActor(asker.personId, asker.offeringId);
  if (!actor) return err({ code: "not-found" });
  const { closingId, reason, supplementTo, setId } = input;
  const snapshot = await readClosingSnapshot(actor, { closingId });
  if (!snapshot.ok) return snapshot;
  const violations = actsOutsideLog(snapshot.value);
  if (violations.length > 0) return err({ code: "record-damaged", violations });

  const id = buildIdOf(asker.personId, asker.key);
  const wish = digestOf(input);
  const kept = await withScope(scopeOf(actor), async (tx) => ({
    known: await findBuildRow(tx, closingId, id),
    index: await readIndex(tx, closingId),
  }));
  if (kept.known)
    return kept.known.wish === wish ? ok(await presentBuild(kept.known)) : err({ code: "idempotency-key-reused" });

  const chosen = setId === undefined ? null : await findSet(actor, snapshot.value, setId);
  if (setId !== undefined && !chosen) return err({ code: "not-found" });
  const earlier = supplementTo === undefined ? null : await earlierSet(closingId, supplementTo);
  // A supplement says what has left the index since: only to those who had it.
  if (supplementTo !== undefined && earlier?.setId !== (setId ?? null)) return err({ code: "not-found" });

  const places = { stored: pathOf, paper: (name: string) => placeOf(closingId, id, name) };
  const edits = input.edits ?? kept.index.edits;
  const set = chosen?.set ?? wholeSet;
  const { part } = inputOf(snapshot.value, edits, places, { set });
  const found = preflightOf(await checkSnapshot(snapshot.value, new Date()), part, set);
  const faults = found.filter(({ fault }) => fault);
  if (faults.length > 0 && reason === "")
    return err({ code: "text-required", field: "the reason for building over what preflight found" });

  const open = faults.length > 0 ? { reason, faults: faults.map(faultLine) } : undefined;
  const { input: made } = inputOf(snapshot.value, edits, places, { set, openFaults: open, earlier });
  const at = new Date();
  const { offeringId, personId: by } = actor;
  await prepareBuild(newBuild({ id, offeringId, closingId, by, at: at.toISOString(), setId: setId ?? null }), made);
  await withScope(scopeOf(actor), (tx) =>
    recordBuild(tx, {
      id,
      offeringId,
      closingId,
      by,
      byName: actor.name,
      at,
      wish,
      fileName: fileNameOf(snapshot.value, chosen?.set.name),
      headSeq: snapshot.value.head.seq,
      headHash: snapshot.value.head.hash,
      asOf: new Date(made.asOf),
      snapshotSha256: snapshotDigest(made),
      indexRevision: kept.index.revision,
      ownEdits: canonicalDigest(edits) !== canonicalDigest(kept.index.edits),
      setId: setId ?? null,
      setName: chosen?.set.name ?? null,
      distributionRevision: chosen?.revision ?? null,
      supplementTo: supplementTo ?? null,
      openFaults: open?.faults ?? [],
      reason,
    }),
  );
  return startBuild(actor, { closingId, buildId: id });
}

/** A SHA-256 of all that a set is made from; where the files lie on this machine is no part of it. */
const snapshotDigest = (input: ClosingSetInput) =>
  createHash("sha256")
    .update(JSON.stringify(input, (key, value) => (key === "file" ? undefined : value)))
    .digest("hex");

/** How far a build is. */
export async function viewBuild(actor: Actor, place: BuildPlace): Promise<Result<SetBuildView, Problem>> {
  const build = await buildFor(actor, place);
  return build.ok ? ok(await presentBuild(build.value)) : build;
}

async function startBuild(actor: Actor, place: BuildPlace): Promise<Result<SetBuildView, Problem>> {
  const build = await findBuild(place.closingId, place.buildId);
  if (build) beginBuild(build);
  return viewBuild(actor, place);
}

/** Calls a build off. */
export async function stopClosingSet(asker: Asker, place: BuildPlace): Promise<Result<SetBuildView, Problem>> {
  const actor = await findActor(asker.personId, asker.offeringId);
  if (!actor) return err({ code: "not-found" });
  const build = await buildFor(actor, place);
  if (!build.ok) return build;
  stopBuild(build.value.id);
  return ok(await presentBuild(build.value));
}

const mediaTypes = { pdf: "application/pdf", zip: "application/zip" } as const;

/** The finished file of a build, for whoever may export the set. */
export async function readBuiltFile(actor: Actor, { format, ...place }: BuildPlace & { format: "pdf" | "zip" }) {
  const build = await buildFor(actor, place);
  if (!build.ok) return build;
  const { closingId, id, fileName, end } = build.value;
  if (!end || "failure" in end || !(await hasFiles(closingId, id))) return err({ code: "not-found" as const });
  const file = { path: placeOf(closingId, id, `set.${format}`), mediaType: mediaTypes[format] };
  return ok({ ...file, fileName: `${fileName}.${format}` });
}

type BuildPlace = { closingId: ClosingId; buildId: string };

async function buildFor(actor: Actor, { closingId, buildId }: BuildPlace): Promise<Result<BuildRow, Problem>> {
  const grant = authorize(actor, "closing-set.export");
  if (!grant.ok) return grant;
  const build = await withScope(scopeOf(actor), (tx) => findBuildRow(tx, closingId, buildId));
  return build ? ok(build) : err({ code: "not-found" });
}

function fileNameOf({ scene }: ClosingSnapshot, set?: string): string {
  const { offering, closing } = scene;
  const mark = offering.rehearsal ? "REHEARSAL - " : "";
  return safeName(
    `${mark}${offering.issuer} - ${closing.label} - Closing set${set ? ` - ${set}` : ""} (${closing.localDate})`,
  );
}
