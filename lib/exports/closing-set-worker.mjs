// The entry of the worker that builds closing sets: a plain file, so that it starts the same from a test, a script and
// a bundled server. Node takes the types away from what it imports.
import { parentPort, workerData } from "node:worker_threads";

await import(workerData.hooks);
const { buildHere } = await import("./build-here.ts");

const stop = new Int32Array(workerData.stop);
try {
  const report = await buildHere(workerData.input, workerData.targets, {
    cancelled: () => Atomics.load(stop, 0) === 1,
    seals: workerData.seals,
    onProgress: (progress) => parentPort.postMessage({ progress }),
  });
  parentPort.postMessage({ report });
} catch (error) {
  parentPort.postMessage({ error: { name: error?.name ?? "Error", message: String(error?.message ?? error) } });
}
