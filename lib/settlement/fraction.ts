import { Decimal } from "decimal.js";

/**
 * Decimals wide enough that sums and products of the amounts, prices and day counts here are never rounded by the library.
 * Division is not exact in decimals, so it is never used on its own: see Fraction.
 */
export const Exact = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -100, toExpPos: 100 });

/** An exact number as one whole number or decimal over another; the denominator is above zero. */
export type Fraction = { over: Decimal; under: Decimal };

export const fraction = (over: Decimal.Value, under: Decimal.Value = 1): Fraction => {
  const [top, bottom] = [new Exact(over), new Exact(under)];
  if (bottom.lte(0)) throw new RangeError(`A denominator of ${bottom} is not above zero`);
  return { over: top, under: bottom };
};

export const add = (a: Fraction, b: Fraction): Fraction =>
  a.under.eq(b.under)
    ? { over: a.over.plus(b.over), under: a.under }
    : { over: a.over.times(b.under).plus(b.over.times(a.under)), under: a.under.times(b.under) };

export const times = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over.times(b.over),
  under: a.under.times(b.under),
});

/** Below zero, zero or above zero as a is less than, equal to or more than b: by cross-multiplication, so exactly. */
export const compare = (a: Fraction, b: Fraction): number => a.over.times(b.under).cmp(b.over.times(a.under));

/** The number of whole steps in a fraction, rounded down. Steps are above zero. */
export const wholeSteps = (value: Fraction, step: Decimal.Value): Decimal =>
  value.over.divToInt(value.under.times(step));

/**
 * Rounds a fraction that is not below zero to a number of decimal places, half up. Exact: the last place is settled by the
 * remainder of a whole-number division, never by an approximate quotient.
 */
export function roundHalfUp(value: Fraction, places: number): Decimal {
  if (value.over.isNegative() && !value.over.isZero()) throw new RangeError("Only amounts from zero are rounded");
  const scaled = value.over.times(new Exact(10).pow(places));
  const whole = scaled.divToInt(value.under);
  const rest = scaled.minus(whole.times(value.under));
  const rounded = rest.times(2).gte(value.under) ? whole.plus(1) : whole;
  return rounded.div(new Exact(10).pow(places));
}
