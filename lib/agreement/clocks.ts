import { type BusinessDayAt, calendarOf } from "./business-day";
import { localTime } from "./dates";
import type { Layout } from "./layout";
import { findMarkers } from "./markers";
import { solveNumbering } from "./numbering";
import type { Section } from "./sections";

/** A promise with a clock, by offsets of the flow. `basis` is "so many units before or after an event". */
export type ClockAt = {
  clause: string;
  what: string;
  basis: string;
  calendar: "sec" | "nyc-bank" | "nyse" | null;
  localTime: string | null;
  start: number;
  end: number;
};

const count =
  "(?:(?:the\\s+)?(?:next|first|second|third|fourth|fifth|sixth|seventh|tenth)|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|eighteen|twenty|twenty-four|thirty|thirty-six|forty-five|forty-eight|sixty|seventy-two|ninety|\\d{1,3})";
const unit = "(?:full\\s+|New York\\s+)?(?:business\\s+days?|trading\\s+days?|calendar\\s+days?|days?|hours?|months?)";
const event =
  "(?:the\\s+|such\\s+|each\\s+|any\\s+|its\\s+|an?\\s+)*(?:execution(?: and delivery)?(?: of (?:the |this )?(?:pricing |terms |underwriting )?agreement)?|date (?:hereof|of (?:the |this )?(?:pricing |terms |underwriting )?agreement|of the (?:final )?prospectus(?: supplement)?|of (?:the )?initial public offering[\\w ]*)|(?:first |option(?:al)? |second |additional )?(?:closing date|closing time|time of delivery|settlement date|delivery date|date of delivery|time of purchase)|pricing agreement|effective date(?: of the registration statement)?|end of [\\w ' -]{3,40}|receipt [\\w ]{3,30}|request|default)";
const relation =
  "(?:after|following|from|succeeding|next succeeding|next following|immediately following|before|prior to|preceding|next preceding|in advance of|immediately preceding)";

const forms: readonly RegExp[] = [
  new RegExp(
    `\\b(${count})(?:\\s+\\(\\d{1,3}\\))?[\\s-]+(${unit})'?\\s*(?:prior notice\\b|in advance\\b|(${relation})\\s+(${event}))`,
    "gi",
  ),
  new RegExp(`\\b(${count})\\s+(${unit})\\s+(${relation})\\s+(${event})`, "gi"),
  new RegExp(`\\bthe\\s+()((?:full\\s+|New York\\s+)?business\\s+day)\\s+(${relation})\\s+(${event})`, "gi"),
];
const sameDay =
  /\b(?:by|at or (?:prior to|before)|not later than|prior to|before|no later than)\s+\d{1,2}(?::\d{2})?\s?[ap]\.?m\.?,?[^;]{0,50}?\bon (?:the date (?:of this agreement|hereof)|the closing date|the business day (?:prior to|before|preceding|after|following|next succeeding) [^.;,]{3,60})/gi;

/** All clocks of the agreement's own sections. */
export function readClocks(
  layout: Layout,
  sections: readonly Section[],
  closingTerm: string | null,
  day: BusinessDayAt | null,
): ClockAt[] {
  const clocks: ClockAt[] = [];
  for (const section of sections) {
    const found = clocksIn(layout, section, closingTerm, day);
    if (found.length === 0) continue;
    const labels = labelsOf(layout, section);
    for (const clock of found) clocks.push({ ...clock, clause: labels(clock.start) });
    if (clocks.length > 200) break;
  }
  clocks.push(...scheduledClocks(layout, sections, closingTerm, day));
  return clocks.sort((a, b) => a.start - b.start);
}

