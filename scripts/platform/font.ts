import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import subsetFont from "subset-font";
import { projectRoot } from "./settings";

const require = createRequire(import.meta.url);

/** Where app/fonts.css looks for it. */
const file = join(projectRoot, "app/generated/inter-latin.woff2");

/** The characters for which browsers take the Latin file, as its package says. */
const ranges: readonly [number, number][] = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2bb, 0x2bc],
  [0x2c6, 0x2c6],
  [0x2da, 0x2da],
  [0x2dc, 0x2dc],
  [0x2000, 0x206f],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2191, 0x2191],
  [0x2193, 0x2193],
  [0x2212, 0x2212],
  [0x2215, 0x2215],
];

/**
 * Makes the typeface of the screens from its package: its Latin letters in the weights that are used, regular to semibold.
 * Half the size of the file with all weights, on the first visit of everyone.
 */
export async function makeFont(): Promise<void> {
  const whole = readFileSync(require.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"));
  const letters = ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
  const made = await subsetFont(whole, String.fromCodePoint(...letters), {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 600 } },
  });
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, made);
}
