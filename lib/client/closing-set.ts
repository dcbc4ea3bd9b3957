import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ClosingPlace } from "@/lib/contracts/checklist-path";
import type { ClosingSetView, SetBuildView, SetIndexView, TabEdit } from "@/lib/contracts/closing-set";
import type { DistributionView } from "@/lib/contracts/distribution";
import { getJson, postJson } from "./api";
import { closingKey } from "./keys";

/** The address of one Time of Delivery's data. */
export const addressOf = ({ offeringId, closingId }: ClosingPlace) =>
  `/api/offerings/${offeringId}/closings/${closingId}`;
/** Under which everything about its closing set is kept. */
export const setKey = ({ offeringId, closingId }: ClosingPlace) =>
  [...closingKey(offeringId, closingId), "closing-set"] as const;

/** The file of a finished build, for a link. */
export const builtFile = (place: ClosingPlace, id: string, format: "pdf" | "zip") =>
  `${addressOf(place)}/closing-set/builds/${id}/${format}`;

/** Where the volume of a finished build is read, for a link. */
export const volumePage = ({ offeringId, closingId }: ClosingPlace, id: string) =>
  `/offerings/${offeringId}/closings/${closingId}/closing-set/${id}`;

/** Another export, for a link. */
export const exportAddress = (place: ClosingPlace, format: string, query = "") =>
  `${addressOf(place)}/exports/${format}${query}`;

/** The end of an address that says what of the checklist is on the screen, and through whose eyes, so that no more is exported. */
export function shownQuery(only: readonly string[] | null, as: string | null): string {
  const query = new URLSearchParams({ ...(as ? { as } : {}), ...(only ? { only: only.join(",") } : {}) }).toString();
  return query && `?${query.replaceAll("%2C", ",")}`;
}

/** The closing set's page as it stands. */
export function useClosingSet(initial: ClosingSetView) {
  const place = { offeringId: initial.head.offering.id, closingId: initial.head.id };
  return useQuery({
    queryKey: setKey(place),
    queryFn: ({ signal }) => getJson<ClosingSetView>(`${addressOf(place)}/closing-set`, signal),
    initialData: initial,
  });
}

const isUnderWay = ({ state }: Pick<SetBuildView, "state">) => state === "waiting" || state === "building";

/** A build, asked for anew while it is under way; when it is over, the page is made old. */
export function useBuild(place: ClosingPlace, initial: SetBuildView): SetBuildView {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: [...setKey(place), "build", initial.id],
    queryFn: async ({ signal }) => {
      const build = await getJson<SetBuildView>(`${addressOf(place)}/closing-set/builds/${initial.id}`, signal);
      if (!isUnderWay(build)) {
        void client.invalidateQueries({ queryKey: setKey(place), exact: true });
        void client.invalidateQueries({ queryKey: [...setKey(place), "distribution"] });
      }
      return build;
    },
    initialData: initial,
    enabled: isUnderWay(initial),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 700 : false),
  });
  return isUnderWay(initial) ? data : initial;
}

/** What is to be built; `edits` are changes to the index that are not kept, absent where it is built as it is kept. */
export type BuildWish = { edits?: readonly TabEdit[]; reason: string; supplementTo?: string; setId?: string };

/** Begins a build; `key` makes the same request one build, however often it is sent. */
export function useBeginBuild(place: ClosingPlace) {
  const client = useQueryClient();
  return useMutation<SetBuildView, Error, BuildWish & { key: string }>({
    mutationFn: ({ key, ...wish }) =>
      postJson(`${addressOf(place)}/closing-set/builds`, { closingId: place.closingId, ...wish }, key),
    onSuccess: (build) => {
      const withBuild = <V extends { builds: readonly SetBuildView[] }>(view: V | undefined) =>
        view && { ...view, builds: [build, ...view.builds.filter(({ id }) => id !== build.id)] };
      client.setQueryData<ClosingSetView>(setKey(place), withBuild);
      client.setQueryData<DistributionView>([...setKey(place), "distribution"], withBuild);
    },
  });
}

export function useStopBuild(place: ClosingPlace) {
  const client = useQueryClient();
  return useMutation<SetBuildView, Error, string>({
    mutationFn: (buildId) =>
      postJson(`${addressOf(place)}/closing-set/builds/stop`, { closingId: place.closingId, buildId }),
    onSettled: () => void client.invalidateQueries({ queryKey: setKey(place) }),
  });
}

/** Keeps the edited index for everyone; what the server kept is shown, and nothing before. */
export function useSaveIndex(place: ClosingPlace) {
  const client = useQueryClient();
  return useMutation<SetIndexView, Error, SetIndexView>({
    mutationFn: (index) => postJson(`${addressOf(place)}/closing-set/index`, { closingId: place.closingId, ...index }),
    onSuccess: (index) => client.setQueryData<ClosingSetView>(setKey(place), (view) => view && { ...view, index }),
  });
}
