import "server-only";
import { createHash } from "node:crypto";
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { SetBuildView } from "@/lib/contracts/closing-set";
import { crashPoint } from "@/lib/crash-point";
import { recordBuildEnd } from "@/lib/db/set-builds";
import { buildsWithOpenLinks } from "@/lib/db/set-links";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import { env } from "@/lib/env";
import { buildClosingSet } from "@/lib/exports/closing-set";
import type { ClosingSetInput, ClosingSetReport } from "@/lib/exports/model";
import { log } from "@/lib/logging/log";
import { sealSettings } from "./closing-set-seals";
import type { EarlierSet } from "./closing-set-supplement";

/** How far a build is, as its folder keeps it; what was asked for and how it ended is a row (lib/db/set-builds.ts). */
export type SetBuild = Pick<SetBuildView, "id" | "state" | "progress" | "result" | "failure"> & {
  offeringId: OfferingId;
  closingId: ClosingId;
  by: PersonId;
  /** When it was asked for, as ISO text. */
  at: string;
  /** The set of the distribution that it is for; null for the full set. */
  setId: string | null;
  /** When the process that builds it last said so. */
  beat: number;
};

type Running = { build: SetBuild; stop: AbortController };

/** Kept for the process: development loads this module anew with every change. */
const kept = globalThis as { setBuilds?: Map<string, Running>; setQueue?: { busy: number; waiting: (() => void)[] } };
kept.setBuilds ??= new Map();
kept.setQueue ??= { busy: 0, waiting: [] };
const running = kept.setBuilds;
const queue = kept.setQueue;

/** So many builds at once; the others wait for their turn. */
const mostAtOnce = 2;
const beatMs = 1_000;
/** A build whose process has been silent for so long was killed with it. */
const silentMs = 15_000;
/** So many finished sets are kept for each Time of Delivery. */
const keptBuilds = 20;

const folderOf = (closingId: ClosingId) => resolve(env.DATA_FOLDER, "closing-sets", closingId);

/** Where a build keeps its files: the set, the papers that go into it, and what it was made from. */
export const placeOf = (closingId: ClosingId, id: string, name = "") => join(folderOf(closingId), id, name);

/** One request of one person, however often it is sent. */
export const buildIdOf = (personId: PersonId, key: string) =>
  createHash("sha256").update(`${personId} ${key}`).digest("hex").slice(0, 32);

/** A build that has not begun. */
export const newBuild = (
  asked: Pick<SetBuild, "id" | "offeringId" | "closingId" | "by" | "at" | "setId">,
): SetBuild => ({
  ...asked,
  state: "waiting",
  progress: null,
  result: null,
  failure: null,
  beat: Date.now(),
});

/** Keeps what the set is made from, so that whoever finds it can build it. */
export async function prepareBuild(build: SetBuild, input: ClosingSetInput): Promise<void> {
  await mkdir(placeOf(build.closingId, build.id), { recursive: true, mode: 0o700 });
  await writeAside(placeOf(build.closingId, build.id, "input.json"), JSON.stringify(input));
  await save(build);
  crashPoint("export-begun");
}

/** Begins to build what was prepared; answers at once. */
export function beginBuild(build: SetBuild): void {
  void carryOut(build);
}

/** The builds of one Time of Delivery that have a folder, newest first; what a killed process left is taken up again. */
async function listFolders(closingId: ClosingId): Promise<SetBuild[]> {
  const names = await readdir(folderOf(closingId)).catch(() => [] as string[]);
  const ids = names.filter((name) => /^[0-9a-f]{32}$/.test(name));
  const builds = await Promise.all(ids.map((id) => findBuild(closingId, id)));
  return builds.filter((build) => build !== null).sort((a, b) => b.at.localeCompare(a.at));
}

/** One build as it stands; null where there is none. One that a killed process left is taken up again, to the same bytes. */
export async function findBuild(closingId: ClosingId, id: string): Promise<SetBuild | null> {
  const here = running.get(id);
  if (here) return here.build;
  const text = await readFile(placeOf(closingId, id, "build.json"), "utf8").catch(() => null);
  if (text === null) return null;
  const build = JSON.parse(text) as SetBuild;
  const isOpen = build.state === "waiting" || build.state === "building";
  if (isOpen && Date.now() - build.beat > silentMs) void carryOut(build);
  return build;
}

/** What a finished set was made from; null where there is no such set. */
export async function earlierSet(closingId: ClosingId, id: string): Promise<EarlierSet | null> {
  const build = await findBuild(closingId, id);
  if (!build?.result || build.state !== "done") return null;
  const input = JSON.parse(await readFile(placeOf(closingId, id, "input.json"), "utf8")) as ClosingSetInput;
  return { input, manifestSha256: build.result.manifestSha256, setId: build.setId };
}

/** Whether the files of a finished build are still kept. */
export const hasFiles = (closingId: ClosingId, id: string): Promise<boolean> =>
  access(placeOf(closingId, id, "set.zip")).then(
    () => true,
    () => false,
  );

/** Calls a build off; what was written of it goes. False where it is over, or built by another process. */
export function stopBuild(id: string): boolean {
  const here = running.get(id);
  here?.stop.abort();
  return here !== undefined;
}

