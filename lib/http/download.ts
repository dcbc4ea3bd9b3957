import "server-only";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { z } from "zod";
import type { Problem } from "@/lib/contracts/problem";
import type { Actor } from "@/lib/domain/actor";
import type { Result } from "@/lib/domain/result";
import { contentDisposition } from "@/lib/files/content-disposition";
import { type OpenedFile, openStored } from "@/lib/files/store";
import { byteRange } from "./byte-range";
import { guarded, readWish } from "./command";
import { problemResponse } from "./problem-response";

/** A file that a person may have, as the record has it. */
export type KeptFile = { sha256: string; fileName: string; mediaType: string };

/** A file that was made for a person: finished on the disk, or at once in memory. */
export type MadeFile = { fileName: string; mediaType: string } & ({ path: string } | { bytes: Uint8Array });

type Viewed = { view?: "1" | undefined };

/** Kinds that a browser only shows, and never runs anything of. */
const shown = new Set(["application/pdf", "image/png", "image/jpeg", "text/plain"]);

/**
 * A file as a GET route, for whom the use-case finds one: in whole or in part, never kept by anything in between, and
 * with headers under which nothing in it could run. `?view=1` shows what can be shown; else it is there to be saved.
 */
export function download<I extends Viewed>(
  input: z.ZodType<I>,
  find: (actor: Actor, input: I) => Promise<Result<KeptFile | MadeFile, Problem>>,
) {
  return guarded(async (request, params) => {
    const asked = await readWish(request, params, input);
    if (!asked.ok) return problemResponse(asked.error);
    const { actor, input: wish } = asked.value;
    const found = await find(actor, wish);
    if (!found.ok) return problemResponse(found.error);
    return fileResponse(request, found.value, wish.view === "1");
  });
}

/** The file itself, in whole or in part as the request asks; `onStream` gets what is read from it, to break it off. */
export async function fileResponse(
  request: Request,
  file: KeptFile | MadeFile,
  view: boolean,
  onStream: (stream: Readable) => void = () => undefined,
): Promise<Response> {
  const opened = "sha256" in file ? await openStored(file.sha256) : await openMade(file);
  if (!opened) return problemResponse({ code: "file-lost" });
  const headers = new Headers({
    "accept-ranges": "bytes",
    // no-transform keeps a compressing layer from changing the bytes and with them what a range means.
    "cache-control": "private, no-store, no-transform",
    "content-disposition": contentDisposition(
      view && shown.has(file.mediaType) ? "inline" : "attachment",
      file.fileName,
    ),
    "content-security-policy": "sandbox; default-src 'none'",
    "content-type": file.mediaType === "text/plain" ? "text/plain; charset=utf-8" : file.mediaType,
    "x-content-type-options": "nosniff",
  });
  // Whoever holds a part of some other state of the file gets all of this one.
  const range = byteRange(request.headers.has("if-range") ? null : request.headers.get("range"), opened.bytes);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${opened.bytes}`);
    headers.delete("content-disposition");
    return new Response(null, { status: 416, headers });
  }
  const part = range === "whole" ? undefined : range;
  const length = String(part ? part.end - part.start + 1 : opened.bytes);
  headers.set("content-length", length);
  // Next leaves the length out; the server puts it back (lib/server/held-headers.ts).
  headers.set("x-file-length", length);
  if (part) headers.set("content-range", `bytes ${part.start}-${part.end}/${opened.bytes}`);
  if (request.method === "HEAD") return new Response(null, { status: part ? 206 : 200, headers });
  const stream = opened.stream(part);
  onStream(stream);
  return new Response(Readable.toWeb(stream) as ReadableStream, { status: part ? 206 : 200, headers });
}

async function openMade(file: MadeFile): Promise<OpenedFile | null> {
  if ("bytes" in file) {
    const { bytes } = file;
    const part = ({ start, end } = { start: 0, end: bytes.length - 1 }) => bytes.subarray(start, end + 1);
    return { bytes: bytes.length, stream: (range) => Readable.from([part(range)]) };
  }
  const found = await stat(file.path).catch(() => null);
  return found && { bytes: found.size, stream: (range) => createReadStream(file.path, range) };
}
