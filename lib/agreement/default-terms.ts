import type { Layout } from "./layout";
import { numberIn } from "./number-words";
import type { DefaultTerms } from "./reading";
import type { Section } from "./sections";

const fractions: Record<string, string> = {
  half: "1/2",
  third: "1/3",
  fourth: "1/4",
  quarter: "1/4",
  fifth: "1/5",
  sixth: "1/6",
  seventh: "1/7",
  eighth: "1/8",
  ninth: "1/9",
  tenth: "1/10",
  eleventh: "1/11",
  twelfth: "1/12",
};

/** What follows where an underwriter does not buy: up to which share the others step in, and the hours and days given. */
export function readDefault(layout: Layout, sections: readonly Section[]): DefaultTerms | null {
  const { flow } = layout;
  let best: { section: Section; weight: number } | null = null;
  for (const section of sections) {
    const body = flow.slice(section.start, Math.min(section.end, section.start + 9000));
    const heading = /\bdefault|\bsubstitution of underwriters\b/i.test(section.heading?.text ?? "") ? 4 : 0;
    const said =
      body.match(
        /\b(?:defaulting|default(?:s|ed)? (?:in|on|of)|fail(?:s|ed)? or refuse|fail(?:s|ed)? to (?:purchase|take up)|shall (?:fail|default))/gi,
      )?.length ?? 0;
    const weight =
      heading +
      Math.min(4, said) +
      (/\b(?:one-(?:tenth|eleventh|ninth|eighth)|10\s?%|ten percent)/i.test(body) ? 2 : 0);
    if (said > 0 && weight >= 3 && (best === null || weight > best.weight)) best = { section, weight };
  }
  if (!best) return null;
  const text = flow.slice(best.section.start, best.section.end);
  return {
    clause: best.section.number ?? "",
    threshold: thresholdIn(text),
    arrangeHours: hoursIn(text),
    postponeDays: daysIn(text),
  };
}

function thresholdIn(text: string): string | null {
  const form =
    /\b(?:exceeds?|exceeding|more than|greater than|not more than|less than|in excess of|equal to|aggregate)\b[^.;]{0,90}?\b(?:one[- ](half|third|fourth|quarter|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)|1\/(\d{1,2})(?:th)?|(\d{1,2}(?:\.\d+)?)\s?(?:%|per ?cent)|(ten|five|fifteen|twenty) per ?cent)/gi;
  for (let match = form.exec(text); match; match = form.exec(text)) {
    const before = text.slice(Math.max(0, match.index - 120), match.index + match[0].length);
    if (/\bincreased\b|\bpursuant to this (?:section|paragraph)[^.;]{0,40}by an amount\b/i.test(before)) continue;
    if (match[1]) return fractions[match[1].toLowerCase()] ?? null;
    if (match[2]) return `1/${Number(match[2])}`;
    const percent = match[3]
      ? Number(match[3])
      : { ten: 10, five: 5, fifteen: 15, twenty: 20 }[match[4]!.toLowerCase()]!;
    if (percent > 0 && 100 % percent === 0) return `1/${100 / percent}`;
    return `${percent}/100`;
  }
  return null;
}

function hoursIn(text: string): number[] {
  const hours: number[] = [];
  const form =
    /\b(?:within|(?:further|additional) period of|period of|for)\s+(?:an additional |a further |the next )?([a-z]+(?:-[a-z]+)?|\d{1,3})(?:\s+\(\d{1,3}\))?[\s-]+hours?\b/gi;
  for (let match = form.exec(text); match; match = form.exec(text)) {
    const count = numberIn(match[1]!);
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    if (count === null || /\bsuch\s*$/i.test(before)) continue;
    hours.push(count);
    if (hours.length === 2) break;
  }
  return hours;
}

function daysIn(text: string): number | null {
  const match =
    /\b(?:postpone[d]?|postponement|postponing)\b[^.]{0,160}?\b(?:not (?:more|longer|later) than|not exceeding|not to exceed|exceed|longer than|more than|up to)\s+([a-z]+(?:-[a-z]+)?|\d{1,2})(?:\s+\(\d{1,2}\))?\s+(?:full\s+)?(?:business\s+|calendar\s+)?days/i.exec(
      text,
    );
  return match ? numberIn(match[1]!) : null;
}
