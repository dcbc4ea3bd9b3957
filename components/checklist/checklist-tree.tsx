"use client";

import { type KeyboardEvent, type MouseEvent, useMemo, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import type { ChecklistView } from "@/lib/contracts/views";
import type { ConditionId } from "@/lib/domain/ids";
import { ConditionRow, type RowActs, rowId } from "./condition-row";
import { isMine, ownerOf } from "./filters";
import { type KeyAct, keyAct } from "./keys";
import { columnheader, rowgroup, row as rowRole, treegrid } from "./roles";
import { type Row, sumsOfLimbs } from "./tree";

const columns = [
  { label: "Select", width: "lg:w-9", hidden: true },
  { label: "No.", width: "lg:w-34" },
  { label: "Condition", width: "lg:w-[23%]" },
  { label: "Documents", width: "lg:w-[18%]" },
  { label: "State", width: "lg:w-50" },
  { label: "What happens next", width: "" },
  { label: "Who, when", width: "lg:w-34" },
] as const;

type TreeProps = {
  view: ChecklistView;
  rows: readonly Row[];
  /** The row that has the list's place in the order of Tab. */
  current: ConditionId | null;
  onCurrent: (id: ConditionId) => void;
  open: ConditionId | null;
  selected: ReadonlySet<ConditionId>;
  marked: ReadonlySet<ConditionId>;
  acts: RowActs;
  onOpen: (id: ConditionId) => void;
  /** Somebody has turned to the list, with the pointer or the keyboard. */
  onTurnTo: () => void;
  onKey: (act: Exclude<KeyAct, { do: "go" } | { do: "fold" } | { do: "open" }>) => void;
};

/** Moves the focus to a row. */
export const focusRow = (id: ConditionId) => document.getElementById(rowId(id))?.focus();

/**
 * The conditions as a tree of rows: one stop of Tab for the whole list, the arrows or j and k within it, and Tab again to
 * the links and buttons of the row on which one stands.
 */
export function ChecklistTree(props: TreeProps) {
  const { view, rows, selected, marked, acts } = props;
  const current = rows.some(({ condition }) => condition.id === props.current)
    ? props.current
    : (rows[0]?.condition.id ?? null);
  const now = view.head.clock;
  const sums = useSums(view);

  const press = (event: KeyboardEvent<HTMLElement>) => {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement) || isTyping(target)) return;
    const row = target.closest<HTMLElement>("tr[data-id]");
    if (!row) return;
    const act = keyAct({ key: event.key, onRow: target === row }, rows, row.dataset.id as ConditionId);
    if (!act || (act.do === "clear-selection" && selected.size === 0)) return;
    event.preventDefault();
    if (act.do === "go") focusRow(act.to);
    else if (act.do === "fold") acts.fold(act.id, act.expanded);
    else if (act.do === "open") props.onOpen(act.id);
    else props.onKey(act);
  };

  const click = (event: MouseEvent<HTMLElement>) => {
    const { target } = event;
    if (!(target instanceof Element) || target.closest("a, button, input, label")) return;
    if (window.getSelection()?.toString()) return;
    const row = target.closest<HTMLElement>("tr[data-id]");
    if (row) props.onOpen(row.dataset.id as ConditionId);
  };

  return (
    <table
      {...treegrid}
      aria-label="Conditions"
      onKeyDown={press}
      onPointerEnter={props.onTurnTo}
      onFocus={({ target }) => {
        props.onTurnTo();
        const row = target.closest<HTMLElement>("tr[data-id]");
        if (row) props.onCurrent(row.dataset.id as ConditionId);
      }}
      className="w-full border-separate border-spacing-0 max-lg:block lg:table-fixed lg:rounded-lg lg:border lg:bg-surface"
    >
      <thead {...rowgroup} className="max-lg:sr-only">
        <tr {...rowRole}>
          {columns.map((column) => (
            <th
              key={column.label}
              {...columnheader}
              scope="col"
              className={classNames(
                "z-10 bg-sunken px-2 py-1.5 text-left text-xs font-medium text-muted first:rounded-tl-lg first:pl-3 last:rounded-tr-lg lg:sticky lg:top-12",
                column.width,
              )}
            >
              {"hidden" in column ? <span className="sr-only">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the row does the same, heard by the table. */}
      <tbody {...rowgroup} onClick={click} className="max-lg:block">
        {rows.map(({ condition, level, position, size, limbs, expanded, context }) => (
          <ConditionRow
            key={condition.id}
            condition={condition}
            level={level}
            position={position}
            size={size}
            limbs={limbs}
            expanded={expanded}
            context={context}
            current={condition.id === current}
            open={condition.id === props.open}
            selected={selected.has(condition.id)}
            marked={marked.has(condition.id)}
            sum={sums.get(condition.id) ?? null}
            overdue={condition.next !== null && condition.dueAt !== null && condition.dueAt < now}
            assignedToMe={condition.assignee !== null && condition.assignee.id === ownerOf(view.viewer)}
            offeringId={view.head.offering.id}
            zone={view.head.zone}
            role={view.viewer.role}
            acts={acts}
          />
        ))}
      </tbody>
    </table>
  );
}

/** Letters belong to whoever types them. */
const isTyping = (target: HTMLElement) =>
  target.matches("input:not([type=checkbox]), textarea, select") || target.isContentEditable;

type Sums = ReturnType<typeof sumsOfLimbs>;

/** The sums of limbs; one that stayed as it was stays the same thing, so that its row need not be drawn again. */
function useSums({ conditions, viewer }: ChecklistView): Sums {
  const known = useRef<Sums>(new Map());
  const owner = ownerOf(viewer);
  return useMemo(() => {
    const sums = new Map(sumsOfLimbs(conditions, (condition) => isMine(condition, owner)));
    for (const [id, sum] of sums) {
      const was = known.current.get(id);
      if (was && was.total === sum.total && was.settled === sum.settled && was.mine === sum.mine) sums.set(id, was);
    }
    known.current = sums;
    return sums;
  }, [conditions, owner]);
}
