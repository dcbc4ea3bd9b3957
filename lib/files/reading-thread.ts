import "server-only";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Worker } from "node:worker_threads";
import type { WordText } from "@/lib/contracts/word-text";
import { log } from "@/lib/logging/log";
import type { FoundInPdf } from "./look-into-pdf";

/** What the thread can be asked, and what it answers (reading-thread-entry.mjs). */
type Tasks = { "look-into-pdf": FoundInPdf; "read-word": WordText };

/** An honest document of 100 MB takes a second or two; one that takes longer keeps the thread busy on purpose. */
const patienceMs = 20_000;
const heapLimitMb = 768;

/** Kept for the process: development loads this module anew with every change. */
const kept = globalThis as { readingThread?: Worker | null; readingQueue?: Promise<unknown> };

/**
 * Has a document read by a library, one after the other, in a thread that outlives them: a file made to exhaust a reader
 * ends that thread, and the server goes on. Null where the document could not be read, or ended the thread.
 */
export function readInThread<T extends keyof Tasks>(task: T, path: string): Promise<Tasks[T] | null> {
  const answer = (kept.readingQueue ?? Promise.resolve()).then(() => ask(task, path));
  kept.readingQueue = answer.catch(() => {});
  return answer;
}

/**
 * Started from its source by path. The class is asked of Node itself: a bundler that saw where it comes from would make a
 * thread of the bundle's own, without the libraries, and look for it in the wrong place.
 */
function start(): Worker {
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const hooks = pathToFileURL(join(process.cwd(), "scripts", "typescript-hooks.mjs")).href;
  const worker = new Worker(join(process.cwd(), "lib", "files", "reading-thread-entry.mjs"), {
    workerData: { hooks },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
  });
  worker.on("error", (error) => log.warn({ err: error }, "the thread that looks into documents ended"));
  // A command that stored a file need not wait for a thread that has nothing to do.
  worker.unref();
  return worker;
}

function ask<T extends keyof Tasks>(task: T, path: string): Promise<Tasks[T] | null> {
  kept.readingThread ??= start();
  const worker = kept.readingThread;
  return new Promise((done) => {
    const finish = (answer: Tasks[T] | null) => {
      clearTimeout(timer);
      worker.off("message", finish).off("exit", broken).unref();
      done(answer);
    };
    const broken = () => {
      kept.readingThread = null;
      void worker.terminate();
      finish(null);
    };
    const timer = setTimeout(broken, patienceMs);
    worker.on("message", finish).once("exit", broken).ref();
    worker.postMessage({ task, path: resolve(path) });
  });
}
