import { FileDown } from "lucide-react";
import { Panel } from "@/components/ui/panel";
import { binderAddress } from "@/lib/client/status";
import type { StatusView } from "@/lib/contracts/views";
import { binderCauseWords } from "@/lib/domain/binder";
import { momentWords } from "@/lib/domain/time-words";

const files = [
  { format: "pdf", label: "PDF" },
  { format: "csv", label: "CSV" },
  { format: "json", label: "Hashes" },
] as const;

/** The closing on paper, as it was put there by itself: to be saved while there is time, and gone on with when no screen answers. */
export function Binders({ view: { binders, head } }: { view: StatusView }) {
  if (binders.length === 0) return null;
  const place = { offeringId: head.offering.id, closingId: head.id };
  return (
    <Panel title="On paper">
      <p className="mb-3 text-sm text-muted">
        The status as your side sees it, made 24 hours and one hour before and after each change since. Keep the newest
        at hand.
      </p>
      <ul className="space-y-2.5">
        {binders.map(({ name, cause, clock }) => {
          const when = momentWords(new Date(clock), head.zone);
          return (
            <li key={name} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <span>
                {when} <span className="text-sm text-muted">{binderCauseWords[cause]}</span>
              </span>
              <span className="flex gap-3">
                {files.map(({ format, label }) => (
                  <a
                    key={format}
                    href={binderAddress(place, name, format)}
                    className="link inline-flex items-center gap-1"
                    aria-label={`${label} of the binder of ${when}`}
                  >
                    <FileDown aria-hidden className="size-3.5" />
                    {label}
                  </a>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
