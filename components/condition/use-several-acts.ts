"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { postAct } from "@/lib/client/api";
import { closingKey, conditionKey } from "@/lib/client/keys";
import type { ActRequest } from "@/lib/contracts/acts";
import type { ConditionId } from "@/lib/domain/ids";
import { useClosing } from "./desk";

export type Outcome =
  | { state: "waiting" }
  | { state: "sending" }
  | { state: "recorded" }
  | { state: "refused"; sentence: string };

/**
 * Does one act on each of several conditions, one after another, each by itself: what one is refused holds up no other.
 * Says of each what became of it.
 */
export function useSeveralActs() {
  const { place } = useClosing();
  const client = useQueryClient();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<ConditionId, Outcome>>(new Map());
  const [running, setRunning] = useState(false);

  const run = async (acts: readonly { id: ConditionId; act: ActRequest }[]) => {
    setRunning(true);
    const all = new Map<ConditionId, Outcome>(acts.map(({ id }) => [id, { state: "waiting" }]));
    const tell = (id: ConditionId, outcome: Outcome) => {
      all.set(id, outcome);
      setOutcomes(new Map(all));
    };
    for (const { id, act } of acts) {
      tell(id, { state: "sending" });
      try {
        await postAct(place.offeringId, act);
        tell(id, { state: "recorded" });
      } catch (error) {
        tell(id, { state: "refused", sentence: error instanceof Error ? error.message : "" });
      }
      void client.invalidateQueries({ queryKey: conditionKey(place.offeringId, id) });
    }
    setRunning(false);
    await client.invalidateQueries({ queryKey: closingKey(place.offeringId, place.closingId) });
    return [...all.values()].every(({ state }) => state === "recorded");
  };

  return { run, running, outcomes, begun: outcomes.size > 0 };
}
