import type { SourceFacts } from "./inspect-source";
import { startThread } from "./own-thread";

type Message = { path: string; facts: SourceFacts } | { ready: true } | { done: true };

/**
 * What the binder will meet in each of these files, worked out in a worker thread. A file that ends the thread, made to
 * exhaust a reader, counts as unreadable, and the others are looked into without it.
 */
export async function inspectSources(paths: readonly string[]): Promise<Map<string, SourceFacts>> {
  const found = new Map<string, SourceFacts>();
  let left = [...new Set(paths)];
  while (left.length > 0) {
    await inspectInWorker(left, found);
    left = left.filter((path) => !found.has(path));
    const culprit = left.shift();
    if (culprit !== undefined) found.set(culprit, { state: "unreadable" });
  }
  return found;
}

/** Fills in what one worker finds, until it is done or a file ends it. Throws where it cannot even begin. */
async function inspectInWorker(paths: readonly string[], found: Map<string, SourceFacts>): Promise<void> {
  const worker = startThread("inspect-worker.mjs", { paths });
  let isReady = false;
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on("message", (message: Message) => {
        if ("ready" in message) isReady = true;
        else if ("done" in message) resolve();
        else found.set(message.path, message.facts);
      });
      worker.once("error", (error) => (isReady ? resolve() : reject(error)));
      worker.once("exit", (code) => (isReady ? resolve() : reject(new Error(`The worker ended with ${code}.`))));
    });
  } finally {
    await worker.terminate();
  }
}
