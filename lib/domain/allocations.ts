/** A line of Schedule I: what one underwriter has agreed to buy, in currency units or whole shares. */
export type AllocationLine = { underwriter: string; amount: string };

/** An amount as it is typed, "88,000,000.50", without its commas; null where it is no amount above zero. */
export function readAmount(text: string): string | null {
  const plain = text.replace(/[,\s]/g, "");
  if (!/^\d{1,18}(\.\d{1,2})?$/.test(plain)) return null;
  return /[1-9]/.test(plain) ? plain.replace(/^0+(?=\d)/, "") : null;
}

/** What the lines add up to, exactly. Lines whose amount cannot be read count for nothing. */
export function totalOf(lines: readonly Pick<AllocationLine, "amount">[]): string {
  const cents = lines.reduce((sum, { amount }) => sum + inCents(readAmount(amount) ?? "0"), 0n);
  const rest = cents % 100n;
  return rest === 0n ? String(cents / 100n) : `${cents / 100n}.${String(rest).padStart(2, "0")}`;
}

/** "200,000,000". */
export const grouped = (amount: string) => amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");

/** A sentence where the lines of Schedule I do not come to the whole amount; null where they do, or nothing is known. */
export function allocationGap(lines: readonly AllocationLine[], whole: string | null): string | null {
  const amount = readAmount(whole ?? "");
  if (lines.length === 0 || amount === null) return null;
  const [found, wanted] = [inCents(totalOf(lines)), inCents(amount)];
  if (found === wanted) return null;
  const gap = found > wanted ? found - wanted : wanted - found;
  const words = totalOf([{ amount: `${gap / 100n}.${String(gap % 100n).padStart(2, "0")}` }]);
  const side = found > wanted ? "more" : "less";
  return `The lines of Schedule I come to ${grouped(totalOf(lines))}, ${grouped(words)} ${side} than ${grouped(amount)}.`;
}

function inCents(amount: string): bigint {
  const [whole = "0", rest = ""] = amount.split(".");
  return BigInt(whole) * 100n + BigInt(rest.padEnd(2, "0"));
}
