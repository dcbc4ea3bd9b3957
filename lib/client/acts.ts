"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ActRequest } from "@/lib/contracts/acts";
import type { ClosingPlace } from "@/lib/contracts/checklist-path";
import type { ChecklistView, ConditionMay } from "@/lib/contracts/views";
import type { ConditionId } from "@/lib/domain/ids";
import { type ActAnswer, postAct } from "./api";
import { checklistKey, withCondition } from "./checklist";
import { closingKey, conditionKey } from "./keys";

/** How an act is carried out: at once, or after asking the person who they are. */
export type Carry = <T>(run: () => Promise<T>) => Promise<T>;

/**
 * Does an act on a condition. What offered it goes from the list at once; what it makes true is shown only when the server
 * has recorded it. Refused, the offer is back as it was.
 */
export function useAct(place: ClosingPlace, carry: Carry = (run) => run()) {
  const client = useQueryClient();
  const queryKey = checklistKey(place, null);
  return useMutation<ActAnswer, Error, { act: ActRequest; key: string }, { before: ChecklistView | undefined }>({
    mutationFn: ({ act, key }) => carry(() => postAct(place.offeringId, act, key)),
    onMutate: async ({ act }) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<ChecklistView>(queryKey);
      client.setQueryData<ChecklistView>(queryKey, (view) => view && withoutOffer(view, act));
      return { before };
    },
    onError: (_problem, _act, context) => {
      if (context?.before) client.setQueryData(queryKey, context.before);
    },
    onSettled: (_answer, _problem, { act }) => {
      void client.invalidateQueries({ queryKey: closingKey(place.offeringId, place.closingId) });
      if ("conditionId" in act) {
        void client.invalidateQueries({ queryKey: conditionKey(place.offeringId, act.conditionId) });
      }
    },
  });
}

/** The list without what offered this act; nothing of what the act says is put into it. */
export function withoutOffer(view: ChecklistView, act: ActRequest): ChecklistView {
  if (!("conditionId" in act)) return view;
  const without = (change: (may: ConditionMay) => Partial<ConditionMay>) =>
    withCondition(view, act.conditionId as ConditionId, (condition) => ({
      ...condition,
      may: { ...condition.may, ...change(condition.may) },
    }));
  switch (act.act) {
    case "sign-off":
      return without(({ signOff }) => ({ signOff: signOff.filter(({ basis }) => basis !== act.basis) }));
    case "waive":
      return without(() => ({ waive: false, mark: false, signOff: [], deliver: false }));
    case "mark":
      return without(() => ({ mark: false, signOff: [], deliver: false }));
    default:
      return view;
  }
}
