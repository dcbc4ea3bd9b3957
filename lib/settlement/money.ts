import type { Decimal } from "decimal.js";
import { grouped } from "@/lib/domain/allocations";
import { add, Exact, type Fraction, fraction, roundHalfUp } from "./fraction";

/** An amount of money, price or number of securities from outside: plain digits, at most 15 before and 12 after the point. */
const plainNumber = /^\d{1,15}(\.\d{1,12})?$/;

/** Reads a plain decimal number of zero or more ("200000000", "98.661"), or gives null. No sign, no comma, no exponent. */
export const readNumber = (text: unknown): Decimal | null =>
  typeof text === "string" && plainNumber.test(text) ? new Exact(text) : null;

const currencyPlaces: Record<string, number> = { JPY: 0 };

/** The decimal places that a currency is paid in: 2, or 0 for the yen. */
export const placesOf = (currency: string) => currencyPlaces[currency] ?? 2;

/** An amount as it travels: "197322000.00", with the currency's places. */
export const asAmount = (value: Decimal, currency: string) => value.toFixed(placesOf(currency));

/** An amount as it is read: "$197,322,000.00", "EUR 1,000.00". */
export const sayMoney = (amount: string, currency: string) =>
  currency === "USD" ? `$${grouped(amount)}` : `${currency} ${grouped(amount)}`;

/**
 * Divides a total among parts so that the parts always add up to it: each part is the running total down to it, rounded
 * once at the last place (half up), less the running total above it. So the sum is the rounded whole, and no part is away
 * from its exact value by as much as one unit of the last place.
 */
export function divideByRunningTotal(parts: readonly Fraction[], places: number): Decimal[] {
  let running = fraction(0);
  let above = new Exact(0);
  return parts.map((part) => {
    running = add(running, part);
    const down = roundHalfUp(running, places);
    const own = down.minus(above);
    above = down;
    return own;
  });
}

export const sum = (values: readonly Decimal[]): Decimal =>
  values.reduce((total, value) => total.plus(value), new Exact(0));
