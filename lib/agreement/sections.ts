import type { Layout } from "./layout";
import { romanValue } from "./ordinals";

/** A numbered main section of the agreement, by offsets of the flow. */
export type Section = {
  /** As the agreement numbers it: `7`, `VI`; null for a section that has a heading only. */
  number: string | null;
  heading: { text: string; start: number; end: number } | null;
  start: number;
  /** Where the words begin, behind number and heading. */
  body: number;
  end: number;
};

type Candidate = {
  style: string;
  number: string;
  ordinal: number;
  start: number;
  after: number;
  block: number;
  /** A little more for what reads like the start of a section: words with a capital, or a heading. */
  weight: number;
};

const named =
  /^(?:SECTION|Section|ARTICLE|Article|SEC\.|Sec\.)\s+(\d{1,2}|[IVXL]{1,6})(?![\w(]|\.\d)\s?[.:)]?\s?[-–—]{0,2}\s?/;
const arabic = /^(\d{1,2})\s?[.)]\s?(?![\d)])/;
const roman = /^([IVXL]{1,6})\.\s/;
const bare = /^(\d{1,2})\s+(?=[A-Z][a-z]+(?:\s|\.))/;

/** The numbered sections, in order. Numbers solved as the chains that run furthest, so lists inside a section are none. */
export function findSections(layout: Layout): Section[] {
  const candidates = readCandidates(layout);
  const chained = chains(candidates);
  return chained.map((candidate, index) => {
    const next = chained[index + 1];
    const end = Math.min(next?.start ?? layout.flow.length, endOfBody(layout, candidate.start));
    return toSection(layout, candidate, end);
  });
}

