import { fromBuffer } from "yauzl";
import { printedLabel } from "./ordinals";

type Level = { format: string; text: string; start: number; legal: boolean };
type NumberedParagraph = { numId: string; level: number };

/**
 * The labels that Word prints before its automatically numbered paragraphs, in the order of the document: "(a)", "5.1".
 * Word stores how to count, not what to print, so the paragraphs are counted here as Word would.
 */
export async function docxLabels(bytes: Buffer): Promise<string[]> {
  const parts = await partsOf(bytes, ["word/document.xml", "word/numbering.xml", "word/styles.xml"]);
  const numbering = parts.get("word/numbering.xml");
  const document = parts.get("word/document.xml");
  if (numbering === undefined || document === undefined) return [];
  const { levels, abstractOf, restarts } = readNumbering(numbering);
  const paragraphs = readParagraphs(document, readStyles(parts.get("word/styles.xml") ?? ""));
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();
  return paragraphs.map(({ numId, level }) => {
    const abstract = abstractOf.get(numId);
    const forms = abstract === undefined ? undefined : levels.get(abstract);
    const form = forms?.get(level);
    if (abstract === undefined || !forms || !form) return "";
    const counts = counters.get(abstract) ?? [];
    counters.set(abstract, counts);
    const restart = restarts.get(`${numId}/${level}`);
    const restarted = restart !== undefined && !begun.has(`${numId}/${level}`);
    begun.add(`${numId}/${level}`);
    for (let above = 0; above < level; above += 1) counts[above] ??= forms.get(above)?.start ?? 1;
    counts[level] = restarted ? restart : counts[level] === undefined ? form.start : counts[level] + 1;
    counts.length = level + 1;
    return form.text.replace(/%([1-9])/g, (_, place: string) => {
      const of = Number(place) - 1;
      const format = form.legal ? "decimal" : (forms.get(of)?.format ?? "decimal");
      return numeral(counts[of] ?? 1, format);
    });
  });
}

function numeral(value: number, format: string): string {
  if (value < 1) return String(value);
  switch (format) {
    case "lowerLetter":
      return printedLabel({ style: "letter", ordinal: value });
    case "upperLetter":
      return printedLabel({ style: "LETTER", ordinal: value });
    case "lowerRoman":
      return printedLabel({ style: "roman", ordinal: value });
    case "upperRoman":
      return printedLabel({ style: "ROMAN", ordinal: value });
    case "decimalZero":
      return String(value).padStart(2, "0");
    case "bullet":
    case "none":
      return "";
    default:
      return String(value);
  }
}

const tag = /<(\/?)(w:[A-Za-z]+)\b([^<>]*)>/g;
const attribute = (attributes: string, name = "w:val") => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];

function readNumbering(xml: string) {
  const levels = new Map<string, Map<number, Level>>();
  const abstractOf = new Map<string, string>();
  const restarts = new Map<string, number>();
  let abstract: Map<number, Level> | null = null;
  let level: Level | null = null;
  let num: string | null = null;
  let overridden = 0;
  tag.lastIndex = 0;
  for (let match = tag.exec(xml); match; match = tag.exec(xml)) {
    const [, close, name, attributes = ""] = match;
    if (close) {
      if (name === "w:abstractNum") abstract = null;
      if (name === "w:lvl") level = null;
      if (name === "w:num") num = null;
      continue;
    }
    const value = attribute(attributes);
    if (name === "w:abstractNum") {
      abstract = new Map();
      levels.set(attribute(attributes, "w:abstractNumId") ?? "", abstract);
    } else if (name === "w:lvl") {
      level = { format: "decimal", text: "", start: 1, legal: false };
      abstract?.set(Number(attribute(attributes, "w:ilvl") ?? "0"), level);
    } else if (name === "w:num") num = attribute(attributes, "w:numId") ?? "";
    else if (name === "w:abstractNumId" && num !== null) abstractOf.set(num, value ?? "");
    else if (name === "w:lvlOverride") overridden = Number(attribute(attributes, "w:ilvl") ?? "0");
    else if (name === "w:startOverride" && num !== null) restarts.set(`${num}/${overridden}`, Number(value ?? "1"));
    else if (level && name === "w:start") level.start = Number(value ?? "1");
    else if (level && name === "w:numFmt") level.format = value ?? "decimal";
    else if (level && name === "w:lvlText") level.text = plainText(value ?? "");
    else if (level && name === "w:isLgl") level.legal = value !== "0" && value !== "false";
  }
  return { levels, abstractOf, restarts };
}

