import { expect, test } from "vitest";
import { canonicalJson, type JsonValue } from "./canonical";

/** The number with these IEEE 754 bits, as the RFC's appendix B names its cases. */
const fromBits = (hex: string) => Buffer.from(hex, "hex").readDoubleBE(0);

test("writes the sample object of RFC 8785 section 3.2.2 as section 3.2.3 shows it", () => {
  const sample: JsonValue = JSON.parse(
    String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
  );
  expect(canonicalJson(sample)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test("orders properties by UTF-16 code units, as the example of RFC 8785 section 3.2.3", () => {
  const sample = {
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis",
  };
  expect(Object.values(JSON.parse(canonicalJson(sample)) as object)).toHaveLength(7);
  const positions = [
    "Carriage Return",
    "One",
    "Control",
    "Latin Small Letter O With Diaeresis",
    "Euro Sign",
    "Emoji: Grinning Face",
    "Hebrew Letter Dalet With Dagesh",
  ].map((name) => canonicalJson(sample).indexOf(name));
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
});

test.each([
  ["0000000000000000", "0"],
  ["8000000000000000", "0"],
  ["0000000000000001", "5e-324"],
  ["8000000000000001", "-5e-324"],
  ["7fefffffffffffff", "1.7976931348623157e+308"],
  ["ffefffffffffffff", "-1.7976931348623157e+308"],
  ["4340000000000000", "9007199254740992"],
  ["c340000000000000", "-9007199254740992"],
  ["4430000000000000", "295147905179352830000"],
  ["44b52d02c7e14af5", "9.999999999999997e+22"],
  ["44b52d02c7e14af6", "1e+23"],
  ["44b52d02c7e14af7", "1.0000000000000001e+23"],
  ["444b1ae4d6e2ef4e", "999999999999999700000"],
  ["444b1ae4d6e2ef4f", "999999999999999900000"],
  ["444b1ae4d6e2ef50", "1e+21"],
  ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
  ["3eb0c6f7a0b5ed8d", "0.000001"],
  ["41b3de4355555553", "333333333.3333332"],
  ["41b3de4355555554", "333333333.33333325"],
  ["41b3de4355555555", "333333333.3333333"],
  ["41b3de4355555556", "333333333.3333334"],
  ["41b3de4355555557", "333333333.33333343"],
  ["becbf647612f3696", "-0.0000033333333333333333"],
  ["43143ff3c1cb0959", "1424953923781206.2"],
])("writes the number %s of RFC 8785 appendix B as %s", (bits, text) => {
  expect(canonicalJson(fromBits(bits))).toBe(text);
});

test("leaves out properties that are undefined, as JSON does", () => {
  expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
});

test.each([
  ["NaN", Number.NaN],
  ["an infinity", Number.POSITIVE_INFINITY],
  ["a lone surrogate", "\ud800"],
  ["a lone surrogate in a property name", { "\udc00": 1 }],
  ["undefined in a list", [undefined]],
  ["a date", new Date(0)],
  ["a bigint", 1n],
  ["a map", new Map()],
])("refuses %s, which has no canonical form", (_name, value) => {
  expect(() => canonicalJson(value as JsonValue)).toThrow(TypeError);
});
