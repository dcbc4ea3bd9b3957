import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CalendarId } from "@/lib/domain/clock-words";
import type { Deadline, DeadlineContext, DeadlineRule } from "./deadline";
import { deriveDeadline } from "./derive-deadline";

const plainRule: DeadlineRule = {
  clause: "4",
  what: "notice",
  anchor: "event",
  direction: "after",
  count: 1,
  unit: "calendar-days",
  bound: "by",
  localTime: null,
  countsAnchorDay: false,
  calendars: [],
  roll: "none",
};

const context = (event: string, zone = "America/New_York"): DeadlineContext => ({ zone, anchors: { event } });

function derived(changes: Partial<DeadlineRule>, event: string): Deadline {
  const deadline = deriveDeadline({ ...plainRule, ...changes }, context(event));
  if (!deadline.ok) throw new Error(deadline.error.message);
  return deadline.value;
}

describe("hours", () => {
  test("are elapsed time: 48 hours over the spring change of 2007 end an hour later on the clock", () => {
    const deadline = derived({ unit: "hours", count: 48 }, "2007-03-10T10:00");
    expect(deadline.moment).toBe("2007-03-12T11:00:00-04:00[America/New_York]");
    expect(deadline.derivation.join(" ")).toContain("clocks change");
  });

  test("are elapsed time: 36 hours back over the autumn change of 2006", () => {
    const deadline = derived({ unit: "hours", count: 36, direction: "before" }, "2006-10-30T10:00");
    expect(deadline.moment).toBe("2006-10-28T23:00:00-04:00[America/New_York]");
  });

  test("cannot be counted from a day without a time, nor carry a time of day or an inclusive day", () => {
    const hours = { ...plainRule, unit: "hours" as const };
    expect(deriveDeadline(hours, context("2004-03-09"))).toMatchObject({ error: { code: "anchor-without-time" } });
    expect(deriveDeadline({ ...hours, localTime: "10:00" }, context("2004-03-09T10:00"))).toMatchObject({
      error: { field: "localTime" },
    });
    expect(deriveDeadline({ ...hours, countsAnchorDay: true }, context("2004-03-09T10:00"))).toMatchObject({
      error: { field: "countsAnchorDay" },
    });
  });
});

describe("days and months", () => {
  test("keep the local hour over a change of the clocks", () => {
    expect(derived({ count: 2 }, "2007-03-10T10:00").moment).toBe("2007-03-12T10:00:00-04:00[America/New_York]");
  });

  test("an hour that the spring change skips is taken one hour later, and said", () => {
    const deadline = derived({ count: 1, localTime: "02:30" }, "2027-03-13");
    expect(deadline.moment).toBe("2027-03-14T03:30:00-04:00[America/New_York]");
    expect(deadline.cautions.join(" ")).toContain("does not exist");
  });

  test("an hour that the autumn change repeats is the first one, and said", () => {
    const deadline = derived({ count: 1, localTime: "01:30" }, "2026-10-31");
    expect(deadline.moment).toBe("2026-11-01T01:30:00-04:00[America/New_York]");
    expect(deadline.cautions.join(" ")).toContain("comes twice");
  });

  test("a month from the 31st ends on the last day of a shorter month", () => {
    expect(derived({ unit: "months", count: 1 }, "2024-01-31").date).toBe("2024-02-29");
    expect(derived({ unit: "months", count: 18 }, "2003-08-29").date).toBe("2005-02-28");
    expect(derived({ unit: "months", count: 18 }, "2003-08-28").derivation.join(" ")).not.toContain("last day");
  });

  test("an inclusive count takes the event’s own day as day 1", () => {
    expect(derived({ count: 90, countsAnchorDay: true }, "2004-03-04").date).toBe("2004-06-01");
    expect(derived({ count: 90 }, "2004-03-04").date).toBe("2004-06-02");
  });

  test("a day without an hour runs to its last second", () => {
    expect(derived({ count: 1 }, "2004-03-04").moment).toBe("2004-03-05T23:59:59-05:00[America/New_York]");
  });
});

describe("business days", () => {
  const second = (event: string, calendar: CalendarId) =>
    derived({ unit: "business-days", count: 2, calendars: [calendar], localTime: "17:30" }, event);

  test("leave out weekends and name them with their reason", () => {
    const deadline = second("2004-03-04", "sec");
    expect(deadline.date).toBe("2004-03-08");
    expect(deadline.derivation.join(" ")).toContain("Sat 6 Mar 2004 is left out (Saturday)");
  });

  test("18 June 2021 is left out by EDGAR’s calendar and counted by New York banks’", () => {
    expect(second("2021-06-16", "sec").date).toBe("2021-06-21");
    expect(second("2021-06-16", "ny-bank").date).toBe("2021-06-18");
  });

  test("9 January 2025: an offering priced on the 7th is filed by the 10th, one priced on the 8th by the 13th", () => {
    expect(second("2025-01-07", "sec").date).toBe("2025-01-10");
    expect(second("2025-01-08", "sec").date).toBe("2025-01-13");
  });

  test("Christmas Eve 2020: a filing due by then is in time on 28 December", () => {
    expect(second("2020-12-22", "sec").date).toBe("2020-12-28");
  });

  test("must be open on every calendar that is asked", () => {
    const both = derived({ unit: "business-days", count: 1, calendars: ["nyse", "ny-bank"] }, "2024-10-11");
    expect(both.date).toBe("2024-10-15"); // Columbus Day closes the banks, not the exchange
  });

  test("a New York State holiday on the way is a caution, not a day lost", () => {
    const deadline = derived({ unit: "business-days", count: 2, calendars: ["ny-bank"] }, "2004-02-11");
    expect(deadline.date).toBe("2004-02-13");
    expect(deadline.cautions.join(" ")).toContain("Lincoln");
  });

  test("a count of many days names only the holidays", () => {
    const deadline = derived({ unit: "business-days", count: 30, calendars: ["nyse"] }, "2004-05-20");
    expect(deadline.derivation.join(" ")).toContain("President Reagan");
    expect(deadline.date).toBe("2004-07-06");
  });
});

