import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inflateSync } from "node:zlib";

const kept = new Map<string, Buffer>();

/** A face of Source Serif 4 as OpenType. Unpacked once: the PDF library would inflate it anew for each document, slowly. */
export function fontFile(face: "400-normal" | "600-normal" | "400-italic"): Buffer {
  const known = kept.get(face);
  if (known) return known;
  const require = createRequire(`${process.cwd()}/package.json`);
  const woff = readFileSync(require.resolve(`@fontsource/source-serif-4/files/source-serif-4-latin-${face}.woff`));
  const font = unpackWoff(woff);
  kept.set(face, font);
  return font;
}

/** WOFF 1.0 (W3C Recommendation, section 4 and 5) to the OpenType file that it wraps. */
function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("This is not a WOFF file");
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 44 + 20 * index;
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field)) as [
      number,
      number,
      number,
    ];
    const bytes = woff.subarray(offset, offset + packed);
    const data = packed < length ? inflateSync(bytes) : bytes;
    return { tag: woff.subarray(at, at + 4), checksum: woff.subarray(at + 16, at + 20), data };
  });

  const searched = 2 ** Math.floor(Math.log2(count)) * 16;
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(searched, 6);
  head.writeUInt16BE(Math.floor(Math.log2(count)), 8);
  head.writeUInt16BE(16 * count - searched, 10);
  const parts = [head];
  let end = head.length;
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const at = 12 + 16 * index;
    tag.copy(head, at);
    checksum.copy(head, at + 4);
    head.writeUInt32BE(end, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4);
    padded.set(data);
    parts.push(padded);
    end += padded.length;
  }
  return Buffer.concat(parts);
}
