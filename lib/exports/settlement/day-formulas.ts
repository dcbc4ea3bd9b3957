import type { DayCount } from "@/lib/domain/money-words";

/** A day (YYYY-MM-DD) as spreadsheets count days, from 30 December 1899. */
export const serialDay = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;

/**
 * The days between the days in two cells as a spreadsheet formula, or null for a day count that no short formula gives: the
 * workbook then has the number as the sheet worked it out.
 */
export function daysFormula(count: DayCount, from: string, to: string): string | null {
  const thirties = (d1: string, d2: string) =>
    `360*(YEAR(${to})-YEAR(${from}))+30*(MONTH(${to})-MONTH(${from}))+${d2}-${d1}`;
  switch (count) {
    case "act/360":
    case "act/365f":
      return `${to}-${from}`;
    case "30/360":
      return thirties(`MIN(DAY(${from}),30)`, `IF(DAY(${from})>=30,MIN(DAY(${to}),30),DAY(${to}))`);
    case "30E/360":
      return thirties(`MIN(DAY(${from}),30)`, `MIN(DAY(${to}),30)`);
    default:
      return null;
  }
}
