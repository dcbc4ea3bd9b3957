import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { hostileTexts } from "@/lib/testing/hostile/texts";
import { OwnFonts } from "./own-fonts";
import { VolumeWriter } from "./volume-writer";

const folder = mkdtempSync(join(tmpdir(), "own-fonts-"));
afterAll(() => rmSync(folder, { recursive: true }));

// A font may have a glyph without an outline where its outlines end, such as a joiner of no width.
test("every character of every hostile text has a width in each face, and can be set and written", () => {
  const path = join(folder, "fonts.pdf");
  const writer = new VolumeWriter(path);
  const fonts = new OwnFonts(writer);
  const characters = new Set(hostileTexts().flatMap((text) => [...text.slice(0, 5_000)]));
  expect(characters.size).toBeGreaterThan(300);
  for (const style of ["regular", "bold", "italic"] as const) {
    for (const character of characters) expect(fonts.width(character, style)).toBeGreaterThanOrEqual(0);
    fonts.runs([...characters].join(""), style);
  }
  fonts.finish();
  expect(writer.close(false).bytes).toBeGreaterThan(10_000);
});
