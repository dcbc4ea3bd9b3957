import { Panel } from "@/components/ui/panel";
import type { StatusView } from "@/lib/contracts/views";
import { momentWords } from "@/lib/domain/time-words";

const words: Record<string, string> = {
  "pre-closing": "Pre-closing opened",
  call: "Closing call started",
  closed: "Closing declared",
  postponed: "Postponed",
  terminated: "Terminated",
};

/** The steps that this Time of Delivery has taken, each with who took it and on what ground. */
export function Steps({ view: { steps, head } }: { view: StatusView }) {
  if (steps.length === 0) return null;
  return (
    <Panel title="Steps">
      <ol className="space-y-3">
        {steps.map(({ step, ground, text, by, at, clock }) => (
          <li key={at} className="border-l-2 border-line-strong pl-3">
            <p className="font-medium">{words[step] ?? step}</p>
            <p className="text-sm text-muted">
              {momentWords(new Date(clock), head.zone)}, by {by}
            </p>
            {ground && <p className="mt-1">{ground}</p>}
            {text && <p className="mt-1 text-sm">{text}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
