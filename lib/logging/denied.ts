import { log } from "./log";
import { loggedPath } from "./logged-path";

type Denied = {
  /** Why, in the word of its refusal. */
  code: string;
  /** The id of whoever asked; null for a stranger, left out where that was not told apart. */
  person?: string | null;
  method: string;
  url: string;
  requestId: string | null | undefined;
};

/**
 * The security event of a request that was denied: one line, without a name, title, address or secret. Whoever watches the log
 * filters by `event`.
 */
export function logDenied({ method, url, requestId, ...denied }: Denied): void {
  log.warn({ event: "denied", ...denied, method, path: loggedPath(url), requestId }, "denied");
}
