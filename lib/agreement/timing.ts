import type { Timing, TimingBasis, TimingMoment } from "./reading";

/** The closing's own defined terms, beside the usual ones. */
const usualClosing =
  "(?:First |Second |Initial |Additional |Firm |Option(?:al)? |Subsequent )?(?:Closing Dates?|Closing Times?|Times? of Delivery|Settlement Dates?|Settlement Times?|Delivery Dates?|Dates? of Delivery|times? of purchase|Times? of Purchase|Purchase Dates?|Funding Dates?|Issue Dates?|closings?)";

const phrase = `((?:each |any |such |the |applicable |related |respective |relevant |that |an? )*(?:date of (?:the |this |such )?(?:Pricing Agreement|Terms Agreement|Agreement|Underwriting Agreement|execution)[^.;,]{0,40}|date hereof|date (?:and time )?of (?:its )?(?:the )?execution|(?:execution|signing)(?: and delivery)? (?:of|hereof)[^.;,]{0,40}|Execution Time|Applicable Time|Time of Sale|Initial Sale Time|Effective (?:Date|Time)|pricing date|Representation Dates?|[^.;,]{0,20}dates? as of which information|[^.;,]{0,24}(?:latest|last|most recent)[^.;,]{0,30}(?:financial statements|balance sheet)|day of delivery|${usualClosing}))`;

const forms: readonly { basis: TimingBasis; words: RegExp }[] = [
  { basis: "dated", words: new RegExp(`\\bdated(?: as of)?(?: respectively)?,?(?: as of)? (?:on )?${phrase}`, "gi") },
  {
    basis: "since",
    words: new RegExp(
      `\\b(?:since|subsequent to|from|on or after|at or after|after) (?:the earlier (?:to occur )?of )?(?:\\([A-Za-z]{1,3}\\) )?${phrase}`,
      "gi",
    ),
  },
  {
    basis: "by",
    words: new RegExp(
      `\\b(?:prior to|at or prior to|on or prior to|on or before|at or before|before|not later than|no later than|by) ${phrase}`,
      "gi",
    ),
  },
  {
    basis: "as-of",
    words: new RegExp(`\\b(?:at and as of|on and as of|as of|true and correct (?:on|at)) ${phrase}`, "gi"),
  },
  { basis: "delivered", words: new RegExp(`\\b(?:on|at|upon) ${phrase}`, "gi") },
];

/** When what a clause asks for must be dated, given or true, in the order of the words. */
export function timingOf(flow: string, from: number, to: number): Timing[] {
  const text = flow.slice(from, Math.min(to, from + 900));
  const found: (Timing & { at: number })[] = [];
  const taken: [number, number][] = [];
  for (const { basis, words } of forms) {
    words.lastIndex = 0;
    for (let match = words.exec(text); match; match = words.exec(text)) {
      const end = match.index + match[0].length;
      const start = match.index;
      if (taken.some(([a, b]) => start < b && end > a)) continue;
      taken.push([start, end]);
      found.push({ basis, moment: momentOf(basis, match[1]!, text.slice(end, end + 60)), at: start });
      // "dated the date hereof and the Closing Date, respectively": a second moment of the same basis.
      const also = new RegExp(`^[^.;]{0,30}?\\b(?:and|or)(?: as of| on| a letter dated)? ${phrase}`, "i").exec(
        text.slice(end, end + 140),
      );
      if (also && basis === "dated") {
        found.push({
          basis,
          moment: momentOf(basis, also[1]!, text.slice(end + also[0].length, end + also[0].length + 60)),
          at: end,
        });
        taken.push([end, end + also[0].length]);
      }
    }
  }
  found.sort((a, b) => a.at - b.at);
  const timings: Timing[] = [];
  for (const { basis, moment } of found) {
    if (!timings.some((each) => each.basis === basis && each.moment === moment)) timings.push({ basis, moment });
  }
  return timings.slice(0, 6);
}

function momentOf(basis: TimingBasis, words: string, behind: string): TimingMoment {
  const text = words.toLowerCase();
  if (/information|financial statements|balance sheet/.test(text)) return "since-disclosure-date";
  const pricing = /pricing|applicable time|time of sale|initial sale time|terms agreement/.test(text);
  const signing = /agreement|date hereof|execution|signing/.test(text);
  if (basis === "since" && (pricing || signing)) return "since-pricing-date";
  if (pricing) return "pricing-date";
  if (signing) return "agreement-date";
  if (/representation date/.test(text)) return "each-time-of-delivery";
  if (new RegExp(usualClosing, "i").test(words)) {
    const each = /^(?:each|any)\b|\beach\b|option|additional|second|subsequent|related|applicable/i.test(text);
    return each ||
      /^ (?:and|or) (?:each|any|the|such) (?:option|additional|date of delivery|later|subsequent)/i.test(behind)
      ? "each-time-of-delivery"
      : "time-of-delivery";
  }
  return "other";
}
