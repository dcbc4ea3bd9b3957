import "server-only";
import type { Readable } from "node:stream";
import type { Problem } from "@/lib/contracts/problem";
import type { Result } from "@/lib/domain/result";
import { fileResponse, type MadeFile } from "./download";
import { problemResponse } from "./problem-response";

export type LinkedFile = MadeFile & { path: string; isStillOpen: () => Promise<boolean> };

const lookEveryMs = 1_000;

/**
 * The file behind a link: given as any other, and broken off where its link is revoked meanwhile. A browser that follows a
 * link which opens nothing any more is brought to the link's page, which says so; a program gets the refusal.
 */
export async function linkedFile(
  request: Request,
  found: Result<LinkedFile, Problem>,
  page: string,
): Promise<Response> {
  if (found.ok) {
    const { isStillOpen, ...file } = found.value;
    const response = await fileResponse(request, file, false, (stream) => breakOffOnceClosed(stream, isStillOpen));
    response.headers.set("x-robots-tag", "noindex");
    return response;
  }
  const wantsPage = request.headers.get("accept")?.includes("text/html") ?? false;
  if (!wantsPage || found.error.code === "too-many-requests") return problemResponse(found.error);
  return new Response(null, { status: 303, headers: { location: page, "cache-control": "private, no-store" } });
}

/** Asks every second whether the link is still open; where it is not, the download fails where it stands. */
function breakOffOnceClosed(stream: Readable, isStillOpen: () => Promise<boolean>): void {
  const look = setInterval(async () => {
    if (!(await isStillOpen().catch(() => true))) stream.destroy(new Error("The link was revoked."));
  }, lookEveryMs);
  look.unref();
  stream.once("close", () => clearInterval(look));
}
