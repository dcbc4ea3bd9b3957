import type { IncomingHttpHeaders } from "node:http";
import { isRouterState } from "./router-state";

/** Why a request is turned away before any of the application sees it. */
export type EdgeRefusal = { status: number; code: string };

const methods = new Set(["GET", "HEAD", "POST", "PUT", "DELETE"]);
const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Pure. Refuses what nothing here answers: other methods, addresses of other sites, Server Actions (there are none, and
 * the framework's code for them has had grave faults), and anything but reading outside /api.
 */
export function refuseAtEdge(
  request: { method: string; url: string; headers: IncomingHttpHeaders },
  origin: string,
): EdgeRefusal | undefined {
  const { method, url, headers } = request;
  if (!methods.has(method)) return { status: 405, code: "method-not-allowed" };
  // A request target is a path here; a whole address, or one that begins with two slashes, leads proxies astray.
  if (!/^\/(?![/\\])/.test(url)) return { status: 400, code: "invalid-input" };
  if (!isOurHost(headers.host, origin)) return { status: 421, code: "wrong-host" };
  if (headers["next-action"] !== undefined) return { status: 400, code: "invalid-input" };
  if (headers["content-type"]?.includes("text/x-component")) return { status: 415, code: "invalid-input" };
  const reads = method === "GET" || method === "HEAD";
  if (!reads && !/^\/api\//.test(url)) return { status: 405, code: "method-not-allowed" };
  return undefined;
}

/** A name that somebody else's server resolves to this machine is not ours. */
function isOurHost(host: string | undefined, origin: string): boolean {
  if (host === undefined) return false;
  return host === new URL(origin).host || loopback.has(host.replace(/:\d+$/, ""));
}

const dropped = /^(x-middleware-|x-forwarded-|x-nextjs-|x-invoke-|x-next-)/;
const droppedNames = new Set([
  "forwarded",
  "x-real-ip",
  "x-nonce",
  "x-request-id",
  "x-matched-path",
  "content-security-policy",
  "content-security-policy-report-only",
]);

/**
 * Takes out of a request's headers what only this server may say, and says it: the policy with this request's nonce
 * (from which Next takes the nonce), the client's address, the request's id.
 */
export function restateHeaders(
  headers: IncomingHttpHeaders,
  ours: { policy: string; nonce: string; requestId: string; clientAddress: string; origin: string },
): void {
  for (const name of Object.keys(headers)) if (dropped.test(name) || droppedNames.has(name)) delete headers[name];
  if (!isRouterState(headers["next-router-state-tree"])) delete headers["next-router-state-tree"];
  const { host, protocol } = new URL(ours.origin);
  headers["content-security-policy"] = ours.policy;
  headers["x-nonce"] = ours.nonce;
  headers["x-request-id"] = ours.requestId;
  headers["x-forwarded-for"] = ours.clientAddress;
  headers["x-forwarded-proto"] = protocol.replace(":", "");
  headers["x-forwarded-host"] = headers.host ?? host;
}

/**
 * Where a request comes from. With `proxies` of one's own in front, the entry that the outermost of them wrote; what
 * stands before it is the client's own word.
 */
export function clientAddress(remote: string | undefined, forwardedFor: string | undefined, proxies: number): string {
  const direct = (remote ?? "unknown").replace(/^::ffff:/, "");
  if (proxies === 0) return direct;
  const entries = (forwardedFor ?? "").split(",").map((entry) => entry.trim());
  return entries.at(-proxies) || direct;
}
