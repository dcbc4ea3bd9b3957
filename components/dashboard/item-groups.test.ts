import { expect, test } from "vitest";
import type { ClosingId, ConditionId, OfferingId } from "@/lib/domain/ids";
import { groupItems, isOpen, isOverdue, type MyItem } from "./item-groups";

const item = (change: Partial<MyItem>): MyItem => ({
  offeringId: "o1" as OfferingId,
  closingId: "t1" as ClosingId,
  conditionId: "c1" as ConditionId,
  offering: "Notes due 2036",
  closing: "Closing Date",
  label: "7(c)",
  title: "Opinion",
  sentence: "Someone to deliver something",
  todo: "deliver",
  from: null,
  dueAt: null,
  timeOfDelivery: "2031-03-11T15:00:00Z",
  zone: "America/New_York",
  clock: "2031-03-10T16:00:00Z",
  serverTime: "2026-03-10T16:00:00Z",
  rehearsal: false,
  assigned: false,
  ...change,
});

test("the nearest closing comes first, by its own clock", () => {
  const groups = groupItems([
    item({}),
    item({ closingId: "t2" as ClosingId, timeOfDelivery: "2004-03-09T15:00:00Z", clock: "2004-03-09T14:00:00Z" }),
  ]);
  expect(groups.map(({ closing }) => closing.closingId)).toEqual(["t2", "t1"]);
});

test("what can be done now comes before what waits for its window, the soonest due first", () => {
  const [group] = groupItems([
    item({ label: "7(h)", from: "2031-03-11T11:00:00Z", dueAt: "2031-03-10T17:00:00Z" }),
    item({ label: "7(i)" }),
    item({ label: "7(d)", dueAt: "2031-03-10T20:00:00Z" }),
  ]);
  expect(group?.items.map(({ label }) => label)).toEqual(["7(d)", "7(i)", "7(h)"]);
});

test("overdue and open are told by the closing's clock, not by this machine's", () => {
  expect(isOverdue(item({ dueAt: "2031-03-10T15:59:00Z" }))).toBe(true);
  expect(isOverdue(item({ dueAt: "2031-03-10T16:01:00Z" }))).toBe(false);
  expect(isOverdue(item({}))).toBe(false);
  expect(isOpen(item({ from: "2031-03-10T16:00:00Z" }))).toBe(true);
});
