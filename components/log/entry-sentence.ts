import type { LogEntryView } from "@/lib/contracts/views";

/** Who did what, as one sentence: a statement that names its maker already is left as it was signed. */
export function entrySentence({ by, sentence }: Pick<LogEntryView, "by" | "sentence">): { who: string; what: string } {
  const what = sentence.startsWith(by) ? sentence.slice(by.length) : ` ${sentence}`;
  return { who: by, what: /[.!?]$/.test(what) ? what : `${what}.` };
}
