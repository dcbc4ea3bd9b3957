import { Ban, CircleCheck, CircleHelp, TrendingUp } from "lucide-react";
import { Panel } from "@/components/ui/panel";
import { Pill } from "@/components/ui/status-pill";
import type { DefaultView } from "@/lib/contracts/default";
import { grouped } from "@/lib/domain/allocations";
import { sectionWords } from "@/lib/domain/clause-words";
import type { DefaultOutcome, DefaultPart } from "@/lib/domain/default-outcome";
import { ScrollFrame } from "./scroll-frame";

const results: Record<DefaultOutcome["result"], { label: string; icon: typeof Ban; look: string }> = {
  "no-default": { label: "Nobody is in default", icon: CircleCheck, look: "bg-settled-soft text-settled" },
  arranged: { label: "All of it was arranged", icon: CircleCheck, look: "bg-settled-soft text-settled" },
  "step-up": { label: "The others take it up", icon: TrendingUp, look: "bg-progress-soft text-progress" },
  "company-decides": { label: "The Company has to say", icon: CircleHelp, look: "bg-lapsed-soft text-lapsed" },
  terminates: { label: "The agreement terminates", icon: Ban, look: "bg-failed-soft text-failed" },
};

/** What follows, with the clause, the reasoning and what everyone takes. */
export function OutcomePanel({ view }: { view: DefaultView }) {
  const { outcome, supposed, problems } = view;
  const title = supposed ? "What would follow" : "What follows";
  if (!outcome) {
    return (
      <Panel title={title}>
        {problems.length > 0 ? (
          <ul className="text-failed" role="alert">
            {problems.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                {field}: {message}
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-muted">It cannot be worked out while the terms above are missing.</p>
        )}
      </Panel>
    );
  }
  return (
    <Panel title={title} actions={<Pill {...results[outcome.result]} />}>
      <div aria-live="polite">
        <p className="mb-2 text-sm text-muted">
          Under {sectionWords(outcome.clause)}, of {grouped(outcome.total)} in all:
        </p>
        <ol className="list-decimal space-y-1 pl-5">
          {outcome.says.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
        {outcome.parts.length > 0 && <Parts parts={outcome.parts} caption="What each takes" />}
        {outcome.ifRequired && (
          <Parts parts={outcome.ifRequired} caption="What each would take if the Company asked it" />
        )}
      </div>
    </Panel>
  );
}

function Parts({ parts, caption }: { parts: readonly DefaultPart[]; caption: string }) {
  const number = "py-1.5 pl-4 text-right align-top tabular-nums whitespace-nowrap";
  return (
    <ScrollFrame label={caption} className="mt-4">
      <table className="w-full text-sm">
        <caption className="pb-1 text-left font-medium">{caption}</caption>
        <thead>
          <tr className="text-muted">
            <th scope="col" className="py-1 text-left font-medium">
              Underwriter
            </th>
            {["Own", "Arranged", "Taken up", "Total"].map((name) => (
              <th key={name} scope="col" className="py-1 pl-4 text-right font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.underwriter} className="border-t">
              <th scope="row" className="py-1.5 text-left align-top font-normal">
                {part.underwriter}
                <span className="block text-xs text-muted">
                  {part.defaults ? "in default, and still liable" : part.formula}
                </span>
              </th>
              <td className={number}>{grouped(part.own)}</td>
              <td className={number}>{grouped(part.arranged)}</td>
              <td className={number}>{grouped(part.steppedUp)}</td>
              <td className={`${number} font-semibold`}>{grouped(part.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
