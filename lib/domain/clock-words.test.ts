import { expect, test } from "vitest";
import { calendarIds, isCalendarId } from "./clock-words";

test("a calendar is known by its name alone, and by nothing that every object has", () => {
  for (const id of calendarIds) expect(isCalendarId(id), id).toBe(true);
  for (const text of ["", "NYSE", "london-bank", "toString", "__proto__"]) expect(isCalendarId(text), text).toBe(false);
});
