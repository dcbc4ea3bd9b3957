/** The ways that an agreement numbers: (a), (i), (A), (I), (1), and 5.1, 5.1.1, 5.1.1.1. */
export const numberingStyles = [
  "letter",
  "roman",
  "LETTER",
  "ROMAN",
  "digit",
  "decimal",
  "decimal2",
  "decimal3",
] as const;
export type NumberingStyle = (typeof numberingStyles)[number];

/** One way to read a printed label: its style and its place in the order, from 1. */
export type LabelReading = {
  style: NumberingStyle;
  ordinal: number /** Read as another sign than the one printed: `(1)` for `(l)`. */;
  misprint?: true;
};

const romanDigits: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/** The value of a roman number in its usual form, or null. `iiii` and `ic` are none. */
export function romanValue(word: string): number | null {
  const lower = word.toLowerCase();
  if (!/^(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(lower) || lower === "") return null;
  let total = 0;
  for (let at = 0; at < lower.length; at += 1) {
    const value = romanDigits[lower[at]!]!;
    const next = romanDigits[lower[at + 1] ?? ""] ?? 0;
    total += value < next ? -value : value;
  }
  return total;
}

/** The place of a letter label: a is 1, z 26, aa 27, bb 28, aaa 53; or ab after aa. Null for what is no letter label. */
export function letterOrdinal(word: string): number | null {
  const lower = word.toLowerCase();
  const first = lower.charCodeAt(0) - 96;
  if (!/^[a-z]{1,3}$/.test(lower)) return null;
  if (lower.split("").every((letter) => letter === lower[0])) return 26 * (lower.length - 1) + first;
  return null;
}

/** Every way to read a printed label; empty where it is no label at all. */
export function labelReadings(word: string): LabelReading[] {
  if (word === "1") {
    return [
      { style: "digit", ordinal: 1 },
      { style: "letter", ordinal: 12, misprint: true },
    ];
  }
  if (/^\d{1,2}$/.test(word)) return Number(word) > 0 ? [{ style: "digit", ordinal: Number(word) }] : [];
  const upper = word === word.toUpperCase();
  if (!upper && word !== word.toLowerCase()) return [];
  const readings: LabelReading[] = [];
  const letter = letterOrdinal(word);
  if (letter !== null) readings.push({ style: upper ? "LETTER" : "letter", ordinal: letter });
  const roman = romanValue(word);
  if (roman !== null && roman <= 60) readings.push({ style: upper ? "ROMAN" : "roman", ordinal: roman });
  return readings;
}

const tens = ["", "x", "xx", "xxx", "xl", "l"];
const ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];

/** The label that an ordinal has in a style, for a limb whose own label is not printed. */
export function printedLabel({ style, ordinal }: LabelReading): string {
  if (style === "digit" || style.startsWith("decimal")) return String(ordinal);
  const lower =
    style === "letter" || style === "LETTER"
      ? String.fromCharCode(96 + ((ordinal - 1) % 26) + 1).repeat(Math.floor((ordinal - 1) / 26) + 1)
      : `${tens[Math.floor(ordinal / 10)] ?? ""}${ones[ordinal % 10] ?? ""}`;
  return style === "LETTER" || style === "ROMAN" ? lower.toUpperCase() : lower;
}