function readCandidates(layout: Layout): Candidate[] {
  const candidates: Candidate[] = [];
  for (const [block, { start, end }] of layout.blocks.entries()) {
    const head = layout.flow.slice(start, Math.min(end, start + 40));
    const forms: [string, RegExp][] = [
      ["named", named],
      ["arabic", arabic],
      ["roman", roman],
      ["bare", bare],
    ];
    for (const [style, form] of forms) {
      const match = form.exec(head);
      if (!match) continue;
      const number = match[1]!;
      const ordinal = /^\d/.test(number) ? Number(number) : romanValue(number);
      if (ordinal === null || ordinal === 0) break;
      const word = style === "named" ? match[0].slice(0, 3).toUpperCase() : style;
      const kind = /^\d/.test(number) ? word : `${word}-roman`;
      const after = start + match[0].length;
      // A pointer that begins a line ("Section 5 shall be …") goes on in small letters.
      if (style === "named" && /^[a-z,;]/.test(layout.flow.slice(after, after + 1))) break;
      const weight = readHeading(layout.flow, after, end)
        ? 0.3
        : /^["A-Z([]/.test(layout.flow.slice(after, after + 1))
          ? 0.2
          : 0;
      candidates.push({ style: kind, number, ordinal, start, after, block, weight });
      break;
    }
  }
  return candidates;
}

type Link = { candidate: Candidate; length: number; before: Link | null };

/**
 * For each way of numbering, the runs of ordinals that go on longest, with few left out. A run that overlaps a longer
 * one is dropped, so `1.`, `2.` in an annex or a table of contents make runs of their own.
 */
function chains(candidates: Candidate[]): Candidate[] {
  const links: Link[] = [];
  const byStyle = new Map<string, (Link | undefined)[]>();
  for (const candidate of candidates) {
    const ends = byStyle.get(candidate.style) ?? [];
    byStyle.set(candidate.style, ends);
    let best: Link = { candidate, length: 1 + candidate.weight - 0.7 * (candidate.ordinal - 1), before: null };
    for (let ordinal = Math.max(1, candidate.ordinal - 4); ordinal < candidate.ordinal; ordinal += 1) {
      const end = ends[ordinal];
      if (!end) continue;
      const length = end.length + 1 + candidate.weight - 1.2 * (candidate.ordinal - ordinal - 1);
      if (length >= best.length) best = { candidate, length, before: end };
    }
    const known = ends[candidate.ordinal];
    if (!known || best.length >= known.length) ends[candidate.ordinal] = best;
    links.push(best);
  }
  links.sort((a, b) => b.length - a.length);
  const taken: { from: number; to: number }[] = [];
  const kept: Candidate[] = [];
  for (const link of links) {
    if (link.length < 2.5 || taken.length > 40) break;
    const run: Candidate[] = [];
    for (let at: Link | null = link; at; at = at.before) run.push(at.candidate);
    const from = run.at(-1)!.start;
    const to = run[0]!.start;
    if (taken.some((range) => from <= range.to && to >= range.from)) continue;
    taken.push({ from, to });
    kept.push(...run);
  }
  return kept.sort((a, b) => a.start - b.start);
}

const bodyEnds =
  /^(?:If the foregoing (?:is in accordance|correctly|accurately)|Please (?:confirm|sign)|IN WITNESS WHEREOF|Very truly yours|\[?Signature pages? follow|(?:SCHEDULE|ANNEX|EXHIBIT|APPENDIX)\s+(?:[A-Z]|[IVX]+|\d+)\b(?:[- (]\d|\([a-z]\))?\s*$)/i;

/** The main part of an agreement ends at its closing words, its signatures or its first schedule. */
function endOfBody(layout: Layout, start: number): number {
  let low = 0;
  let high = layout.blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (layout.blocks[middle]!.start <= start) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < layout.blocks.length; index += 1) {
    const block = layout.blocks[index]!;
    if (bodyEnds.test(layout.flow.slice(block.start, Math.min(block.end, block.start + 60)))) return block.start;
  }
  return layout.flow.length;
}

/** Words that make a sentence of what would else be a heading. */
const sentenceWord =
  /\b(?:shall|is|are|was|were|will|may|has|have|agrees?|represents?|proposes?|covenants?|hereby|whereas)\b/;

function toSection(layout: Layout, candidate: Candidate, end: number): Section {
  const { flow } = layout;
  const block = layout.blocks[candidate.block]!;
  let from = candidate.after;
  let blockEnd = block.end;
  if (from >= blockEnd - 1) {
    const next = layout.blocks[candidate.block + 1];
    if (next && next.start < end) {
      from = next.start;
      blockEnd = next.end;
    }
  }
  const heading = readHeading(flow, from, blockEnd);
  const body = heading ? heading.after : from;
  return {
    number: candidate.number,
    heading: heading && { text: layout.words(from, heading.end), start: from, end: heading.end },
    start: candidate.start,
    body,
    end,
  };
}

/** A full stop that ends a heading, not one behind an initial or an abbreviation. */
const headingStop =
  /(?:\.(?=\s|$)|:(?=\s|$)|\s?[–—]\s?|\s--?\s)(?<!\b(?:[A-Z]|Inc|Corp|Co|No|Nos|Mr|Ms|Mrs|Dr|Jr|Sr|Esq|Ltd|St|U\.S|L\.P|N\.A)\.)/;

/** A heading runs to a full stop, a colon, a dash or the paragraph's end, is short, and makes no sentence. */
export function readHeading(flow: string, from: number, to: number): { end: number; after: number } | null {
  const head = flow.slice(from, Math.min(to, from + 220));
  if (!/^["A-Z[]/.test(head)) return null;
  const stop = headingStop.exec(head);
  const length = stop ? stop.index : head.length;
  if (!stop && from + head.length < to) return null;
  const text = head.slice(0, length);
  if (text.length < 3 || text.length > 180 || sentenceWord.test(text)) return null;
  if (!mostlyCapital(text)) return null;
  const after = from + length + (stop ? stop[0].length : 0);
  const rest = /^\s*/.exec(flow.slice(after, after + 4))?.[0].length ?? 0;
  return { end: from + length, after: Math.min(after + rest, flow.length) };
}

/** In a heading each word of weight has a capital. */
function mostlyCapital(text: string): boolean {
  const words = text
    .split(/\s+/)
    .filter(
      (word) =>
        /[A-Za-z]{4,}/.test(word) &&
        !/^(?:with|from|into|upon|under|than|that|their|between|among|hereunder|hereof)$/.test(word),
    );
  if (words.length === 0) return /^[A-Z]/.test(text);
  const capital = words.filter((word) => /^["'([]?[A-Z]/.test(word)).length;
  return capital * 4 >= words.length * 3;
}
