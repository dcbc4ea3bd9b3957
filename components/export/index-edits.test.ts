import fc from "fast-check";
import { expect, test } from "vitest";
import type { SetTabView } from "@/lib/contracts/closing-set";
import { changedTab, editedIndex, firstPages, movedTab } from "./index-edits";

const tab = (key: string, pages: number | null = 2): SetTabView => ({
  key,
  number: key,
  title: `Title ${key}`,
  conditionId: null,
  omitted: null,
  note: null,
  documents: [
    { title: "Document", date: null, signatories: [], pages, sha256: pages === null ? null : "a", versionId: null },
  ],
});
const parts = [
  { title: "Conditions", tabs: [tab("a"), tab("b"), tab("c")] },
  { title: "Record", tabs: [tab("x", null), tab("y", null)] },
];
const order = (edits: Parameters<typeof editedIndex>[1]) =>
  editedIndex(parts, edits).map(({ tabs }) => tabs.map(({ key }) => key).join(""));

test("a tab moves within its part and never out of it", () => {
  expect(order(movedTab(parts, [], "c", -1))).toEqual(["acb", "xy"]);
  expect(order(movedTab(parts, [], "a", -1))).toEqual(["abc", "xy"]);
  expect(order(movedTab(parts, [], "a", 9))).toEqual(["bca", "xy"]);
  expect(order(movedTab(parts, [], "y", -1))).toEqual(["abc", "yx"]);
});

test("no move or change loses or doubles a tab", () => {
  const step = fc.record({ key: fc.constantFrom("a", "b", "c", "x", "y"), by: fc.integer({ min: -4, max: 4 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const edits = steps.reduce<Parameters<typeof editedIndex>[1]>(
        (all, { key, by }) => movedTab(parts, all, key, by),
        [],
      );
      expect(order(edits).map((keys) => [...keys].sort().join(""))).toEqual(["abc", "xy"]);
    }),
  );
});

test("a changed tab keeps its place, and what is as it was says nothing", () => {
  const edits = changedTab(parts, [], "b", { number: "14", title: "Title b", omitted: null });
  expect(order(edits)).toEqual(["abc", "xy"]);
  expect(edits.find(({ key }) => key === "b")).toEqual({ key: "b", number: "14" });
  const omitted = changedTab(parts, edits, "b", { number: "b", title: "Title b", omitted: "Not needed." });
  expect(editedIndex(parts, omitted)[0]!.tabs[1]).toMatchObject({ number: "b", omitted: "Not needed.", documents: [] });
});

test("the pages are counted with the slip sheets, as far as they are known", () => {
  const begins = [...firstPages(parts)].map(([key, { tab, documents }]) => [key, tab, ...documents]);
  expect(begins).toEqual([
    ["a", 1, 2],
    ["b", 4, 5],
    ["c", 7, 8],
    ["x", 10, 11],
  ]);
});
