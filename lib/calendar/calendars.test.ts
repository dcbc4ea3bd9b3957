import { describe, expect, test } from "vitest";
import { type CalendarId, calendarIds } from "@/lib/domain/clock-words";
import { closedDays, isBusinessDay } from "./business-day";
import { calendars, firstYear, lastYear } from "./calendars";
import { easterSunday } from "./easter-sunday";

const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);

function closed(id: CalendarId, year: number): string[] {
  const days = closedDays(id, year);
  if (!days.ok) throw new Error(days.error.message);
  return days.value.map(({ date }) => date.slice(5));
}

const open = (id: CalendarId, date: string) => {
  const answer = isBusinessDay(date, [id]);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

/** Gauss's rule for the Gregorian Easter (his 1816 correction), another way than the one the table was made by. */
function easterAfterGauss(year: number): string {
  const [a, b, c] = [year % 19, year % 4, year % 7];
  const k = Math.floor(year / 100);
  const p = Math.floor((13 + 8 * k) / 25);
  const q = Math.floor(k / 4);
  const M = (15 - p + k - q) % 30;
  const N = (4 + k - q) % 7;
  const d = (19 * a + M) % 30;
  const e = (2 * b + 4 * c + 6 * d + N) % 7;
  let march = 22 + d + e;
  if (d === 29 && e === 6) march = 50;
  if (d === 28 && e === 6 && (11 * M + 11) % 30 < 19) march = 49;
  return march > 31
    ? `${year}-04-${String(march - 31).padStart(2, "0")}`
    : `${year}-03-${String(march).padStart(2, "0")}`;
}

describe("the calendars are right against schedules written out by hand", () => {
  test("Easter Sunday of every year agrees with Gauss’s rule", () => {
    expect(years.map((year) => easterSunday(year).toString())).toEqual(years.map(easterAfterGauss));
  });

  test("the exchange’s published closings of 1997, 2001, 2004, 2012, 2018, 2021, 2022 and 2025", () => {
    expect(closed("nyse", 1997)).toEqual(
      ["01-01", "02-17", "03-28", "05-26", "07-04", "09-01", "11-27", "12-25"], // no King day before 1998
    );
    expect(closed("nyse", 2001)).toEqual([
      "01-01",
      "01-15",
      "02-19",
      "04-13",
      "05-28",
      "07-04",
      "09-03",
      "09-11",
      "09-12",
      "09-13",
      "09-14",
      "11-22",
      "12-25",
    ]);
    expect(closed("nyse", 2004)).toEqual([
      "01-01",
      "01-19",
      "02-16",
      "04-09",
      "05-31",
      "06-11",
      "07-05",
      "09-06",
      "11-25",
      "12-24",
    ]);
    expect(closed("nyse", 2007)).toEqual([
      "01-01",
      "01-02",
      "01-15",
      "02-19",
      "04-06",
      "05-28",
      "07-04",
      "09-03",
      "11-22",
      "12-25",
    ]);
    expect(closed("nyse", 2012)).toEqual([
      "01-02",
      "01-16",
      "02-20",
      "04-06",
      "05-28",
      "07-04",
      "09-03",
      "10-29",
      "10-30",
      "11-22",
      "12-25",
    ]);
    expect(closed("nyse", 2018)).toEqual([
      "01-01",
      "01-15",
      "02-19",
      "03-30",
      "05-28",
      "07-04",
      "09-03",
      "11-22",
      "12-05",
      "12-25",
    ]);
    expect(closed("nyse", 2021)).toEqual([
      "01-01",
      "01-18",
      "02-15",
      "04-02",
      "05-31",
      "07-05",
      "09-06",
      "11-25",
      "12-24",
    ]);
    expect(closed("nyse", 2022)).toEqual([
      "01-17",
      "02-21",
      "04-15",
      "05-30",
      "06-20",
      "07-04",
      "09-05",
      "11-24",
      "12-26",
    ]);
    expect(closed("nyse", 2025)).toEqual([
      "01-01",
      "01-09",
      "01-20",
      "02-17",
      "04-18",
      "05-26",
      "06-19",
      "07-04",
      "09-01",
      "11-27",
      "12-25",
    ]);
  });

  test("the Reserve Bank keeps a Sunday holiday on Monday and no Saturday one on Friday", () => {
    expect(closed("ny-bank", 2004)).toEqual(
      ["01-01", "01-19", "02-16", "05-31", "07-05", "09-06", "10-11", "11-11", "11-25"], // Christmas 2004: a Saturday
    );
    expect(closed("ny-bank", 2021)).toEqual([
      "01-01",
      "01-18",
      "02-15",
      "05-31",
      "07-05",
      "09-06",
      "10-11",
      "11-11",
      "11-25",
    ]);
    expect(closed("ny-bank", 2022)).toEqual([
      "01-17",
      "02-21",
      "05-30",
      "06-20",
      "07-04",
      "09-05",
      "10-10",
      "11-11",
      "11-24",
      "12-26",
    ]);
  });

  test("the government keeps a Saturday holiday on Friday, also New Year’s Day on the 31st of December before", () => {
    expect(closed("sec", 2004)).toEqual([
      "01-01",
      "01-19",
      "02-16",
      "05-31",
      "06-11",
      "07-05",
      "09-06",
      "10-11",
      "11-11",
      "11-25",
      "12-24",
      "12-31",
    ]);
    expect(closed("sec", 2021)).toEqual([
      "01-01",
      "01-18",
      "02-15",
      "05-31",
      "06-18",
      "07-05",
      "09-06",
      "10-11",
      "11-11",
      "11-25",
      "12-24",
      "12-31",
    ]);
    expect(closed("sec", 2018)).toEqual([
      "01-01",
      "01-15",
      "02-19",
      "05-28",
      "07-04",
      "09-03",
      "10-08",
      "11-12",
      "11-22",
      "12-05",
      "12-24",
      "12-25",
    ]);
  });

  test("SIFMA’s recommended closes of 2010, 2020 and 2026, with Good Friday open on the day of the employment report", () => {
    expect(closed("us-gov-securities", 2010)).toEqual([
      "01-01",
      "01-18",
      "02-15",
      "05-31",
      "07-05",
      "09-06",
      "10-11",
      "11-11",
      "11-25",
      "12-24",
    ]);
    expect(closed("us-gov-securities", 2020)).toEqual([
      "01-01",
      "01-20",
      "02-17",
      "04-10",
      "05-25",
      "07-03",
      "09-07",
      "10-12",
      "11-11",
      "11-26",
      "12-25",
    ]);
    expect(closed("us-gov-securities", 2026)).toEqual([
      "01-01",
      "01-19",
      "02-16",
      "05-25",
      "06-19",
      "07-03",
      "09-07",
      "10-12",
      "11-11",
      "11-26",
      "12-25",
    ]);
  });

  test("DTC’s schedule of 2021: closed with exchange and bank together, open on Good Friday, Columbus and Veterans Day", () => {
    expect(closed("dtc", 2021)).toEqual(["01-01", "01-18", "02-15", "05-31", "07-05", "09-06", "11-25"]);
  });
});

describe("the special closings, calendar by calendar", () => {
  test("18 June 2021: EDGAR closed for Juneteenth, New York banks, exchange, DTC and bonds open", () => {
    expect(calendarIds.filter((id) => !open(id, "2021-06-18"))).toEqual(["sec"]);
  });

  test.each([
    ["2001-09-11", ["nyse", "us-gov-securities"]],
    ["2001-09-13", ["nyse"]],
    ["2004-06-11", ["sec", "nyse", "us-gov-securities"]],
    ["2007-01-02", ["sec", "nyse"]],
    ["2012-10-29", ["nyse"]],
    ["2012-10-30", ["nyse", "us-gov-securities"]],
    ["2018-12-05", ["sec", "nyse", "us-gov-securities"]],
    ["2018-12-24", ["sec"]],
    ["2019-12-24", ["sec"]],
    ["2020-12-24", ["sec"]],
    ["2024-12-24", ["sec"]],
    ["2025-01-09", ["sec", "nyse"]],
  ] as const)("%s closed %j and no other calendar", (date, ids) => {
    expect(calendarIds.filter((id) => !open(id, date))).toEqual(ids);
  });

  test("state-law holidays close only the calendar that counts them", () => {
    expect(open("ny-bank", "2004-02-12")).toBe(true);
    expect(open("ny-bank-state", "2004-02-12")).toBe(false);
    expect(open("ny-bank-state", "2004-11-02")).toBe(false); // general election day of 2004
    expect(open("ny-bank-state", "2023-02-13")).toBe(false); // 12 February 2023 was a Sunday
    expect(open("ny-bank-state", "2022-02-11")).toBe(true); // 12 February 2022 was a Saturday
  });
});

describe("what holds for every calendar", () => {
  test("each names its sources and how far its special closings are known", () => {
    for (const id of calendarIds) {
      expect(calendars[id].sources.length).toBeGreaterThan(0);
      expect(calendars[id].specialClosingsKnownThrough).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  test("every closed day of every year is a weekday", () => {
    for (const id of calendarIds) {
      for (const year of years) {
        for (const day of closed(id, year)) {
          const weekday = new Date(`${year}-${day}T00:00:00Z`).getUTCDay();
          expect([1, 2, 3, 4, 5]).toContain(weekday);
        }
      }
    }
  });

  test("a year before 1996 or after 2035 is refused by its number", () => {
    for (const year of [1995, 2036]) {
      const answer = isBusinessDay(`${year}-06-01`, ["ny-bank"]);
      expect(answer).toMatchObject({ ok: false, error: { code: "year-not-covered", year } });
      expect(answer.ok ? "" : answer.error.message).toContain(String(year));
    }
    expect(isBusinessDay("1996-01-02", ["ny-bank"])).toEqual({ ok: true, value: true });
    expect(isBusinessDay("2035-12-31", ["ny-bank"])).toEqual({ ok: true, value: true });
  });
});
