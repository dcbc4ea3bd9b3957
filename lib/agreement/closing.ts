import type { ConditionsSection } from "./conditions-section";
import { dateWords, isoDate, localTime, momentOf } from "./dates";
import { usualCase } from "./issuer";
import type { Layout } from "./layout";
import type { ClosingMoment } from "./reading";

export type Closing = {
  term: string | null;
  optionTerm: string | null;
  moments: ClosingMoment[];
  place: string | null;
  span: { start: number; end: number } | null;
};

const termWords =
  "(?:(?:First|Second|Initial|Firm|Option(?:al)?|Additional|Subsequent|Over-?Allotment|Primary)\\s+)?(?:Closing\\s+Date|Closing\\s+Time|Time\\s+of\\s+Delivery|Settlement\\s+Date|Settlement\\s+Time|Delivery\\s+Date|Date\\s+of\\s+Delivery|Delivery\\s+Time|time\\s+of\\s+purchase|Time\\s+of\\s+Purchase|Purchase\\s+Date|Payment\\s+Date|Funding\\s+Date|Issue\\s+Date|Closing)";
const quoted = new RegExp(`"{1,2}(?:the )?(${termWords})[.,]?"{1,2}`, "gi");
const optional = /^(?:option|additional|second|subsequent|over)|^date of delivery$/i;

/** The defined term for the closing, its moments and its place. */
export function readClosing(
  layout: Layout,
  conditions: ConditionsSection | null,
  agreementDate: string | null,
): Closing {
  const { flow } = layout;
  const definitions = definitionsIn(flow);
  const within = conditions ? flow.slice(conditions.start, conditions.end) : flow;
  const uses = (term: string) =>
    within.match(new RegExp(`(?<!Option |Additional |Second )\\b${term.replace(/\s+/g, "\\s+")}\\b`, "gi"))?.length ??
    0;
  const firm = definitions.filter((each) => !optional.test(each.term));
  const chosen = mostUsed(firm, uses) ?? mostUsed(definitions, uses);
  const option =
    mostUsed(
      definitions.filter((each) => optional.test(each.term) && each.term !== chosen?.term),
      uses,
    ) ?? null;
  const term = chosen?.term ?? undefinedTerm(within);
  if (term === null) return { term: null, optionTerm: null, moments: [], place: null, span: null };
  const moments: ClosingMoment[] = [];
  const at =
    (chosen ? momentNear(flow, chosen.at) : null) ??
    scheduledMoment(layout, term) ??
    relativeMoment(flow, chosen?.at ?? null, agreementDate);
  moments.push({ label: usualCase(flow, term), at });
  if (option) moments.push({ label: usualCase(flow, option.term), at: null });
  return {
    term: usualCase(flow, term),
    optionTerm: option ? usualCase(flow, option.term) : null,
    moments,
    place: (chosen ? placeNear(flow, chosen.at) : null) ?? scheduledPlace(layout),
    span: chosen ? { start: chosen.at, end: chosen.end } : null,
  };
}

type Definition = { term: string; at: number; end: number };

