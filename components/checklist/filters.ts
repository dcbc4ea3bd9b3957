import type { ConditionView, ViewerView } from "@/lib/contracts/views";
import type { PersonId } from "@/lib/domain/ids";
import { type ConditionKind, conditionKinds } from "@/lib/domain/kind";
import { isPartyRole, type PartyRole } from "@/lib/domain/role";

/** What a list can be narrowed to; several together narrow it further. */
export const shows = ["mine", "open", "blocking", "lapsed"] as const;
export type Show = (typeof shows)[number];

export type Filters = {
  show: readonly Show[];
  kind: ConditionKind | null;
  party: PartyRole | null;
  text: string;
};

export const noFilters: Filters = { show: [], kind: null, party: null, text: "" };

type Asked = Pick<URLSearchParams, "get">;

/** What an address asks for; what it cannot mean is left out. */
export function readFilters(asked: Asked): Filters {
  const kind = asked.get("kind") ?? "";
  const party = asked.get("party") ?? "";
  const wanted = (asked.get("show") ?? "").split(",");
  return {
    show: shows.filter((show) => wanted.includes(show)),
    kind: conditionKinds.find((known) => known === kind) ?? null,
    party: isPartyRole(party) ? party : null,
    text: asked.get("q") ?? "",
  };
}

/** The same address with other filters; everything else in it stays. */
export function writeFilters(address: URLSearchParams, { show, kind, party, text }: Filters): URLSearchParams {
  const next = new URLSearchParams(address);
  const put = (name: string, value: string | null) => (value ? next.set(name, value) : next.delete(name));
  put("show", show.join(","));
  put("kind", kind);
  put("party", party);
  put("q", text.trim() === "" ? null : text);
  return next;
}

export const isFiltering = ({ show, kind, party, text }: Filters) =>
  show.length > 0 || kind !== null || party !== null || text.trim() !== "";

type Seen = Pick<
  ConditionView,
  | "label"
  | "title"
  | "kind"
  | "counted"
  | "status"
  | "stale"
  | "expired"
  | "blocking"
  | "next"
  | "assignee"
  | "furnishedBy"
  | "slots"
  | "deliverables"
>;

/** Whose list it is: the viewer's own; nobody's while it is seen through another part's eyes, whom nobody has asked. */
export const ownerOf = ({ id, viewingAs }: Pick<ViewerView, "id" | "viewingAs">) => (viewingAs ? null : id);

/** Only what is signed off as such counts; a clause that sums up its limbs would be counted twice. */
const tests: Record<Show, (condition: Seen, viewer: PersonId | null) => boolean> = {
  mine: ({ counted, next, assignee }, viewer) =>
    counted && next !== null && (next.mine || (assignee !== null && assignee.id === viewer)),
  open: ({ counted, status }) => counted && status === "open",
  blocking: ({ blocking }) => blocking,
  lapsed: ({ counted, stale, expired }) => counted && stale.length + expired.length > 0,
};

export const isMine = tests.mine;

/** A party has to do with a condition where it furnishes something to it, signs off on it, or is next. */
export const involves = ({ furnishedBy, slots, next }: Seen, role: PartyRole) =>
  furnishedBy.some((by) => by.role === role) ||
  slots.some((slot) => slot.role === role) ||
  (next?.roles.includes(role) ?? false);

export function matches(condition: Seen, filters: Filters, viewer: PersonId | null): boolean {
  if (filters.kind && condition.kind !== filters.kind) return false;
  if (filters.party && !involves(condition, filters.party)) return false;
  if (!filters.show.every((show) => tests[show](condition, viewer))) return false;
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = textOf(condition);
  return words.every((word) => text.includes(word));
}

/** How many rows each narrowing would leave, beside what else is asked for. */
export function countShows(
  conditions: readonly Seen[],
  filters: Filters,
  viewer: PersonId | null,
): Readonly<Record<Show, number>> {
  const others = conditions.filter((condition) => matches(condition, { ...filters, show: [] }, viewer));
  const count = (show: Show) => {
    const wanted = filters.show.includes(show) ? filters.show : [...filters.show, show];
    return others.filter((condition) => wanted.every((each) => tests[each](condition, viewer))).length;
  };
  return { mine: count("mine"), open: count("open"), blocking: count("blocking"), lapsed: count("lapsed") };
}

const textOf = ({ label, title, furnishedBy, deliverables, assignee }: Seen) =>
  [
    label,
    title,
    ...furnishedBy.map(({ name }) => name),
    ...deliverables.flatMap((deliverable) => [deliverable.title, deliverable.inForce?.fileName ?? ""]),
    assignee?.name ?? "",
  ]
    .join(" ")
    .toLowerCase();
