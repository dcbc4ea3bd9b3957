import "server-only";
import type { AuthRefusal } from "@/lib/contracts/people";
import type { Problem } from "@/lib/contracts/problem";
import { problemStatus } from "@/lib/contracts/problem-status";
import { noteRefusal } from "./denials";

/** A refusal as RFC 9457 problem details: the code that the browser has a sentence for, and never a stack. */
export function problemResponse(problem: Problem | AuthRefusal): Response {
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "private, no-store" });
  if (problem.code === "busy") headers.set("retry-after", "1");
  if (problem.code === "too-many-requests") headers.set("retry-after", String(problem.retryAfterSeconds));
  return noteRefusal(Response.json(problem, { status: problemStatus[problem.code], headers }), problem.code);
}
