import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Worker } from "node:worker_threads";

/** Above this much JavaScript heap a thread is ended, and with it its work, so that the server goes on. */
const heapLimitMb = 768;
/** Nearly all objects here die young; a larger nursery is held and not used, and memory would grow with the set. */
const nurseryMb = 6;

/**
 * Starts one of this folder's workers in a thread of its own, from its source: the server's bundle has none of the PDF
 * and ZIP libraries in it, and the project's folder has to be the working directory, as it is for `npm start`. The class
 * is asked of Node itself, since a bundler would take an imported one for a worker of the browser's and bundle it.
 */
export function startThread(entry: string, data: object): Worker {
  const { Worker: Thread } = process.getBuiltinModule("node:worker_threads");
  const hooks = pathToFileURL(join(process.cwd(), "scripts", "typescript-hooks.mjs")).href;
  return new Thread(join(process.cwd(), "lib", "exports", entry), {
    workerData: { ...data, hooks },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb, maxYoungGenerationSizeMb: nurseryMb },
  });
}