function definitionsIn(flow: string): Definition[] {
  const found: Definition[] = [];
  quoted.lastIndex = 0;
  for (let match = quoted.exec(flow); match; match = quoted.exec(flow)) {
    const before = flow.slice(Math.max(0, match.index - 90), match.index);
    const behind = flow.slice(match.index + match[0].length, match.index + match[0].length + 60);
    const defines =
      /\b(?:called|referred to(?: herein| hereinafter)?(?: as)?|known as|defined as|designated(?: as)?|constituting|is|being|are|as|term)\s+(?:the|an?|each an?|such)?\s*$|\((?:each(?:,| such [a-z ]+,)? |such [a-z ]{2,60},? |collectively,? |in each case,? |herein,? |and in each case |the )*(?:an? |the )?$|\bor (?:the )?$/i.test(
        before,
      ) || /^\s*(?:means|shall mean|is defined|has the meaning|refers to|and the "|or the "|as used)/.test(behind);
    if (defines)
      found.push({ term: match[1]!.replace(/\s+/g, " "), at: match.index, end: match.index + match[0].length });
    if (found.length > 60) break;
  }
  return found;
}

/** The term that the conditions use most, the first definition of it that says a time or place. */
function mostUsed(definitions: readonly Definition[], uses: (term: string) => number): Definition | null {
  let best: { definition: Definition; count: number } | null = null;
  const seen = new Set<string>();
  for (const definition of definitions) {
    const key = definition.term.toLowerCase();
    if (seen.has(key)) continue;
    seen.add(key);
    const plain = key === "closing" ? 0.4 : 1;
    const count = (uses(definition.term) + 0.5) * plain;
    if (best === null || count > best.count) best = { definition, count };
  }
  return best?.definition ?? null;
}

/** A closing that is nowhere defined but everywhere meant. */
function undefinedTerm(words: string): string | null {
  const counts = new Map<string, { said: string; count: number }>();
  const each = new RegExp(`\\b(${termWords})\\b`, "g");
  for (let match = each.exec(words); match; match = each.exec(words)) {
    const said = match[1]!.replace(/\s+/g, " ");
    const known = counts.get(said.toLowerCase());
    if (known) known.count += 1;
    else counts.set(said.toLowerCase(), { said, count: 1 });
  }
  const top = [...counts.values()]
    .filter(({ said }) => said !== "Closing" && !optional.test(said))
    .sort((a, b) => b.count - a.count)[0];
  return top && top.count >= 2 ? top.said : null;
}

/** The sentence around a definition, and the one before it in the same paragraph. */
function surroundings(flow: string, at: number): { text: string; focus: number } {
  const lineStart = flow.lastIndexOf("\n", at) + 1;
  const lineEnd = flow.indexOf("\n", at);
  const start = Math.max(lineStart, at - 1800);
  return { text: flow.slice(start, Math.min(lineEnd === -1 ? flow.length : lineEnd, at + 700)), focus: at - start };
}

function momentNear(flow: string, at: number): string | null {
  const { text, focus } = surroundings(flow, at);
  const each = new RegExp(dateWords, "gi");
  let best: { date: string; index: number; length: number; away: number } | null = null;
  for (let match = each.exec(text); match; match = each.exec(text)) {
    const date = isoDate(match[0]);
    const before = text.slice(Math.max(0, match.index - 50), match.index);
    if (!date || /\b(?:due|from|dated(?: as of)?|date of|since|accrued)\s*$/i.test(before)) continue;
    // What is said before the term is what it stands for.
    const away = match.index <= focus ? focus - match.index : (match.index - focus) * 1.5;
    if (best === null || away < best.away) best = { date, index: match.index, length: match[0].length, away };
  }
  if (best === null) return null;
  return momentOf(best.date, timeBeside(text, best.index, best.length));
}

/** The time said shortly before a date ("10:00 a.m., New York time, on …"), or right behind it. */
function timeBeside(text: string, index: number, length: number) {
  const before = text.slice(Math.max(0, index - 170), index);
  const times = [...before.matchAll(/\b\d{1,2}(?::\d{2})?\s?(?:[AaPp]\.?\s?[Mm]\b\.?|noon)|\bnoon\b/g)];
  const last = times.at(-1);
  const time = last ? localTime(before.slice(last.index)) : localTime(text.slice(index + length, index + length + 110));
  return time;
}

const scheduleLabel = (term: string) =>
  new RegExp(
    `^(?:(?:${term.replace(/\s+/g, "\\s+")}|closing date|closing time|time of delivery|settlement date|delivery date|closing)(?:\\s+and\\s+(?:time|location|place)(?: of delivery)?|,\\s+time\\s+and\\s+(?:location|place))?)\\b[^.]{0,60}?[:\\s]`,
    "i",
  );

/** A closing's moment in a schedule or term sheet: a label, and the date behind it or in the next lines. */
function scheduledMoment(layout: Layout, term: string): string | null {
  const label = scheduleLabel(term);
  const { blocks, flow } = layout;
  let found: string | null = null;
  for (const [index, block] of blocks.entries()) {
    const head = flow.slice(block.start, Math.min(block.end, block.start + 400));
    if (!label.test(`${head} `)) continue;
    if (block.end - block.start > 500) continue;
    const next = blocks[index + 1];
    const after = blocks[index + 2];
    const tries = [
      head,
      next ? flow.slice(next.start, Math.min(next.end, next.start + 300)) : "",
      after && next && next.end - next.start < 40
        ? flow.slice(after.start, Math.min(after.end, after.start + 300))
        : "",
    ];
    for (const text of tries) {
      const match = new RegExp(dateWords, "i").exec(text);
      const date = match ? isoDate(match[0]) : null;
      if (!match || !date) continue;
      const at = momentOf(date, timeBeside(text, match.index, match[0].length));
      if (at.includes("T")) return at;
      found ??= at;
      break;
    }
  }
  return found;
}

const ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");

/** "On the third business day after the date of this agreement": counted only where no holiday can fall between. */
function relativeMoment(flow: string, at: number | null, agreementDate: string | null): string | null {
  if (at === null || agreementDate === null) return null;
  const { text } = surroundings(flow, at);
  const match =
    /\b(?:(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|(\d{1,2})(?:st|nd|rd|th)|(two|three|four|five|six|seven|ten))\s+(?:\([^)]{0,12}\)\s+)?(?:full\s+)?(?:New York )?business days?\s+(?:after|following)\s+(?:the\s+)?(?:date (?:hereof|of this)|execution|pricing)/i.exec(
      text,
    );
  if (
    !match ||
    /\bor,? if\b|\bunless\b|\(or\b|\bin the event\b|\bif the pricing\b/i.test(
      text.slice(match.index, match.index + 240),
    )
  )
    return null;
  const count = match[1]
    ? ordinals.indexOf(match[1].toLowerCase()) + 1
    : match[2]
      ? Number(match[2])
      : { two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, ten: 10 }[match[3]!.toLowerCase()]!;
  const date = businessDaysAfter(agreementDate, count);
  return date === null ? null : momentOf(date, timeBeside(text, match.index, match[0].length));
}

/** Weekdays counted on from a day; null where a holiday of New York's banks might fall among them. */
function businessDaysAfter(from: string, count: number): string | null {
  const day = new Date(`${from}T12:00:00Z`);
  let left = count;
  while (left > 0) {
    day.setUTCDate(day.getUTCDate() + 1);
    const weekday = day.getUTCDay();
    if (mayBeHoliday(day)) return null;
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}

function mayBeHoliday(day: Date): boolean {
  const month = day.getUTCMonth() + 1;
  const date = day.getUTCDate();
  const monday = day.getUTCDay() === 1;
  const fixed = [
    [1, 1],
    [1, 2],
    [6, 19],
    [6, 18],
    [6, 20],
    [7, 3],
    [7, 4],
    [7, 5],
    [11, 10],
    [11, 11],
    [11, 12],
    [12, 24],
    [12, 25],
    [12, 26],
    [12, 31],
  ];
  if (fixed.some(([m, d]) => m === month && d === date)) return true;
  if (
    monday &&
    ((month === 1 && date >= 15 && date <= 21) ||
      (month === 2 && date >= 15 && date <= 21) ||
      (month === 5 && date >= 25) ||
      (month === 9 && date <= 7) ||
      (month === 10 && date >= 8 && date <= 14))
  )
    return true;
  if (day.getUTCDay() === 4 && month === 11 && date >= 22 && date <= 28) return true;
  return day.getUTCDay() === 5 && ((month === 3 && date >= 20) || (month === 4 && date <= 23));
}

const officeOf =
  /\bat (?:the )?(?:New York )?(?:offices?|law offices?)(?: of|,)? (.{3,260}?)(?:\s?\((?:"|or |the ")|,? (?:or|and) (?:at |by |through )?(?:such|any|electronic|remote)|,? at (?:\d|or |approximately|the |such)|,? on (?:the|or|[A-Z\d])|,? not later\b|,? by \d|,? against\b|,? in (?:respect|immediately|the manner)|,? to the\b|,? (?:shall|will|is|are)\b|;|\.(?:\s+[A-Z(]|$)(?<!(?:L\.L\.P|LL\.P|P\.C|St|N\.Y|D\.C|Inc|Co|L\.P|Dr|No)\.\s+[A-Z(]))/;

/** Where the closing is held, from the paragraph that sets it. */
function placeNear(flow: string, at: number): string | null {
  const { text, focus } = surroundings(flow, at);
  const office = officeOf.exec(text) ?? officeOf.exec(flow.slice(at, at + 2500));
  if (office) return tidyPlace(office[1]!);
  const city = /\bfunds in ((?:The City of )?[A-Z][a-z]+(?: [A-Z][a-z]+)?, (?:New York|[A-Z][a-z]+))\b/.exec(
    text.slice(0, focus + 200),
  );
  return city ? city[1]! : null;
}

const tidyPlace = (text: string) =>
  text
    .replace(/\s+/g, " ")
    .replace(/,? (?:or|and) (?:at )?such other.*$/, "")
    .replace(/[\s,]+$/, "");

/** A "Closing Location" of a schedule. */
function scheduledPlace(layout: Layout): string | null {
  const { blocks, flow } = layout;
  for (const [index, block] of blocks.entries()) {
    const head = flow.slice(block.start, Math.min(block.end, block.start + 360));
    const label =
      /^(?:closing (?:location|place|date, time and (?:location|place)|date and location)|place of (?:closing|delivery)|location)\b[^:]{0,40}:?\s*/i.exec(
        head,
      );
    if (!label || block.end - block.start > 400) continue;
    const behind = head.slice(label[0].length);
    const at = /\bat ((?:[A-Z]|\d)[^;]{10,200})$/.exec(behind);
    if (at) return tidyPlace(at[1]!.replace(/^\d{1,2}:\d{2}.*?\bat /, ""));
    const text =
      behind.length > 10
        ? behind
        : flow.slice(blocks[index + 1]?.start ?? 0, blocks[index + 1]?.end ?? 0).slice(0, 300);
    const place = text.replace(/,? or at such.*$/s, "").replace(/^(?:at )?(?:the )?offices? of /i, "");
    if (/[A-Z]/.test(place)) return tidyPlace(place);
  }
  return null;
}
