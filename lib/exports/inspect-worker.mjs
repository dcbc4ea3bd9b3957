// The entry of the worker that looks into documents before a build: a plain file, so that it starts the same from a test,
// a script and a bundled server. Node takes the types away from what it imports.
import { parentPort, workerData } from "node:worker_threads";

await import(workerData.hooks);
const { inspectSource } = await import("./inspect-source.ts");

parentPort.postMessage({ ready: true });
for (const path of workerData.paths) parentPort.postMessage({ path, facts: await inspectSource(path) });
parentPort.postMessage({ done: true });
