import { expect, test } from "vitest";
import { byteRange } from "./byte-range";

test.each([
  [null, "whole"],
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=0-99", { start: 0, end: 99 }],
  ["bytes=10-19", { start: 10, end: 19 }],
  ["Bytes=90-", { start: 90, end: 99 }],
  ["bytes=90-1000000", { start: 90, end: 99 }],
  ["bytes=-1", { start: 99, end: 99 }],
  ["bytes=-1000", { start: 0, end: 99 }],
  ["bytes=99-99", { start: 99, end: 99 }],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=100-200", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=99999999999999999999-", "unsatisfiable"],
  ["bytes=5-4", "whole"],
  ["bytes=0-0,5-9", "whole"],
  ["bytes=a-b", "whole"],
  ["bytes=-", "whole"],
  ["bytes=", "whole"],
  ["items=0-5", "whole"],
  ["bytes=0x0-0x5", "whole"],
  ["bytes=1.5-2", "whole"],
] as const)("of a hundred bytes, %s is %o", (header, expected) => {
  expect(byteRange(header, 100)).toEqual(expected);
});

test("of an empty file every stretch is out of reach", () => {
  expect(byteRange("bytes=0-", 0)).toBe("unsatisfiable");
  expect(byteRange("bytes=-5", 0)).toBe("unsatisfiable");
});
