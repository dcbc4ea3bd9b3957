import type { Decimal } from "decimal.js";
import { compare, Exact, type Fraction, fraction, times, wholeSteps } from "./fraction";
import { sum } from "./money";

/** One who takes up a part: by its own amount, and never more than `most` where there is a limit. */
export type Taker = { own: Decimal; most: Fraction | null };

/**
 * Divides an amount among takers pro rata to their own amounts, in whole steps of the authorised denomination. Each first
 * gets its exact share rounded down; the steps that are left go one each to the largest parts that were cut off, and where
 * two are the same to the earlier on the list. So the parts add up to the amount, and nobody is a whole step away from its
 * exact share. Null where that cannot be done within the limits. The amount is a whole number of steps.
 */
export function apportion(amount: Decimal, takers: readonly Taker[], step: Decimal): Decimal[] | null {
  const whole = sum(takers.map(({ own }) => own));
  if (amount.isZero()) return takers.map(() => new Exact(0));
  if (whole.isZero()) return null;

  const shares = takers.map(({ own, most }, index) => {
    const exact = times(fraction(amount), fraction(own, whole));
    const steps = wholeSteps(exact, step);
    const cut = { over: exact.over.minus(steps.times(step).times(exact.under)), under: exact.under };
    return { index, exact, steps, cut, most };
  });
  if (shares.some(({ exact, most }) => most !== null && compare(exact, most) > 0)) return null;

  let left = amount.div(step).minus(sum(shares.map(({ steps }) => steps)));
  const parts = shares.map(({ steps }) => steps.times(step));
  for (const { index, steps, cut, most } of [...shares].sort((a, b) => byCut(a, b))) {
    if (left.isZero()) break;
    const next = steps.plus(1).times(step);
    if (cut.over.isZero() || (most !== null && compare(fraction(next), most) > 0)) continue;
    parts[index] = next;
    left = left.minus(1);
  }
  return left.isZero() ? parts : null;
}

const byCut = (a: { cut: Fraction; index: number }, b: { cut: Fraction; index: number }) =>
  compare(b.cut, a.cut) || a.index - b.index;
