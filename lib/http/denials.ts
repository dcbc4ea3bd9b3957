import "server-only";
import type { PersonId } from "@/lib/domain/ids";
import { logDenied } from "@/lib/logging/denied";

/** Not signed in, not for you, not there for you: what somebody meets who asks for more than is theirs. */
const denials: ReadonlySet<number> = new Set([401, 403, 404]);

const askers = new WeakMap<Request, PersonId>();
const codes = new WeakMap<Response, string>();

/** Remembers who a request proved to be from, for the security event in case it is denied. */
export function noteAsker(request: Request, personId: PersonId): void {
  askers.set(request, personId);
}

/** Remembers why a response refuses. */
export function noteRefusal(response: Response, code: string): Response {
  codes.set(response, code);
  return response;
}

/** Writes the security event of a request that was denied, with the person's id where there is a session. */
export function logDenial(request: Request, response: Response): void {
  if (!denials.has(response.status)) return;
  const person = askers.get(request) ?? null;
  const requestId = request.headers.get("x-request-id");
  const { method, url } = request;
  const code = codes.get(response) ?? String(response.status);
  logDenied({ code, person, method, url: new URL(url).pathname, requestId });
}
