import {
  PdfArray,
  PdfBool,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
} from "@libpdf/core";

/** A generation that no file can have: marks a reference that already means an object of the volume. */
const volumeGeneration = 1 << 20;

/** A reference, put into an object of a source, to an object of the volume. */
export const volumeRef = (number: number): PdfRef => PdfRef.of(number, volumeGeneration);

/** How a reference of the source is written in the volume: `"12 0 R"`, or `"null"` where it leads nowhere. */
export type RefWriter = (ref: PdfRef) => string;

/**
 * The text of an object in PDF syntax, one byte a character (latin1). Of a stream, the dictionary without `/Length`
 * and without its closing `>>`, so that the caller adds the length of the bytes that really follow.
 */
export function serialize(object: PdfObject | undefined, refs: RefWriter): string {
  if (object instanceof PdfName) return nameText(object.value);
  if (object instanceof PdfNumber) return numberText(object.value);
  if (object instanceof PdfRef) {
    return object.generation === volumeGeneration ? `${object.objectNumber} 0 R` : refs(object);
  }
  if (object instanceof PdfStream) return openDictText(object, refs);
  if (object instanceof PdfDict) return `${openDictText(object, refs)}>>`;
  if (object instanceof PdfArray) return arrayText(object, refs);
  if (object instanceof PdfString) return stringText(object.bytes);
  if (object instanceof PdfBool) return object.value ? "true" : "false";
  return "null";
}

function openDictText(dict: PdfDict, refs: RefWriter): string {
  const isStream = dict instanceof PdfStream;
  let text = "<<";
  for (const [key, value] of dict) {
    if (isStream && key.value === "Length") continue;
    const member = serialize(value, refs);
    text += `${nameText(key.value)}${isSelfDelimiting(member) ? "" : " "}${member}`;
  }
  return text;
}

function arrayText(array: PdfArray, refs: RefWriter): string {
  let text = "[";
  let first = true;
  for (const item of array) {
    const member = serialize(item, refs);
    text += first || isSelfDelimiting(member) ? member : ` ${member}`;
    first = false;
  }
  return `${text}]`;
}

const isSelfDelimiting = (text: string) => "/<[(".includes(text.charAt(0));

/** A number as PDF reads it: no exponent, and no more digits than a reader keeps. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  if (!Number.isFinite(value)) return "0";
  const text = value.toFixed(6).replace(/\.?0+$/, "");
  return text === "-0" || text === "" ? "0" : text;
}

const names = new Map<string, string>();

/** A name with its slash; bytes outside the regular characters are written as `#xx`. */
export function nameText(value: string): string {
  const known = names.get(value);
  if (known !== undefined) return known;
  const text = `/${value.replace(/[^!-~]|[#%()/<>[\]{}]/gu, escapeNameCharacter)}`;
  if (names.size < 5000) names.set(value, text);
  return text;
}

function escapeNameCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  // The parser hands on a raw byte above 127 as the character of the same number.
  const bytes = code < 256 ? [code] : [...Buffer.from(character, "utf8")];
  return bytes.map((byte) => `#${byte.toString(16).padStart(2, "0")}`).join("");
}

/** A string object holding exactly these bytes, as a literal where it is short of escapes and as hex elsewhere. */
export function stringText(bytes: Uint8Array): string {
  let text = "(";
  for (const byte of bytes) {
    if (byte < 32 || byte > 126) return `<${Buffer.from(bytes).toString("hex")}>`;
    if (byte === 40 || byte === 41 || byte === 92) text += "\\";
    text += String.fromCharCode(byte);
  }
  return `${text})`;
}

/** A text string (titles, metadata): ASCII as it is, everything else as UTF-16 with a byte order mark. */
export function textString(text: string): string {
  if (/^[ -~]*$/.test(text)) return stringText(Buffer.from(text, "latin1"));
  const utf16 = Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  return `<${utf16.toString("hex")}>`;
}

/** A moment as PDF writes it, in universal time. */
export function pdfDate(instant: string): string {
  return `D:${new Date(instant).toISOString().replace(/\D/g, "").slice(0, 14)}Z`;
}
