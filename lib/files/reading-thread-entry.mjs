// The entry of the thread that looks into documents: a plain file, so that it starts the same from a test, a script and a
// bundled server. Node takes the types away from what it imports.
import { parentPort, workerData } from "node:worker_threads";

await import(workerData.hooks);
const { lookIntoPdf } = await import("./look-into-pdf.ts");

const tasks = {
  "look-into-pdf": lookIntoPdf,
  // Loaded when it is first asked for: most processes never show a Word document.
  "read-word": async (path) => (await import("./read-word.ts")).readWord(path),
};

// The libraries say on the console what they find odd about a file; that is told by the answer.
for (const method of ["log", "info", "warn", "error"]) console[method] = () => {};

parentPort.on("message", async ({ task, path }) => {
  parentPort.postMessage(await tasks[task](path).catch(() => null));
});
