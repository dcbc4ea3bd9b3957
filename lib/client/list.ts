import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ActRequest } from "@/lib/contracts/acts";
import type { ListView } from "@/lib/contracts/list";
import { getJson, postAct, postJson } from "./api";
import { closingKey } from "./keys";

const listKey = (offeringId: string, closingId: string) => [...closingKey(offeringId, closingId), "list"] as const;

/** The list as its keeper edits it; the page gives the first answer, the live stream makes it old. */
export const useList = ({ head, ...initial }: ListView) =>
  useQuery({
    queryKey: listKey(head.offering.id, head.id),
    queryFn: ({ signal }) => getJson<ListView>(`/api/offerings/${head.offering.id}/closings/${head.id}/list`, signal),
    initialData: { head, ...initial },
  });

/** One change of the list. The list is fetched anew whether it was made or refused. */
export function useListAct(offeringId: string, closingId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: ActRequest) => postAct(offeringId, request),
    onSettled: () => client.invalidateQueries({ queryKey: closingKey(offeringId, closingId) }),
  });
}

/** Delivers at this Time of Delivery what all parties have from another one. */
export function useReuse(offeringId: string, closingId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: { deliverableId: string; versionId: string }) =>
      postJson<{ number: number }>(`/api/offerings/${offeringId}/reuses`, request),
    onSettled: () => client.invalidateQueries({ queryKey: closingKey(offeringId, closingId) }),
  });
}
