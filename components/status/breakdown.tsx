"use client";

import { classNames } from "@/components/ui/class-names";
import { Panel } from "@/components/ui/panel";
import type { StatusView } from "@/lib/contracts/views";
import { kindLabels } from "@/lib/domain/kind-defaults";
import { roleLabels } from "@/lib/domain/role";
import { usePartyFilter } from "./blockers";

/** Whose turn it is, the one with the most to do first; choosing one narrows what blocks it. */
export function ByParty({ view: { byParty } }: { view: StatusView }) {
  const [chosen, choose] = usePartyFilter();
  const sorted = [...byParty].sort((a, b) => b.waitingFor - a.waitingFor);
  return (
    <Panel title="By party">
      {sorted.length === 0 ? (
        <p className="text-muted">Nothing waits for any party.</p>
      ) : (
        <ul className="-mx-2">
          {sorted.map(({ role, name, waitingFor, labels }) => (
            <li key={role}>
              <button
                type="button"
                aria-pressed={chosen === role}
                onClick={() => choose(chosen === role ? null : role)}
                className={classNames(
                  "grid w-full grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 rounded-md px-2 py-1.5 text-left hover:bg-sunken",
                  chosen === role && "bg-accent-soft",
                )}
              >
                <span>
                  {name}
                  <span className="block text-sm text-muted">{roleLabels[role]}</span>
                </span>
                <span className="font-semibold">
                  {waitingFor}
                  <span className="sr-only">{waitingFor === 1 ? " condition" : " conditions"}</span>
                </span>
                <span className="col-span-2 text-sm text-muted">{labels.join(", ")}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** How far each kind of condition is. */
export function ByKind({ view: { byKind } }: { view: StatusView }) {
  return (
    <Panel title="By kind">
      <ul className="space-y-2.5">
        {byKind.map(({ kind, total, settled }) => (
          <li key={kind}>
            <div className="flex items-baseline justify-between gap-3">
              <span>{kindLabels[kind]}</span>
              <span className="text-sm text-muted">
                {settled} of {total}
              </span>
            </div>
            <div aria-hidden className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunken">
              <div
                className={classNames("h-full rounded-full", settled === total ? "bg-settled" : "bg-progress")}
                style={{ width: `${(100 * settled) / total}%` }}
              />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
