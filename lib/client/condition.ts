"use client";

import { useQuery } from "@tanstack/react-query";
import type { ConditionDetailView } from "@/lib/contracts/views";
import type { PartyRole } from "@/lib/domain/role";
import { getJson } from "./api";
import { conditionKey } from "./keys";

/** One condition with its whole record, fetched when it is opened and again whenever it was made old. */
export function useCondition(
  { offeringId, conditionId }: { offeringId: string; conditionId: string },
  as: PartyRole | null,
  initial?: ConditionDetailView,
) {
  return useQuery({
    queryKey: [...conditionKey(offeringId, conditionId), as ?? "own"],
    queryFn: ({ signal }) =>
      getJson<ConditionDetailView>(
        `/api/offerings/${offeringId}/conditions/${conditionId}${as ? `?as=${as}` : ""}`,
        signal,
      ),
    ...(initial && { initialData: initial }),
  });
}
