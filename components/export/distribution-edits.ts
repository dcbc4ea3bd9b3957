import type { DistributionSet, DistributionTab, SetRecipient } from "@/lib/contracts/distribution";

type Sets = readonly DistributionSet[];
export type TabPart = { title: string; tabs: readonly DistributionTab[] };

/** Whether a set has a tab. */
export const hasTab = ({ tabs }: Pick<DistributionSet, "tabs">, key: string): boolean =>
  tabs === "all" || tabs.includes(key);

const changed = (sets: Sets, id: string, change: (set: DistributionSet) => Partial<DistributionSet>): Sets =>
  sets.map((set) => (set.id === id ? { ...set, ...change(set) } : set));

/**
 * The sets after some tabs were put into one of them or taken out. A set with all tabs of which one is taken out has the
 * others by name from then on; the tabs stay in the order of the index.
 */
export function withTabs(
  sets: Sets,
  id: string,
  parts: readonly TabPart[],
  keys: readonly string[],
  isIn: boolean,
): Sets {
  const order = parts.flatMap(({ tabs }) => tabs.map(({ key }) => key));
  return changed(sets, id, (set) => {
    if (set.tabs === "all" && isIn) return {};
    return { tabs: order.filter((key) => (keys.includes(key) ? isIn : hasTab(set, key))) };
  });
}

/** The sets after one was given all tabs, also those to come, or none. */
export const withAllTabs = (sets: Sets, id: string, isAll: boolean): Sets =>
  changed(sets, id, () => ({ tabs: isAll ? "all" : [] }));

/** The sets after one was named, or is for others. */
export const withDetails = (
  sets: Sets,
  id: string,
  details: { name: string; recipients: readonly SetRecipient[] },
): Sets => changed(sets, id, () => ({ ...details, recipients: [...details.recipients] }));

/** How much of a part a set has. */
export function shareOf(set: DistributionSet, { tabs }: TabPart): "all" | "some" | "none" {
  const count = tabs.filter(({ key }) => hasTab(set, key)).length;
  return count === 0 ? "none" : count === tabs.length ? "all" : "some";
}

/** What is wrong with the sets, in a sentence; null where they can be kept. */
export function faultIn(sets: Sets): string | null {
  const empty = sets.find(({ tabs }) => tabs !== "all" && tabs.length === 0);
  if (empty) return `${empty.name} has no tab. Tick one, or take the set away.`;
  const names = sets.map(({ name }) => name.toLowerCase());
  const twice = sets.find(({ name }, place) => names.indexOf(name.toLowerCase()) !== place);
  return twice ? `Two sets are called ${twice.name}.` : null;
}
