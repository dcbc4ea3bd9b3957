import type { ClosingSetInput, ClosingSetProgress, ClosingSetReport } from "./model";
import { startThread } from "./own-thread";
import type { SealSettings } from "./seal/settings";

export type BuildOptions = {
  /** Where the bound volume goes. */
  readonly pdf?: string;
  /** Where the unbound set goes. At least one of the two. */
  readonly zip?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ClosingSetProgress) => void;
  readonly seals?: SealSettings;
};

type WorkerMessage =
  | { progress: ClosingSetProgress }
  | { report: ClosingSetReport }
  | { error: { name: string; message: string } };

/**
 * Builds a closing set: the bound volume as one PDF, the unbound set as one ZIP, or both. The work is done in a worker
 * thread of its own, so that the event loop of the server stays free; several builds may run at once.
 *
 * Resolves with what became of every document; a document that cannot be bound never makes it fail. Rejects with an
 * `AbortError` where the signal asked for an end, with a `SealError` where a seal that the operator requires cannot be had,
 * and with another where a file cannot be written. Each file appears
 * under its name only when it is whole; a build that ends early leaves neither.
 */
export async function buildClosingSet(input: ClosingSetInput, options: BuildOptions): Promise<ClosingSetReport> {
  const { pdf, zip, signal, onProgress, seals } = options;
  signal?.throwIfAborted();
  const stop = new SharedArrayBuffer(4);
  const targets = { ...(pdf === undefined ? {} : { pdf }), ...(zip === undefined ? {} : { zip }) };
  const worker = startThread("closing-set-worker.mjs", { input, targets, stop, seals });
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
