import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ClosingPlace } from "@/lib/contracts/checklist-path";
import type { DistributionView, KeptDistribution, RecipientView } from "@/lib/contracts/distribution";
import type { LinkInput, MadeLink } from "@/lib/contracts/set-links";
import { getJson, postJson } from "./api";
import { addressOf, setKey } from "./closing-set";

const viewKey = (place: ClosingPlace) => [...setKey(place), "distribution"] as const;

/** Who gets which tabs, as it stands. */
export function useDistribution(initial: DistributionView) {
  const place = { offeringId: initial.head.offering.id, closingId: initial.head.id };
  return useQuery({
    queryKey: viewKey(place),
    queryFn: ({ signal }) => getJson<DistributionView>(`${addressOf(place)}/closing-set/distribution`, signal),
    initialData: initial,
    // A download is no act of anybody here, and no live message tells of it.
    refetchInterval: ({ state }) => (state.data?.links.some((link) => link.state === "open") ? 30_000 : false),
  });
}

/** Keeps who gets which tabs; what the server kept is shown, and nothing before. */
export function useSaveDistribution(place: ClosingPlace) {
  const client = useQueryClient();
  return useMutation<KeptDistribution, Error, KeptDistribution>({
    mutationFn: (distribution) =>
      postJson(`${addressOf(place)}/closing-set/distribution/sets`, { closingId: place.closingId, ...distribution }),
    onSuccess: (distribution) =>
      client.setQueryData<DistributionView>(viewKey(place), (view) => view && { ...view, distribution }),
    onSettled: () => void client.invalidateQueries({ queryKey: viewKey(place) }),
  });
}

/** One set as those who get it will find it; asked for anew each time it is looked at. */
export function useRecipientView(place: ClosingPlace, setId: string | null) {
  return useQuery({
    queryKey: [...setKey(place), "recipient", setId],
    queryFn: ({ signal }) =>
      getJson<RecipientView>(`${addressOf(place)}/closing-set/distribution/recipient?setId=${setId}`, signal),
    enabled: setId !== null,
    staleTime: 0,
  });
}

/** Makes a link; its secret is in this answer and in no other. */
export function useMakeLink(place: ClosingPlace) {
  const client = useQueryClient();
  return useMutation<MadeLink, Error, Omit<LinkInput, "closingId">>({
    mutationFn: (wish) => postJson(`${addressOf(place)}/closing-set/links`, { closingId: place.closingId, ...wish }),
    onSettled: () => void client.invalidateQueries({ queryKey: viewKey(place) }),
  });
}

export function useRevokeLink(place: ClosingPlace) {
  const client = useQueryClient();
  return useMutation<{ id: string }, Error, string>({
    mutationFn: (linkId) =>
      postJson(`${addressOf(place)}/closing-set/links/revoke`, { closingId: place.closingId, linkId }),
    onSettled: () => void client.invalidateQueries({ queryKey: viewKey(place) }),
  });
}
