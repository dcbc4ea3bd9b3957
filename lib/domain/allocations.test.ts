import { expect, test } from "vitest";
import { allocationGap, grouped, readAmount, totalOf } from "./allocations";

const lines = (...amounts: string[]) => amounts.map((amount, index) => ({ underwriter: `Firm ${index}`, amount }));

test.each([
  ["88,000,000", "88000000"],
  [" 24 000 000 ", "24000000"],
  ["0012.50", "12.50"],
  ["0", null],
  ["-1", null],
  ["1.234", null],
  ["12e6", null],
  ["", null],
])("%j is read as %j", (text, amount) => {
  expect(readAmount(text)).toBe(amount);
});

test("the sample’s three lines come to the whole, and nothing is said", () => {
  const schedule = lines("88,000,000", "88,000,000", "24,000,000");
  expect(totalOf(schedule)).toBe("200000000");
  expect(allocationGap(schedule, "200,000,000")).toBeNull();
});

test("a cent too little is said, and nothing is mended", () => {
  expect(allocationGap(lines("88000000", "111999999.99"), "200000000")).toBe(
    "The lines of Schedule I come to 199,999,999.99, 0.01 less than 200,000,000.",
  );
});

test("too much is said as well; without lines or a whole there is nothing to compare", () => {
  expect(allocationGap(lines("2"), "1")).toContain("1 more than 1");
  expect(allocationGap([], "1")).toBeNull();
  expect(allocationGap(lines("2"), null)).toBeNull();
});

test("amounts beyond what a floating number holds stay exact", () => {
  expect(totalOf(lines("999999999999999999.99", "0.01"))).toBe("1000000000000000000");
});

test("thousands are grouped, decimals are not", () => {
  expect(grouped("1234567.1234")).toBe("1,234,567.1234");
  expect(grouped("999")).toBe("999");
});

test("a line that cannot be read counts for nothing, and a whole that cannot be read is none", () => {
  expect(totalOf(lines("88,000,000", "much", "0.5"))).toBe("88000000.50");
  expect(allocationGap(lines("2"), "much")).toBeNull();
  expect(allocationGap(lines("much"), "0200,000")).toBe(
    "The lines of Schedule I come to 0, 200,000 less than 200,000.",
  );
});

test("decimals are no thousands, however many there are", () => {
  expect(grouped("1.1234567")).toBe("1.1234567");
});
