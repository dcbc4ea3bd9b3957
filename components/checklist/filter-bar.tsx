import { Search, X } from "lucide-react";
import { type RefObject, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { inputClass } from "@/components/ui/field";
import type { ChecklistView } from "@/lib/contracts/views";
import { conditionKinds } from "@/lib/domain/kind";
import { kindLabels } from "@/lib/domain/kind-defaults";
import { partyRoles, roleLabels } from "@/lib/domain/role";
import { countShows, involves, isFiltering, ownerOf, type Show, shows } from "./filters";
import type { useFilters } from "./use-filters";

const showWords: Record<Show, { label: string; about: string }> = {
  mine: { label: "Mine", about: "Waits for your part, or you were asked to see to it" },
  open: { label: "Open", about: "Nothing is there yet" },
  blocking: { label: "Blocking", about: "Stands in the way of closing" },
  lapsed: { label: "Lapsed", about: "Held once, and is stale or expired now" },
};

/** Narrows the list, and says how many rows are left. */
export function FilterBar({
  view,
  matching,
  use: { filters, text, setText, change, clear },
  searchRef,
}: {
  view: ChecklistView;
  matching: number;
  use: ReturnType<typeof useFilters>;
  searchRef: RefObject<HTMLInputElement | null>;
}) {
  const { conditions, viewer } = view;
  const owner = ownerOf(viewer);
  const counts = useMemo(() => countShows(conditions, filters, owner), [conditions, filters, owner]);
  const kinds = useMemo(() => {
    const here = new Set(conditions.map(({ kind }) => kind));
    return conditionKinds.filter((kind) => here.has(kind));
  }, [conditions]);
  const parties = useMemo(
    () => partyRoles.filter((role) => conditions.some((condition) => involves(condition, role))),
    [conditions],
  );
  const filtering = isFiltering(filters);
  const toggle = (show: Show) =>
    change({
      show: filters.show.includes(show) ? filters.show.filter((each) => each !== show) : [...filters.show, show],
    });

  return (
    <search className="no-print flex flex-wrap items-center gap-2" aria-label="Filters of the list">
      <div className="flex flex-wrap gap-1.5">
        {shows.map((show) => {
          const on = filters.show.includes(show);
          const { label, about } = showWords[show];
          return (
            <button
              key={show}
              type="button"
              aria-pressed={on}
              title={about}
              onClick={() => toggle(show)}
              className={classNames(
                "inline-flex min-h-8 items-center gap-1.5 rounded-full border px-3 text-sm",
                on ? "border-accent bg-accent text-on-accent" : "border-line-strong bg-surface hover:bg-sunken",
              )}
            >
              {label}
              <span className={classNames("tabular-nums", !on && "text-muted")}>{counts[show]}</span>
            </button>
          );
        })}
      </div>
      <select
        aria-label="Kind of condition"
        value={filters.kind ?? ""}
        onChange={(event) => change({ kind: conditionKinds.find((kind) => kind === event.target.value) ?? null })}
        className={classNames(inputClass, "w-auto! min-w-0 max-sm:flex-1 sm:max-w-48 min-h-8! py-1! text-sm!")}
      >
        <option value="">Every kind</option>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindLabels[kind]}
          </option>
        ))}
      </select>
      <select
        aria-label="Party"
        value={filters.party ?? ""}
        onChange={(event) => change({ party: partyRoles.find((role) => role === event.target.value) ?? null })}
        className={classNames(inputClass, "w-auto! min-w-0 max-sm:flex-1 sm:max-w-48 min-h-8! py-1! text-sm!")}
      >
        <option value="">Every party</option>
        {parties.map((role) => (
          <option key={role} value={role}>
            {roleLabels[role]}
          </option>
        ))}
      </select>
      <div className="relative min-w-40 flex-1 max-sm:basis-full sm:max-w-64">
        <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
        <input
          ref={searchRef}
          type="search"
          aria-label="Search in the list"
          placeholder="Label, title, document, name"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={classNames(inputClass, "pl-8! min-h-8! py-1! text-sm!")}
        />
      </div>
      <p role="status" className="text-sm text-muted">
        {filtering ? `Showing ${matching} of ${conditions.length} rows` : `${conditions.length} rows`}
      </p>
      {filtering && (
        <Button size="small" look="quiet" onClick={clear}>
          <X aria-hidden className="size-4" />
          Clear all filters
        </Button>
      )}
    </search>
  );
}
