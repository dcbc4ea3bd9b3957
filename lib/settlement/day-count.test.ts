import { describe, expect, test } from "vitest";
import { type DayCount, dayCounts } from "@/lib/domain/money-words";
import { accrual, type CouponTerms } from "./day-count";
import { compare, fraction } from "./fraction";

const coupons: CouponTerms = { firstCoupon: "2004-09-01", couponsPerYear: 2, maturity: "2014-03-01" };

describe("the day counts against published examples and tables by hand", () => {
  // Days under each convention, worked out by hand from its definition.
  test.each([
    ["2004-03-09", "2004-03-09", 0, 0, 0, 0],
    ["2004-03-09", "2004-03-16", 7, 7, 7, 7],
    ["2004-03-09", "2004-09-01", 172, 172, 172, 172],
    ["2007-01-15", "2007-01-31", 16, 16, 15, 15],
    ["2007-01-31", "2007-02-28", 28, 28, 28, 30],
    ["2007-02-28", "2007-03-31", 33, 30, 32, 30],
    ["2006-08-31", "2007-02-28", 178, 178, 178, 180],
    ["2007-02-28", "2008-02-29", 361, 360, 361, 360],
    ["2008-02-29", "2009-02-28", 359, 360, 359, 360],
    ["2007-09-30", "2007-10-31", 30, 30, 30, 30],
    ["2007-12-31", "2008-12-31", 360, 360, 360, 360],
  ])("%s to %s: %i, %i, %i, %i days of 360", (from, to, bond, us, euro, isda) => {
    const days = (count: DayCount) => accrual(count, from, to, coupons).days;
    expect([days("30/360"), days("30/360-us"), days("30E/360"), days("30E/360-isda")]).toEqual([bond, us, euro, isda]);
  });

  test("30E/360 ISDA: an end of February that is the maturity is not made a 30th", () => {
    const toMaturity = { ...coupons, maturity: "2008-02-29" };
    expect(accrual("30E/360-isda", "2007-08-31", "2008-02-29", toMaturity).days).toBe(179);
    expect(accrual("30E/360-isda", "2007-08-31", "2008-02-29", coupons).days).toBe(180);
  });

  const isShare = (count: DayCount, from: string, to: string, over: number, under: number, terms = coupons) =>
    compare(accrual(count, from, to, terms).year, fraction(over, under));

  test("actual/360 and actual/365 fixed: a leap year is 366 days of either", () => {
    expect(isShare("act/360", "2004-01-01", "2005-01-01", 366, 360)).toBe(0);
    expect(isShare("act/365f", "2004-01-01", "2005-01-01", 366, 365)).toBe(0);
  });

  // ISDA, "EMU and Market Conventions: Recent Developments" (1998): the worked cases for actual/actual.
  test("actual/actual ISDA of 1 November 2003 to 1 May 2004 is 61/365 + 121/366", () => {
    expect(isShare("act/act-isda", "2003-11-01", "2004-05-01", 61 * 366 + 121 * 365, 365 * 366)).toBe(0);
  });

  test("actual/actual ICMA of the same regular half year is 182/(182 × 2)", () => {
    const terms: CouponTerms = { firstCoupon: "2004-05-01", couponsPerYear: 2, maturity: "2010-05-01" };
    expect(isShare("act/act-icma", "2003-11-01", "2004-05-01", 1, 2, terms)).toBe(0);
  });

  test("actual/actual ICMA, short first coupon: 1 February to 1 July 1999, yearly, is 150/365", () => {
    const terms: CouponTerms = { firstCoupon: "1999-07-01", couponsPerYear: 1, maturity: "2003-07-01" };
    expect(isShare("act/act-icma", "1999-02-01", "1999-07-01", 150, 365, terms)).toBe(0);
    expect(isShare("act/act-isda", "1999-02-01", "1999-07-01", 150, 365, terms)).toBe(0);
  });

  test("actual/actual ICMA, long first coupon: 15 August 2002 to 15 July 2003, half-yearly, is 181/362 + 153/368", () => {
    const terms: CouponTerms = { firstCoupon: "2003-07-15", couponsPerYear: 2, maturity: "2007-07-15" };
    expect(isShare("act/act-icma", "2002-08-15", "2003-07-15", 181 * 368 + 153 * 362, 362 * 368, terms)).toBe(0);
    expect(isShare("act/act-isda", "2002-08-15", "2003-07-15", 334, 365, terms)).toBe(0);
  });

  test("actual/actual ICMA, quarterly at month ends: 30 November to 29 February is a quarter, then 61/(92 × 4)", () => {
    const terms: CouponTerms = { firstCoupon: "1999-11-30", couponsPerYear: 4, maturity: "2000-11-30" };
    expect(isShare("act/act-icma", "1999-11-30", "2000-02-29", 1, 4, terms)).toBe(0);
    expect(isShare("act/act-icma", "2000-02-29", "2000-04-30", 61, 92 * 4, terms)).toBe(0);
  });

  test("no day count gives anything for no time, or loses a year over ten of them", () => {
    const terms: CouponTerms = { firstCoupon: "2004-09-01", couponsPerYear: 2, maturity: "2014-03-01" };
    for (const count of Object.keys(dayCounts) as DayCount[]) {
      expect(compare(accrual(count, "2004-03-09", "2004-03-09", terms).year, fraction(0))).toBe(0);
    }
    for (const count of ["30/360", "30/360-us", "30E/360", "30E/360-isda", "act/act-icma"] as const) {
      expect(compare(accrual(count, "2004-03-01", "2014-03-01", terms).year, fraction(10))).toBe(0);
    }
  });
});
