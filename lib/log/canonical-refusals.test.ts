import { expect, test } from "vitest";
import { canonicalJson, type JsonValue } from "./canonical";

const refused = (value: unknown) => {
  try {
    return canonicalJson(value as JsonValue);
  } catch (error) {
    return error instanceof TypeError ? error.message : error;
  }
};

test.each([
  [new Date(0), "an instance of Date"],
  [new Map(), "an instance of Map"],
  [() => 1, "a value of type function"],
  [1n, "a value of type bigint"],
  [undefined, "a value of type undefined"],
  [Symbol("x"), "a value of type symbol"],
  [Number.NaN, "the number NaN"],
  [Number.POSITIVE_INFINITY, "the number Infinity"],
  ["\ud800", "a lone surrogate"],
])("%s is refused by name, also deep inside", (value, name) => {
  const message = `Canonical JSON cannot hold ${name}.`;
  expect(refused(value)).toBe(message);
  expect(refused([{ a: [value] }])).toBe(message);
});

test("an object of no class is one like any other, and a name with half a pair is refused", () => {
  expect(refused(Object.assign(Object.create(null), { b: 1, a: [] }))).toBe('{"a":[],"b":1}');
  expect(refused({ "\udfff": 1 })).toBe("Canonical JSON cannot hold a lone surrogate.");
});
