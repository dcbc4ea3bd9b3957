import type { Violation } from "./record-check";

/** What does not hold, for the people of a closing: without whose it is, and without a word of what was recorded. */
const words: Record<Violation["code"], string> = {
  chain: "The log is not whole: an event was changed, removed or put in.",
  checkpoint: "What the log said of itself at some time is not what it gives now.",
  commitment: "What a side’s log was at some time is not what the shared log took.",
  "row-without-event": "Something stands on the record that the log does not tell of.",
  "event-without-row": "The log tells of something that does not stand on the record as it was made.",
  "time-goes-back": "An event of the log is earlier than the one before it.",
  "changed-after-closing": "Something was added to a Time of Delivery that was over.",
  "state-digest": "A Time of Delivery was declared closed on a state that its record does not give any more.",
  "document-missing": "A document is not in the store any more.",
  "document-changed": "A document’s bytes are not those that were delivered.",
};

/** Pure. The kinds of what was found, each once. */
export const brokenIn = (violations: readonly Violation[]): Violation["code"][] => [
  ...new Set(violations.map(({ code }) => code)),
];

/** Pure. One sentence for each kind that is known; one in all for kinds of another version. */
export const invariantWords = (broken: readonly string[]): string[] => [
  ...new Set(broken.map((code) => (words as Record<string, string>)[code] ?? "The record does not hold.")),
];
