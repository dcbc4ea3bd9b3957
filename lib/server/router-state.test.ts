import { expect, test } from "vitest";
import { isRouterState } from "./router-state";

const header = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const page = ["__PAGE__", {}, null, "refetch"];

test("takes what a browser says of the page that it is on", () => {
  const offering = [["offeringId", "0190f5a0", "d", null], { children: page }];
  for (const tree of [
    ["", {}],
    ["", { children: ["offerings", { children: offering }, null, null, 16] }, null, null, 3],
    ["", { children: page }, ["/offerings", "?a=b"], "inside-shared-layout", 0, "hash"],
    [["all", "a/b", "c", ["x"]], {}],
    [["slot", "a", "di(..)(..)", null], {}],
  ]) {
    expect(isRouterState(header(tree)), JSON.stringify(tree)).toBe(true);
  }
});

test("takes nothing that the framework answers with an error", () => {
  for (const value of [null, 1, "x", {}, [], [""], ["", null], ["", []], ["", { children: "x" }], [{}, {}]]) {
    expect(isRouterState(header(value)), JSON.stringify(value)).toBe(false);
  }
  for (const value of [
    ["", {}, "x"],
    ["", {}, ["x"]],
    ["", {}, null, "other"],
    ["", {}, null, null, true],
    ["", {}, null, null, 1, 2],
    ["", {}, null, null, 1, "x", "y"],
    [["a", "b", "x", null], {}],
    [["a", "b", "d"], {}],
    [["a", "b", "d", [1]], {}],
  ]) {
    expect(isRouterState(header(value)), JSON.stringify(value)).toBe(false);
  }
  for (const text of [undefined, ["a", "b"], "", "%", "%zz", "[", "x".repeat(20_000)]) {
    expect(isRouterState(text), String(text)).toBe(false);
  }
  const deep = `${'["",{"a":'.repeat(150)}["",{}]${"}]".repeat(150)}`;
  expect(isRouterState(encodeURIComponent(deep))).toBe(false);
});
