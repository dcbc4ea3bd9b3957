import type { Decoded } from "./decode";
import { isSpace, type Line, readLines } from "./lines";
import type { Span } from "./reading";

/** A paragraph of the flow: `[start, end)` in the flow, and the indent of its first line in columns. */
export type Block = { start: number; end: number; indent: number };

/**
 * The words of the agreement as one string: a paragraph is a line, white space inside it one space, page furniture
 * gone, quotes straight. Every later stage reads this; `toSource` leads back to the source text.
 */
export type Layout = {
  flow: string;
  blocks: Block[];
  /** The source's own lines, for what is set out in lines: cover, tables, signatures. */
  lines: Line[];
  source: string;
  pages: number | null;
  toSource: (flowOffset: number) => number;
  /** The source words of a stretch of the flow, white space folded, its own quotes kept. */
  words: (start: number, end: number) => string;
};

const markerStart =
  /^(?:\((?:[a-z]{1,6}|[A-Z]{1,6}|\d{1,2})\)|(?:SECTION|Section|ARTICLE|Article)\s+[\dIVXL]|\d{1,2}(?:\.\d{1,2})?[.)]?\s|[A-Za-z][.)]\s|[ivxl]{1,6}[.)]\s|[IVXL]{1,6}\.\s)/;

export function layOut(decoded: Decoded): Layout {
  const { text } = decoded;
  const lines = readLines(text, decoded.from, decoded.to);
  const breaks = lines.filter((line) => line.pageBreak).length;
  const width = decoded.wrapped ? wrapWidth(lines) : null;

  const builder = new FlowBuilder(text);
  let previous: Line | null = null;
  let gap = "blank" as Gap;
  let blanks = 2;
  const doubled = width !== null && isDoubleSpaced(lines);
  for (const line of lines) {
    if (line.kind !== "text") {
      // A rule right under words underlines them; it ends no paragraph.
      if (isRule(text, line)) continue;
      blanks += 1;
      if (gap !== "page") gap = line.pageBreak ? "page" : doubled && blanks === 1 ? "none" : "blank";
      continue;
    }
    if (previous === null || beginsBlock(text, builder, previous, line, gap, width)) builder.startBlock(line.indent);
    builder.append(line);
    previous = line;
    gap = "none";
    blanks = 0;
  }
  const { flow, blocks, toSource } = builder.finish();
  // Only quotes and hyphens were changed, so only they are fetched from the source.
  const words = (start: number, end: number) =>
    flow
      .slice(start, end)
      .replace(/['"-]/g, (_, at: number) => text[toSource(start + at)] ?? "")
      .replace(/\s+/g, " ")
      .trim();
  return {
    flow,
    blocks,
    lines,
    source: text,
    pages: decoded.pages ?? (breaks > 0 ? breaks + 1 : null),
    toSource,
    words,
  };
}

/** Whether a line is a rule of dashes or the like. */
const isRule = (text: string, line: Line) =>
  line.kind === "furniture" && !line.pageBreak && /[-=_~*]/.test(text[line.start] ?? "");

/** Whether the text is set with a blank line after every line, so that only wider gaps part paragraphs. */
function isDoubleSpaced(lines: readonly Line[]): boolean {
  let single = 0;
  let full = 0;
  for (const [index, line] of lines.entries()) {
    if (line.kind !== "text" || line.end - line.start < 45) continue;
    full += 1;
    if (lines[index + 1]?.kind === "blank" && lines[index + 2]?.kind === "text") single += 1;
  }
  return full > 40 && single > full * 0.85;
}

/** What stands between two lines of text: nothing, blank lines, or the end of a page. */
type Gap = "none" | "blank" | "page";

/** Columns that the lines were wrapped at, or null where a line is a whole paragraph. */
function wrapWidth(lines: Line[]): number | null {
  const counts = new Uint32Array(401);
  let total = 0;
  for (const line of lines) {
    if (line.kind !== "text") continue;
    const columns = Math.min(400, line.indent + line.end - line.start);
    counts[columns] = (counts[columns] ?? 0) + 1;
    total += 1;
  }
  let above = 0;
  for (let columns = 400; columns > 0; columns -= 1) {
    above += counts[columns] ?? 0;
    if (above * 50 > total) return columns > 160 ? null : columns;
  }
  return null;
}

/** Whether this line begins a paragraph, given what stands before it. */
function beginsBlock(
  text: string,
  builder: FlowBuilder,
  previous: Line,
  line: Line,
  gap: Gap,
  width: number | null,
): boolean {
  const head = text.slice(line.start, Math.min(line.end, line.start + 60));
  if (gap !== "none" || width === null) return !runsOn(builder, head, gap === "page");
  // A line set in from the one above, or a label set out, begins a paragraph behind a finished sentence, however full that line was.
  const shift = line.indent - previous.indent;
  const label = markerStart.test(head);
  const setIn = shift >= 2 && (label || (builder.lineCount() > 1 && !/^[a-z]/.test(head)));
  if ((setIn || (shift <= -2 && label)) && !builder.leftOpen()) return true;
  // A paragraph of one line ends with it where the next begins as far in and with a label.
  if (shift === 0 && line.indent > 0 && builder.lineCount() === 1 && markerStart.test(head) && !builder.leftOpen())
    return true;
  // Without a gap a line begins a paragraph only where its first word would have fitted on the line above.
  const firstWord = /^\S{1,80}/.exec(head)?.[0].length ?? 0;
  const room = width - (previous.indent + previous.end - previous.start) - 1;
  if (room < firstWord + 4) return false;
  return markerStart.test(head) || Math.abs(line.indent - previous.indent) >= 2 || !builder.readsAsParagraph();
}

/**
 * Whether the words after a gap go on with the sentence before it, as where a page ended in mid-sentence. A heading
 * or a list line also lacks a full stop, so only a paragraph's length counts as a sentence left open.
 */
function runsOn(builder: FlowBuilder, head: string, newPage: boolean): boolean {
  // "; and (ii) …" goes on with the list that a page's end cut.
  if (/^(?:and|or)\s/.test(head) && builder.endsInStop()) return true;
  if (!builder.leftOpen()) return false;
  if (builder.endsInPointer()) return true;
  if (builder.endsInLinkingWord() && /^(?:Sections?|Articles?|SECTION|ARTICLE)\s/.test(head)) return true;
  if (markerStart.test(head)) return false;
  if (builder.endsInLinkingWord() || (newPage && builder.beginsWithLabel())) return true;
  if (/^[a-z(,;]/.test(head)) return true;
  return builder.readsAsParagraph() && !/^(?:["“]|[A-Z][A-Z\s.,&]{12,}|By:|\/s\/|Name:|Title:|\$)/.test(head);
}

class FlowBuilder {
  private parts: string[] = [];
  private chunks: string[] = [];
  private length = 0;
  private blocks: Block[] = [];
  /** Where each unbroken run of flow begins, in the flow and in the source. */
  private runFlow = new Offsets();
  private runSource = new Offsets();
  private linesInBlock = 0;
  private tail = "";
  private head = "";

  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  startBlock(indent: number): void {
    this.endBlock();
    if (this.length > 0) this.push("\n", null);
    this.blocks.push({ start: this.length, end: this.length, indent });
    this.linesInBlock = 0;
    this.tail = "";
    this.head = "";
  }

  append(line: Line): void {
    const open = this.blocks.at(-1)!;
    this.linesInBlock += 1;
    if (this.length > open.start && !/[A-Za-z]-$/.test(this.tail)) this.push(" ", null);
    let at = line.start;
    while (at < line.end) {
      let stop = at;
      while (stop < line.end && !isSpace(this.source.charCodeAt(stop))) stop += 1;
      if (stop < line.end && this.source.charCodeAt(stop) === 32 && !isSpace(this.source.charCodeAt(stop + 1))) {
        // One plain space within a line is kept as it is, so that runs stay long.
        let next = stop + 1;
        while (next < line.end) {
          const code = this.source.charCodeAt(next);
          if (isSpace(code) && (code !== 32 || isSpace(this.source.charCodeAt(next + 1)))) break;
          next += 1;
        }
        stop = next;
      }
      this.push(straight(this.source.slice(at, stop)), at);
      at = stop;
      if (at < line.end) {
        this.push(" ", at);
        while (at < line.end && isSpace(this.source.charCodeAt(at))) at += 1;
      }
    }
  }

  /** How many lines the open paragraph has so far. */
  lineCount(): number {
    return this.linesInBlock;
  }

  endsInStop(): boolean {
    return /[;,]$/.test(this.tail);
  }

  leftOpen(): boolean {
    const open = this.blocks.at(-1);
    if (!open || this.length === open.start) return false;
    return !/[.;:!?](?:["')\]]|\s)*$|[;,]\s*(?:and|or)\s*$/.test(this.tail);
  }

  /** A word that calls for the number behind it, as "Section". */
  endsInPointer(): boolean {
    return /\b(?:Sections?|Rules?|Exhibits?|Schedules?|Annex|(?:sub-?)?(?:paragraphs?|clauses?|sections?))$/.test(
      this.tail,
    );
  }

  /** A part that has a label and no end yet, such as a heading cut in two by the end of its page. */
  beginsWithLabel(): boolean {
    const open = this.blocks.at(-1);
    return (
      open !== undefined && this.length - open.start > 20 && markerStart.test(this.head) && /[a-z,']$/i.test(this.tail)
    );
  }

  /** No paragraph ends in such a word, however short. */
  endsInLinkingWord(): boolean {
    return /\s(?:of|the|and|or|to|in|for|an?|by|with|on|at|from|as|that|which|such|its|their|any|each|shall|this|these|those|all|no|not|be|been|have|has|is|are|was|were|will|may|if|than|into|upon|under|between|your)$/.test(
      this.tail,
    );
  }

  readsAsParagraph(): boolean {
    const open = this.blocks.at(-1);
    return open !== undefined && this.length - open.start > 90 && /[a-z,]\)?$|\b[A-Z][a-z]+$/.test(this.tail);
  }

  finish() {
    this.endBlock();
    this.chunks.push(this.parts.join(""));
    const flow = this.chunks.join("");
    const runFlow = this.runFlow.finish();
    const runSource = this.runSource.finish();
    const { source } = this;
    const toSource = (offset: number) => {
      let low = 0;
      let high = runFlow.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (runFlow[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return runFlow.length === 0 ? 0 : Math.min(source.length, runSource[low]! + offset - runFlow[low]!);
    };
    return { flow, blocks: this.blocks, toSource };
  }

  private endBlock(): void {
    const open = this.blocks.at(-1);
    if (open) open.end = this.length;
  }

  private push(words: string, source: number | null): void {
    if (source !== null) {
      this.runFlow.push(this.length);
      this.runSource.push(source);
    }
    this.parts.push(words);
    if (this.parts.length >= 8192) this.chunks.push(this.parts.splice(0).join(""));
    if (this.head.length < 30) this.head += words.slice(0, 30);
    this.length += words.length;
    this.tail = words.length >= 60 ? words.slice(-60) : (this.tail + words).slice(-60);
  }
}

/** A list of offsets that grows without a number object for each. */
class Offsets {
  private values = new Uint32Array(4096);
  private count = 0;

  push(value: number): void {
    if (this.count === this.values.length) {
      const grown = new Uint32Array(this.count * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.count] = value;
    this.count += 1;
  }

  finish(): Uint32Array {
    return this.values.subarray(0, this.count);
  }
}

/** Curly quotes, quotes typed as two strokes, and odd hyphens as their plain forms, one character for one. */
const straight = (words: string) =>
  /[^\x20-\x7e]|``|''/.test(words)
    ? words
        .replace(/[\u2018\u2019\u201a\u02bc\u00b4]/g, "'")
        .replace(/[\u201c\u201d\u201e]/g, '"')
        .replace(/``|''/g, '""')
        .replace(/[\u2010\u2011]/g, "-")
    : words;

/** Turns UTF-16 offsets of a text into code-point offsets. Costs nothing where the text has no character beyond the first plane. */
export function codePoints(text: string): (start: number, end: number) => Span {
  const beyond: number[] = [];
  if (/[\ud800-\udbff]/.test(text)) {
    for (let at = 0; at < text.length - 1; at += 1) {
      const high = text.charCodeAt(at);
      if (high >= 0xd800 && high <= 0xdbff && text.charCodeAt(at + 1) >= 0xdc00 && text.charCodeAt(at + 1) <= 0xdfff) {
        beyond.push(at);
      }
    }
  }
  const before = (offset: number) => {
    let low = 0;
    let high = beyond.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (beyond[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (start, end) => [start - before(start), end - before(end)];
}
