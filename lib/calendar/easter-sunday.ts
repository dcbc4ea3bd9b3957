import { Temporal } from "temporal-polyfill";

/**
 * Easter Sunday of 1996 to 2035 as month-day, in order of the years, as the Gregorian computus gives it (Meeus, Astronomical
 * Algorithms, chapter 8). A test works each of them out a second way, after Gauss.
 */
const easterSundays = [
  // 1996 to 2005
  "04-07",
  "03-30",
  "04-12",
  "04-04",
  "04-23",
  "04-15",
  "03-31",
  "04-20",
  "04-11",
  "03-27",
  // 2006 to 2015
  "04-16",
  "04-08",
  "03-23",
  "04-12",
  "04-04",
  "04-24",
  "04-08",
  "03-31",
  "04-20",
  "04-05",
  // 2016 to 2025
  "03-27",
  "04-16",
  "04-01",
  "04-21",
  "04-12",
  "04-04",
  "04-17",
  "04-09",
  "03-31",
  "04-20",
  // 2026 to 2035
  "04-05",
  "03-28",
  "04-16",
  "04-01",
  "04-21",
  "04-13",
  "03-28",
  "04-17",
  "04-09",
  "03-25",
] as const;

/** Easter Sunday of a year from 1996 to 2035. Throws for any other year, which a caller must have refused before. */
export function easterSunday(year: number): Temporal.PlainDate {
  const monthDay = easterSundays[year - 1996];
  if (!monthDay) throw new RangeError(`Easter Sunday of ${year} is not in the table of 1996 to 2035`);
  return Temporal.PlainDate.from(`${year}-${monthDay}`);
}
