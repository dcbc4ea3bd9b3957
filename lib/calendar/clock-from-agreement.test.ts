import { describe, expect, test } from "vitest";
import { type AgreementClock, ruleFromClock } from "./clock-from-agreement";
import { deriveDeadline } from "./derive-deadline";
import { sampleContext } from "./sample-clocks";

const clock: AgreementClock = { clause: "5(a)", what: "a filing", basis: "", calendar: "sec", localTime: null };

function momentOf(changes: Partial<AgreementClock>): string {
  const rule = ruleFromClock({ ...clock, ...changes });
  if (!rule.ok) return rule.error.message;
  const deadline = deriveDeadline(rule.value, sampleContext);
  return deadline.ok ? deadline.value.moment.slice(0, 16) : deadline.error.message;
}

describe("a clock read from an agreement becomes a rule", () => {
  test.each([
    ["second business day after the pricing agreement", "sec", "17:30", "2004-03-08T17:30"],
    ["before the next New York business day after the pricing agreement", "nyc-bank", "12:00", "2004-03-05T12:00"],
    ["at least forty-eight hours before the Time of Delivery", "ny-bank", null, "2004-03-07T10:00"],
    ["24 hours prior to the Time of Delivery", null, null, "2004-03-08T10:00"],
    ["date of the agreement", "sec", "22:00", "2004-03-04T22:00"],
    ["through 90 days after the date of the prospectus supplement", null, null, "2004-06-02T23:59"],
  ])("%s", (basis, calendar, localTime, moment) => {
    expect(momentOf({ basis, calendar, localTime })).toBe(moment);
  });

  test("business days are the agreement’s own where the clock names no other, and none where it has none", () => {
    const own = { ...clock, basis: "next business day after the date of the agreement", localTime: "10:00" };
    for (const calendar of [null, "business-day"]) {
      const rule = ruleFromClock({ ...own, calendar }, ["ny-bank", "nyse"]);
      expect(rule.ok && rule.value.calendars).toEqual(["ny-bank", "nyse"]);
      expect(ruleFromClock({ ...own, calendar })).toMatchObject({ error: { field: "calendar" } });
    }
  });

  test("what is not understood names the field and is not guessed", () => {
    const field = (changes: Partial<AgreementClock>) => {
      const rule = ruleFromClock({ ...clock, ...changes });
      return rule.ok ? null : rule.error.field;
    };
    expect(field({ basis: "promptly" })).toBe("basis");
    expect(field({ basis: "two days after the annual picnic" })).toBe("basis");
    expect(field({ basis: "umpteen days after the pricing agreement" })).toBe("basis");
    expect(field({ basis: "two business days after the pricing agreement", calendar: null })).toBe("calendar");
    expect(field({ basis: "two business days after the pricing agreement", calendar: "target2" })).toBe("calendar");
  });
});
