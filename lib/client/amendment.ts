import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AmendAnswer, AmendmentLine, AmendmentView, AmendRequest } from "@/lib/contracts/amendment";
import { postFile, postJson } from "./api";
import { offeringKey } from "./keys";

/** Which of the changes are taken over, by the place of their line. */
export type Taken = ReadonlySet<number>;

/** Everything is taken over at first, but for lines that cannot be taken off or are not of the conditions section. */
export function takenAtFirst({ lines, section }: AmendmentView): Taken {
  return new Set(
    lines.flatMap((line, place) => {
      if (line.change === "same") return [];
      if (line.change !== "removed") return [place];
      const own = section !== null && line.before.label.startsWith(section);
      return own && line.keptBecause === null ? [place] : [];
    }),
  );
}

/** The list as it is to be: what is taken over as the agreement now has it, everything else as it stands. */
export function amendRequest(closingId: string, view: AmendmentView, taken: Taken): AmendRequest {
  const request: AmendRequest = { closingId, source: view.source, lines: [], removed: [] };
  view.lines.forEach((line, place) => {
    const takes = taken.has(place);
    if (line.change === "added") {
      if (takes) request.lines.push({ is: "new", depth: line.depth, terms: wireTerms(line.terms) });
      return;
    }
    const { id: conditionId, requirement, before, after } = line;
    if (line.change === "removed" && takes) {
      request.removed.push({ conditionId, requirement });
      return;
    }
    const label = takes && after ? after.label : before.label;
    const text = takes && line.change === "changed" && after ? after.text : null;
    request.lines.push({ is: "kept", conditionId, requirement, label, text });
  });
  return request;
}

function wireTerms(terms: Extract<AmendmentLine, { change: "added" }>["terms"]) {
  const { furnishedBy, furnishedTo, requires, ratings, deliverables, ...said } = terms;
  return {
    ...said,
    furnishedBy: [...furnishedBy],
    furnishedTo: [...furnishedTo],
    requires: [...requires],
    ratings: [...ratings],
    deliverables: [...deliverables],
  };
}

/** Limbs go with their clause: without it there is nothing for them to stand under. */
export function withTaken(view: AmendmentView, taken: Taken, place: number, takes: boolean): Taken {
  const next = new Set(taken);
  const { change, depth } = view.lines[place] ?? { change: "same", depth: 0 };
  const set = (at: number) => (takes ? next.add(at) : next.delete(at));
  set(place);
  if (change !== "added" && change !== "removed") return next;
  for (let below = place + 1; (view.lines[below]?.depth ?? 0) > depth; below++) {
    if (view.lines[below]?.change === change) set(below);
  }
  if (change === "added" && takes) {
    for (let above = place - 1, wanted = depth - 1; above >= 0 && wanted >= 0; above--) {
      const line = view.lines[above];
      if (line?.depth !== wanted) continue;
      if (line.change === "added") next.add(above);
      wanted -= 1;
    }
  }
  return next;
}

export const useReadAmendment = (offeringId: string, closingId: string) =>
  useMutation({
    mutationFn: (file: File) =>
      postFile<AmendmentView>(
        `/api/offerings/${offeringId}/closings/${closingId}/amendment-readings?fileName=${encodeURIComponent(file.name)}`,
        file,
      ),
  });

export function useAmend(offeringId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: AmendRequest) => postJson<AmendAnswer>(`/api/offerings/${offeringId}/amendments`, request),
    onSettled: () => client.invalidateQueries({ queryKey: offeringKey(offeringId) }),
  });
}
