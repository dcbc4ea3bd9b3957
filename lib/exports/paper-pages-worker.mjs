// The entry of the worker that sets papers to see how many pages they take: a plain file, so that it starts the same from a
// test, a script and a bundled server. Node takes the types away from what it imports.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";

await import(workerData.hooks);
const { writePaperPdf } = await import("./pdf/paper-pdf.ts");

const folder = mkdtempSync(join(tmpdir(), "paper-pages-"));
try {
  parentPort.postMessage(workerData.papers.map((paper, place) => writePaperPdf(paper, join(folder, `${place}.pdf`))));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
