import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";
import { boundsOf, type SubsetGlyph, truetypeFile } from "./truetype";
import type { VolumeWriter } from "./volume-writer";

export type FontStyle = "regular" | "bold" | "italic";

/** A stretch of text in one font resource: codes in hex, as a `Tj` operator takes them between angle brackets. */
export type TextRun = { resource: string; hex: string };

/** Source Serif 4 in one file for each script; a character is set from the first file that has it. */
const scripts = ["latin", "latin-ext", "greek", "cyrillic", "vietnamese", "cyrillic-ext"];
const fontPackage = "@fontsource/source-serif-4/files/source-serif-4";
const weightAndSlope = { regular: "400-normal", bold: "600-normal", italic: "400-italic" };

const parsed = new Map<string, Font>();

function fontFile(script: string, style: FontStyle): Font {
  const key = `${script}-${weightAndSlope[style]}`;
  let font = parsed.get(key);
  if (!font) {
    // Resolved from the working directory's packages, so that a bundled server finds the file as well.
    const require = createRequire(`${process.cwd()}/package.json`);
    font = create(readFileSync(require.resolve(`${fontPackage}-${key}.woff`)));
    parsed.set(key, font);
  }
  return font;
}

/**
 * The fonts of the pages that the volume adds of its own: cover, index, slip sheets, stamps. Only the glyphs in use are
 * embedded, as Identity-H with a ToUnicode map, so that every character can be searched and copied; one that no font
 * has is drawn as a box and still copied as itself.
 */
export class OwnFonts {
  readonly #writer: VolumeWriter;
  readonly #faces = new Map<string, Face>();
  /** The object with the resources of our own pages, written by `finish`. */
  readonly resources: number;

  constructor(writer: VolumeWriter) {
    this.#writer = writer;
    this.resources = writer.reserve();
  }

  /** The object number of the face that stamps are set in. */
  get stampFont(): number {
    return this.#face("latin", "regular").number;
  }

  /** Text for a stamp, in the stamp's one face. */
  stampText(text: string): { hex: string; width: number } {
    const face = this.#face("latin", "regular");
    const codes = [...text].map((character) => face.take(character));
    return { hex: codes.map((code) => code.hex).join(""), width: sum(codes.map((code) => code.width)) };
  }

  /** Text as runs, each in the font that has its characters. */
  runs(text: string, style: FontStyle): TextRun[] {
    const runs: TextRun[] = [];
    for (const character of text) {
      const face = this.#faceFor(character, style);
      const { hex } = face.take(character);
      const last = runs.at(-1);
      if (last?.resource === face.resource) last.hex += hex;
      else runs.push({ resource: face.resource, hex });
    }
    return runs;
  }

