import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { SourceFacts } from "./inspect-source";

type Message = { path: string; facts: SourceFacts } | { done: true };

const heapLimitMb = 768;

/**
 * What the binder will meet in each of these files, worked out in a worker thread. A file that ends the thread, made to
 * exhaust a reader, counts as unreadable, and the others are looked into without it.
 */
export async function inspectSources(
  paths: readonly string[],
  root: string = process.cwd(),
): Promise<Map<string, SourceFacts>> {
  const found = new Map<string, SourceFacts>();
  let left = [...new Set(paths)];
  while (left.length > 0) {
    await inspectInWorker(left, found, root);
    left = left.filter((path) => !found.has(path));
    const culprit = left.shift();
    if (culprit !== undefined) found.set(culprit, { state: "unreadable" });
  }
  return found;
}

/** Fills in what one worker finds, until it is done or ended. */
async function inspectInWorker(paths: readonly string[], found: Map<string, SourceFacts>, root: string): Promise<void> {
  const worker = new Worker(join(root, "lib", "exports", "inspect-worker.mjs"), {
    workerData: { paths, hooks: pathToFileURL(join(root, "scripts", "typescript-hooks.mjs")).href },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
  });
  await new Promise<void>((resolve) => {
    worker.on("message", (message: Message) => {
      if ("done" in message) resolve();
      else found.set(message.path, message.facts);
    });
    worker.once("error", () => resolve());
    worker.once("exit", () => resolve());
  });
  await worker.terminate();
}
