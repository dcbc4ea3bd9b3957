import "server-only";
import type { z } from "zod";
import { findActor } from "@/lib/auth/actor";
import { fileByteLimit } from "@/lib/contracts/file-limit";
import type { Problem } from "@/lib/contracts/problem";
import type { Actor } from "@/lib/domain/actor";
import type { PersonId } from "@/lib/domain/ids";
import { err, type Result } from "@/lib/domain/result";
import { checkEnding, checkFileName } from "@/lib/files/file-name";
import { storeStream } from "@/lib/files/store";
import type { StoredFile } from "@/lib/files/stored-file";
import { type Asker, answer, guarded, invalid, readAsker } from "./command";
import { problemResponse } from "./problem-response";

type Named = { fileName: string };

/** What becomes of an uploaded file: whether this person may send one at all, asked before a byte is read, and then what. */
type Receiver<I extends Named, O> = {
  mayBegin: (actor: Actor, input: I) => Promise<Result<unknown, Problem>>;
  receive: (asker: Asker, input: I, file: StoredFile) => Promise<Result<O, Problem>>;
};

/**
 * A file as the body of a POST, with what goes with it in the address: nothing is read from a stranger, nothing is kept
 * of what is refused, and the Idempotency-Key makes a repeated request the same one.
 */
export function upload<I extends Named, O>(input: z.ZodType<I>, { mayBegin, receive }: Receiver<I, O>) {
  return guarded(async (request, params) => {
    const asked = await begin(request, params, input, mayBegin);
    if (!asked.ok) return problemResponse(asked.error);
    const { asker, wish } = asked.value;
    const under = underWay.get(asker.personId) ?? 0;
    if (under >= mostAtOnce) return problemResponse({ code: "too-many-requests", retryAfterSeconds: 2 });
    underWay.set(asker.personId, under + 1);
    try {
      const stored = await store(request, wish.fileName);
      if (!stored.ok) return problemResponse(stored.error);
      return answer(await receive(asker, wish, stored.value));
    } finally {
      const left = (underWay.get(asker.personId) ?? 1) - 1;
      if (left > 0) underWay.set(asker.personId, left);
      else underWay.delete(asker.personId);
    }
  });
}

/** One person may keep the disk busy, but not every part of it: the page sends two at a time. */
const mostAtOnce = 6;
const underWay = new Map<PersonId, number>();

async function begin<I extends Named>(
  request: Request,
  params: Record<string, unknown>,
  input: z.ZodType<I>,
  mayBegin: (actor: Actor, input: I) => Promise<Result<unknown, Problem>>,
): Promise<Result<{ asker: Asker; wish: I }, Problem>> {
  const asker = await readAsker(request, params);
  if (!asker.ok) return asker;
  const actor = await findActor(asker.value.personId, asker.value.offeringId);
  if (!actor) return err({ code: "not-found" });
  const parsed = input.safeParse({ ...Object.fromEntries(new URL(request.url).searchParams), ...params });
  if (!parsed.success) return err(invalid(parsed.error));
  const may = await mayBegin(actor, parsed.data);
  if (!may.ok) return may;
  const name = checkFileName(parsed.data.fileName);
  if (!name.ok) return name;
  const length = request.headers.get("content-length");
  if (Number(length) > fileByteLimit) return err({ code: "file-too-large", limitBytes: fileByteLimit });
  return { ok: true, value: { asker: asker.value, wish: { ...parsed.data, fileName: name.value } } };
}

async function store(request: Request, fileName: string): Promise<Result<StoredFile, Problem>> {
  if (!request.body) return err({ code: "file-empty" });
  try {
    return await storeStream(piecesOf(request.body), {
      accept: ({ mediaType }) => {
        const ending = checkEnding(fileName, mediaType);
        return ending.ok ? null : ending.error;
      },
    });
  } catch (error) {
    // Whoever went away in the middle reads no answer; it is not our fault either.
    if (!request.signal.aborted && !isCutOff(error)) throw error;
    return err({
      code: "invalid-input",
      issues: [{ path: "", message: "The file did not arrive whole. Send it again." }],
    });
  }
}

const isCutOff = (error: unknown) =>
  error instanceof Error && (error.name === "AbortError" || /aborted|ECONNRESET/.test(error.message));

/**
 * The body's pieces. Where reading ends early the rest is let run into nothing: a connection that is cut in the middle
 * of an upload takes the refusal with it.
 */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let whole = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        whole = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!whole) void letRun(reader);
  }
}

async function letRun(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // It was cut off at the other end.
  }
}
