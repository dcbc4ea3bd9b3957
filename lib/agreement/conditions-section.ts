import type { Block, Layout } from "./layout";
import { readHeading, type Section } from "./sections";

/** The part of an agreement that holds the conditions: a section, or one numbered sub-section of it. */
export type ConditionsSection = {
  /** As printed: `7`, `VI`, `6.2`; null for a section with a heading alone. */
  number: string | null;
  heading: string | null;
  start: number;
  body: number;
  end: number;
};

/** Those whose obligation to buy, place or sell is conditional, in the field's words. */
const buyers =
  /\b(?:underwriters?|initial purchasers?|purchasers?|placement agents?|sales agents?|agents?|managers?|dealer managers?|dealers?|representatives?|remarketing agents?|forward (?:purchasers?|sellers?)|your?)\b/i;

const headingWords = /\bconditions?\b/i;
const othersHeading =
  /\bconditions?\b.{0,40}\b(?:company|issuers?|sellers?|selling (?:stock|share)holders?|partnership|trust|depositor|operator)(?:'s|s')?\b.{0,30}$/i;

/**
 * Finds where the conditions to the underwriters' obligations stand: by heading, by the sentence that subjects their
 * obligation to conditions, and by how often something "shall have" been furnished. No one sign decides alone.
 */
export function findConditions(layout: Layout, sections: readonly Section[]): ConditionsSection | null {
  const places: ConditionsSection[] = sections.map((section) => ({
    number: section.number,
    heading: section.heading?.text ?? null,
    start: section.start,
    body: section.body,
    end: section.end,
  }));
  const found = best(layout, places);
  const unnumbered = found && found.score >= certain ? null : best(layout, unnumberedSections(layout));
  const chosen = unnumbered && (!found || unnumbered.score > found.score) ? unnumbered : found;
  if (!chosen) return null;
  return subsectionOf(layout, chosen.place) ?? chosen.place;
}

/** A score at which no other sign is looked for, and the least that is taken for conditions at all. */
const certain = 9;
const enough = 5;

type Scored = { place: ConditionsSection; score: number };

function best(layout: Layout, places: readonly ConditionsSection[]): Scored | null {
  let top: Scored | null = null;
  for (const place of places) {
    const score = scoreOf(layout, place);
    if (score >= enough && (top === null || score > top.score)) top = { place, score };
  }
  return top;
}

function scoreOf(layout: Layout, place: ConditionsSection): number {
  const body = layout.flow.slice(place.body, Math.min(place.end, place.body + 60_000));
  const delivered =
    body.match(/\bshall (?:not )?have (?:been |also |requested |caused |be(?:en|come) )?[a-z]+/g)?.length ?? 0;
  let score = Math.min(4, delivered * 0.5);
  const { heading } = place;
  if (heading !== null && headingWords.test(heading)) {
    if (buyers.test(heading)) score += 5;
    else if (othersHeading.test(heading)) score -= 3;
    else score += /\bconditions? (?:to|of|precedent)|closing|delivery|obligation/i.test(heading) ? 4 : 3.5;
  }
  if (subjectsBuyers(body)) score += 4;
  if (delivered === 0) score -= 3;
  return score;
}

/** Whether the first sentences say that the buyers' obligations are subject to conditions. */
export function subjectsBuyers(body: string): boolean {
  const head = body.slice(0, 2500);
  const obligation = /\bobligat(?:ions?|ed)\b|\bpurchase (?:of|by)\b/gi;
  for (let match = obligation.exec(head); match; match = obligation.exec(head)) {
    const around = head.slice(Math.max(0, match.index - 90), match.index + 160);
    const behind = head.slice(match.index, match.index + 900);
    if (!buyers.test(around)) continue;
    const subject = /\b(?:subject|conditioned|conditional|unless|contingent)\b/i.exec(behind);
    if (
      subject &&
      /\bconditions?\b|\baccuracy\b|\bsatisfaction\b|\bfulfil/i.test(behind.slice(subject.index, subject.index + 800))
    )
      return true;
  }
  return false;
}

