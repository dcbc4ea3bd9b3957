import { labelReadings, printedLabel } from "./ordinals";

/** A pointer in the words to a clause of this agreement, by offsets of the flow. */
export type Reference = { label: string; start: number; end: number };

const outside =
  /^[^.;,]{0,12}\s*(?:,\s*)?(?:of|under|to)\s+(?:the\s+)?(?:Securities|Exchange|Trust Indenture|Investment|Internal|Act|Indenture|Code|Rules?|Regulations?|1933|1934|1939|1940|Sarbanes|Delaware|General|New York|Companies|Base|Supplemental|Pooling|Bankruptcy|Uniform|UCC|FSMA|Financial)\b/;
const section =
  /\bSections?\s+(\d{1,2}(?:\.\d{1,2})?|[IVX]{1,5}(?:\.\d{1,2})?)((?:\s?\([a-zA-Z\d]{1,5}\))*)((?:(?:[\s,]|and\b|or\b|through\b|to\b){1,8}\d{0,2}(?:\.\d{1,2})?(?:\([a-zA-Z\d]{1,5}\))+)*)/g;
const further = /(\d{1,2}(?:\.\d{1,2})?)?((?:\([a-zA-Z\d]{1,5}\))+)/g;
const part =
  /\b(?:sub-?sections?|sub-?paragraphs?|paragraphs?|clauses?)\s+((?:\([a-zA-Z\d]{1,5}\))+)((?:(?:[\s,]|and\b|or\b|through\b|to\b|including\b|inclusive\b){1,12}(?:\([a-zA-Z\d]{1,5}\))+)*)/g;
const each = /((?:[\s,]|and\b|or\b|through\b|to\b|including\b|inclusive\b){0,12})((?:\([a-zA-Z\d]{1,5}\))+)/g;

/** All pointers between two offsets. `home` is the section's number, `clause` the label of the clause that the words stand in. */
export function referencesIn(flow: string, from: number, to: number, home: string | null, clause: string): Reference[] {
  const text = flow.slice(from, to);
  const found: Reference[] = [];
  section.lastIndex = 0;
  for (let match = section.exec(text); match; match = section.exec(text)) {
    if (outside.test(text.slice(match.index + match[0].length, match.index + match[0].length + 40))) continue;
    if (/\b(?:Act|Code|Regulation|Indenture)\s+$/.test(text.slice(Math.max(0, match.index - 14), match.index)))
      continue;
    const label = match[1]! + match[2]!.replace(/\s/g, "");
    const span = { start: from + match.index, end: from + match.index + match[0].length };
    found.push({ label, ...span });
    let number = match[1]!;
    further.lastIndex = 0;
    for (let next = further.exec(match[3]!); next; next = further.exec(match[3]!)) {
      if (next[1] === undefined && !label.includes("(")) break;
      number = next[1] ?? number;
      found.push({ label: number + next[2]!, ...span });
    }
  }
  part.lastIndex = 0;
  for (let match = part.exec(text); match; match = part.exec(text)) {
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 50);
    if (outside.test(behind) || /^\s*of (?:the )?(?:first|second|preceding|definition|rule)/i.test(behind)) continue;
    const wide =
      /^(?:sub-?)?(?:section|paragraph)/i.test(match[0]) || /^,?\s*(?:above|of this section|of section)/i.test(behind);
    const romans = /^\((?:i{1,3}|iv|vi{0,3}|ix|x)\)/.test(match[1]!);
    const other = /^\s*of\s+(?:this\s+)?Section\s+(\d{1,2}(?:\.\d{1,2})?)/.exec(behind)?.[1];
    const prefix =
      romans && !/^(?:sub-?)?section/i.test(match[0]) && !other ? clause : (other ?? (wide || !romans ? home : clause));
    if (prefix === null) continue;
    for (const label of labelsOf(match[1]! + match[2]!))
      found.push({ label: prefix + label, start: from + match.index, end: from + match.index + match[0].length });
  }
  return found;
}

/** "(b) through, and including, (h)" as every label of the stretch. */
function labelsOf(words: string): string[] {
  const labels: string[] = [];
  each.lastIndex = 0;
  for (let match = each.exec(words); match; match = each.exec(words)) {
    const label = match[2]!;
    const last = labels.at(-1);
    if (/through|to|including/.test(match[1]!) && last) labels.push(...between(last, label));
    labels.push(label);
  }
  return [...new Set(labels)];
}

function between(first: string, last: string): string[] {
  const from = labelReadings(first.slice(1, -1));
  const to = labelReadings(last.slice(1, -1));
  const style = from.find((reading) =>
    to.some(
      (other) =>
        other.style === reading.style && other.ordinal > reading.ordinal && other.ordinal - reading.ordinal < 30,
    ),
  );
  const end = style && to.find((other) => other.style === style.style);
  if (!style || !end) return [];
  const labels: string[] = [];
  for (let ordinal = style.ordinal + 1; ordinal < end.ordinal; ordinal += 1)
    labels.push(`(${printedLabel({ style: style.style, ordinal })})`);
  return labels;
}
