import "server-only";
import type { z } from "zod";
import type { Problem } from "@/lib/contracts/problem";
import type { Actor } from "@/lib/domain/actor";
import type { Result } from "@/lib/domain/result";
import { contentDisposition } from "@/lib/files/content-disposition";
import { readWish } from "./command";
import { problemResponse } from "./problem-response";

type MadeFile = { fileName: string; mediaType: string; bytes: Buffer };

/** A file that a use-case makes at the moment it is asked for, for `guarded`: to be saved, and kept by nothing in between. */
export function madeFile<I>(input: z.ZodType<I>, make: (actor: Actor, input: I) => Promise<Result<MadeFile, Problem>>) {
  return async (request: Request, params: Record<string, unknown>): Promise<Response> => {
    const asked = await readWish(request, params, input);
    if (!asked.ok) return problemResponse(asked.error);
    const { actor, input: wish } = asked.value;
    const made = await make(actor, wish);
    if (!made.ok) return problemResponse(made.error);
    const { fileName, mediaType, bytes } = made.value;
    return new Response(new Uint8Array(bytes), {
      headers: {
        "cache-control": "private, no-store",
        "content-disposition": contentDisposition("attachment", fileName),
        "content-security-policy": "sandbox; default-src 'none'",
        "content-type": mediaType,
        "x-content-type-options": "nosniff",
      },
    });
  };
}
