import "server-only";
import { z } from "zod";
import { findActor } from "@/lib/auth/actor";
import { offeringId } from "@/lib/contracts/ids";
import type { Problem } from "@/lib/contracts/problem";
import type { Actor } from "@/lib/domain/actor";
import type { Result } from "@/lib/domain/result";
import { contentDisposition } from "@/lib/files/content-disposition";
import { invalid, readAskingPerson } from "./command";
import { problemResponse } from "./problem-response";

type MadeFile = { fileName: string; mediaType: string; bytes: Buffer };

const place = z.looseObject({ offeringId });

/** A file that a use-case makes at the moment it is asked for, for `guarded`: to be saved, and kept by nothing in between. */
export function madeFile<I>(input: z.ZodType<I>, make: (actor: Actor, input: I) => Promise<Result<MadeFile, Problem>>) {
  return async (request: Request, params: Record<string, unknown>): Promise<Response> => {
    const person = await readAskingPerson(request);
    if (!person) return problemResponse({ code: "not-signed-in" });
    const where = place.safeParse(params);
    const actor = where.success && (await findActor(person.id, where.data.offeringId));
    if (!actor) return problemResponse({ code: "not-found" });
    const parsed = input.safeParse({ ...Object.fromEntries(new URL(request.url).searchParams), ...params });
    if (!parsed.success) return problemResponse(invalid(parsed.error));
    const made = await make(actor, parsed.data);
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