/** A numbered sub-section (`6.2`) where an article holds the conditions of each side apart. */
function subsectionOf(layout: Layout, place: ConditionsSection): ConditionsSection | null {
  const parts = decimalParts(layout, place);
  if (parts.length === 0) return null;
  const ownWords = layout.flow.slice(place.body, parts[0]!.start);
  if (subjectsBuyers(ownWords)) return null;
  const conditional = parts.filter(
    (part) => subjectsBuyers(layout.flow.slice(part.body, part.end)) && labelled(layout, part) >= 2,
  );
  if (conditional.length === 0) return null;
  return best(layout, conditional)?.place ?? null;
}

const decimalStart = /^(?:SECTION|Section|Sec\.)?\s{0,2}((?:\d{1,2}|[IVX]{1,5})\.\d{1,2})\.?\s+/;

function decimalParts(layout: Layout, place: ConditionsSection): ConditionsSection[] {
  const parts: ConditionsSection[] = [];
  for (const block of blocksOf(layout, place)) {
    const match = decimalStart.exec(layout.flow.slice(block.start, block.start + 40));
    if (!match) continue;
    const last = parts.at(-1);
    if (last) last.end = block.start;
    const after = block.start + match[0].length;
    const heading = readHeading(layout.flow, after, block.end);
    parts.push({
      number: match[1]!,
      heading: heading ? layout.words(after, heading.end) : null,
      start: block.start,
      body: heading ? heading.after : after,
      end: place.end,
    });
  }
  return parts;
}

/** How many paragraphs of a place begin with a label. */
function labelled(layout: Layout, place: ConditionsSection): number {
  let count = 0;
  for (const block of blocksOf(layout, place))
    if (/^\([a-zA-Z\d]{1,4}\)/.test(layout.flow.slice(block.start, block.start + 8))) count += 1;
  return count;
}

const sectionSubject =
  /^(?:\d{1,2}\s?[.)]\s?|(?:ARTICLE|SECTION|Article|Section)\s[\dIVX]{1,5}[.:]?\s?)?(?:representations|agreements?|covenants|certain (?:covenants|agreements)|further agreements|purchase|sale|delivery|payment|offering|closing|conditions?|indemni|contribution|termination|default|substitution|survival|expenses|reimbursement|notices?|effective|miscellaneous|governing|applicable law|counterparts|successors|parties|persons entitled|additional covenants|right to terminate|defaulting)/i;

const printedNumber = /^(?:(?:ARTICLE|SECTION|Article|Section)\s)?(\d{1,2}|[IVX]{1,5})\s?[.):]?\s+/;

/** Sections known by their headings, where numbers make no chain or there are none: each runs to the next heading of a usual subject, set the same way. */
function unnumberedSections(layout: Layout): ConditionsSection[] {
  const heads: { number: string | null; start: number; words: number; end: number; after: number; upper: boolean }[] =
    [];
  for (const block of layout.blocks) {
    const head = layout.flow.slice(block.start, Math.min(block.end, block.start + 60));
    if (!sectionSubject.test(head)) continue;
    const printed = printedNumber.exec(head);
    const words = block.start + (printed?.[0].length ?? 0);
    const heading = readHeading(layout.flow, words, block.end);
    if (!heading) continue;
    const text = layout.flow.slice(words, heading.end);
    const number = printed?.[1] ?? null;
    heads.push({
      number,
      start: block.start,
      words,
      end: heading.end,
      after: heading.after,
      upper: text === text.toUpperCase(),
    });
  }
  const places: ConditionsSection[] = [];
  const next: { upper: number | null; mixed: number | null } = { upper: null, mixed: null };
  for (const head of heads.reverse()) {
    const set = head.upper ? "upper" : "mixed";
    const heading = layout.words(head.words, head.end);
    const end = next[set] ?? layout.flow.length;
    places.push({ number: head.number, heading, start: head.start, body: head.after, end });
    next[set] = head.start;
  }
  return places.reverse();
}

/** The paragraphs that begin within a place. */
export function* blocksOf(layout: Layout, { start, end }: { start: number; end: number }): Generator<Block> {
  let low = 0;
  let high = layout.blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (layout.blocks[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < layout.blocks.length; index += 1) {
    const block = layout.blocks[index]!;
    if (block.start >= end) return;
    yield block;
  }
}
