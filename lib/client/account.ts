import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AccountView, AuthAnswer, AuthPath } from "@/lib/contracts/people";
import { getJson, postJson } from "./api";

const accountKey = ["account"] as const;

/** The account of whoever is signed in, as the page brought it and as it is kept up to date. */
export const useAccount = (initialData: AccountView): AccountView =>
  useQuery({
    queryKey: accountKey,
    queryFn: ({ signal }) => getJson<AccountView>("/api/account", signal),
    initialData,
  }).data;

/** Asks the authentication for something of one's own account. */
export function useAuth<I extends Record<string, string>>(path: AuthPath) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: I) => postJson<AuthAnswer>(`/api/auth/${path}`, input),
    onSettled: () => client.invalidateQueries({ queryKey: accountKey }),
  });
}

/** Signs out at one place. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) => postJson("/api/account/sessions/end", { sessionId }),
    onSettled: () => client.invalidateQueries({ queryKey: accountKey }),
  });
}
