import { Lock } from "lucide-react";
import type { ConditionDetailView } from "@/lib/contracts/views";
import { momentWords } from "@/lib/domain/time-words";
import { useClosing } from "./desk";

/** What was recorded about a condition, newest first. A rehearsal's own clock is what its people saw. */
export function HistoryList({ history }: { history: ConditionDetailView["history"] }) {
  const { zone } = useClosing();
  if (history.length === 0) return <p className="text-muted">Nothing was recorded yet.</p>;
  return (
    <ol className="space-y-2 border-l-2 pl-4" reversed>
      {history.map(({ id, sentence, by, at, clock, compartment }) => (
        <li key={id}>
          <p className="wrap-anywhere">
            <span className="font-medium">{by}</span>{" "}
            {sentence.startsWith(`${by},`) ? sentence.slice(by.length + 1).trimStart() : sentence}
          </p>
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
            {momentWords(new Date(clock ?? at), zone)}
            {compartment !== "shared" && (
              <span className="inline-flex items-center gap-1">
                <Lock aria-hidden className="size-3.5" />
                your side only
              </span>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}