/** Until no build is under way in this process: for tests and for a server that is to stop. */
export async function buildsAtRest(): Promise<void> {
  await Promise.all([...running.values()].map(({ stop }) => new Promise<void>((done) => atRest.get(stop)?.push(done))));
}

const atRest = new Map<AbortController, (() => void)[]>();

async function carryOut(found: SetBuild): Promise<void> {
  if (running.has(found.id)) return;
  const build: SetBuild = { ...found, state: "waiting", progress: null };
  const stop = new AbortController();
  running.set(build.id, { build, stop });
  atRest.set(stop, []);
  const beat = setInterval(() => void save(build).catch(() => undefined), beatMs);
  try {
    await turn();
    build.state = "building";
    await save(build);
    const report = await runBuild(build, stop.signal);
    crashPoint("export-built");
    build.result = resultOf(report);
    build.state = "done";
  } catch (error) {
    build.state = "failed";
    build.failure = failureOf(error);
    if (!stop.signal.aborted) log.error({ err: error, build: build.id }, "a closing set could not be built");
  } finally {
    clearInterval(beat);
    queue.busy--;
    queue.waiting.shift()?.();
    build.progress = null;
    await save(build).catch((error: unknown) => log.error({ err: error }, "a closing set's state could not be kept"));
    await recordEnd(build).catch((error: unknown) =>
      log.error({ err: error, build: build.id }, "how a closing set ended could not be recorded"),
    );
    await prune(build).catch((error: unknown) => log.warn({ err: error }, "pruning closing sets"));
    running.delete(build.id);
    for (const done of atRest.get(stop) ?? []) done();
    atRest.delete(stop);
  }
}

/** Records how a build ended. Where that fails, whoever looks at the build next does it. */
export async function recordEnd(build: SetBuild): Promise<void> {
  const { result, failure } = build;
  if (result) await recordBuildEnd(build, result, new Date());
  else if (failure !== null) await recordBuildEnd(build, { failure }, new Date());
}

async function runBuild(build: SetBuild, signal: AbortSignal): Promise<ClosingSetReport> {
  const at = (name: string) => placeOf(build.closingId, build.id, name);
  await removeLeftovers(at(""));
  const input = JSON.parse(await readFile(at("input.json"), "utf8")) as ClosingSetInput;
  return buildClosingSet(input, {
    pdf: at("set.pdf"),
    zip: at("set.zip"),
    signal,
    seals: sealSettings(),
    onProgress: (progress) => {
      build.progress = progress;
      crashPoint(progress.phase === "archive" ? "export-archive" : "export-half");
    },
  });
}

/** Takes away what a killed process left of the files that it was writing. */
async function removeLeftovers(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => name.includes(".part-") || name.startsWith(".closing-set-"));
  for (const name of left) await rm(join(folder, name), { recursive: true, force: true });
}

async function turn(): Promise<void> {
  if (queue.busy >= mostAtOnce) await new Promise<void>((next) => queue.waiting.push(next));
  queue.busy++;
}

function resultOf({ documents, pages, manifestSha256, pdf, zip, seals }: ClosingSetReport): SetBuild["result"] {
  if (!pdf || !zip) throw new Error("A build of a closing set gave no files.");
  const faults = documents.flatMap(({ title, tab, findings }) =>
    findings.filter(({ fault }) => fault).map(({ message }) => ({ title, tab, message })),
  );
  const { bytes, sha256 } = pdf;
  return {
    pages,
    manifestSha256,
    pdf: { bytes, sha256 },
    zip: { bytes: zip.bytes, sha256: zip.sha256 },
    faults,
    seals,
  };
}

function failureOf(error: unknown): string {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === "AbortError") return "The build was called off; nothing of it was kept.";
  if (code === "ENOSPC" || /ENOSPC/.test(message ?? ""))
    return "There was no room for the set. Tell whoever runs this site.";
  if (name === "SealError") return `The set could not be sealed as this site requires. ${message}`;
  return "The set could not be built. Try again; if it stays, tell whoever runs this site.";
}

const save = (build: SetBuild) =>
  writeAside(placeOf(build.closingId, build.id, "build.json"), JSON.stringify({ ...build, beat: Date.now() }));

let writes = 0;

/** A reader sees the old text or the new one, never half of it. */
async function writeAside(path: string, text: string): Promise<void> {
  const aside = `${path}.${process.pid}-${writes++}`;
  await writeFile(aside, text, { mode: 0o600 });
  await rename(aside, path);
}

/** Takes away the oldest finished sets beyond those that are kept; one to which a link is open stays. */
async function prune({ offeringId, closingId }: SetBuild): Promise<void> {
  const finished = (await listFolders(closingId)).filter(({ state }) => state === "done" || state === "failed");
  if (finished.length <= keptBuilds) return;
  const linked = await buildsWithOpenLinks(offeringId, closingId);
  const old = finished.slice(keptBuilds).filter(({ id }) => !linked.has(id));
  for (const { id } of old) await rm(placeOf(closingId, id), { recursive: true, force: true });
}
