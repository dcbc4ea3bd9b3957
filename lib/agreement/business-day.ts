/** A definition of the business day by offsets of the flow: what it leaves out, in fixed words. */
export type BusinessDayAt = { excludes: string[]; start: number; end: number };

const definition =
  /"{1,2}(?:New York )?business days?"{1,2}\s*(?:\([^)]{0,60}\)\s*)?(?:,[^"]{0,60},\s*)?(?:shall\s+)?(?:means?|refers? to|is defined|shall be)\b|\bbusiness day\s+(?:shall\s+)?means?\b/gi;

/** The first definition of "business day", and what it does not count. */
export function readBusinessDay(flow: string): BusinessDayAt | null {
  definition.lastIndex = 0;
  const match = definition.exec(flow);
  if (!match) return null;
  const stop = /\.(?=\s|$)|;|\n/.exec(flow.slice(match.index + match[0].length));
  const end = match.index + match[0].length + Math.min(stop ? stop.index + 1 : 600, 600);
  const start = sentenceStart(flow, match.index);
  const text = flow.slice(match.index, end).toLowerCase();
  const excludes: string[] = [];
  const weekdays = /\bmonday\b/.test(text) && /\bfriday\b/.test(text);
  if (/\bsaturday/.test(text) || weekdays) excludes.push("saturday");
  if (/\bsunday/.test(text) || weekdays) excludes.push("sunday");
  if (/\blegal holiday/.test(text)) excludes.push("legal-holiday");
  if (/\b(?:bank|trust)/.test(text) && /new york/.test(text)) excludes.push("nyc-bank-holiday");
  else if (/\bbank/.test(text)) excludes.push("bank-holiday");
  if (/\bstock exchange\b|\bnyse\b|\bnasdaq\b|\bexchange\b[^.]{0,40}\bopen\b/.test(text))
    excludes.push(/new york stock exchange|nyse/.test(text) ? "nyse-closed" : "exchange-closed");
  if (/\bcommission\b|\bedgar\b/.test(text)) excludes.push("sec-closed");
  if (/\blondon\b/.test(text)) excludes.push("london-bank-holiday");
  if (/\btarget\b/.test(text)) excludes.push("target-closed");
  return excludes.length === 0 ? null : { excludes, start, end };
}

function sentenceStart(flow: string, at: number): number {
  const line = flow.lastIndexOf("\n", at) + 1;
  const before = flow.slice(line, at);
  const stop = Math.max(before.lastIndexOf(". "), before.lastIndexOf("; "));
  return stop < 0 ? line : line + stop + 2;
}

/** The calendar that counts an agreement's own business days, in the words of a clock. */
export function calendarOf(day: BusinessDayAt | null): "nyc-bank" | "nyse" | "sec" | null {
  if (day === null) return null;
  if (day.excludes.includes("nyc-bank-holiday")) return "nyc-bank";
  if (day.excludes.includes("nyse-closed")) return "nyse";
  return day.excludes.includes("sec-closed") ? "sec" : null;
}
