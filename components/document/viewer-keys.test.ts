import { expect, test } from "vitest";
import { moveFor, pageAfter, scaleAfter, typedPage } from "./viewer-keys";

const pressed = (key: string, change = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...change });

test("arrows and page keys turn pages, plus and minus change the size", () => {
  expect(moveFor(pressed("ArrowRight"), false)).toEqual({ to: "next" });
  expect(moveFor(pressed("PageUp"), false)).toEqual({ to: "previous" });
  expect(moveFor(pressed("+"), false)).toEqual({ zoom: "in" });
  expect(moveFor(pressed("0"), false)).toEqual({ zoom: "width" });
});

test("keys in a field, the browser’s own, and those that mean nothing are left alone", () => {
  expect(moveFor(pressed("ArrowRight"), true)).toBeNull();
  expect(moveFor(pressed("+", { ctrlKey: true }), false)).toBeNull();
  expect(moveFor(pressed("ArrowLeft", { altKey: true }), false)).toBeNull();
  expect(moveFor(pressed("ArrowDown"), false)).toBeNull();
  expect(moveFor(pressed("constructor"), false)).toBeNull();
});

test("pages end at both ends", () => {
  expect([pageAfter(1, 9, "previous"), pageAfter(9, 9, "next")]).toEqual([1, 9]);
  expect([pageAfter(5, 9, "previous"), pageAfter(5, 9, "next")]).toEqual([4, 6]);
  expect([pageAfter(5, 9, "first"), pageAfter(5, 9, "last")]).toEqual([1, 9]);
});

test("sizes go by steps from wherever one is, and stop at the largest and smallest", () => {
  expect([scaleAfter(0.54, "in"), scaleAfter(0.54, "out")]).toEqual([0.67, 0.5]);
  expect([scaleAfter(1, "in"), scaleAfter(1, "out")]).toEqual([1.1, 0.9]);
  expect([scaleAfter(4, "in"), scaleAfter(0.25, "out")]).toEqual([4, 0.25]);
});

test.each([
  ["1", 1],
  [" 12 ", 12],
  ["0", null],
  ["13", null],
  ["-1", null],
  ["1e1", null],
  ["", null],
  ["two", null],
  ["999999999999", null],
])("of twelve pages, %j is page %s", (text, page) => {
  expect(typedPage(text, 12)).toBe(page);
});
