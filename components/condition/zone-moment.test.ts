import { expect, test } from "vitest";
import { localPartsOf, momentOf } from "./zone-moment";

const newYork = "America/New_York";

test("a local date and time name a moment in the closing's zone, in winter and in summer", () => {
  expect(momentOf("2004-03-09", "10:00", newYork)).toEqual(new Date("2004-03-09T15:00:00Z"));
  expect(momentOf("2004-07-09", "10:00", newYork)).toEqual(new Date("2004-07-09T14:00:00Z"));
  expect(momentOf("2004-03-09", "10:00", "Asia/Kolkata")).toEqual(new Date("2004-03-09T04:30:00Z"));
});

test("near a change of the clocks too; an hour that they skip names none", () => {
  expect(momentOf("2004-04-04", "01:30", newYork)).toEqual(new Date("2004-04-04T06:30:00Z"));
  expect(momentOf("2004-04-04", "02:30", newYork)).toBeNull();
  expect(momentOf("2004-04-04", "03:30", newYork)).toEqual(new Date("2004-04-04T07:30:00Z"));
});

test("what is no date or time names none", () => {
  expect(momentOf("", "", newYork)).toBeNull();
  expect(momentOf("2004-02-31", "10:00", newYork)).toBeNull();
});

test("there and back again", () => {
  const at = new Date("2004-03-09T04:30:00Z");
  const { date, time } = localPartsOf(at, newYork);
  expect([date, time]).toEqual(["2004-03-08", "23:30"]);
  expect(momentOf(date, time, newYork)).toEqual(at);
});