describe("a day that is no business day", () => {
  const sunday = "2004-02-29"; // the Sunday before Monday 1 March 2004
  const roll = (kind: DeadlineRule["roll"], event: string) =>
    derived({ count: 0, roll: kind, calendars: ["ny-bank"], localTime: "10:00" }, event).date;

  test("is moved as the rule says", () => {
    expect(roll("preceding", sunday)).toBe("2004-02-27");
    expect(roll("following", sunday)).toBe("2004-03-01");
    expect(roll("modified-following", sunday)).toBe("2004-02-27");
    expect(roll("modified-following", "2004-03-06")).toBe("2004-03-08");
    expect(roll("following", "2004-03-04")).toBe("2004-03-04");
  });

  test("is kept where nothing moves it, with the last business moment before it", () => {
    const deadline = derived({ count: 0, calendars: ["ny-bank"], localTime: "10:00" }, sunday);
    expect(deadline.date).toBe(sunday);
    expect(deadline.practicalMoment).toBe("2004-02-27T17:00:00-05:00[America/New_York]");
  });

  test("a restraint that lasts through a Sunday has no business moment before it", () => {
    const deadline = derived({ count: 0, calendars: ["ny-bank"], bound: "through" }, sunday);
    expect(deadline.practicalMoment).toBeNull();
    expect(deadline.period).toEqual({ from: sunday, through: sunday });
  });
});

describe("what cannot be worked out is refused with its field", () => {
  test.each([
    [{ anchor: "another" }, "2004-03-04", "anchor"],
    [{}, "4 March 2004", "anchors"],
    [{}, "2004-02-30", "anchors"],
    [{ count: 1.5 }, "2004-03-04", "count"],
    [{ count: -1 }, "2004-03-04", "count"],
    [{ localTime: "25:00" }, "2004-03-04", "localTime"],
    [{ unit: "business-days" }, "2004-03-04", "calendars"],
    [{ roll: "following" }, "2004-03-04", "calendars"],
    [{ unit: "business-days", calendars: ["sec"] }, "2035-12-31", "calendars"],
    [{ unit: "business-days", direction: "before", calendars: ["sec"] }, "1996-01-01", "calendars"],
    [{ count: 0, roll: "preceding", calendars: ["sec"] }, "1990-01-01", "calendars"],
  ] satisfies [Partial<DeadlineRule>, string, string][])("%j from %s: %s", (changes, event, field) => {
    const refused = deriveDeadline({ ...plainRule, ...changes }, context(event));
    expect(refused).toMatchObject({ ok: false, error: { field } });
    expect(refused.ok ? "" : refused.error.message).not.toBe("");
  });

  test("an unknown zone, and the year that a calendar does not cover", () => {
    expect(deriveDeadline(plainRule, context("2004-03-04", "New York"))).toMatchObject({ error: { field: "zone" } });
    const late = deriveDeadline(
      { ...plainRule, unit: "business-days", count: 5, calendars: ["nyse"] },
      context("2035-12-28"),
    );
    expect(late).toMatchObject({ error: { code: "year-not-covered", year: 2036 } });
  });
});

describe("properties", () => {
  const day = fc
    .date({ min: new Date("1998-01-01T00:00:00Z"), max: new Date("2033-12-31T00:00:00Z"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const calendar = fc.constantFrom<CalendarId>("ny-bank", "sec", "nyse", "dtc", "us-gov-securities");
  const count = fc.integer({ min: 0, max: 60 });

  test("so many hours after and so many hours before are inverses, whatever the clocks do", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 24 * 120 }), (date, hours) => {
        const event = `${date}T10:00`;
        const after = derived({ unit: "hours", count: hours }, event);
        const back = derived({ unit: "hours", count: hours, direction: "before" }, after.moment);
        expect(back.moment.slice(0, 16)).toBe(event);
      }),
    );
  });

  test("from a business day, n business days on and n back return to it", () => {
    fc.assert(
      fc.property(day, calendar, count, (date, id, n) => {
        const start = derived({ count: 0, roll: "following", calendars: [id] }, date).date;
        const on = derived({ unit: "business-days", count: n, calendars: [id] }, start).date;
        const back = derived({ unit: "business-days", count: n, direction: "before", calendars: [id] }, on).date;
        expect(back).toBe(start);
      }),
    );
  });

  test("n business days never end sooner than n calendar days, and one more is always later", () => {
    fc.assert(
      fc.property(day, calendar, count, (date, id, n) => {
        const business = derived({ unit: "business-days", count: n, calendars: [id] }, date).date;
        const later = derived({ unit: "business-days", count: n + 1, calendars: [id] }, date).date;
        expect(business >= derived({ count: n }, date).date).toBe(true);
        expect(later > business).toBe(true);
      }),
    );
  });

  test("a rolled day is a business day, and the practical moment is before the deadline on one", () => {
    fc.assert(
      fc.property(day, calendar, (date, id) => {
        const kept = derived({ count: 0, calendars: [id], localTime: "10:00" }, date);
        for (const kind of ["preceding", "following", "modified-following"] as const) {
          const rolled = derived({ count: 0, roll: kind, calendars: [id], localTime: "10:00" }, date);
          expect(rolled.practicalMoment).toBeNull();
          expect(rolled.date === date).toBe(kept.practicalMoment === null);
        }
        if (kept.practicalMoment) expect(kept.practicalMoment < kept.moment).toBe(true);
      }),
    );
  });
});
