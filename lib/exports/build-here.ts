import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import type { ClosingSetInput, ClosingSetProgress, ClosingSetReport } from "./model";
import { type BoundVolume, bindVolume } from "./pdf/bind-volume";
import { writePaperPdf } from "./pdf/paper-pdf";
import { planSet } from "./plan";
import { sealsOf } from "./seal/seals";
import type { SealSettings } from "./seal/settings";

/** Where the files of a set are to go; at least one of the two. */
export type ClosingSetTargets = { readonly pdf?: string; readonly zip?: string };

export type BuildHooks = {
  readonly cancelled: () => boolean;
  readonly onProgress?: ((progress: ClosingSetProgress) => void) | undefined;
  /** Whether to wait until the disk has each file before it gets its name, so that it outlives a loss of power too. */
  readonly durable?: boolean;
  /** What the operator has sets sealed with. */
  readonly seals?: SealSettings | undefined;
};

/**
 * Builds a closing set in this thread, which it keeps busy; a server asks `buildClosingSet` for one instead, which runs
 * this in a worker. The volume is always bound, since the index in the ZIP prints its page labels; where only the ZIP
 * is wanted it is thrown away again.
 */
export async function buildHere(
  input: ClosingSetInput,
  targets: ClosingSetTargets,
  { cancelled, onProgress, durable = true, seals: settings = {} }: BuildHooks,
): Promise<ClosingSetReport> {
  const somewhere = targets.pdf ?? targets.zip;
  if (somewhere === undefined) throw new TypeError("A closing set needs a place for its PDF, its ZIP or both.");
  const scratch = mkdtempSync(join(dirname(somewhere), ".closing-set-"));
  try {
    const clock = new ProgressClock(onProgress);
    const seals = await sealsOf(settings);
    for (const { file, paper } of input.papers ?? []) writePaperPdf(paper, file);
    const volumePath = targets.pdf ?? join(scratch, "volume.pdf");
    const volume = await bindVolume(input, volumePath, {
      cancelled,
      durable: durable && targets.pdf !== undefined,
      signing: targets.pdf === undefined ? undefined : seals.signing,
      onProgress: (progress) => clock.tell({ ...progress, phase: "volume", bytes: progress.bytesDone }),
    });
    const { reports, pages, bytes, sha256, manifest, signature } = volume;
    const stamp = targets.zip === undefined ? null : await seals.stamp(manifest);
    const zip =
      targets.zip === undefined
        ? null
        : await writeZip(input, targets.zip, volume, scratch, stamp?.response ?? null, { cancelled, durable }, clock);
    return {
      documents: reports,
      pages,
      manifestSha256: createHash("sha256").update(manifest).digest("hex"),
      pdf: targets.pdf === undefined ? null : { path: targets.pdf, bytes, sha256 },
      zip,
      seals: {
        timeStamp: stamp && { at: stamp.at, by: stamp.by },
        signature: signature && { at: signature.at, by: signature.by, timeStamp: signature.timeStamp },
        notes: [seals.note(), signature?.note ?? null].filter((note) => note !== null),
      },
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function writeZip(
  input: ClosingSetInput,
  path: string,
  volume: BoundVolume,
  scratch: string,
  timeStamp: Buffer | null,
  { cancelled, durable }: { cancelled: () => boolean; durable: boolean },
  clock: ProgressClock,
) {
  // Loaded where they are needed: a volume alone starts sooner and in less memory.
  const [{ writeArchive }, { bagEntries }, { writeIndexPdf }, { indexHtml, indexXlsx, setIndexRows }] =
    await Promise.all([import("./archive"), import("./bag"), import("./pdf/index-pdf"), import("./set-index")]);
  const plan = planSet(input);
  const rows = setIndexRows(plan, volume.reports);
  const indexPath = join(scratch, "index.pdf");
  writeIndexPdf(input, rows, indexPath);
  const entries = bagEntries(input, plan, volume.reports, [
    { name: "index.html", bytes: Buffer.from(indexHtml(input, rows), "utf8") },
    { name: "index.pdf", bytes: readFileSync(indexPath) },
    { name: "index.xlsx", bytes: await indexXlsx(input, rows) },
    { name: "manifest.json", bytes: volume.manifest },
    ...(timeStamp ? [{ name: "manifest.json.tsr", bytes: timeStamp }] : []),
  ]);
  const bytes = volume.reports.reduce((sum, report) => sum + report.bytes, 0);
  const documents = volume.reports.length;
  const done = { phase: "archive" as const, documentsDone: documents, documents, pages: volume.pages, bytes };
  const onBytes = (bytesDone: number) => clock.tell({ ...done, bytesDone: Math.min(bytesDone, bytes) });
  return { path, ...(await writeArchive(path, entries, input.asOf, { cancelled, durable, onBytes })) };
}

/** Adds the time left to what is told of the progress, and tells it no more often than ten times a second. */
class ProgressClock {
  readonly #tell: BuildHooks["onProgress"];
  #phase = "";
  #started = 0;
  #told = 0;

  constructor(tell: BuildHooks["onProgress"]) {
    this.#tell = tell;
  }

  tell(progress: Omit<ClosingSetProgress, "secondsLeft">): void {
    const now = performance.now();
    if (progress.phase !== this.#phase) {
      this.#phase = progress.phase;
      this.#started = now;
    } else if (now - this.#told < 100 && progress.documentsDone < progress.documents) {
      return;
    }
    this.#told = now;
    const elapsed = (now - this.#started) / 1000;
    const share = progress.documents === 0 ? 1 : progress.documentsDone / progress.documents;
    const measured = progress.phase === "archive" ? progress.bytesDone / Math.max(1, progress.bytes) : share;
    const secondsLeft = elapsed < 0.5 || measured <= 0 ? null : Math.round((elapsed / measured) * (1 - measured));
    this.#tell?.({ ...progress, secondsLeft });
  }
}
