import { describe, expect, test } from "vitest";
import { deriveDeadline } from "./derive-deadline";
import { mechanicsClocks, mechanicsClocksFor } from "./mechanics-clocks";
import { comfortCutoff, standardSettlement } from "./practice-clocks";
import { sampleClocks, sampleContext, sampleDefaultClocks } from "./sample-clocks";
import { timeline, whatSlips } from "./timeline";

const moments = (context = sampleContext) =>
  Object.fromEntries(
    timeline(sampleClocks, context, new Date(0)).entries.map(({ item, deadline }) => [item.id, deadline]),
  );

/** The answers worked by hand from the agreement, in its own clauses. */
const byHand = {
  "462b": ["5(f), 7(a)", "2004-03-04T22:00:00-05:00"],
  "prospectus-copies": ["5(c)", "2004-03-05T12:00:00-05:00"],
  "names-and-denominations": ["4", "2004-03-07T10:00:00-05:00"],
  "wire-account": ["4", "2004-03-07T10:00:00-05:00"],
  "global-securities": ["Schedule II", "2004-03-08T10:00:00-05:00"],
  "424b": ["5(a)", "2004-03-08T17:30:00-05:00"],
  "time-of-delivery": ["Schedule II", "2004-03-09T10:00:00-05:00"],
  "clear-market": ["5(e)", "2004-06-02T23:59:59-04:00"],
} as const;

describe("the clocks of the sample closing", () => {
  test.each(Object.entries(byHand))("%s", (id, [clause, moment]) => {
    expect(sampleClocks.find((item) => item.id === id)?.rule.clause).toBe(clause);
    expect(moments()[id]?.moment).toBe(`${moment}[America/New_York]`);
  });

  test("4: the two notices fall on a Sunday, so the last business moment before is shown, Friday 5 March", () => {
    for (const id of ["names-and-denominations", "wire-account"]) {
      expect(moments()[id]?.practicalMoment?.slice(0, 10)).toBe("2004-03-05");
      expect(moments()[id]?.derivation.at(-1)).toContain("Fri 5 Mar 2004");
    }
  });

  test("5(e): the clear market has both ends in, 4 March and 2 June", () => {
    expect(moments()["clear-market"]?.period).toEqual({ from: "2004-03-04", through: "2004-06-02" });
  });

  test("5(d): 18 months are counted from the effective date, and not guessed while it is unknown", () => {
    const without = timeline(sampleClocks, sampleContext, new Date(0));
    expect(without.problems.map(({ item, problem }) => [item.id, problem.code])).toEqual([
      ["earnings-statement", "anchor-unknown"],
    ]);
    const anchors = { ...sampleContext.anchors, "effective-date": "2003-09-30" };
    expect(moments({ ...sampleContext, anchors })["earnings-statement"]?.date).toBe("2005-03-30");
  });

  test("9(a): 36 hours, 36 hours more, and a postponement of at most 7 days, to 16 March 2004 at 10:00", () => {
    const anchors = { ...sampleContext.anchors, default: "2004-03-09T10:00" };
    const answers = sampleDefaultClocks.map((rule) => deriveDeadline(rule, { ...sampleContext, anchors }));
    expect(answers.map((answer) => (answer.ok ? answer.value.moment : answer.error.message))).toEqual([
      "2004-03-10T22:00:00-05:00[America/New_York]",
      "2004-03-12T10:00:00-05:00[America/New_York]",
      "2004-03-16T10:00:00-05:00[America/New_York]",
    ]);
  });
});

describe("the 135-day rule for comfort letters", () => {
  test.each([
    ["2026-03-31", "2026-08-12"],
    ["2026-06-30", "2026-11-11"],
    ["2026-09-30", "2027-02-11"],
    ["2026-12-31", "2027-05-14"],
    ["2027-12-31", "2028-05-13"], // 2028 is a leap year
    ["2023-12-31", "2024-05-13"],
  ])("a period that ends on %s: last day %s", (periodEnd, last) => {
    const cutoff = comfortCutoff(periodEnd);
    expect(cutoff.ok && cutoff.value.date).toBe(last);
  });
});

describe("Rule 15c6-1: the standard settlement", () => {
  test.each([
    ["2004-03-04T15:00", true, "T+3", "2004-03-09"], // the sample closing settled on the standard day
    ["2004-03-04T17:00", true, "T+4", "2004-03-10"],
    ["2017-09-01T12:00", true, "T+3", "2017-09-07"], // the Friday before Labor Day
    ["2017-09-05T12:00", true, "T+2", "2017-09-07"],
    ["2024-05-24T12:00", true, "T+2", "2024-05-29"], // Memorial Day in between
    ["2024-05-28T12:00", true, "T+1", "2024-05-29"],
    ["2024-05-28T16:30", true, "T+1", "2024-05-29"],
    ["2024-05-28T16:31", true, "T+2", "2024-05-30"],
    ["2024-05-28T16:31", false, "T+1", "2024-05-29"],
    ["2019-04-17T12:00", true, "T+2", "2019-04-22"], // Good Friday: exchange closed, banks open
    ["2024-10-11T12:00", true, "T+1", "2024-10-15"], // Columbus Day: banks closed, exchange open
  ] as const)("priced at %s (firm commitment: %s): %s, %s", (pricedAt, firm, cycle, date) => {
    const answer = standardSettlement(pricedAt, firm);
    if (!answer.ok) throw new Error(answer.error.message);
    expect([answer.value.cycle, answer.value.deadline.date]).toEqual([cycle, date]);
  });

  test("refuses a pricing before the rule, an unreadable moment and an uncovered year, naming the field", () => {
    expect(standardSettlement("1995-06-01T12:00", true)).toMatchObject({ error: { code: "before-the-rule" } });
    expect(standardSettlement("tomorrow", true)).toMatchObject({ error: { field: "pricedAt" } });
    expect(standardSettlement("2026-02-30T12:00", true)).toMatchObject({ error: { field: "pricedAt" } });
    expect(standardSettlement("2035-12-31T12:00", true)).toMatchObject({ error: { year: 2036 } });
  });
});

