import { expect, test } from "vitest";
import { momentFault } from "./local-moment";

test.each([
  ["2031-03-11", "10:00", "America/New_York"],
  ["2031-11-02", "01:30", "America/New_York"],
  ["2028-02-29", "00:00", "Europe/London"],
  ["2031-03-11", "10:00", "UTC"],
])("%s %s in %s is a moment", (...moment) => {
  expect(momentFault(...moment)).toBeNull();
});

test.each([
  ["2031-02-29", "10:00", "America/New_York", "localDate"],
  ["2031-03-09", "02:30", "America/New_York", "localTime"],
  ["2031-03-30", "01:30", "Europe/London", "localTime"],
  ["2031-03-11", "10:00", "America/Gotham", "zone"],
  ["2031-03-11", "10:00", "+05:00", "zone"],
  ["2031-03-11", "10:00", "", "zone"],
])("%s %s in %s is none: its %4$s", (localDate, localTime, zone, field) => {
  expect(momentFault(localDate, localTime, zone)).toMatchObject({ field });
});
