import type { Layout } from "./layout";
import { type LabelReading, labelReadings } from "./ordinals";

/** A printed label found in the flow, with what stands around it. The numbering decides which of them number anything. */
export type Marker = {
  start: number;
  end: number;
  printed: string;
  readings: LabelReading[];
  /** Where it stands: at a paragraph's start, right behind another label, or in running words. */
  place: "block" | "adjacent" | "inline";
  /** A pointer to another place ("Section 7(b)", "clause (i) or (ii)"), which numbers nothing here. */
  reference: boolean;
  /** Words behind it read like a pointer ("(b) above"). */
  pointerAfter: boolean;
  /** What comes before: the end of a sentence or part, a comma or "and", a preposition, or another word. */
  before: "stop" | "joint" | "preposition" | "word";
  colonBefore: boolean;
  /** Words before it choose among things ("the earlier of (A) …"), so that it parts a phrase and no list. */
  choosing: boolean;
};

const inParentheses = /\(([A-Za-z]{1,6}|\d{1,2})\)/g;
const dotted = /^([a-z]{1,5}|[A-Z]{1,4}|\d{1,2})[.)]\s+(?=\S)/;
const decimal = /^(?:Section\s+|SECTION\s+)?((?:\d{1,2}|[IVX]{1,5})(?:\.\d{1,2}){0,2})\.(\d{1,2})\.?(?=[\s)])/;
const prefixed = /^(?:Section\s+|SECTION\s+)?(\d{1,2})\s?\(([a-z]{1,2})\)/;

const pointerNoun =
  /(?:sections?|clauses?|paragraphs?|sub-?sections?|sub-?clauses?|sub-?paragraphs?|items?|rules?|exhibits?|annex(?:es)?|schedules?|parts?|articles?|conditions?|regulations?|limbs?|opinions?|matters described in|forth in|to in|pursuant to|under)\s*(?:\d[\w.]*\s?)?$/i;
const chainLink =
  /^\s*,?\s*(?:and\/or|and|or|through|to|and including|through and including|thru|-|–)?,?\s*(?:and including,?\s*|inclusive,?\s*)?$/i;
const pointerBehind =
  /^\s*(?:above|below|hereof|hereto|thereof|immediately above|of this\b|of the (?:preceding|foregoing|first|second|definition|proviso)\b|of (?:section|paragraph|clause|subsection|rule|such section|said)\b|through\b|inclusive\b|,? or \([a-z]+\) (?:above|below|of th)|,? and \([a-z]+\) (?:above|below|of th))/i;
const choice =
  /\b(?:earlier|earliest|later|latest|greater|lesser|higher|lower)(?: to occur)? of$|\b(?:either|both|between|whichever of)$/i;
const preposition =
  /\b(?:by|of|to|for|with|in|than|as|on|from|under|except|between|either|both|through|during|is|are)$/i;

/** All labels between two offsets of the flow, in order. `section` tells which `5.1` or `5(a)` at a paragraph's start belongs here. */
export function findMarkers(layout: Layout, from: number, to: number, section: string | null): Marker[] {
  const { flow } = layout;
  const starts = new Set<number>();
  const found: Marker[] = [];
  for (const block of blocksWithin(layout, from, to)) {
    const at = Math.max(block.start, from);
    starts.add(at);
    const special = blockLabel(flow, at, section);
    if (special) found.push({ ...special, ...surroundings(flow, special.start, special.end, from) });
    inParentheses.lastIndex = special ? special.end : at;
    for (let match = inParentheses.exec(flow); match && match.index < block.end; match = inParentheses.exec(flow)) {
      if (match.index >= to) break;
      const start = match.index;
      const end = start + match[0].length;
      const readings = labelReadings(match[1]!);
      if (readings.length === 0) continue;
      const place = starts.has(start) ? "block" : "inline";
      found.push({ start, end, printed: match[1]!, readings, place, ...surroundings(flow, start, end, from) });
    }
  }
  linkNeighbours(flow, found);
  return found;
}

function* blocksWithin(layout: Layout, from: number, to: number) {
  let low = 0;
  let high = layout.blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (layout.blocks[middle]!.end <= from) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < layout.blocks.length; index += 1) {
    const block = layout.blocks[index]!;
    if (block.start >= to) return;
    yield block;
  }
}

