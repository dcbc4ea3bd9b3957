import { expect, test } from "vitest";
import { loggedPath } from "./logged-path";

test("keeps the words and ids of a path", () => {
  const path =
    "/api/offerings/0190f5a0-7c1e-7000-8000-0123456789ab/closings/0190f5a0-7c1e-7000-8000-0123456789ac/closing-set";
  expect(loggedPath(path)).toBe(path);
  expect(loggedPath("/")).toBe("/");
});

test("leaves out the secret of a link, a document's name, any other word and the query", () => {
  expect(loggedPath("/join/Zk3vT9qX_0aB?email=a@example.com")).toBe("/join/…");
  expect(loggedPath("/offerings/Project%20Falcon.pdf")).toBe("/offerings/…");
  expect(loggedPath("/offerings/falcon")).toBe("/offerings/…");
  expect(loggedPath("/sign-in?return=/offerings#x")).toBe("/sign-in");
});

test("a path made to flood the log stays short", () => {
  expect(loggedPath("/a".repeat(5000)).length).toBeLessThan(64);
});
