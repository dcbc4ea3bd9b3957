import { expect, test } from "vitest";
import { distanceWords, momentWords, secondsWords } from "./time-words";

test("a moment is given in the closing's zone, summer and winter", () => {
  expect(momentWords(new Date("2004-03-09T15:00:00Z"), "America/New_York")).toBe("Tue 9 Mar 2004, 10:00 EST");
  expect(momentWords(new Date("2026-07-01T14:00:00Z"), "America/New_York")).toBe("Wed 1 Jul 2026, 10:00 EDT");
  expect(secondsWords(new Date("2004-03-09T05:00:07Z"), "America/New_York")).toBe("00:00:07");
});

test("a distance shows its two largest units, and which way it lies", () => {
  const from = new Date("2004-03-08T21:00:00Z");
  const after = (milliseconds: number) => distanceWords(from, new Date(from.getTime() + milliseconds));
  expect(after(18 * 3_600_000)).toBe("in 18 h 00 min");
  expect(after(51 * 3_600_000)).toBe("in 2 d 3 h");
  expect(after(1_025_000)).toBe("in 17 min 05 s");
  expect(after(-3 * 3_600_000)).toBe("3 h 00 min ago");
});

test("a moment at hand lies ahead, and the last hour is told in seconds", () => {
  const at = new Date("2004-03-09T15:00:00Z");
  expect(distanceWords(at, at)).toBe("in 0 min 00 s");
  expect(momentWords(at, "Asia/Kolkata")).toBe("Tue 9 Mar 2004, 20:30 GMT+5:30");
});
