import { Lock, Users } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import type { ConditionDetailView } from "@/lib/contracts/views";
import { sideLabels } from "@/lib/domain/role";
import { momentWords } from "@/lib/domain/time-words";
import { useClosing } from "./desk";

/** Comments, oldest first; what all parties read is told apart from what stays on one's own side. */
export function NoteList({ notes }: { notes: ConditionDetailView["notes"] }) {
  const { zone } = useClosing();
  if (notes.length === 0) return null;
  return (
    <ul className="space-y-2">
      {notes.map(({ id, text, by, at, compartment }) => {
        const shared = compartment === "shared";
        const Icon = shared ? Users : Lock;
        return (
          <li
            key={id}
            className={classNames(
              "rounded-md border-l-4 bg-sunken px-3 py-2",
              shared ? "border-l-lapsed" : "border-l-accent",
            )}
          >
            <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
              <span className="font-medium text-text">{by}</span>
              {momentWords(new Date(at), zone)}
              <span className="inline-flex items-center gap-1">
                <Icon aria-hidden className="size-3.5" />
                {shared ? "All parties" : `${sideLabels[compartment]} only`}
              </span>
            </p>
            <p className="mt-0.5 whitespace-pre-wrap wrap-anywhere">{text}</p>
          </li>
        );
      })}
    </ul>
  );
}
