import { expect, test } from "vitest";
import { routeTable } from "./route-table";

const find = routeTable([
  { folder: "api/offerings", route: "offerings" },
  { folder: "api/offerings/[offeringId]", route: "offering" },
  { folder: "api/offerings/[offeringId]/acts", route: "acts" },
  { folder: "api/offerings/[offeringId]/versions/[versionId]/file", route: "file" },
  { folder: "api/auth/[...all]", route: "auth" },
]);

test("a path finds its route, and what stands in its open pieces", () => {
  expect(find("/api/offerings")).toEqual({ route: "offerings", params: {} });
  expect(find("/api/offerings/o1")).toEqual({ route: "offering", params: { offeringId: "o1" } });
  expect(find("/api/offerings/o1/acts")).toEqual({ route: "acts", params: { offeringId: "o1" } });
  expect(find("/api/offerings/o%201/versions/v/file")).toEqual({
    route: "file",
    params: { offeringId: "o 1", versionId: "v" },
  });
  expect(find("/api/auth/sign-in/email")).toEqual({ route: "auth", params: { all: ["sign-in", "email"] } });
});

test.each([
  "/",
  "/api",
  "/api/",
  "/api/offerings/",
  "/api//offerings",
  "/api/offerings/o1/",
  "/api/offerings/o1/acts/more",
  "/api/offerings/%ff",
  "/api/Offerings",
  "/api/auth",
  "/api/auth/",
  "/api/auth/%ff/x",
  "/api/offerings/o1/versions/v",
  "/api/constructor",
])("%s has none", (path) => expect(find(path)).toBeNull());

test("what is written with an encoded stroke stays one piece", () => {
  expect(find("/api/offerings/a%2Facts")).toEqual({ route: "offering", params: { offeringId: "a/acts" } });
});

test("one place of a path has one name", () => {
  expect(() =>
    routeTable([
      { folder: "api/[one]/x", route: 1 },
      { folder: "api/[other]/y", route: 2 },
    ]),
  ).toThrow("by another name");
});
