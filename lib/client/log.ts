"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { LogEntryView } from "@/lib/contracts/views";
import { getJson } from "./api";
import { offeringKey } from "./keys";

type Place = { offeringId: string; closingId: string | null };

/** Who did what in an offering, newest first; of one Time of Delivery where one is chosen. */
export function useLog({ offeringId, closingId }: Place, initial: { of: string | null; entries: LogEntryView[] }) {
  const { data, isPlaceholderData } = useQuery({
    queryKey: [...offeringKey(offeringId), "log", closingId],
    queryFn: ({ signal }) =>
      getJson<LogEntryView[]>(`/api/offerings/${offeringId}/log${closingId ? `?closingId=${closingId}` : ""}`, signal),
    ...(initial.of === closingId && { initialData: initial.entries }),
    placeholderData: keepPreviousData,
  });
  return { entries: data ?? initial.entries, settling: isPlaceholderData };
}
