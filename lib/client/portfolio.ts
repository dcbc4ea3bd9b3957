"use client";

import { useQuery } from "@tanstack/react-query";
import type { MyItemsView, PortfolioView } from "@/lib/contracts/views";
import { getJson } from "./api";
import { myItemsKey, portfolioKey } from "./keys";

/** These screens follow no one closing's stream, so they ask again by themselves. */
const askAgainMs = 15_000;

/** Every closing of the person, as it stands. */
export const usePortfolio = (initial: PortfolioView): PortfolioView =>
  useQuery({
    queryKey: portfolioKey,
    queryFn: ({ signal }) => getJson<PortfolioView>("/api/portfolio", signal),
    initialData: initial,
    refetchInterval: askAgainMs,
  }).data;

/** Everything that waits for the person, over all their closings. */
export const useMyItems = (initial: MyItemsView): MyItemsView =>
  useQuery({
    queryKey: myItemsKey,
    queryFn: ({ signal }) => getJson<MyItemsView>("/api/my-items", signal),
    initialData: initial,
    refetchInterval: askAgainMs,
  }).data;
