import { ArrowRight, CircleMinus, CirclePlus, Equal, type LucideIcon, MoveVertical, Pencil } from "lucide-react";
import { Pill } from "@/components/ui/status-pill";
import type { AmendmentLine } from "@/lib/contracts/amendment";
import { kindLabels } from "@/lib/domain/kind-defaults";
import { basisLabels, listOf } from "@/lib/domain/words";
import { WordDiff } from "./word-diff";

const looks: Record<AmendmentLine["change"], { label: string; icon: LucideIcon; look: string; take: string }> = {
  added: { label: "Added", icon: CirclePlus, look: "bg-settled-soft text-settled", take: "Add" },
  changed: { label: "Changed", icon: Pencil, look: "bg-lapsed-soft text-lapsed", take: "Take over" },
  moved: { label: "Moved", icon: MoveVertical, look: "bg-progress-soft text-progress", take: "Renumber" },
  removed: { label: "Not there any more", icon: CircleMinus, look: "bg-failed-soft text-failed", take: "Take off" },
  same: { label: "The same", icon: Equal, look: "bg-open-soft text-open", take: "" },
};

/** One change: what was and what is now, what rests on it, and whether it is taken over. */
export function AmendmentChange({
  line,
  taken,
  onTake,
}: {
  line: AmendmentLine;
  taken: boolean;
  onTake: (takes: boolean) => void;
}) {
  const look = looks[line.change];
  const label = line.change === "added" ? line.terms.label : line.before.label;
  const title = line.change === "added" ? line.terms.title : line.title;
  const after = line.change === "added" ? null : line.after;
  const fixed = line.change === "removed" && line.keptBecause !== null;
  return (
    <li className="border-t px-4 py-3 first:border-t-0" style={{ paddingInlineStart: `${1 + line.depth * 1.25}rem` }}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="flex min-w-0 flex-wrap items-center gap-2 font-sans text-base">
          <span className="font-semibold">{label}</span>
          {after && after.label !== label && (
            <>
              <ArrowRight aria-label="becomes" className="size-4 text-muted" />
              <span className="font-semibold">{after.label}</span>
            </>
          )}
          <span className="font-normal">{title}</span>
          <Pill {...look} />
        </h3>
        {line.change !== "same" && (
          <label className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={taken}
              disabled={fixed}
              onChange={(event) => onTake(event.target.checked)}
              className="size-4 accent-accent"
            />
            {look.take} {label}
          </label>
        )}
      </div>
      <div className="mt-1.5">
        {line.change === "changed" && after && <WordDiff before={line.before.text} after={after.text} />}
        {line.change === "added" && (
          <>
            <p className="text-sm text-muted">{kindLabels[line.terms.kind]}</p>
            <WordDiff before="" after={line.terms.text} />
          </>
        )}
        {line.change === "removed" && <WordDiff before={line.before.text} after="" />}
      </div>
      {line.change === "removed" && line.keptBecause && (
        <p className="mt-1 text-sm text-lapsed">It stays on the list: {line.keptBecause}</p>
      )}
      {line.change === "changed" && taken && line.holding.length > 0 && (
        <p className="mt-1.5 text-sm text-lapsed">
          Goes stale:{" "}
          {listOf(line.holding.map((held) => `${held.by} on ${held.label} (${basisLabels[held.basis].toLowerCase()})`))}
          .
        </p>
      )}
    </li>
  );
}