function clocksIn(layout: Layout, section: Section, closingTerm: string | null, day: BusinessDayAt | null): ClockAt[] {
  const { flow } = layout;
  const text = flow.slice(section.start, section.end);
  const found: ClockAt[] = [];
  for (const form of forms) {
    form.lastIndex = 0;
    for (let match = form.exec(text); match; match = form.exec(text)) {
      const at = section.start + match.index;
      if (found.some((each) => at < each.end && at + match![0].length > each.start)) continue;
      const start = startOf(flow, at, section.start);
      const before = flow.slice(start, at);
      if (
        /\bsuch\s+$/i.test(before) ||
        (!bounded.test(before.slice(-90)) && !/\b(?:at least|not less than)\s*$/i.test(before))
      )
        continue;
      const basis = basisOf(match[1]!, match[2]!, match[3], match[4], closingTerm, before);
      if (basis === null) continue;
      const time = /close of business/i.test(before.slice(-60)) ? null : localTime(before.slice(-80));
      const commission = /\bcommission'?s? close of business\b/i.test(before.slice(-70));
      found.push({
        clause: "",
        what: whatOf(before, flow.slice(at + match[0].length, at + match[0].length + 200)),
        basis,
        calendar: commission
          ? "sec"
          : /business day/i.test(match[2]!)
            ? /\bNew York\b/.test(match[2]!)
              ? "nyc-bank"
              : calendarOf(day)
            : null,
        localTime: commission
          ? "17:30"
          : time && `${String(time.hour).padStart(2, "0")}:${String(time.minute).padStart(2, "0")}`,
        start,
        end: at + match[0].length,
      });
    }
  }
  sameDay.lastIndex = 0;
  for (let match = sameDay.exec(text); match; match = sameDay.exec(text)) {
    const at = section.start + match.index;
    if (found.some((each) => at < each.end && at + match![0].length > each.start)) continue;
    const time = localTime(match[0]);
    const start = startOf(flow, at, section.start);
    const named = /\bthe business day (prior to|before|preceding|after|following|next succeeding) (.+)$/i.exec(
      match[0],
    );
    const basis = named
      ? `${/^(?:prior|before|preced)/i.test(named[1]!) ? "one business day before" : "next business day after"} ${eventName(named[2]!, closingTerm)}`
      : /closing date/i.test(match[0])
        ? `date of ${closingTerm ?? "the closing"}`
        : "date of the agreement";
    found.push({
      clause: "",
      what: whatOf(flow.slice(start, at), flow.slice(at + match[0].length, at + match[0].length + 200)),
      basis,
      calendar: named ? calendarOf(day) : null,
      localTime: time && `${String(time.hour).padStart(2, "0")}:${String(time.minute).padStart(2, "0")}`,
      start,
      end: at + match[0].length,
    });
  }
  return found;
}

const bounded =
  /\b(?:within|not later than|no later than|at least|not less than|not fewer than|prior to|before|by|on or before|for a period of|during the period of|on|upon(?: at least)?|period (?:of|ending|commencing|beginning)|until|through|to the date which is|date which is|including(?: the date)?|the date)\b[^.;]*$/i;

const scheduleHead =
  /^(?:schedule|annex|exhibit|appendix)\s+([A-Z]{1,2}|[IVX]{1,5}|\d{1,2})(?:[- ]\d{1,2}|\([a-z]\))?$/i;
/** How much of what follows the sections is searched; opinions and forms set out there have no clocks of this agreement. */
const longestSchedule = 12_000;

/** Clocks that run to the closing and stand in a schedule of terms behind the agreement's sections. */
function scheduledClocks(
  layout: Layout,
  sections: readonly Section[],
  closingTerm: string | null,
  day: BusinessDayAt | null,
): ClockAt[] {
  const found: ClockAt[] = [];
  const last = sections.at(-1);
  if (!last || closingTerm === null) return found;
  const heads = layout.blocks.filter((block) => {
    if (block.end - block.start > 40 || block.start < sections[0]!.start) return false;
    return scheduleHead.test(layout.flow.slice(block.start, block.end));
  });
  for (const [index, head] of heads.slice(0, 12).entries()) {
    const end = Math.min(heads[index + 1]?.start ?? layout.flow.length, head.end + longestSchedule);
    if (sections.some((section) => head.start >= section.start && head.start < section.end)) continue;
    const part: Section = { number: null, heading: null, start: head.end, body: head.end, end };
    const name = layout.flow.slice(head.start, head.end);
    const clause = `${name.charAt(0).toUpperCase()}${name.slice(1).replace(/^\w+/, (word) => word.toLowerCase())}`;
    for (const clock of clocksIn(layout, part, closingTerm, day)) {
      if (clock.basis.includes(closingTerm)) found.push({ ...clock, clause });
    }
  }
  return found;
}

