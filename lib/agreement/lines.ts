/** One printed line of the source: where its words begin and end, and how far it is indented. Offsets are UTF-16. */
export type Line = {
  start: number;
  end: number;
  /** Columns before the first word; a tab goes to the next eighth column. */
  indent: number;
  kind: "text" | "blank" | "furniture";
  /** A form feed, a page tag or a page number stands before this line's neighbours. */
  pageBreak: boolean;
};

const tagLine = /^<\/?(?:PAGE|S|C|CAPTION|TABLE|FN|F\d+|TEXT|DOCUMENT|TYPE|SEQUENCE|FILENAME|DESCRIPTION)\b[^\n]*$/i;
const ruleLine = /^[-=_.*~\s]{3,}$/;
const pageNumber = /^(?:page\s{1,3})?[-–—[]?\s{0,3}(\d{1,3}|[ivxl]{1,7})\s{0,3}[-–—\]]?(?:\s{1,3}of\s{1,3}\d{1,3})?$/i;
const lettered = /^[-–—]?\s?[A-Z]{1,2}-\d{1,3}(?:-\d{1,3})?\s?[-–—]?$/;

/** Splits the source into lines and tells the words of the agreement from what the page adds: numbers, tags, rules, repeated footers. */
export function readLines(text: string, from: number, to: number): Line[] {
  const lines: Line[] = [];
  let lineStart = from;
  while (lineStart < to) {
    let lineEnd = lineStart;
    while (lineEnd < to && text.charCodeAt(lineEnd) !== 10 && text.charCodeAt(lineEnd) !== 12) lineEnd += 1;
    lines.push(readLine(text, lineStart, lineEnd));
    if (text.charCodeAt(lineEnd) === 12) {
      lines.push(formFeed);
    }
    lineStart = lineEnd + 1;
  }
  markPageNumbers(text, lines);
  markRepeatedFooters(text, lines);
  return lines;
}

/** Lines without words are many and have nothing to tell apart, so they share one object each. */
const blank: Line = { start: 0, end: 0, indent: 0, kind: "blank", pageBreak: false };
const formFeed: Line = { start: 0, end: 0, indent: 0, kind: "furniture", pageBreak: true };

function readLine(text: string, lineStart: number, lineEnd: number): Line {
  let start = lineStart;
  let indent = 0;
  while (start < lineEnd && isSpace(text.charCodeAt(start))) {
    indent = text.charCodeAt(start) === 9 ? (Math.floor(indent / 8) + 1) * 8 : indent + 1;
    start += 1;
  }
  let end = lineEnd;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  if (start === end) return blank;

  const short = end - start <= 200 ? text.slice(start, end) : "";
  const first = text.charCodeAt(start);
  if (first === 60 && tagLine.test(short)) {
    return { start, end, indent, kind: "furniture", pageBreak: /^<PAGE/i.test(short) };
  }
  if (short !== "" && ruleLine.test(short)) return { start, end, indent, kind: "furniture", pageBreak: false };
  return { start, end, indent, kind: "text", pageBreak: false };
}

export const isSpace = (code: number) =>
  code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x2003 || code === 0x2002 || code === 0x2009;

/** A number alone between blank lines is a page number where it goes on from the last one. */
function markPageNumbers(text: string, lines: Line[]): void {
  let last = 0;
  let lastRoman = 0;
  for (const [index, line] of lines.entries()) {
    if (line.kind !== "text" || line.end - line.start > 24) continue;
    if (lines[index - 1]?.kind === "text" && lines[index + 1]?.kind === "text") continue;
    const words = text.slice(line.start, line.end);
    const number = pageNumber.exec(words)?.[1];
    if (number === undefined) {
      if (lettered.test(words) && lines[index + 1]?.kind !== "text" && lines[index - 1]?.kind !== "text") {
        line.kind = "furniture";
        line.pageBreak = true;
      }
      continue;
    }
    if (/^\d/.test(number)) {
      const value = Number(number);
      if (value === 0 || (value !== 1 && (value <= last || value > last + 6))) continue;
      last = value;
    } else {
      const value = romanPages.indexOf(number.toLowerCase()) + 1;
      if (value === 0 || value > lastRoman + 2) continue;
      lastRoman = value;
    }
    line.kind = "furniture";
    line.pageBreak = true;
  }
}

const romanPages = "i ii iii iv v vi vii viii ix x xi xii".split(" ");

/** A short line that stands beside page breaks again and again is a running header or footer. */
function markRepeatedFooters(text: string, lines: Line[]): void {
  const beside = new Map<string, Line[]>();
  for (const [index, line] of lines.entries()) {
    if (!line.pageBreak) continue;
    for (const step of [-1, 1]) {
      let seen = 0;
      for (let at = index + step; at >= 0 && at < lines.length && seen < 2 && Math.abs(at - index) < 12; at += step) {
        const near = lines[at]!;
        if (near.kind === "blank" || near.pageBreak) continue;
        seen += 1;
        if (near.kind !== "text" || near.end - near.start > 90) break;
        const key = text.slice(near.start, near.end).replace(/\d+/g, "#").replace(/\s+/g, " ");
        const group = beside.get(key);
        if (group) group.push(near);
        else beside.set(key, [near]);
      }
    }
  }
  for (const group of beside.values()) {
    const different = new Set(group);
    if (different.size < 3) continue;
    for (const line of different) line.kind = "furniture";
  }
}
