import "server-only";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { err, ok, type Result } from "@/lib/domain/result";
import { log } from "@/lib/logging/log";
import type { FoundInPdf } from "./look-into-pdf";
import type { FileRefusal, Inspected } from "./stored-file";

/** An honest PDF of 100 MB takes a second or two; one that takes longer keeps the thread busy on purpose. */
const patienceMs = 20_000;
const heapLimitMb = 768;

/** Kept for the process: development loads this module anew with every change. */
const kept = globalThis as { pdfThread?: Worker | null; pdfQueue?: Promise<unknown> };

/**
 * Looks into a PDF, one after the other, in a thread that outlives them: a file made to exhaust a reader ends that
 * thread, and the server goes on.
 */
export async function inspectPdf(path: string): Promise<Result<Inspected, FileRefusal>> {
  const found = (kept.pdfQueue ?? Promise.resolve()).then(() => ask(path));
  kept.pdfQueue = found.catch(() => {});
  const answer = await found;
  if (answer.code === "pages") return ok({ mediaType: "application/pdf", pages: answer.pages });
  return err(answer);
}

/** Started from its source by path, which a bundler does not follow: the server's bundle has no PDF library in it. */
function start(): Worker {
  const hooks = pathToFileURL(join(process.cwd(), "scripts", "typescript-hooks.mjs")).href;
  const worker = new Worker(join(process.cwd(), "lib", "files", "pdf-worker.mjs"), {
    workerData: { hooks },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
  });
  worker.on("error", (error) => log.warn({ err: error }, "the thread that looks into PDFs ended"));
  // A command that stored a file need not wait for a thread that has nothing to do.
  worker.unref();
  return worker;
}

/** Whatever ends the thread while it looks into a file, the file is to blame: it counts as damaged. */
function ask(path: string): Promise<FoundInPdf> {
  kept.pdfThread ??= start();
  const worker = kept.pdfThread;
  return new Promise((done) => {
    const finish = (found: FoundInPdf) => {
      clearTimeout(timer);
      worker.off("message", finish).off("exit", broken).unref();
      done(found);
    };
    const broken = () => {
      kept.pdfThread = null;
      void worker.terminate();
      finish({ code: "file-damaged" });
    };
    const timer = setTimeout(broken, patienceMs);
    worker.on("message", finish).once("exit", broken).ref();
    worker.postMessage(resolve(path));
  });
}
