import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/**
 * Every route handler and the gate that it goes through. A route that is not listed, or that does not name its gate, fails
 * here: nothing is served unless somebody has said who may have it.
 */
const gates: Record<string, RegExp> = {
  "app/api/auth/[...all]/route.ts": /lib\/auth\//,
  "app/api/health/route.ts": /^/,
  "app/api/ready/route.ts": /^/,
};

/** Each method is a use-case wrapped by lib/http, which asks for the session and the membership. */
const usual =
  /export const (GET|POST|PUT|DELETE) = (query|personalQuery|command|personalCommand|openCommand|fileQuery|upload|download|guarded)\(/;

const routes = (readdirSync("app", { recursive: true }) as string[])
  .map((name) => `app/${name}`)
  .filter((file) => file.endsWith("/route.ts"));

test.each(routes)("%s goes through a gate", (file) => {
  const source = readFileSync(file, "utf8");
  expect(source).toMatch(gates[file] ?? usual);
  for (const [, method] of source.matchAll(/export (?:async function|const) ([A-Z]+)/g)) {
    expect(["GET", "POST", "PUT", "DELETE"]).toContain(method);
  }
});

test("there are routes", () => {
  expect(routes.length).toBeGreaterThan(5);
});
