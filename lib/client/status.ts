"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ActRequest } from "@/lib/contracts/acts";
import type { ChangesView, StatusView } from "@/lib/contracts/views";
import type { Carry } from "./acts";
import { getJson, postAct } from "./api";
import { closingKey, myItemsKey, portfolioKey } from "./keys";

type Place = { offeringId: string; closingId: string };

const pathOf = ({ offeringId, closingId }: Place) => `/api/offerings/${offeringId}/closings/${closingId}`;

/** A file of a binder, for a link. */
export const binderAddress = (place: Place, binder: string, format: "pdf" | "csv" | "json") =>
  `${pathOf(place)}/binders/${binder}/${format}`;

/** Windows open and confirmations grow too old by time alone, and no message comes of it. */
const askAgainMs = 30_000;

/** Where a Time of Delivery stands: what the page came with, then what the server says whenever it was made old. */
export function useStatus(initial: StatusView): StatusView {
  const place = { offeringId: initial.head.offering.id, closingId: initial.head.id };
  return useQuery({
    queryKey: [...closingKey(place.offeringId, place.closingId), "status"],
    queryFn: ({ signal }) => getJson<StatusView>(`${pathOf(place)}/status`, signal),
    initialData: initial,
    refetchInterval: askAgainMs,
  }).data;
}

/** What was recorded since a moment, newest first; nothing is asked for while there is no moment. */
export const useChanges = (place: Place, since: Date | null) =>
  useQuery({
    queryKey: [...closingKey(place.offeringId, place.closingId), "changes", since?.toISOString() ?? null],
    queryFn: ({ signal }) =>
      getJson<ChangesView>(`${pathOf(place)}/changes?since=${since?.toISOString() ?? ""}`, signal),
    enabled: since !== null,
  });

/** One wish, which may be several acts of one kind: they are sent one after the other, each with its key. */
export type Wish = readonly { act: ActRequest; key: string }[];

export const wishFor = (...acts: readonly ActRequest[]): Wish => acts.map((act) => ({ act, key: crypto.randomUUID() }));

/** Does acts of the closing itself. What was recorded before a refusal stays recorded; the screen then shows both. */
export function useClosingAct(place: Place, carry: Carry) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (wish: Wish) => {
      for (const { act, key } of wish) await carry(() => postAct(place.offeringId, act, key));
    },
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: portfolioKey });
      void client.invalidateQueries({ queryKey: myItemsKey });
      await client.invalidateQueries({ queryKey: closingKey(place.offeringId, place.closingId) });
    },
  });
}
