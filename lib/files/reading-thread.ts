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

type Thread = { worker: Worker | null; queue: Promise<unknown> };

/** One thread for each task, kept for the process: development loads this module anew with every change. */
const kept = globalThis as { readingThreads?: Partial<Record<keyof Tasks, Thread>> };

/**
 * Has a document read by a library, one after the other, in a thread that outlives them: a file made to exhaust a reader
 * ends that thread, and the server goes on. Null where the document could not be read, or ended the thread.
 */
export function readInThread<T extends keyof Tasks>(task: T, path: string): Promise<Tasks[T] | null> {
  const thread = kept.readingThreads?.[task] ?? { worker: null, queue: Promise.resolve() };
  kept.readingThreads = { ...kept.readingThreads, [task]: thread };
  const answer = thread.queue.then(() => ask(thread, task, path));
  thread.queue = answer.catch(() => {});
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

function ask<T extends keyof Tasks>(thread: Thread, task: T, path: string): Promise<Tasks[T] | null> {
  thread.worker ??= start();
  const { worker } = thread;
  return new Promise((done) => {
    const finish = (answer: Tasks[T] | null) => {
      clearTimeout(timer);
      worker.off("message", finish).off("exit", broken).unref();
      done(answer);
    };
    const broken = () => {
      thread.worker = null;
      void worker.terminate();
      finish(null);
    };
    const timer = setTimeout(broken, patienceMs);
    worker.on("message", finish).once("exit", broken).ref();
    worker.postMessage({ task, path: resolve(path) });
  });
}
