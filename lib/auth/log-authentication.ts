import "server-only";
import { createHash } from "node:crypto";
import { log } from "@/lib/logging/log";
import { clientNetwork } from "./client-network";

/** How an attempt at proving who one is came out. */
export type AuthenticationOutcome = "passed" | "refused" | "locked";

/**
 * One line for each attempt, right or wrong: what was tried, from which network, and for which account, told by a digest that is the
 * same each time and names nobody.
 */
export function logAuthentication(
  what: string,
  outcome: AuthenticationOutcome,
  { email, headers }: { email?: string | undefined; headers: Headers },
): void {
  const account = email && createHash("sha256").update(email.trim().toLowerCase()).digest("hex").slice(0, 16);
  const network = clientNetwork(headers.get("x-forwarded-for"));
  const line = { what, outcome, account, network, requestId: headers.get("x-request-id") ?? undefined };
  if (outcome === "passed") log.info(line, "authentication");
  else log.warn(line, "authentication");
}