/** Numbering that paragraph styles bring with them. */
function readStyles(xml: string): Map<string, Partial<NumberedParagraph> & { basedOn?: string }> {
  const styles = new Map<string, Partial<NumberedParagraph> & { basedOn?: string }>();
  let style: (Partial<NumberedParagraph> & { basedOn?: string }) | null = null;
  tag.lastIndex = 0;
  for (let match = tag.exec(xml); match; match = tag.exec(xml)) {
    const [, close, name, attributes = ""] = match;
    if (close) continue;
    if (name === "w:style") {
      style = {};
      styles.set(attribute(attributes, "w:styleId") ?? "", style);
    }
    const value = attribute(attributes);
    if (!style || value === undefined) continue;
    if (name === "w:numId") style.numId = value;
    if (name === "w:ilvl") style.level = Number(value);
    if (name === "w:basedOn") style.basedOn = value;
  }
  return styles;
}

function readParagraphs(xml: string, styles: ReturnType<typeof readStyles>): NumberedParagraph[] {
  const paragraphs: NumberedParagraph[] = [];
  let own: Partial<NumberedParagraph> & { style?: string } = {};
  tag.lastIndex = 0;
  for (let match = tag.exec(xml); match; match = tag.exec(xml)) {
    const [, close, name, attributes = ""] = match;
    if (name === "w:p" && !close) own = {};
    const value = attribute(attributes);
    if (!close && value !== undefined) {
      if (name === "w:pStyle") own.style = value;
      if (name === "w:numId") own.numId = value;
      if (name === "w:ilvl") own.level = Number(value);
    }
    if (name !== "w:pPr" || !close) continue;
    const inherited = styleNumbering(own.style, styles);
    const numId = own.numId ?? inherited.numId;
    if (numId !== undefined && numId !== "0") paragraphs.push({ numId, level: own.level ?? inherited.level ?? 0 });
  }
  return paragraphs;
}

function styleNumbering(name: string | undefined, styles: ReturnType<typeof readStyles>): Partial<NumberedParagraph> {
  let style = name === undefined ? undefined : styles.get(name);
  for (let turn = 0; style && turn < 20; turn += 1) {
    if (style.numId !== undefined) return style;
    style = style.basedOn === undefined ? undefined : styles.get(style.basedOn);
  }
  return {};
}

const plainText = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** The most bytes that one part is unpacked to; a part that claims more is left out. */
const largestPart = 100 * 1024 * 1024;

/** The named parts of a ZIP as text; parts that are not there, or do not open, are left out. */
function partsOf(bytes: Buffer, names: readonly string[]): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  return new Promise((resolve) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error || !zip) return resolve(parts);
      zip.on("error", () => resolve(parts));
      zip.on("end", () => resolve(parts));
      zip.on("entry", (entry: { fileName: string; uncompressedSize: number }) => {
        if (!names.includes(entry.fileName) || entry.uncompressedSize > largestPart) return zip.readEntry();
        zip.openReadStream(entry as Parameters<typeof zip.openReadStream>[0], (fault, stream) => {
          if (fault || !stream) return zip.readEntry();
          const chunks: Buffer[] = [];
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("error", () => zip.readEntry());
          stream.on("end", () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString("utf8"));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}
