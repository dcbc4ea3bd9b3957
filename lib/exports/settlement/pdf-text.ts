import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";
import type PDFDocument from "pdfkit";

export type Page = InstanceType<typeof PDFDocument>;
export type Weight = "text" | "bold";

/** Source Serif 4 in one file for each script; a character is set from the first file that has it. */
const scripts = ["latin", "latin-ext", "greek", "cyrillic", "vietnamese", "cyrillic-ext"];
const files: Record<Weight, string> = { text: "400-normal", bold: "600-normal" };

const parsed = new Map<string, Font>();

function fileOf(script: string, weight: Weight): string {
  // Resolved from the working directory's packages, so that a bundled server finds the file as well.
  const require = createRequire(`${process.cwd()}/package.json`);
  return require.resolve(`@fontsource/source-serif-4/files/source-serif-4-${script}-${files[weight]}.woff`);
}

function fontOf(script: string, weight: Weight): Font {
  const file = fileOf(script, weight);
  const font = parsed.get(file) ?? create(readFileSync(file));
  parsed.set(file, font);
  return font;
}

/** Makes the fonts known to a document; only those that are used come into the file. */
export function registerFonts(doc: Page): void {
  for (const weight of ["text", "bold"] as const) {
    for (const script of scripts) doc.registerFont(`${weight} ${script}`, fileOf(script, weight));
  }
}

/**
 * Every space an ordinary one, and nothing that has neither shape nor width: for such a glyph fontkit, which pdfkit sets with,
 * looks past the end of the font's outlines.
 */
const plainSpaces = (text: string) => text.replace(/\p{Zs}/gu, " ").replace(/\p{Cf}/gu, "");

/** Stretches of a text, each with the script whose file has its characters; what no file has is set from the first. */
export function runsOf(text: string, weight: Weight): { script: string; text: string }[] {
  const runs: { script: string; text: string }[] = [];
  for (const character of plainSpaces(text)) {
    const point = character.codePointAt(0) ?? 0;
    const script = scripts.find((one) => fontOf(one, weight).hasGlyphForCodePoint(point)) ?? "latin";
    const last = runs.at(-1);
    if (last?.script === script) last.text += character;
    else runs.push({ script, text: character });
  }
  return runs;
}

export type At = { x?: number; y?: number; width?: number; lineGap?: number };

/** Sets a text where the document stands, or at a place, in whichever scripts it is written. */
export function say(doc: Page, text: string, weight: Weight, size: number, { x, y, ...options }: At = {}): Page {
  const runs = runsOf(text, weight);
  doc.fontSize(size);
  runs.forEach((run, index) => {
    doc.font(`${weight} ${run.script}`);
    const more = { ...options, continued: index < runs.length - 1 };
    if (index === 0 && x !== undefined) doc.text(run.text, x, y, more);
    else doc.text(run.text, more);
  });
  return doc;
}
