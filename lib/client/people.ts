import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { InvitationLink, PeopleView } from "@/lib/contracts/people";
import { getJson, postJson } from "./api";
import { offeringKey } from "./keys";

const peopleKey = (offeringId: string) => [...offeringKey(offeringId), "people"] as const;

/** The working group list, as the page brought it and as it is kept up to date. */
export const usePeople = (offeringId: string, initialData: PeopleView): PeopleView =>
  useQuery({
    queryKey: peopleKey(offeringId),
    queryFn: ({ signal }) => getJson<PeopleView>(`/api/offerings/${offeringId}/people`, signal),
    initialData,
  }).data;

/** What the invitation form sends; the server reads it as lib/contracts/people.ts says. */
export type InviteRequest = {
  partyId: string;
  email: string;
  name: string;
  title: string;
  authority: boolean;
  coordinator: boolean;
};

export const useInvite = (offeringId: string) => usePeopleAct<InviteRequest, InvitationLink>(offeringId, "invitations");

export const useRevokeInvitation = (offeringId: string) =>
  usePeopleAct<{ invitationId: string }, unknown>(offeringId, "invitations/revoke");

export const useEndMembership = (offeringId: string) =>
  usePeopleAct<{ personId: string }, unknown>(offeringId, "members/end");

export const useAddParty = (offeringId: string) =>
  usePeopleAct<{ organisation: string; role: string; side: string }, unknown>(offeringId, "parties");

/** The link of an invitation once more, asked for when it is wanted and kept nowhere. */
export const useInvitationLink = (offeringId: string) =>
  useMutation({
    mutationFn: (invitationId: string) =>
      getJson<InvitationLink>(`/api/offerings/${offeringId}/invitations/${invitationId}`),
  });

function usePeopleAct<I, O>(offeringId: string, path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: I) => postJson<O>(`/api/offerings/${offeringId}/${path}`, input),
    onSettled: () => client.invalidateQueries({ queryKey: peopleKey(offeringId) }),
  });
}
