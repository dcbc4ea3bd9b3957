import { err, ok, type Result } from "@/lib/domain/result";
import type { ReadingRefusal } from "./refusal";

type Mark = { says: string; words: RegExp; least: number };

/** What makes a text an underwriting agreement, in words that a refusal can show. */
const agreementMark: Mark = {
  says: "a title such as Underwriting, Purchase, Placement or Distribution Agreement",
  words:
    /\b(?:underwriting|purchase|placement(?: agency)?|agency|distribution|sales|terms|pricing|subscription|dealer[- ]manager|remarketing)\s+agreement\b/gi,
  least: 1,
};
const buyersMark: Mark = {
  says: "underwriters, initial purchasers, placement agents or dealers who buy or place securities",
  words: /\b(?:underwriters?|initial purchasers?|placement agents?|sales agents?|dealer managers?)\b/gi,
  least: 4,
};
/** Those who buy under other names, who count only where the title says what the agreement is. */
const otherBuyers = /\b(?:managers?|the agents?|purchasers?|dealers?|forward sellers?)\b/gi;
const offeringMark: Mark = {
  says: "an offering of securities (a prospectus, an offering memorandum, a registration or a private placement)",
  words:
    /\b(?:prospectus|offering (?:memorandum|circular)|registration statement|private placement|placement memorandum|term sheet|Regulation S|Rule 144A|public offering|best efforts)\b/gi,
  least: 1,
};
const conditionsMark = "a section with the conditions to the underwriters' obligations";

/** How much of a text is searched for its marks. */
const searched = 400_000;

/** Whether the text reads as an agreement to underwrite, buy or place securities; if not, what was looked for and not found. */
export function recognise(flow: string, titled: boolean, hasConditions: boolean): Result<null, ReadingRefusal> {
  const head = flow.slice(0, searched);
  const count = (words: RegExp) => head.match(words)?.length ?? 0;
  const missing: string[] = [];
  if (count(agreementMark.words) < agreementMark.least) missing.push(agreementMark.says);
  const buyers = count(buyersMark.words) + (titled ? count(otherBuyers) : 0);
  if (buyers < buyersMark.least) missing.push(buyersMark.says);
  if (count(offeringMark.words) < offeringMark.least) missing.push(offeringMark.says);
  // A pricing agreement takes its conditions in by reference, so a title of its own and words of sale stand for them.
  if (!hasConditions && !(titled && offers.test(head.slice(0, 12_000)))) missing.push(conditionsMark);
  if (missing.length === 0) return ok(null);
  const lookedFor = [agreementMark.says, buyersMark.says, offeringMark.says, conditionsMark];
  return err({ code: "not-an-agreement", lookedFor, missing });
}

const offers = /\b(?:propose[sd]?|agree[sd]?)\b[^.]{0,160}\b(?:issue and sell|to sell|to purchase|to place)\b/i;
