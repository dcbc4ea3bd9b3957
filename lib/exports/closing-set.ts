import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { ClosingSetInput, ClosingSetProgress, ClosingSetReport } from "./model";

export type BuildOptions = {
  /** Where the bound volume goes. */
  readonly pdf?: string;
  /** Where the unbound set goes. At least one of the two. */
  readonly zip?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ClosingSetProgress) => void;
  /** The folder of the project, where the worker's source and packages are; the working directory by default. */
  readonly root?: string;
};

type WorkerMessage =
  | { progress: ClosingSetProgress }
  | { report: ClosingSetReport }
  | { error: { name: string; message: string } };

/** Above this much JavaScript heap a worker is ended, and with it the build, so that the server goes on. */
const heapLimitMb = 768;

/**
 * Builds a closing set: the bound volume as one PDF, the unbound set as one ZIP, or both. The work is done in a worker
 * thread of its own, so that the event loop of the server stays free; several builds may run at once.
 *
 * Resolves with what became of every document; a document that cannot be bound never makes it fail. Rejects with an
 * `AbortError` where the signal asked for an end, and with an error where a file cannot be written. Each file appears
 * under its name only when it is whole; a build that ends early leaves neither.
 *
 * The worker is started from its source by path, which a bundler does not follow: the server's bundle has none of the
 * PDF and ZIP libraries in it, and the project's folder has to be there at run time, as it is for `npm start`.
 */
export async function buildClosingSet(input: ClosingSetInput, options: BuildOptions): Promise<ClosingSetReport> {
  const { pdf, zip, signal, onProgress, root = process.cwd() } = options;
  signal?.throwIfAborted();
  const stop = new SharedArrayBuffer(4);
  const hooks = pathToFileURL(join(root, "scripts", "typescript-hooks.mjs")).href;
  const targets = { ...(pdf === undefined ? {} : { pdf }), ...(zip === undefined ? {} : { zip }) };
  const worker = new Worker(join(root, "lib", "exports", "closing-set-worker.mjs"), {
    workerData: { input, targets, stop, hooks },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
  });
  const askToStop = () => Atomics.store(new Int32Array(stop), 0, 1);
  signal?.addEventListener("abort", askToStop, { once: true });
  try {
    return await new Promise<ClosingSetReport>((resolve, reject) => {
      worker.on("message", (message: WorkerMessage) => {
        if ("progress" in message) onProgress?.(message.progress);
        else if ("report" in message) resolve(message.report);
        else reject(Object.assign(new Error(message.error.message), { name: message.error.name }));
      });
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`The build ended early, with status ${code}.`)));
    });
  } finally {
    signal?.removeEventListener("abort", askToStop);
    await worker.terminate();
  }
}
