import type { ClientProblem } from "@/lib/contracts/problem-words";
import { ProblemError } from "./api";

/** One file on its way: `key` makes a repeated request the same one, so sending again after a lost answer is safe. */
export type FileOnItsWay = {
  path: string;
  file: Blob;
  key: string;
  /** The share of the file that has left this machine, from 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/**
 * Sends a file as the body of a POST. Throws ProblemError, or an AbortError where it was cancelled. An XMLHttpRequest,
 * since it alone tells in every browser how much has been sent.
 */
export function sendFile<T>({ path, file, key, onProgress, signal }: FileOnItsWay): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const cancel = () => request.abort();
    const settle = (then: () => void) => {
      signal.removeEventListener("abort", cancel);
      then();
    };
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => settle(() => answered<T>(request, resolve, reject));
    request.onerror = () => settle(() => reject(new ProblemError({ code: "offline" }, 0)));
    request.onabort = () => settle(() => reject(new DOMException("Cancelled", "AbortError")));
    request.open("POST", path);
    request.setRequestHeader("idempotency-key", key);
    request.setRequestHeader("content-type", "application/octet-stream");
    if (signal.aborted) return reject(new DOMException("Cancelled", "AbortError"));
    signal.addEventListener("abort", cancel, { once: true });
    request.send(file);
  });
}

function answered<T>(request: XMLHttpRequest, resolve: (value: T) => void, reject: (reason: ProblemError) => void) {
  const said = parse(request.responseText);
  if (request.status >= 200 && request.status < 300 && said !== null) return resolve(said as T);
  reject(new ProblemError((said as ClientProblem | null) ?? { code: "unexpected" }, request.status));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** How long to wait before each further try. */
const pauses = [1_000, 3_000, 9_000];

/**
 * The same, but not put off by a lost connection, a busy server or one that has enough at the moment: the file is sent
 * again after a while, with its key, so that it arrives once.
 */
export async function sendFilePatiently<T>(way: FileOnItsWay): Promise<T> {
  for (const pause of pauses) {
    try {
      return await sendFile<T>(way);
    } catch (error) {
      if (!(error instanceof ProblemError) || !passes.has(error.problem.code)) throw error;
      way.onProgress(0);
      await waited(pause, way.signal);
    }
  }
  return sendFile<T>(way);
}

const passes = new Set<ClientProblem["code"]>(["offline", "busy", "too-many-requests"]);

function waited(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      clearTimeout(timer);
      reject(new DOMException("Cancelled", "AbortError"));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", cancel);
      resolve();
    }, milliseconds);
    if (signal.aborted) cancel();
    else signal.addEventListener("abort", cancel, { once: true });
  });
}
