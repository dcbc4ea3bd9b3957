import { err, ok, type Result } from "@/lib/domain/result";
import type { ReadingRefusal } from "./refusal";

/** What makes a text an underwriting agreement, in words that a refusal can show. */
const marks: readonly { says: string; words: RegExp; least: number }[] = [
  {
    says: "a title such as Underwriting, Purchase, Placement or Distribution Agreement",
    words:
      /\b(?:underwriting|purchase|placement(?: agency)?|agency|distribution|sales|terms|pricing|subscription|dealer[- ]manager|remarketing)\s+agreement\b/gi,
    least: 1,
  },
  {
    says: "underwriters, initial purchasers, placement agents or dealers who buy or place securities",
    words:
      /\b(?:underwriters?|initial purchasers?|placement agents?|managers?|sales agents?|the agents?|dealers?|purchasers?)\b/gi,
    least: 8,
  },
  {
    says: "an offering of securities (notes, shares, certificates)",
    words: /\b(?:notes|shares|securities|common stock|debentures|certificates|bonds|units|ordinary shares)\b/gi,
    least: 8,
  },
];
const conditionsMark = "a section with the conditions to the underwriters' obligations";

/** Whether the text reads as an agreement to underwrite, buy or place securities; if not, what was looked for and not found. */
export function recognise(flow: string, title: string | null, hasConditions: boolean): Result<null, ReadingRefusal> {
  const head = flow.slice(0, 400_000);
  const missing = marks.filter(({ words, least }) => (head.match(words)?.length ?? 0) < least).map(({ says }) => says);
  // A pricing agreement takes its conditions in by reference, so a title at the head stands for them.
  if (!hasConditions && title === null) missing.push(conditionsMark);
  else if (!hasConditions && !offers.test(head.slice(0, 12_000))) missing.push(conditionsMark);
  if (missing.length === 0) return ok(null);
  return err({ code: "not-an-agreement", lookedFor: [...marks.map(({ says }) => says), conditionsMark], missing });
}

const offers = /\b(?:propose[sd]?|agree[sd]?)\b[^.]{0,160}\b(?:issue and sell|sell|purchase|place)\b/i;
