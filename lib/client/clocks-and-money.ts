"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DefaultAnswer, DefaultRequest, DefaultView, SuppositionRequest } from "@/lib/contracts/default";
import type { SettlementView } from "@/lib/contracts/settlement";
import type { FeedAnswer, FeedRequest, TimelineView } from "@/lib/contracts/timeline";
import type { ClosingHead } from "@/lib/contracts/views";
import { getJson, postJson } from "./api";
import { closingKey } from "./keys";

const keyOf = ({ offering, id }: ClosingHead) => closingKey(offering.id, id);
const pathOf = ({ offering, id }: ClosingHead) => `/api/offerings/${offering.id}/closings/${id}`;

/** The timeline: what the page came with, then what the server says whenever it was made old. */
export const useTimeline = (initial: TimelineView): TimelineView =>
  useQuery({
    queryKey: [...keyOf(initial.head), "timeline"],
    queryFn: ({ signal }) => getJson<TimelineView>(`${pathOf(initial.head)}/timeline`, signal),
    initialData: initial,
  }).data;

/** What would slip if the Time of Delivery moved; nothing is asked for while there is no moment, and nothing is moved. */
export const useMove = (head: ClosingHead, wish: { date: string; time: string } | null) =>
  useQuery({
    queryKey: [...keyOf(head), "move", wish],
    queryFn: ({ signal }) =>
      getJson<TimelineView>(`${pathOf(head)}/timeline?moveDate=${wish?.date}&moveTime=${wish?.time}`, signal),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
  });

/** The settlement sheet; on another day where one is given. */
export const useSettlement = (initial: SettlementView, deliveredOn: string | null) =>
  useQuery({
    queryKey: [...keyOf(initial.head), "settlement", deliveredOn],
    queryFn: ({ signal }) =>
      getJson<SettlementView>(
        `${pathOf(initial.head)}/settlement${deliveredOn ? `?deliveredOn=${deliveredOn}` : ""}`,
        signal,
      ),
    ...(deliveredOn === null && { initialData: initial }),
    placeholderData: keepPreviousData,
  });

/** What a default comes to: as recorded, or as supposed, which changes nothing. */
export const useDefault = (initial: DefaultView, suppose: SuppositionRequest | null) =>
  useQuery({
    queryKey: [...keyOf(initial.head), "default", suppose],
    queryFn: ({ signal }) => {
      const query = suppose ? `?suppose=${encodeURIComponent(JSON.stringify(suppose))}` : "";
      return getJson<DefaultView>(`${pathOf(initial.head)}/default${query}`, signal);
    },
    ...(suppose === null && { initialData: initial }),
    placeholderData: keepPreviousData,
  });

/** Records something about a default; what the screen shows of the closing is then read anew. */
export function useDefaultAct(head: ClosingHead) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ wish, key }: { wish: DefaultRequest; key: string }) =>
      postJson<DefaultAnswer>(`${pathOf(head)}/default`, wish, key),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(head) }),
  });
}

/** Makes or revokes this person’s calendar link. */
export function useFeedAct(head: ClosingHead) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ wish, key }: { wish: FeedRequest; key: string }) =>
      postJson<FeedAnswer>(`${pathOf(head)}/timeline/feed`, wish, key),
    onSettled: () => client.invalidateQueries({ queryKey: [...keyOf(head), "timeline"] }),
  });
}
