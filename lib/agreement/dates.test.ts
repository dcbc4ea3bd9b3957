import { describe, expect, test } from "vitest";
import { isoDate, localTime, momentOf } from "./dates";

describe("dates and times in words", () => {
  test.each([
    ["March 4, 2004", "2004-03-04"],
    ["dated as of the 4th day of March, 2004", "2004-03-04"],
    ["SEPTEMBER 23, 2014", "2014-09-23"],
    ["31 January 2012", "2012-01-31"],
    ["February 30, 2012", null],
    ["May __, 2006", null],
  ])("%s", (words, date) => {
    expect(isoDate(words)).toBe(date);
  });

  test.each([
    ["10:00 a.m. (New York City time)", { hour: 10, minute: 0, zone: "America/New_York" }],
    ["9:30 A.M., Central time", { hour: 9, minute: 30, zone: "America/Chicago" }],
    ["12:00 noon, New York time", { hour: 12, minute: 0, zone: "America/New_York" }],
    ["12:30 a.m.", { hour: 0, minute: 30, zone: null }],
    ["10 P.M., Washington, D.C. time", { hour: 22, minute: 0, zone: "America/New_York" }],
    ["at once", null],
  ])("%s", (words, time) => {
    expect(localTime(words)).toEqual(time);
  });

  test("the offset is the one in force in that zone on that day, and none is made up", () => {
    const at = (date: string, words: string) => momentOf(date, localTime(words));
    expect(at("2004-03-09", "10:00 a.m., New York time")).toBe("2004-03-09T10:00:00-05:00[America/New_York]");
    expect(at("2006-04-03", "10:00 a.m., New York time")).toBe("2006-04-03T10:00:00-04:00[America/New_York]");
    expect(at("2008-03-10", "10:00 a.m., New York time")).toBe("2008-03-10T10:00:00-04:00[America/New_York]");
    expect(at("2012-07-02", "2:00 p.m., London time")).toBe("2012-07-02T14:00:00+01:00[Europe/London]");
    expect(at("2012-07-02", "2:00 p.m.")).toBe("2012-07-02T14:00:00");
    expect(momentOf("2012-07-02", null)).toBe("2012-07-02");
  });
});
