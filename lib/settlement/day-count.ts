import { Temporal } from "temporal-polyfill";
import type { DayCount } from "@/lib/domain/money-words";
import { add, type Fraction, fraction } from "./fraction";

/** What a coupon schedule is made of; dates as YYYY-MM-DD. */
export type CouponTerms = {
  /** A regular coupon date from which the others are counted in whole periods; the first one paid. */
  firstCoupon: string;
  couponsPerYear: 1 | 2 | 4 | 12;
  maturity: string;
};

/** The days counted (for a sheet) and the exact share of a year that they are. */
export type Accrual = { days: number; year: Fraction; says: string };

type Day = Temporal.PlainDate;

/**
 * The time from one day up to another (the first counted, the second not) as a share of a year under a day count. The
 * dates are YYYY-MM-DD with `from` not after `to`; the coupon terms matter for actual/actual ICMA and, by the maturity, for
 * 30E/360 ISDA.
 */
export function accrual(count: DayCount, from: string, to: string, coupons: CouponTerms): Accrual {
  const [start, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  switch (count) {
    case "30/360":
    case "30/360-us":
    case "30E/360":
    case "30E/360-isda": {
      const days = days360(count, start, end, Temporal.PlainDate.from(coupons.maturity));
      return { days, year: fraction(days, 360), says: `${days}/360` };
    }
    case "act/360":
    case "act/365f": {
      const days = actualDays(start, end);
      const basis = count === "act/360" ? 360 : 365;
      return { days, year: fraction(days, basis), says: `${days}/${basis}` };
    }
    case "act/act-isda":
      return actualIsda(start, end);
    case "act/act-icma":
      return actualIcma(start, end, coupons);
  }
}

const actualDays = (from: Day, to: Day) => from.until(to, { largestUnit: "days" }).days;

const endsFebruary = (date: Day) => date.month === 2 && date.day === date.daysInMonth;

function days360(count: DayCount, from: Day, to: Day, maturity: Day): number {
  let [d1, d2] = [from.day, to.day];
  if (count === "30/360-us") {
    if (endsFebruary(from) && endsFebruary(to)) d2 = 30;
    if (endsFebruary(from)) d1 = 30;
  }
  if (count === "30E/360-isda") {
    if (endsFebruary(from)) d1 = 30;
    if (endsFebruary(to) && !to.equals(maturity)) d2 = 30;
  }
  if (count === "30/360" || count === "30/360-us") {
    if (d2 === 31 && d1 >= 30) d2 = 30;
    if (d1 === 31) d1 = 30;
  } else {
    d1 = Math.min(d1, 30);
    d2 = Math.min(d2, 30);
  }
  return 360 * (to.year - from.year) + 30 * (to.month - from.month) + (d2 - d1);
}

/** Days over each basis, gathered by basis so that a long time needs no long denominator. */
class DaysByBasis {
  private readonly days = new Map<number, number>();

  count(days: number, basis: number): void {
    this.days.set(basis, (this.days.get(basis) ?? 0) + days);
  }

  year(): Fraction {
    return [...this.days].reduce((total, [basis, days]) => add(total, fraction(days, basis)), fraction(0));
  }

  says(): string {
    return [...this.days].map(([basis, days]) => `${days}/${basis}`).join(" + ") || "0";
  }
}

/** The days that fall in leap years over 366, the others over 365. */
function actualIsda(from: Day, to: Day): Accrual {
  const gathered = new DaysByBasis();
  for (let start = from; Temporal.PlainDate.compare(start, to) < 0; ) {
    const newYear = Temporal.PlainDate.from({ year: start.year + 1, month: 1, day: 1 });
    const end = earlier(newYear, to);
    gathered.count(actualDays(start, end), start.daysInYear);
    start = end;
  }
  return { days: actualDays(from, to), year: gathered.year(), says: gathered.says() };
}

/** Each regular period, also a notional one before the first coupon: its share of days over the days of the period. */
function actualIcma(from: Day, to: Day, coupons: CouponTerms): Accrual {
  const anchor = Temporal.PlainDate.from(coupons.firstCoupon);
  const months = 12 / coupons.couponsPerYear;
  const couponDate = (index: number) => {
    const date = anchor.add({ months: months * index });
    return anchor.day === anchor.daysInMonth ? date.with({ day: date.daysInMonth }) : date;
  };
  let index = 0;
  while (Temporal.PlainDate.compare(couponDate(index), from) > 0) index -= 1;
  while (Temporal.PlainDate.compare(couponDate(index + 1), from) <= 0) index += 1;

  const gathered = new DaysByBasis();
  for (let start = from; Temporal.PlainDate.compare(start, to) < 0; index += 1) {
    const next = couponDate(index + 1);
    const end = earlier(next, to);
    gathered.count(actualDays(start, end), actualDays(couponDate(index), next) * coupons.couponsPerYear);
    start = end;
  }
  return { days: actualDays(from, to), year: gathered.year(), says: gathered.says() };
}

const earlier = (a: Day, b: Day) => (Temporal.PlainDate.compare(a, b) < 0 ? a : b);
