import { crc32, deflateSync } from "node:zlib";

const utf16 = (text: string) => Buffer.from(text, "utf16le");

/** A compound file of the old Office kind that has parts of these names; only what a look from outside needs. */
export const compoundFile = (...parts: string[]) =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(504), ...parts.map(utf16), Buffer.alloc(512)]);

function chunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A grey picture of this size, whole; with `cut`, without its end. */
export function pngOf(width: number, height: number, cut = false): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = deflateSync(Buffer.alloc(Math.min((width + 1) * height, 1_000_000)));
  const whole = [chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...whole.slice(0, cut ? 2 : 3)]);
}

/** The frame of a JPEG of this size, which no decoder looks into here. */
export function jpegOf(width: number, height: number, cut = false): Buffer {
  const frame = Buffer.from("ffc0000b080000000001011100", "hex");
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const start = Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex");
  return Buffer.concat([start, frame, Buffer.from(cut ? "ffda0008" : "ffda0008ffd9", "hex")]);
}

/** Files that are not taken, whatever they are called, with what the refusal says. */
export const otherHostileFiles: Readonly<Record<string, { bytes: Buffer; code: string; found?: RegExp }>> = {
  "no bytes": { bytes: Buffer.alloc(0), code: "file-empty" },
  "one zero byte": { bytes: Buffer.alloc(1), code: "file-not-allowed" },
  "a web page": page("<!DOCTYPE html><html><script>alert(1)</script></html>", /web page/),
  "a web page behind white space and a comment": page("\n <!-- hello -->\n<HTML><body>", /web page/),
  "a web page behind a byte order mark": page("\ufeff<html>", /web page/),
  "a bare script element": page("<script>alert(1)</script>", /web page/),
  "a drawing": page('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', /SVG/),
  "a drawing behind an XML declaration": page('<?xml version="1.0"?><svg onload="alert(1)"/>', /SVG/),
  "an XML file": page('<?xml version="1.0"?><a/>', /XML/),
  "an XML file with entities": page('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', /XML/),
  "a shell script": page("#!/bin/sh\nrm -rf /\n", /program/),
  "a PHP page": page("<?php system($_GET[1]);", /program/),
  "a rich text file": page("{\\rtf1\\ansi hello}", /rich text/),
  "a Windows program": { ...bin("4d5a90000300000004000000ffff0000"), found: /program/ },
  "a Linux program": { ...bin("7f454c46020101000000000000000000"), found: /program/ },
  "a moving picture that is a script too": { bytes: Buffer.from("GIF89a/*\0*/=1;alert(1)"), code: "file-not-allowed" },
  "a compressed file": bin("1f8b0800000000000003"),
  "a RAR archive": bin("526172211a0701003392b5e5"),
  "an old Word document": { bytes: compoundFile("WordDocument"), code: "file-not-allowed", found: /\.doc/ },
  "an Office file under a password": { bytes: compoundFile("EncryptedPackage"), code: "file-locked" },
  "an unknown compound file": { bytes: compoundFile("Whatever"), code: "file-not-allowed" },
  "a picture a mile high": { bytes: pngOf(1, 65_000), code: "file-not-allowed", found: /too large/ },
  "a picture of no width": { bytes: pngOf(0, 10), code: "file-damaged" },
  "a picture cut off": { bytes: pngOf(10, 10, true), code: "file-damaged" },
  "a photograph cut off": { bytes: jpegOf(10, 10, true), code: "file-damaged" },
  "text with a zero in it": { bytes: Buffer.from("Dear Sirs,\0"), code: "file-not-allowed" },
  "a head without a body": { bytes: Buffer.from("%PDF-1.7\n%%EOF\n"), code: "file-damaged" },
  "a PDF that is a web page": {
    bytes: Buffer.from("%PDF-1.7\n<html><script>alert(1)</script></html>"),
    code: "file-damaged",
  },
};

function page(text: string, found: RegExp) {
  return { bytes: Buffer.from(text, "utf8"), code: "file-not-allowed", found };
}

function bin(hex: string) {
  return { bytes: Buffer.concat([Buffer.from(hex, "hex"), Buffer.alloc(600)]), code: "file-not-allowed" };
}
