import "server-only";
import type { TabEdit } from "@/lib/contracts/closing-set";
import type { DistributionSet } from "@/lib/contracts/distribution";
import type { ClosingSetInput } from "@/lib/exports/model";
import { coverOf } from "./closing-set-cover";
import { paperOf } from "./closing-set-papers";
import { recordOf } from "./closing-set-record";
import type { ClosingSnapshot } from "./closing-set-snapshot";
import { differenceOf, differencePaper, type EarlierSet, supplementParts } from "./closing-set-supplement";
import { type KeyedPart, plainParts, type SetPlaces, tabsOf, withEdits } from "./closing-set-tabs";
import { isInSet, partOfSnapshot, refuseLeak } from "./part-of-snapshot";

type SetChoice = Pick<DistributionSet, "name" | "tabs">;

/** The closing set itself, with everything in it. */
export const wholeSet: SetChoice = { name: "", tabs: "all" };

type MadeFor = {
  set?: SetChoice;
  openFaults?: ClosingSetInput["openFaults"] | undefined;
  earlier?: EarlierSet | null;
};

/** What a set is made from, its tabs with the editor's keys, and the part of the snapshot behind it. */
type Made = { input: ClosingSetInput; keyed: readonly KeyedPart[]; part: ClosingSnapshot };

/**
 * All that a set is made from: the same snapshot, edits, set and reason give the same. A set with part of the tabs is made
 * from that part of the snapshot alone.
 */
export function inputOf(
  snapshot: ClosingSnapshot,
  edits: readonly TabEdit[],
  places: SetPlaces,
  { set = wholeSet, openFaults, earlier = null }: MadeFor = {},
): Made {
  const isWhole = set.tabs === "all";
  const part = isWhole ? snapshot : partOfSnapshot(snapshot, (key) => isInSet(set, key));
  const record = recordOf(part);
  const { parts, papers } = tabsOf(part, record, places);
  const keyed = withEdits(parts, edits).flatMap(({ title, tabs }) => {
    const own = tabs.filter(({ key }) => isInSet(set, key));
    return own.length > 0 || isWhole ? [{ title, tabs: own }] : [];
  });
  const all: ClosingSetInput = {
    ...coverOf(part),
    parts: plainParts(keyed),
    papers,
    record,
    ...(openFaults ? { openFaults } : {}),
    ...(isWhole ? {} : { distribution: { set: set.name } }),
  };
  const input = earlier ? supplementOf({ snapshot, part, keyed, places }, all, earlier) : all;
  if (!isWhole) refuseLeak(input, snapshot, part);
  return { input, keyed, part };
}

type Ground = { snapshot: ClosingSnapshot; part: ClosingSnapshot; keyed: readonly KeyedPart[]; places: SetPlaces };

/** The set as a supplement: what is late or replaced since the earlier one, a paper that says so, and the record. */
function supplementOf(
  { snapshot, part, keyed, places }: Ground,
  all: ClosingSetInput,
  { input: before, manifestSha256 }: EarlierSet,
): ClosingSetInput {
  const difference = differenceOf(withoutOthers(before.parts, snapshot, part), all.parts);
  const file = places.paper("supplement.pdf");
  const paper = differencePaper(paperOf(part, "", []), { asOf: before.asOf, manifestSha256 }, difference);
  const document = { title: paper.title, signatories: [], file, mediaType: "application/pdf" };
  const first = { title: "Supplement", tabs: [{ number: "S-1", title: paper.title, documents: [document] }] };
  return {
    ...all,
    title: `Supplement to ${before.title}`,
    parts: [first, ...plainParts(supplementParts(keyed, difference))],
    papers: [...(all.papers ?? []), { file, paper }],
    supplementTo: { title: before.title, manifestSha256 },
  };
}

/** What an earlier set had, but for documents of tabs that have left this set since: of those nothing more is said. */
function withoutOthers(parts: ClosingSetInput["parts"], snapshot: ClosingSnapshot, part: ClosingSnapshot) {
  const deliverablesOf = ({ scene }: ClosingSnapshot): Set<string> =>
    new Set(scene.closing.conditions.flatMap(({ deliverables }) => deliverables.map(({ id }) => id)));
  const others = deliverablesOf(snapshot).difference(deliverablesOf(part));
  return parts.map(({ title, tabs }) => ({
    title,
    tabs: tabs.map((tab) => ({
      ...tab,
      documents: tab.documents.filter(({ version }) => !version || !others.has(version.deliverableId)),
    })),
  }));
}
