import { createHash } from "node:crypto";
import { startThread } from "./own-thread";
import type { Paper } from "./paper";

/** Kept for the process: the same papers have the same pages. */
const known = new Map<string, readonly number[]>();
const mostKnown = 200;

/** How many pages each of these papers takes, set in a worker thread so that nobody else waits for it. */
export async function paperPages(papers: readonly Paper[]): Promise<readonly number[]> {
  const key = createHash("sha256").update(JSON.stringify(papers)).digest("hex");
  const found = known.get(key);
  if (found) return found;
  const worker = startThread("paper-pages-worker.mjs", { papers });
  try {
    const pages = await new Promise<number[]>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`The worker ended with ${code}.`)));
    });
    if (known.size >= mostKnown) known.clear();
    known.set(key, pages);
    return pages;
  } finally {
    await worker.terminate();
  }
}
