import "server-only";
import type { z } from "zod";
import type { Problem } from "@/lib/contracts/problem";
import type { PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { answer, guarded, invalid, isCrossSite, readAskingPerson } from "./command";
import { problemResponse } from "./problem-response";

type Reader<I, O> = {
  limitBytes: number;
  /** Whether this person may have a file read at all, asked before a byte of it is taken in. */
  mayBegin: (personId: PersonId, input: I) => Promise<Result<unknown, Problem>>;
  run: (personId: PersonId, input: I, bytes: Uint8Array) => Promise<Result<O, Problem>>;
};

/** A file as the body of a POST that is read, answered and not kept: nothing changes, so no key goes with it. */
export function fileQuery<I, O>(input: z.ZodType<I>, { limitBytes, mayBegin, run }: Reader<I, O>) {
  return guarded(async (request, params) => {
    if (isCrossSite(request)) return problemResponse({ code: "cross-site" });
    const person = await readAskingPerson(request);
    if (!person) return problemResponse({ code: "not-signed-in" });
    const parsed = input.safeParse({ ...Object.fromEntries(new URL(request.url).searchParams), ...params });
    if (!parsed.success) return problemResponse(invalid(parsed.error));
    const may = await mayBegin(person.id, parsed.data);
    if (!may.ok) return problemResponse(may.error);
    const bytes = await readBytes(request, limitBytes);
    if (!bytes.ok) return problemResponse(bytes.error);
    return answer(await run(person.id, parsed.data, bytes.value));
  });
}

/** The body, as long as it keeps to the limit; what comes after is let go without being kept. */
async function readBytes(request: Request, limitBytes: number): Promise<Result<Uint8Array, Problem>> {
  if (!request.body) return err({ code: "file-empty" });
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += piece.length;
    if (length <= limitBytes) pieces.push(piece);
    else pieces.length = 0;
  }
  if (length === 0) return err({ code: "file-empty" });
  return length > limitBytes ? err({ code: "file-too-large", limitBytes }) : ok(new Uint8Array(Buffer.concat(pieces)));
}
