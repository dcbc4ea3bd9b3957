import { expect, test } from "vitest";
import { localTimeOf, momentOfLocal } from "./local-time";

const newYork = "America/New_York";
const moment = (local: string, zone = newYork) => momentOfLocal(local, zone)?.toISOString();

test("a local time names the moment that it names in its zone, winter and summer", () => {
  expect(moment("2004-03-09T10:00")).toBe("2004-03-09T15:00:00.000Z");
  expect(moment("2004-07-09T10:00")).toBe("2004-07-09T14:00:00.000Z");
  expect(moment("2026-11-25T10:00", "Asia/Tokyo")).toBe("2026-11-25T01:00:00.000Z");
});

test("what the clock showed comes back", () => {
  for (const local of ["2004-03-09T10:00", "2004-04-04T01:59", "2004-04-04T03:00", "2004-10-31T00:30"]) {
    expect(localTimeOf(momentOfLocal(local, newYork) as Date, newYork)).toBe(local);
  }
});

test("a skipped time is the one an hour later, a repeated one the first", () => {
  expect(moment("2004-04-04T02:30")).toBe("2004-04-04T07:30:00.000Z");
  expect(moment("2004-10-31T01:30")).toBe("2004-10-31T05:30:00.000Z");
});

test("what is no time is none", () => {
  expect(momentOfLocal("", newYork)).toBeNull();
  for (const none of ["2004-13-40T10:00", "on 2004-03-09T10:00", "2004-03-09T10:00:30", "2004-03-09"])
    expect(momentOfLocal(none, newYork), none).toBeNull();
});
