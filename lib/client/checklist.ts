"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type ClosingPlace, checklistPath } from "@/lib/contracts/checklist-path";
import type { ChecklistView, ConditionView } from "@/lib/contracts/views";
import type { ConditionId } from "@/lib/domain/ids";
import type { PartyRole } from "@/lib/domain/role";
import { getJson } from "./api";
import { closingKey } from "./keys";

/** `as` is the part through whose eyes a coordinator looks; null for one's own. */
export const checklistKey = ({ offeringId, closingId }: ClosingPlace, as: PartyRole | null) =>
  [...closingKey(offeringId, closingId), "checklist", as ?? "own"] as const;

/** The checklist as the server has it, asked for anew whenever it was made old; undefined until it first came, if not with the page. */
export function useChecklist(place: ClosingPlace, as: PartyRole | null, initial?: ChecklistView) {
  const { data, isPlaceholderData, error, refetch } = useQuery({
    queryKey: checklistKey(place, as),
    queryFn: ({ signal }) => getJson<ChecklistView>(checklistPath(place, as), signal),
    ...(initial && { initialData: initial }),
    placeholderData: keepPreviousData,
  });
  useNextMoment(place, data);
  return {
    view: data,
    /** Another view was asked for and is on its way. */
    settling: isPlaceholderData,
    /** Why what is shown could not be read anew. */
    problem: error?.message,
    readAgain: () => void refetch(),
  };
}

/** A list with one condition otherwise. */
export const withCondition = (
  view: ChecklistView,
  id: ConditionId,
  change: (condition: ConditionView) => ConditionView,
): ChecklistView => ({
  ...view,
  conditions: view.conditions.map((condition) => (condition.id === id ? change(condition) : condition)),
});

const longestWait = 3_600_000;

/** Windows open and confirmations grow too old by time alone, and no message comes of it: the list is asked for anew then. */
function useNextMoment({ offeringId, closingId }: ClosingPlace, view: ChecklistView | undefined): void {
  const client = useQueryClient();
  const clock = view?.head.clock;
  const conditions = view?.conditions;
  useEffect(() => {
    const now = clock ? new Date(clock).getTime() : 0;
    const next = nextMoment(conditions ?? [], now);
    if (next === null) return;
    const wait = Math.min(next - now + 1_000, longestWait);
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: closingKey(offeringId, closingId) }),
      wait,
    );
    return () => clearTimeout(timer);
  }, [client, offeringId, closingId, clock, conditions]);
}

/** The first moment after `now` at which a window opens or a confirmation stops holding; in milliseconds. */
export function nextMoment(conditions: readonly Pick<ConditionView, "slots">[], now: number): number | null {
  let least: number | null = null;
  for (const { slots } of conditions) {
    for (const { until } of slots) {
      const at = until ? new Date(until).getTime() : 0;
      if (at > now && (least === null || at < least)) least = at;
    }
  }
  return least;
}