/** The part of the sentence that the clock stands in. */
function startOf(flow: string, at: number, floor: number): number {
  const from = Math.max(floor, at - 420);
  const before = flow.slice(from, at);
  const stop = Math.max(
    before.lastIndexOf(". "),
    before.lastIndexOf("; "),
    before.lastIndexOf("\n"),
    before.lastIndexOf(": "),
  );
  const start = stop < 0 ? from : from + stop + 1;
  return start + (/^\s*(?:and\s+)?(?:\(\w{1,5}\)\s*)*/.exec(flow.slice(start, start + 30))?.[0].length ?? 0);
}

/** What must be done, in a few of the agreement's words: those before the clock, or where it leads the sentence, those behind it. */
function whatOf(before: string, behind: string): string {
  const ahead = before
    .replace(
      /,?\s*(?:within|not later than|no later than|at least|not less than|not fewer than|prior to|before|by|on or before|upon at least|upon|on)\b[^,;]{0,60}$/i,
      "",
    )
    .replace(/\s+/g, " ")
    .trim();
  const words =
    ahead.length >= 12 && !/^(?:during the period|(?:prior to|by|before|not later than) \d)/i.test(ahead)
      ? ahead
      : (behind.split(/[;\n]|\.\s/, 1)[0] ?? "")
          .replace(/^[\s,]+(?:and\s+)?/, "")
          .replace(/\s+/g, " ")
          .trim();
  return words.length <= 160 ? words : `${words.slice(0, 160).replace(/\s\S*$/, "")} …`;
}

function basisOf(
  counted: string,
  units: string,
  relation: string | undefined,
  named: string | undefined,
  closingTerm: string | null,
  before: string,
): string | null {
  const ahead = relation === undefined || /before|prior|preced|advance/i.test(relation);
  const number = counted.toLowerCase().replace(/^the\s+/, "") || (ahead ? "one" : "next");
  const of =
    named === undefined ? `the ${(closingTerm ?? "closing").replace(/^the /i, "")}` : eventName(named, closingTerm);
  if (/hours?$/i.test(units) && /\bdefault\b/i.test(of)) return null;
  const from =
    /\b(?:through|period of|during the period|until|to and including)\b[^.;]{0,50}$/i.test(before) && !ahead
      ? "through "
      : "";
  const unit = units.toLowerCase().replace(/\s+/g, " ").replace("new york ", "").replace("full ", "");
  return `${from}${number} ${unit} ${ahead ? "before" : "after"} ${of}`;
}

function eventName(words: string, closingTerm: string | null): string {
  const text = words.toLowerCase().replace(/\s+/g, " ");
  if (/closing|time of delivery|settlement|delivery date|date of delivery|time of purchase/.test(text))
    return /option|additional|second/.test(text)
      ? words.trim()
      : `the ${(closingTerm ?? "closing").replace(/^the /i, "")}`;
  if (/pricing|terms agreement/.test(text)) return "the pricing agreement";
  if (/prospectus/.test(text)) return "the date of the prospectus supplement";
  if (/effective date/.test(text)) return "the effective date";
  if (/agreement|hereof|execution/.test(text)) return "the date of the agreement";
  return words.trim();
}

/** Tells the clause that an offset of a section stands in. */
function labelsOf(layout: Layout, section: Section): (at: number) => string {
  const numbered = solveNumbering(findMarkers(layout, section.body, section.end, section.number)).filter(
    (entry) => entry.depth === 0,
  );
  return (at) => {
    const clause = numbered.findLast((entry) => entry.marker.start <= at);
    if (!clause) return section.number ?? "";
    return clause.reading.style.startsWith("decimal")
      ? clause.marker.printed
      : `${section.number ?? ""}(${clause.marker.printed})`;
  };
}
