import { Pencil } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { IconButton } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import type { DistributionSet, DistributionTab } from "@/lib/contracts/distribution";
import { hasTab, shareOf, type TabPart, withAllTabs, withTabs } from "./distribution-edits";

type Props = {
  parts: readonly TabPart[];
  sets: readonly DistributionSet[];
  mayEdit: boolean;
  onChange: (sets: readonly DistributionSet[]) => void;
  onEdit: (set: DistributionSet) => void;
};

const steps: Record<string, readonly [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The arrow keys go from tick to tick, as in a worksheet; space ticks, as everywhere. */
function goOn(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key];
  const tick = event.target;
  if (!step || !(tick instanceof HTMLInputElement)) return;
  const rows = [...event.currentTarget.querySelectorAll("tr")]
    .map((row) => [...row.querySelectorAll<HTMLInputElement>("input[type=checkbox]")])
    .filter((ticks) => ticks.length > 0);
  const row = rows.findIndex((ticks) => ticks.includes(tick));
  const column = rows[row]?.indexOf(tick) ?? -1;
  const next = rows[row + step[0]]?.[column + step[1]];
  event.preventDefault();
  next?.focus();
}

/** Tabs down, sets across, and a tick where a set has a tab; whole sets and whole parts are ticked at once. */
export function DistributionMatrix({ parts, sets, mayEdit, onChange, onEdit }: Props) {
  if (sets.length === 0) return <p>There is no set but the full one. Add one for those who are given less.</p>;
  const put = (set: DistributionSet, tabs: readonly DistributionTab[], isIn: boolean) =>
    onChange(
      withTabs(
        sets,
        set.id,
        parts,
        tabs.map(({ key }) => key),
        isIn,
      ),
    );
  return (
    <div className="relative -mx-4 overflow-x-auto px-4 sm:-mx-5 sm:px-5">
      <table className="w-full border-collapse text-left" onKeyDown={goOn}>
        <caption className="sr-only">Which tabs each set has</caption>
        <thead>
          <tr className="border-b align-bottom">
            <th scope="col" className="min-w-44 py-2 pr-3 text-sm font-medium text-muted">
              Tab
            </th>
            {sets.map((set) => (
              <th key={set.id} scope="col" className="w-36 min-w-28 px-2 py-2 text-center text-sm font-medium">
                {set.name}
                {mayEdit && (
                  <IconButton label={`Edit ${set.name}`} onClick={() => onEdit(set)}>
                    <Pencil aria-hidden className="size-3.5" />
                  </IconButton>
                )}
              </th>
            ))}
          </tr>
          <tr className="border-b">
            <th scope="row" className="py-1.5 pr-3 font-normal">
              All tabs, also those to come
            </th>
            {sets.map((set) => (
              <Tick
                key={set.id}
                label={`${set.name}: all tabs, also those to come`}
                isOn={set.tabs === "all"}
                mayEdit={mayEdit}
                onTick={(isOn) => onChange(withAllTabs(sets, set.id, isOn))}
              />
            ))}
          </tr>
        </thead>
        {parts.map((part) => (
          <tbody key={part.title}>
            <tr className="border-b bg-sunken">
              <th scope="row" className="py-1.5 pr-3 pl-2 font-medium">
                {part.title}
              </th>
              {sets.map((set) => {
                const share = shareOf(set, part);
                return (
                  <Tick
                    key={set.id}
                    label={`${set.name}: all of ${part.title}`}
                    isOn={share === "all"}
                    isPartly={share === "some"}
                    mayEdit={mayEdit}
                    onTick={(isOn) => put(set, part.tabs, isOn)}
                  />
                );
              })}
            </tr>
            {part.tabs.map((tab) => (
              <tr key={tab.key} className="border-b">
                <th scope="row" className={classNames("py-1 pr-3 pl-2 font-normal", tab.omitted && "text-muted")}>
                  <span className="mr-2 font-medium tabular-nums">{tab.number}</span>
                  {tab.title}
                  {tab.omitted && <span className="text-sm"> (intentionally omitted)</span>}
                </th>
                {sets.map((set) => (
                  <Tick
                    key={set.id}
                    label={`${set.name}: Tab ${tab.number}, ${tab.title}`}
                    isOn={hasTab(set, tab.key)}
                    mayEdit={mayEdit}
                    onTick={(isOn) => put(set, [tab], isOn)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Tick({
  label,
  isOn,
  isPartly = false,
  mayEdit,
  onTick,
}: {
  label: string;
  isOn: boolean;
  isPartly?: boolean;
  mayEdit: boolean;
  onTick: (isOn: boolean) => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = isPartly;
  }, [isPartly]);
  return (
    <td className="px-2 text-center">
      {/* The whole cell can be hit, which is large enough for a finger. */}
      <label className="relative inline-flex min-h-8 min-w-11 items-center justify-center">
        <span className="sr-only">{label}</span>
        <input
          ref={box}
          type="checkbox"
          checked={isOn}
          disabled={!mayEdit}
          onChange={(event) => onTick(event.target.checked)}
          className="size-4 accent-accent"
        />
      </label>
    </td>
  );
}
