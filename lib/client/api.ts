import type { ActRequest } from "@/lib/contracts/acts";
import type { ClientProblem } from "@/lib/contracts/problem-words";
import { problemSentence } from "@/lib/contracts/problem-words";

/** A refusal on its way through TanStack Query; `message` is the sentence to show. */
export class ProblemError extends Error {
  constructor(
    readonly problem: ClientProblem,
    readonly status: number,
  ) {
    super(problemSentence(problem));
  }
}

/** The refusal in an error, whatever it came as. */
export const problemOf = (error: unknown): ClientProblem =>
  error instanceof ProblemError ? error.problem : { code: "unexpected" };

/** Reads JSON. Throws ProblemError. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await send(path, { ...(signal && { signal }) }));
}

/** Sends JSON, for what has one effect however often it is sent: `key` makes a repeated request the same one. */
export async function postJson<T>(path: string, body: unknown, key: string = crypto.randomUUID()): Promise<T> {
  const headers = { "content-type": "application/json", "idempotency-key": key };
  return read<T>(await sendAgain(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** Sends a file to be read and not kept. Throws ProblemError. */
export async function postFile<T>(path: string, file: File): Promise<T> {
  return read<T>(await send(path, { method: "POST", body: file }));
}

export type ActAnswer = { position: string; id: string };

/** Does one act in an offering. */
export const postAct = (offeringId: string, act: ActRequest, key?: string) =>
  postJson<ActAnswer>(`/api/offerings/${offeringId}/acts`, act, key);

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ProblemError({ code: "offline" }, 0);
  }
}

/** After a broken connection or a busy server the same request is sent once more: with its key, it cannot act twice. */
async function sendAgain(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await send(path, init);
    if (response.status !== 503) return response;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
  await new Promise((resolve) => setTimeout(resolve, 800));
  return send(path, init);
}

async function read<T>(response: Response): Promise<T> {
  const said = await response.json().catch(() => null);
  if (response.ok) return said as T;
  throw new ProblemError((said as ClientProblem | null) ?? { code: "unexpected" }, response.status);
}