  /** The width of a line of text, in units of the font size. */
  width(text: string, style: FontStyle): number {
    return sum([...text].map((character) => this.#faceFor(character, style).advance(character)));
  }

  /** Writes the subsets and the shared resources. Nothing can be set after this. */
  finish(): void {
    let fonts = "";
    for (const face of this.#faces.values()) {
      face.write(this.#writer);
      fonts += `/${face.resource} ${face.number} 0 R`;
    }
    this.#writer.object(this.resources, `<</Font<<${fonts}>>>>`);
  }

  #faceFor(character: string, style: FontStyle): Face {
    const latin = this.#face("latin", style);
    if (latin.has(character)) return latin;
    for (const script of scripts) {
      if (fontFile(script, style).hasGlyphForCodePoint(character.codePointAt(0)!)) return this.#face(script, style);
    }
    return latin;
  }

  #face(script: string, style: FontStyle): Face {
    const key = `${script} ${style}`;
    let face = this.#faces.get(key);
    if (!face) {
      face = new Face(fontFile(script, style), style, this.#faces.size + 1, this.#writer.reserve());
      this.#faces.set(key, face);
    }
    return face;
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** One font of the volume, growing by each character that is set in it. */
class Face {
  readonly resource: string;
  readonly number: number;
  readonly #font: Font;
  readonly #style: FontStyle;
  readonly #codes = new Map<string, { hex: string; width: number }>();
  readonly #glyphs: SubsetGlyph[];
  readonly #texts: string[] = [""];

  constructor(font: Font, style: FontStyle, index: number, number: number) {
    this.#font = font;
    this.#style = style;
    this.resource = `F${index}`;
    this.number = number;
    this.#glyphs = [missingGlyph(font)];
  }

  has(character: string): boolean {
    return this.#codes.has(character) || this.#font.hasGlyphForCodePoint(character.codePointAt(0)!);
  }

  advance(character: string): number {
    return this.#glyph(character).advanceWidth / this.#font.unitsPerEm;
  }

  take(character: string): { hex: string; width: number } {
    let code = this.#codes.get(character);
    if (!code) {
      code = { hex: this.#glyphs.length.toString(16).padStart(4, "0"), width: this.advance(character) };
      this.#glyphs.push(this.#glyph(character));
      this.#texts.push(character);
      this.#codes.set(character, code);
    }
    return code;
  }

  write(writer: VolumeWriter): void {
    const [file, descriptor, descendant, unicode] = [
      writer.reserve(),
      writer.reserve(),
      writer.reserve(),
      writer.reserve(),
    ];
    const bytes = truetypeFile(this.#font, this.#glyphs);
    writer.deflated(file, `<</Length1 ${bytes.length}`, bytes);
    writer.deflated(unicode, "<<", Buffer.from(this.#toUnicode(), "latin1"));
    const name = `SECTVN+SourceSerif4-${this.#style}`;
    const scale = 1000 / this.#font.unitsPerEm;
    const { xMin, yMin, xMax, yMax } = boundsOf(this.#font);
    const box = [xMin, yMin, xMax, yMax].map((value) => Math.round(value * scale)).join(" ");
    const metrics = `/Ascent ${Math.round(this.#font.ascent * scale)}/Descent ${Math.round(this.#font.descent * scale)}/CapHeight ${Math.round(this.#font.capHeight * scale)}`;
    const slant = this.#style === "italic" ? "/Flags 70/ItalicAngle -12" : "/Flags 6/ItalicAngle 0";
    writer.object(
      descriptor,
      `<</Type/FontDescriptor/FontName/${name}${slant}/FontBBox[${box}]${metrics}/StemV ${this.#style === "bold" ? 130 : 80}/FontFile2 ${file} 0 R>>`,
    );
    const widths = this.#glyphs.map((glyph) => Math.round(glyph.advanceWidth * scale)).join(" ");
    writer.object(
      descendant,
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor ${descriptor} 0 R/DW 500/W[0[${widths}]]>>`,
    );
    writer.object(
      this.number,
      `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicode} 0 R>>`,
    );
  }

  #glyph(character: string): SubsetGlyph {
    const codePoint = character.codePointAt(0)!;
    return this.#font.hasGlyphForCodePoint(codePoint) ? glyphOf(this.#font, codePoint) : this.#glyphs[0]!;
  }

  #toUnicode(): string {
    const lines: string[] = [];
    for (const [code, text] of this.#texts.entries()) {
      if (code === 0) continue;
      const utf16 = Buffer.from(text, "utf16le").swap16().toString("hex");
      lines.push(`<${code.toString(16).padStart(4, "0")}> <${utf16}>`);
    }
    let map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n";
    map += "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n";
    map +=
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n";
    for (let at = 0; at < lines.length; at += 100) {
      const block = lines.slice(at, at + 100);
      map += `${block.length} beginbfchar\n${block.join("\n")}\nendbfchar\n`;
    }
    return `${map}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n`;
  }
}

/**
 * A glyph of a font. One without an outline, such as that of a zero-width joiner, is asked for its advance alone: fontkit looks
 * for its box where it would stand, which may be past the end of the font's outlines.
 */
function glyphOf(font: Font, codePoint: number): SubsetGlyph {
  const glyph = font.glyphForCodePoint(codePoint);
  const { offsets } = font.loca;
  if (offsets[glyph.id] !== offsets[glyph.id + 1]) return glyph;
  const { metrics } = font.hmtx;
  return { advanceWidth: metrics.get(Math.min(glyph.id, metrics.length - 1)).advance, path: { commands: [] } };
}

/** An upright box, drawn for a character that no font here has. */
function missingGlyph(font: Font): SubsetGlyph {
  const [width, height] = [font.unitsPerEm * 0.5, font.capHeight];
  const square = (inset: number, clockwise: boolean): { command: "moveTo" | "lineTo"; args: number[] }[] => {
    const corners: [number, number][] = [
      [40 + inset, inset],
      [40 + inset, height - inset],
      [width - 40 - inset, height - inset],
      [width - 40 - inset, inset],
    ];
    const ordered = clockwise ? corners : corners.reverse();
    return ordered.map((args, index) => ({ command: index === 0 ? "moveTo" : "lineTo", args }));
  };
  return { advanceWidth: width, path: { commands: [...square(0, true), ...square(40, false)] } };
}
