import { ChevronRight } from "lucide-react";
import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import type { ConditionView } from "@/lib/contracts/views";
import type { Basis } from "@/lib/domain/condition";
import type { ConditionId } from "@/lib/domain/ids";
import { kindLabels } from "@/lib/domain/kind-defaults";
import type { PartyRole } from "@/lib/domain/role";
import { listOf } from "@/lib/domain/words";
import { gridcell, row, rowheader } from "./roles";
import { Documents, Keeping, Next, State } from "./row-cells";

export type RowActs = {
  fold: (id: ConditionId, expanded: boolean) => void;
  select: (id: ConditionId) => void;
  signOff: (id: ConditionId, basis: Basis) => void;
  deliver: (id: ConditionId) => void;
};

export type RowProps = {
  condition: ConditionView;
  level: number;
  position: number;
  size: number;
  limbs: number;
  expanded: boolean | null;
  context: boolean;
  /** Has the list's place in the order of Tab. */
  current: boolean;
  /** Shown beside the list. */
  open: boolean;
  selected: boolean;
  /** Changed a moment ago. */
  marked: boolean;
  /** Of a clause that sums up its limbs: how many of them there are, how many are settled, how many this viewer's. */
  sum: { total: number; settled: number; mine: number } | null;
  overdue: boolean;
  assignedToMe: boolean;
  offeringId: string;
  zone: string;
  role: PartyRole;
  acts: RowActs;
};

const cell = "max-lg:block lg:border-t lg:px-2 lg:py-1.5 lg:align-top";
const indents = ["", "lg:pl-4", "lg:pl-8", "lg:pl-12"];
const margins = ["", "max-lg:ml-4", "max-lg:ml-8", "max-lg:ml-12"];

export const rowId = (id: ConditionId) => `row-${id}`;

/** One condition in the list. Drawn again only when something about it is otherwise. */
export const ConditionRow = memo(function ConditionRow(props: RowProps) {
  const { condition, level, expanded, current, open, selected, marked, context } = props;
  const { id, label, title, kind, furnishedBy } = condition;
  const mine = (condition.counted && condition.next?.mine) || false;
  const tabIndex = current ? 0 : -1;
  return (
    <tr
      {...row}
      id={rowId(id)}
      data-id={id}
      tabIndex={tabIndex}
      aria-level={level}
      aria-posinset={props.position}
      aria-setsize={props.size}
      aria-expanded={expanded ?? undefined}
      aria-selected={selected}
      aria-current={open ? "true" : undefined}
      aria-labelledby={`${rowId(id)}-label ${rowId(id)}-title`}
      aria-describedby={`${rowId(id)}-state ${rowId(id)}-next`}
      className={classNames(
        "cursor-pointer scroll-my-28 outline-offset-[-2px] transition-colors duration-700",
        "max-lg:relative max-lg:mb-2 max-lg:block max-lg:rounded-md max-lg:border max-lg:p-3",
        margins[level - 1] ?? "max-lg:ml-12",
        marked ? "bg-progress-soft" : selected || open ? "bg-accent-soft" : "bg-surface hover:bg-sunken",
        context && "text-muted",
      )}
    >
      <td {...gridcell} className={classNames(cell, "lg:pl-3 max-lg:absolute max-lg:top-3 max-lg:right-3")}>
        <input
          type="checkbox"
          aria-label={`Select ${label}`}
          tabIndex={tabIndex}
          checked={selected}
          onChange={() => props.acts.select(id)}
          className="mt-1 size-4 accent-accent"
        />
      </td>
      <th scope="row" {...rowheader} className={classNames(cell, "text-left font-medium max-lg:pr-8")}>
        <span className={classNames("flex items-start gap-1", indents[level - 1] ?? "lg:pl-12")}>
          {expanded === null ? (
            <span className="w-5.5 shrink-0 max-lg:hidden" />
          ) : (
            <button
              type="button"
              tabIndex={tabIndex}
              onClick={() => props.acts.fold(id, !expanded)}
              aria-label={`${expanded ? "Fold" : "Unfold"} the ${props.limbs} limbs of ${label}`}
              className="-my-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-sunken hover:text-text lg:-ml-0.5"
            >
              <ChevronRight
                aria-hidden
                className={classNames("size-4 transition-transform", expanded && "rotate-90")}
              />
            </button>
          )}
          <span id={`${rowId(id)}-label`} className="wrap-anywhere">
            {label}
          </span>
        </span>
      </th>
      <td {...gridcell} className={cell}>
        <p id={`${rowId(id)}-title`} className={context ? "font-normal" : "font-medium"}>
          {title}
        </p>
        {level === 1 ? (
          <p className="text-sm text-muted">
            {kindLabels[kind]}
            {furnishedBy.length > 0 && ` · ${listOf(furnishedBy.map(({ name }) => name))}`}
            {expanded === false && ` · ${props.limbs} limbs`}
          </p>
        ) : null}
      </td>
      <td {...gridcell} className={classNames(cell, condition.deliverables.length === 0 && "max-lg:hidden")}>
        <Documents deliverables={condition.deliverables} offeringId={props.offeringId} tabIndex={tabIndex} />
      </td>
      <td {...gridcell} id={`${rowId(id)}-state`} className={classNames(cell, "max-lg:mt-1.5")}>
        {condition.counted || condition.settledBy || level === 1 ? <State condition={condition} /> : null}
      </td>
      <td {...gridcell} id={`${rowId(id)}-next`} className={classNames(cell, "max-lg:mt-1.5")}>
        {props.sum && !condition.settledBy && (
          <p className="text-sm text-muted">
            {props.sum.settled} of {props.sum.total} limbs settled
            {props.sum.mine > 0 && <span className="font-medium text-accent">, {props.sum.mine} yours next</span>}
          </p>
        )}
        <Next
          condition={condition}
          mine={mine}
          role={props.role}
          tabIndex={tabIndex}
          acts={props.acts}
          zone={props.zone}
        />
      </td>
      <td {...gridcell} className={classNames(cell, "text-sm max-lg:mt-1")}>
        <Keeping condition={condition} overdue={props.overdue} zone={props.zone} assignedToMe={props.assignedToMe} />
      </td>
    </tr>
  );
});
