import "server-only";
import type { AuthPath } from "@/lib/contracts/people";
import { env } from "@/lib/env";
import { auth } from "./better-auth";

/** Asks the authentication library. Only what it needs goes in: the cookie, where it came from, and the checked body. */
export function askLibrary(from: Headers, path: AuthPath, body: Record<string, unknown>): Promise<Response> {
  const headers = new Headers({ "content-type": "application/json", origin: env.ORIGIN });
  for (const name of ["cookie", "user-agent", "x-forwarded-for"]) {
    const value = from.get(name);
    if (value) headers.set(name, value);
  }
  return auth.handler(
    new Request(`${env.ORIGIN}/api/auth/${path}`, { method: "POST", headers, body: JSON.stringify(body) }),
  );
}