describe("DTC on the day of the closing", () => {
  test("calls from 8:30 to 13:15 by underwriter and agent, extension by 13:00, FAST balance, all New York time", () => {
    const day = mechanicsClocks.map(({ id, rule }) => {
      const answer = deriveDeadline(rule, sampleContext);
      return [id, answer.ok ? answer.value.moment.slice(0, 16) : answer.error.message];
    });
    expect(Object.fromEntries(day)).toEqual({
      "dtc-desk-opens": "2004-03-09T08:30",
      "dtc-extension": "2004-03-09T13:00",
      "dtc-call-underwriter": "2004-03-09T13:15",
      "dtc-fast-balance": "2004-03-09T13:15",
      "dtc-call-agent": "2004-03-09T13:15",
    });
  });

  test("the desk keeps New York time, wherever the closing is", () => {
    const anchors = { "time-of-delivery": "2004-03-09T07:00" };
    const call = mechanicsClocks.find(({ id }) => id === "dtc-call-agent")?.rule;
    const answer = call && deriveDeadline(call, { zone: "America/Los_Angeles", anchors });
    expect(answer?.ok && answer.value.moment).toBe("2004-03-09T10:15:00-08:00[America/Los_Angeles]");
    // Ten at night in Tokyo on the 10th is still the 10th, at eight in the morning, for the desk.
    const tokyo =
      call && deriveDeadline(call, { zone: "Asia/Tokyo", anchors: { "time-of-delivery": "2004-03-10T22:00" } });
    expect(tokyo?.ok && tokyo.value.moment).toBe("2004-03-11T03:15:00+09:00[Asia/Tokyo]");
  });

  test("an extension is open to issues of $100 million and more", () => {
    const ids = (issue: string) => mechanicsClocksFor(issue).map(({ id }) => id);
    expect(ids("99999999")).not.toContain("dtc-extension");
    expect(ids("100000000")).toContain("dtc-extension");
  });
});

describe("the timeline", () => {
  test("is in order, and tells past, next and later with the seconds left", () => {
    const now = new Date("2004-03-08T16:59:59-05:00");
    const { entries } = timeline(sampleClocks, sampleContext, now);
    expect(entries.map(({ item, standing }) => `${item.id} ${standing}`)).toEqual([
      "462b past",
      "prospectus-copies past",
      "names-and-denominations past",
      "wire-account past",
      "global-securities past",
      "424b next",
      "time-of-delivery later",
      "clear-market later",
    ]);
    expect(entries.find(({ standing }) => standing === "next")?.secondsLeft).toBe(1801);
  });

  test("shows what slips when the Time of Delivery moves by a week, and changes nothing", () => {
    const { moved, kept } = whatSlips(sampleClocks, sampleContext, "2004-03-16T10:00");
    expect(moved.map(({ item, says }) => `${item.id}: ${says}`)).toEqual([
      "names-and-denominations: 7 days later",
      "wire-account: 7 days later",
      "global-securities: 7 days later",
      "time-of-delivery: 7 days later",
    ]);
    expect(kept.map(({ item }) => item.id)).toEqual(["462b", "prospectus-copies", "424b", "clear-market"]);
    expect(moments()["time-of-delivery"]?.date).toBe("2004-03-09");
  });

  test("a move back over the spring change is told in local days and hours", () => {
    const context = { ...sampleContext, anchors: { ...sampleContext.anchors, "time-of-delivery": "2007-03-12T10:00" } };
    const delivery = sampleClocks.filter(({ id }) => id === "time-of-delivery");
    const [slip] = whatSlips(delivery, context, "2007-03-09T09:00").moved;
    expect(slip?.says).toBe("3 days 1 hour earlier");
    expect(slip?.seconds).toBe(-(3 * 86_400));
  });
});

test("10,000 deadlines take less than a second of the processor’s time", () => {
  const rules = sampleClocks.map(({ rule }) => rule);
  const anchors = { ...sampleContext.anchors, "effective-date": "2003-09-30" };
  const before = process.cpuUsage();
  let derived = 0;
  for (let number = 0; number < 10_000; number += 1) {
    const rule = rules[number % rules.length];
    if (rule && deriveDeadline(rule, { ...sampleContext, anchors }).ok) derived += 1;
  }
  const { user } = process.cpuUsage(before);
  expect(derived).toBe(10_000);
  expect(user / 1000).toBeLessThan(1000);
});
