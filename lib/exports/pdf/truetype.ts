import type { Font, Glyph } from "fontkit";

/** A glyph of the subset: its outline in font units and how far it moves the pen. */
export type SubsetGlyph = Pick<Glyph, "advanceWidth" | "path">;

type Point = { x: number; y: number; onCurve: boolean };

/**
 * A TrueType file with just these glyphs, in this order, and the tables that ISO 32000-1, 9.9 asks of a font embedded
 * as a CIDFontType2. The first glyph stands for what is missing. Outlines are taken as drawn, so a variable font gives
 * the instance it was set to.
 */
export function truetypeFile(font: Font, glyphs: readonly SubsetGlyph[]): Buffer {
  const outlines = glyphs.map((glyph) => encodeOutline(contoursOf(glyph)));
  const offsets = [0];
  for (const outline of outlines) offsets.push(offsets.at(-1)! + outline.bytes.length);
  const loca = Buffer.alloc(offsets.length * 4);
  for (const [index, offset] of offsets.entries()) loca.writeUInt32BE(offset, index * 4);
  const hmtx = Buffer.alloc(glyphs.length * 4);
  for (const [index, glyph] of glyphs.entries()) {
    hmtx.writeUInt16BE(Math.round(glyph.advanceWidth), index * 4);
    hmtx.writeInt16BE(outlines[index]!.xMin, index * 4 + 2);
  }
  return assemble([
    ["glyf", Buffer.concat(outlines.map((outline) => outline.bytes))],
    ["head", headTable(font)],
    ["hhea", hheaTable(font, glyphs)],
    ["hmtx", hmtx],
    ["loca", loca],
    ["maxp", maxpTable(glyphs.length, outlines)],
  ]);
}

function contoursOf({ path }: SubsetGlyph): Point[][] {
  const contours: Point[][] = [];
  for (const { command, args } of path.commands) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = args.map(Math.round);
    if (command === "moveTo") contours.push([{ x: x1, y: y1, onCurve: true }]);
    if (command === "lineTo") contours.at(-1)?.push({ x: x1, y: y1, onCurve: true });
    if (command === "quadraticCurveTo") {
      contours.at(-1)?.push({ x: x1, y: y1, onCurve: false }, { x: x2, y: y2, onCurve: true });
    }
    if (command === "bezierCurveTo") throw new Error("The font has cubic outlines, which TrueType cannot hold.");
  }
  for (const contour of contours) {
    const [first, last] = [contour[0]!, contour.at(-1)!];
    if (contour.length > 1 && last.onCurve && first.x === last.x && first.y === last.y) contour.pop();
  }
  return contours.filter((contour) => contour.length > 1);
}

type Outline = { bytes: Buffer; xMin: number; points: number; contours: number };

function encodeOutline(contours: readonly Point[][]): Outline {
  const points = contours.flat();
  if (points.length === 0) return { bytes: Buffer.alloc(0), xMin: 0, points: 0, contours: 0 };
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const header = Buffer.alloc(12 + contours.length * 2);
  header.writeInt16BE(contours.length, 0);
  for (const [index, value] of [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].entries()) {
    header.writeInt16BE(value, 2 + index * 2);
  }
  let end = -1;
  for (const [index, contour] of contours.entries()) {
    end += contour.length;
    header.writeUInt16BE(end, 10 + index * 2);
  }
  const flags = Buffer.from(points.map((point) => (point.onCurve ? 1 : 0)));
  const bytes = padded(Buffer.concat([header, flags, deltas(xs), deltas(ys)]));
  return { bytes, xMin: Math.min(...xs), points: points.length, contours: contours.length };
}

function deltas(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeInt16BE(value - (values[index - 1] ?? 0), index * 2);
  return bytes;
}

function headTable(font: Font): Buffer {
  const table = Buffer.alloc(54);
  table.writeUInt32BE(0x00010000, 0);
  table.writeUInt32BE(0x5f0f3cf5, 12);
  table.writeUInt16BE(font.unitsPerEm, 18);
  for (const [index, value] of Object.values(boundsOf(font)).entries()) table.writeInt16BE(value, 36 + index * 2);
  table.writeUInt16BE(8, 46);
  table.writeInt16BE(2, 48);
  table.writeInt16BE(1, 50);
  return table;
}

/** The font's bounding box in font units, in the order that tables and descriptors write it. */
export function boundsOf({ bbox }: Font): { xMin: number; yMin: number; xMax: number; yMax: number } {
  return {
    xMin: Math.floor(bbox.minX),
    yMin: Math.floor(bbox.minY),
    xMax: Math.ceil(bbox.maxX),
    yMax: Math.ceil(bbox.maxY),
  };
}

function hheaTable(font: Font, glyphs: readonly SubsetGlyph[]): Buffer {
  const table = Buffer.alloc(36);
  table.writeUInt32BE(0x00010000, 0);
  table.writeInt16BE(Math.round(font.ascent), 4);
  table.writeInt16BE(Math.round(font.descent), 6);
  table.writeUInt16BE(Math.max(...glyphs.map((glyph) => Math.round(glyph.advanceWidth))), 10);
  table.writeInt16BE(1, 18);
  table.writeUInt16BE(glyphs.length, 34);
  return table;
}

function maxpTable(count: number, outlines: readonly Outline[]): Buffer {
  const table = Buffer.alloc(32);
  table.writeUInt32BE(0x00010000, 0);
  table.writeUInt16BE(count, 4);
  table.writeUInt16BE(Math.max(...outlines.map((outline) => outline.points)), 6);
  table.writeUInt16BE(Math.max(...outlines.map((outline) => outline.contours)), 8);
  table.writeUInt16BE(2, 14);
  return table;
}

function assemble(tables: readonly (readonly [string, Buffer])[]): Buffer {
  const directory = Buffer.alloc(12 + tables.length * 16);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(tables.length, 4);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((tables.length - power) * 16, 10);
  let offset = directory.length;
  const bodies: Buffer[] = [];
  for (const [index, [tag, bytes]] of tables.entries()) {
    const at = 12 + index * 16;
    directory.write(tag, at, "latin1");
    directory.writeUInt32BE(checksum(padded(bytes)), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(bytes.length, at + 12);
    bodies.push(padded(bytes));
    offset += padded(bytes).length;
  }
  return Buffer.concat([directory, ...bodies]);
}

function padded(bytes: Buffer): Buffer {
  return bytes.length % 4 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(4 - (bytes.length % 4))]);
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
}
