import type { MyItemsView } from "@/lib/contracts/views";

export type MyItem = MyItemsView["items"][number];

export type ItemGroup = { closing: MyItem; items: readonly MyItem[] };

/** When an item is due by its closing's own clock: when the list keeper asked for it, else at the Time of Delivery. */
const dueOf = ({ dueAt, timeOfDelivery }: MyItem) => Date.parse(dueAt ?? timeOfDelivery);

/** Whether the moment by which it was asked for is past. */
export const isOverdue = ({ dueAt, clock }: MyItem) => dueAt !== null && Date.parse(dueAt) < Date.parse(clock);

/** Whether it can be done by now; a same-day confirmation waits for its window. */
export const isOpen = ({ from, clock }: MyItem) => from === null || Date.parse(from) <= Date.parse(clock);

/** Items under their closings, the nearest closing first; in each what can be done now, the soonest due before the rest. */
export function groupItems(items: readonly MyItem[]): ItemGroup[] {
  const left = ({ timeOfDelivery, clock }: MyItem) => Date.parse(timeOfDelivery) - Date.parse(clock);
  const groups = [...Map.groupBy(items, ({ closingId }) => closingId).values()].flatMap((under) => {
    const [closing] = under;
    const sorted = [...under].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || dueOf(a) - dueOf(b));
    return closing ? [{ closing, items: sorted }] : [];
  });
  return groups.sort((a, b) => left(a.closing) - left(b.closing));
}
