import type { LogEntryView } from "@/lib/contracts/views";
import { dayWords } from "@/lib/domain/time-words";

/** What the closing's clock showed at an act; the real moment for what is of no closing. */
export const clockOfEntry = ({ clock, at }: Pick<LogEntryView, "clock" | "at">) => new Date(clock ?? at);

export type LogDay = { day: string; entries: readonly LogEntryView[] };

/** Entries under the days of the closing's clock, in the order in which they came. */
export function byDay(entries: readonly LogEntryView[], zone: string): LogDay[] {
  const days: { day: string; entries: LogEntryView[] }[] = [];
  for (const entry of entries) {
    const day = dayWords(clockOfEntry(entry), zone);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** Those in which every word is found, in who or in what. */
export function searchEntries(entries: readonly LogEntryView[], text: string): readonly LogEntryView[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries;
  return entries.filter(({ by, sentence }) => {
    const said = `${by} ${sentence}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
