import fc from "fast-check";
import { expect, test } from "vitest";
import { safeNext } from "./safe-next";

test.each([
  "/offerings/00000000-0000-4000-8000-000000000000/closings/1?kind=opinion",
  "/my-items",
  "/account",
  "/join/abc",
])("goes on to %s", (path) => {
  expect(safeNext(path)).toBe(path);
});

test.each([
  null,
  "",
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "/%0d%0aset-cookie:x",
  "/a\n/b",
  "javascript:alert(1)",
  "/sign-in?next=/sign-in",
  "/api/auth/sign-out",
])("never to %j", (path) => {
  expect(safeNext(path)).toBe("/offerings");
});

test("stays on this site whatever is asked", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `/${text}`),
      ),
      (wanted) => {
        expect(new URL(safeNext(wanted), "https://closings.test").origin).toBe("https://closings.test");
      },
    ),
    { numRuns: 5_000 },
  );
});
