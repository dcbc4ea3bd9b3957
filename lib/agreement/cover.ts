import { dateWords, isoDate } from "./dates";
import type { Layout } from "./layout";

/** What stands before the salutation: title, date, those addressed. Lines are the source's own. */
export type Cover = {
  lines: string[];
  /** Where the agreement's own sentences begin, in the flow. */
  opening: number;
  title: string | null;
  /** Whether the title stands on a line of its own. */
  titled: boolean;
  date: string | null;
};

const salutation =
  /^(?:dear (?:sirs?|ladies|mesdames|gentlem[ea]n|madam)|ladies(?: and |\/| & )gentlemen|gentlemen|ladies|mesdames|to whom)\b.{0,40}$/i;
const titleWords =
  /\b(?:underwriting|purchase|placement(?: agency)?|agency|distribution|sales?|terms|pricing|subscription|dealer[- ]manager|remarketing|standby)\s+agreement\b/i;

/** Reads the cover. Agreements without a salutation open with a preamble; then the cover ends where a sentence begins. */
export function readCover(layout: Layout): Cover {
  const { flow, blocks } = layout;
  let opening = -1;
  let count = 0;
  for (const block of blocks) {
    count += 1;
    if (count > 400) break;
    const text = flow.slice(block.start, Math.min(block.end, block.start + 80));
    if (block.end - block.start <= 80 && salutation.test(text)) {
      opening = block.end + 1;
      break;
    }
    const ends = /\b(?:Ladies and Gentlemen|Dear Sirs|Gentlemen):$/.exec(
      flow.slice(Math.max(block.start, block.end - 30), block.end),
    );
    if (ends && block.end - block.start < 1500) {
      opening = block.end + 1;
      break;
    }
  }
  if (opening < 0) {
    const sentence = blocks
      .slice(0, 200)
      .find(
        (block) =>
          block.end - block.start > 180 &&
          /\b(?:agreement|proposes?|hereby|confirms?|corporation|company)\b/i.test(flow.slice(block.start, block.end)),
      );
    opening = sentence?.start ?? 0;
  }
  const first = layout.toSource(blocks[0]?.start ?? 0);
  const until = layout.toSource(opening);
  const lines: string[] = [];
  for (const line of layout.lines) {
    if (line.start < first || line.kind !== "text") continue;
    if (line.start >= until || lines.length > 250) break;
    lines.push(
      ...layout.source
        .slice(line.start, line.end)
        .replace(/[\u2018\u2019]/g, "'")
        .split("\t")
        .map((cell) => cell.replace(/\s+/g, " ").trim())
        .filter((cell) => cell !== ""),
    );
  }
  const line = titleLine(lines);
  return {
    lines,
    opening,
    title: line ?? titleSaid(lines, flow, opening),
    titled: line !== null,
    date: dateOf(lines, flow, opening),
  };
}

function titleLine(lines: readonly string[]): string | null {
  const line = lines.find(
    (each) =>
      each.length <= 90 &&
      titleWords.test(each) &&
      !/^(?:exhibit|schedule|form of|to the|dated|with respect)\b/i.test(each) &&
      !/[.;]$/.test(each),
  );
  return line === undefined ? null : titled(line.replace(/^(?:conformed|execution) (?:copy|version)\s+/i, ""));
}

/** The title where no line of the cover is just that: from the cover's words, or from how the agreement calls itself. */
function titleSaid(lines: readonly string[], flow: string, opening: number): string | null {
  const joined =
    /\b((?:[A-Z][A-Za-z]+\s+)?(?:underwriting|purchase|placement(?: agency)?|distribution|sales|agency|terms|pricing)\s+agreement)\b/i.exec(
      lines.join(" ").slice(0, 6000),
    );
  if (joined) return titled(joined[1]!);
  const said =
    /\bth(?:is|e) (?:\()?"?((?:Equity |Securities |Note |Stock |Open Market )?(?:Underwriting|Purchase|Placement(?: Agency)?|Distribution|Sales|Agency|Terms|Pricing) Agreement)\b/i.exec(
      flow.slice(opening, opening + 8000),
    );
  return said ? titled(said[1]!) : null;
}

/** A heading in capitals as a title is usually written. */
export function titled(text: string): string {
  const plain = text.replace(/\s+/g, " ").trim();
  if (plain !== plain.toUpperCase()) return plain;
  return plain
    .toLowerCase()
    .replace(/(^|[\s(/&-])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/\b(?:Of|And|The|For|In|To|Due|On|At|By|With)\b/g, (word, at: number) =>
      at === 0 ? word : word.toLowerCase(),
    )
    .replace(/\b(?:Llc|Llp|Plc|Usa|Ag|Nv|Lp|Ii|Iii|Iv)\b/g, (word) => word.toUpperCase())
    .replace(/\b(?:[a-z]\.){2,}/gi, (word) => word.toUpperCase());
}

const dateLine = new RegExp(`(?:^|dated(?: as of)?:?\\s|as of\\s|\\bon\\s|,\\s|\\s)(${dateWords})`, "i");

function dateOf(lines: readonly string[], flow: string, opening: number): string | null {
  for (const line of lines) {
    if (line.length > 70 || /\b(?:due|maturing|maturity|from|since|series)\b/i.test(line)) continue;
    const match = dateLine.exec(line);
    const date = match ? isoDate(match[1]!) : null;
    if (date) return date;
  }
  const preamble = `${lines.join(" ")} ${flow.slice(opening, opening + 3000)}`;
  const said = new RegExp(
    `\\b(?:dated|made|entered into|date)(?: this| is)?(?: as of)?(?: the)?,?\\s+(${dateWords})`,
    "i",
  ).exec(preamble);
  return said ? isoDate(said[1]!) : null;
}

/** The state or country whose law governs, from the sentence that says so. */
export function governingLaw(flow: string): string | null {
  const form = /\b(?:governed by|construed (?:and (?:enforced|interpreted) )?in accordance with|governed by and)\b/gi;
  let found: string | null = null;
  for (let match = form.exec(flow); match; match = form.exec(flow)) {
    const behind = flow.slice(match.index, match.index + 320);
    const law =
      /\blaws? (?:\([^)]{0,40}\) )?(?:of|in force in) (?:the )?(?:State of |Commonwealth of |Province of )?((?:[A-Z][a-z]+)(?: (?:[A-Z][a-z]+|and))*)/.exec(
        behind,
      ) ?? /\b(New York|English|Delaware|California|Texas) law\b/.exec(behind);
    if (!law) continue;
    found = law[1]!.replace(/ (?:and|without|applicable).*$/, "");
    if (/\bagreement\b/i.test(flow.slice(Math.max(0, match.index - 200), match.index))) return found;
  }
  return found;
}
