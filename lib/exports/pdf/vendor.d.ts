/** The parts used here of two libraries that ship without types. */
declare module "pako" {
  export function deflate(data: Uint8Array, options?: { level?: number }): Uint8Array;
  export function deflateRaw(data: Uint8Array, options?: { level?: number }): Uint8Array;
}

declare module "fontkit" {
  export type PathCommand = {
    command: "moveTo" | "lineTo" | "quadraticCurveTo" | "bezierCurveTo" | "closePath";
    args: number[];
  };
  export type Glyph = { id: number; advanceWidth: number; path: { commands: PathCommand[] } };
  export type Font = {
    postscriptName: string;
    unitsPerEm: number;
    ascent: number;
    descent: number;
    capHeight: number;
    bbox: { minX: number; minY: number; maxX: number; maxY: number };
    /** Where each glyph's outline begins; a glyph without one ends where it begins. */
    loca: { offsets: number[] };
    hmtx: { metrics: { length: number; get(id: number): { advance: number } } };
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
  };
  export function create(data: Uint8Array): Font;
}
