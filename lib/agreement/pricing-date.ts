import { dateWords, isoDate } from "./dates";

const priced =
  /(?:"{1,2}(?:Applicable Time|Time of Sale|Initial Sale Time|Execution Time|Pricing Date|Pricing Time)"{1,2}[^.;]{0,60}?\b(?:means?|is|shall mean|refers to|as of)\b|\bdate of (?:the|each|this) pricing agreement|\bpricing agreement,? dated)/gi;
const pricingTitle = /\n(?:FORM OF )?(?:PRICING|TERMS) AGREEMENT\b/i;

/** The day on which the price was agreed: of the pricing agreement, or of the time that the disclosure is judged at. */
export function pricingDate(flow: string, agreementDate: string | null): string | null {
  const annex = pricingTitle.exec(flow);
  if (annex) {
    const lines = flow.slice(annex.index + 1, annex.index + 900).split("\n");
    for (const line of lines.slice(0, 14)) {
      if (line.length > 60) continue;
      const date = new RegExp(`^(?:dated:?(?: as of)? )?(${dateWords})`, "i").exec(line);
      if (date) return isoDate(date[1]!);
    }
  }
  priced.lastIndex = 0;
  for (let match = priced.exec(flow), turn = 0; match && turn < 20; match = priced.exec(flow), turn += 1) {
    const behind = flow.slice(match.index, match.index + match[0].length + 140).split(/[.;](?=\s+[A-Z])/, 1)[0]!;
    const date = isoDate(behind);
    if (date) return date;
    if (/\b(?:date of this agreement|date hereof|executed and delivered|execution and delivery)\b/i.test(behind))
      return agreementDate;
  }
  return null;
}
