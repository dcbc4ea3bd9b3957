import { crc32, inflateRawSync } from "node:zlib";
import { deflateRaw } from "pako";

/** One part of an Office file: its name within the package and its bytes. */
export type PackagePart = { name: string; bytes: Buffer };

/** 1 January 1980, 00:00, as ZIP writes dates: the one date for all parts, so that the hour of the export leaves no trace. */
const fixedDosDate = 0x0021;

/**
 * Makes the bytes of an Office file (a ZIP of XML parts) depend on its content alone: `edit` may change or take away
 * what a library put in of time or chance, and the parts are packed anew with one date and the pure JavaScript
 * deflate, which gives the same bytes on every machine.
 */
export function repack(file: Uint8Array, edit: (name: string, xml: string) => string = (_name, xml) => xml): Buffer {
  const parts = readParts(Buffer.from(file)).map(({ name, bytes }) =>
    /\.(xml|rels)$/.test(name)
      ? { name, bytes: Buffer.from(edit(name, bytes.toString("utf8")), "utf8") }
      : { name, bytes },
  );
  // Readers expect the content types first; the others follow in the order of their names.
  const first = "[Content_Types].xml";
  parts.sort((a, b) => (a.name === first ? -1 : b.name === first ? 1 : a.name < b.name ? -1 : 1));
  return writeParts(parts);
}

/** The parts of a small ZIP in memory. Throws where it is not one. */
export function readParts(zip: Buffer): PackagePart[] {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error("The Office library did not give a ZIP.");
  const parts: PackagePart[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const method = zip.readUInt16LE(at + 10);
    const size = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const stored = zip.subarray(start, start + size);
    if (!name.endsWith("/")) parts.push({ name, bytes: method === 8 ? inflateRawSync(stored) : Buffer.from(stored) });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}

function writeParts(parts: readonly PackagePart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of parts) {
    const packed = Buffer.from(deflateRaw(bytes, { level: 6 }));
    const named = Buffer.from(name, "utf8");
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x0800, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt16LE(fixedDosDate, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(named.length, 22);
    bodies.push(Buffer.from("PK\x03\x04", "latin1"), facts, named, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), facts, place, named);
    offset += 30 + named.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}
