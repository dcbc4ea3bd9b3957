import { QueryClient } from "@tanstack/react-query";
import { problemOf } from "./api";

/** What the server said is kept until a live message makes it old; a refusal is final, a lost connection is not. */
export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnReconnect: true,
        refetchOnWindowFocus: true,
        retry: (count, error) => ["offline", "busy"].includes(problemOf(error).code) && count < 3,
      },
      mutations: { retry: false },
    },
  });