/** Labels that only count at a paragraph's start: `5.1`, `Section 5(a)`, `a.`, `1)`. */
function blockLabel(flow: string, start: number, section: string | null) {
  const head = flow.slice(start, start + 40);
  const place = "block" as const;
  const number = decimal.exec(head);
  if (number && (section === null || withinSection(number[1]!, section))) {
    const readings: LabelReading[] = [
      { style: decimalStyles[number[1]!.split(".").length - 1]!, ordinal: Number(number[2]) },
    ];
    return { start, end: start + number[0].length, printed: `${number[1]}.${number[2]}`, readings, place };
  }
  const own = prefixed.exec(head);
  if (own && own[1] === section) {
    return { start, end: start + own[0].length, printed: own[2]!, readings: labelReadings(own[2]!), place };
  }
  const plain = dotted.exec(head);
  const readings = plain ? labelReadings(plain[1]!) : [];
  if (!plain || readings.length === 0) return null;
  return { start, end: start + plain[1]!.length + 1, printed: plain[1]!, readings, place };
}

const decimalStyles = ["decimal", "decimal2", "decimal3"] as const;

/** Whether `5`, or `5.1`, leads a label of Section 5; an article in Roman numbers has its sub-sections in figures. */
const withinSection = (lead: string, section: string) =>
  lead === section || lead.startsWith(`${section}.`) || (/^[IVX]/.test(section) && !section.includes("."));

function surroundings(flow: string, start: number, end: number, from: number) {
  const before = flow.slice(Math.max(from, start - 60), start);
  const attached = /[A-Za-z0-9]$/.test(before);
  const text = before.trimEnd();
  const behind = flow.slice(end, end + 60);
  return {
    reference: attached || pointerNoun.test(before),
    pointerAfter: pointerBehind.test(behind) || /^[,;.]?\s*$/.test(behind.slice(0, 2)) || /^[,)]/.test(behind),
    before: placeBefore(text),
    colonBefore: text.endsWith(":") || text.endsWith(":-"),
    choosing: choice.test(text),
  };
}

function placeBefore(text: string): Marker["before"] {
  if (text === "" || /[.;:!?)"]$/.test(text) || /[;:.]\s*(?:and|or)$/i.test(text)) return "stop";
  if (/,$/.test(text) || /\b(?:and|or)$/i.test(text) || /\b(?:that|whether)$/i.test(text)) {
    return /,$|,\s*(?:and|or)$|\b(?:and|or)$/i.test(text) ? "joint" : "word";
  }
  return preposition.test(text) ? "preposition" : "word";
}

/** Whether a label can go on a chain of pointers: it is numbered the same way and stands further on. */
const follows = (last: Marker, marker: Marker) =>
  marker.readings.some((reading) =>
    last.readings.some((other) => other.style === reading.style && other.ordinal < reading.ordinal),
  );

/** A label right behind another shares its place; a label chained to a pointer is a pointer too. */
function linkNeighbours(flow: string, markers: Marker[]): void {
  for (const [index, marker] of markers.entries()) {
    const last = markers[index - 1];
    if (!last) continue;
    const between = flow.slice(last.end, marker.start);
    if (between.length > 30) continue;
    if (between.trim() === "") {
      if (marker.place === "block") continue;
      marker.reference = last.reference;
      if (!last.reference && last.place !== "inline") marker.place = "adjacent";
      continue;
    }
    if (last.reference && marker.place === "inline" && chainLink.test(between) && follows(last, marker))
      marker.reference = true;
  }
  // "(i), (ii) or (iii)": a label with nothing but links behind it up to a pointer's neighbour points as well.
  for (let index = markers.length - 2; index >= 0; index -= 1) {
    const marker = markers[index]!;
    const next = markers[index + 1]!;
    if (marker.place !== "inline" || marker.reference) continue;
    const between = flow.slice(marker.end, next.start);
    if (between.length <= 20 && between.trim() !== "" && chainLink.test(between)) {
      marker.reference = true;
      if (next.place === "inline") next.reference = true;
    }
  }
}
