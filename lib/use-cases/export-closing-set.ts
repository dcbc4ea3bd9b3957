import "server-only";
import { findActor } from "@/lib/auth/actor";
import type { BuildInput, SetBuildView } from "@/lib/contracts/closing-set";
import type { Problem } from "@/lib/contracts/problem";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { safeName } from "@/lib/exports/file-names";
import type { ClosingSetInput } from "@/lib/exports/model";
import { pathOf } from "@/lib/files/store";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";
import { beginBuild, buildIdOf, earlierSet, findBuild, placeOf, type SetBuild, stopBuild } from "./closing-set-builds";
import { coverOf } from "./closing-set-cover";
import { paperOf } from "./closing-set-papers";
import { checkSnapshot } from "./closing-set-preflight";
import { recordOf } from "./closing-set-record";
import { type ClosingSnapshot, readClosingSnapshot } from "./closing-set-snapshot";
import { differenceOf, differencePaper, type EarlierSet, supplementParts } from "./closing-set-supplement";
import { type KeyedPart, plainParts, tabsOf, withEdits } from "./closing-set-tabs";
import { faultLine } from "./preflight";

type Asker = { personId: PersonId; offeringId: OfferingId; key: string };

/**
 * Begins a closing set of one Time of Delivery: what is recorded now is read as one snapshot and kept, and a worker builds
 * the volume and the ZIP from that, whatever happens meanwhile. The same request sent again is the same build. Over open
 * faults it asks for a reason, which is printed in the set.
 */
export async function beginClosingSet(asker: Asker, input: BuildInput): Promise<Result<SetBuildView, Problem>> {
  const actor = await findActor(asker.personId, asker.offeringId);
  if (!actor) return err({ code: "not-found" });
  const { closingId, edits, reason, supplementTo } = input;
  const snapshot = await readClosingSnapshot(actor, { closingId });
  if (!snapshot.ok) return snapshot;

  const id = buildIdOf(asker.personId, asker.key);
  const wish = digestOf(input);
  const known = await findBuild(closingId, id);
  if (known) return known.wish === wish ? ok(presentBuild(known)) : err({ code: "idempotency-key-reused" });

  const earlier = supplementTo === undefined ? null : await earlierSet(closingId, supplementTo);
  if (supplementTo !== undefined && !earlier) return err({ code: "not-found" });

  const faults = (await checkSnapshot(snapshot.value, new Date())).filter(({ fault }) => fault);
  if (faults.length > 0 && reason === "")
    return err({ code: "text-required", field: "the reason for building over what preflight found" });

  const places = { stored: pathOf, paper: (name: string) => placeOf(closingId, id, name) };
  const open = faults.length > 0 ? { reason, faults: faults.map(faultLine) } : undefined;
  const made = inputOf(snapshot.value, edits, places, { openFaults: open, earlier });
  const build: SetBuild = {
    id,
    offeringId: actor.offeringId,
    closingId,
    by: { id: actor.personId, name: actor.name },
    at: new Date().toISOString(),
    state: "waiting",
    head: snapshot.value.head,
    asOf: made.asOf,
    reason,
    supplementTo: supplementTo ?? null,
    wish,
    fileName: fileNameOf(snapshot.value),
    progress: null,
    result: null,
    failure: null,
    beat: Date.now(),
  };
  await beginBuild(build, made);
  return ok(presentBuild(build));
}

/** All that a set is made from: the same snapshot, edits and reason give the same. */
export function inputOf(
  snapshot: ClosingSnapshot,
  edits: BuildInput["edits"],
  places: Parameters<typeof tabsOf>[2],
  { openFaults, earlier = null }: { openFaults?: ClosingSetInput["openFaults"]; earlier?: EarlierSet | null } = {},
): ClosingSetInput {
  const record = recordOf(snapshot);
  const { parts, papers } = tabsOf(snapshot, record, places);
  const whole: ClosingSetInput = {
    ...coverOf(snapshot),
    parts: plainParts(withEdits(parts, edits)),
    papers,
    record,
    ...(openFaults ? { openFaults } : {}),
  };
  return earlier ? supplementOf(snapshot, whole, withEdits(parts, edits), places, earlier) : whole;
}

/** The set as a supplement: what is late or replaced since the earlier one, a paper that says so, and the record. */
function supplementOf(
  snapshot: ClosingSnapshot,
  whole: ClosingSetInput,
  parts: readonly KeyedPart[],
  places: Parameters<typeof tabsOf>[2],
  { input: before, manifestSha256 }: EarlierSet,
): ClosingSetInput {
  const difference = differenceOf(before.parts, whole.parts);
  const file = places.paper("supplement.pdf");
  const paper = differencePaper(paperOf(snapshot, "", []), { asOf: before.asOf, manifestSha256 }, difference);
  const document = { title: paper.title, signatories: [], file, mediaType: "application/pdf" };
  const first = { title: "Supplement", tabs: [{ number: "S-1", title: paper.title, documents: [document] }] };
  return {
    ...whole,
    title: `Supplement to ${before.title}`,
    parts: [first, ...plainParts(supplementParts(parts, difference))],
    papers: [...(whole.papers ?? []), { file, paper }],
    supplementTo: { title: before.title, manifestSha256 },
  };
}

/** How far a build is. */
export async function viewBuild(actor: Actor, place: BuildPlace): Promise<Result<SetBuildView, Problem>> {
  const build = await buildFor(actor, place);
  return build.ok ? ok(presentBuild(build.value)) : build;
}

/** Calls a build off. */
export async function stopClosingSet(asker: Asker, place: BuildPlace): Promise<Result<SetBuildView, Problem>> {
  const actor = await findActor(asker.personId, asker.offeringId);
  if (!actor) return err({ code: "not-found" });
  const build = await buildFor(actor, place);
  if (!build.ok) return build;
  stopBuild(build.value.id);
  return ok(presentBuild(build.value));
}

const mediaTypes = { pdf: "application/pdf", zip: "application/zip" } as const;

/** The finished file of a build, for whoever may export the set. */
export async function readBuiltFile(actor: Actor, { format, ...place }: BuildPlace & { format: "pdf" | "zip" }) {
  const build = await buildFor(actor, place);
  if (!build.ok) return build;
  const { state, closingId, id, fileName } = build.value;
  if (state !== "done") return err({ code: "not-found" as const });
  const file = { path: placeOf(closingId, id, `set.${format}`), mediaType: mediaTypes[format] };
  return ok({ ...file, fileName: `${fileName}.${format}` });
}

type BuildPlace = { closingId: ClosingId; buildId: string };

async function buildFor(actor: Actor, { closingId, buildId }: BuildPlace): Promise<Result<SetBuild, Problem>> {
  const grant = authorize(actor, "closing-set.export");
  if (!grant.ok) return grant;
  const build = await findBuild(closingId, buildId);
  return build && build.offeringId === actor.offeringId && build.closingId === closingId
    ? ok(build)
    : err({ code: "not-found" });
}

export function presentBuild(build: SetBuild): SetBuildView {
  const { offeringId: _o, closingId: _c, wish: _w, fileName: _f, beat: _b, by, ...view } = build;
  return { ...view, by: by.name };
}

function fileNameOf({ scene }: ClosingSnapshot): string {
  const { offering, closing } = scene;
  const mark = offering.rehearsal ? "REHEARSAL - " : "";
  return safeName(`${mark}${offering.issuer} - ${closing.label} - Closing set (${closing.localDate})`);
}
