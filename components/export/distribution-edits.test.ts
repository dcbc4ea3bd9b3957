import fc from "fast-check";
import { expect, test } from "vitest";
import type { DistributionSet } from "@/lib/contracts/distribution";
import { faultIn, hasTab, shareOf, withAllTabs, withTabs } from "./distribution-edits";

const tab = (key: string) => ({ key, number: key, title: `Title ${key}`, omitted: false, documents: 1 });
const parts = [
  { title: "Conditions", tabs: [tab("a"), tab("b"), tab("c")] },
  { title: "Record", tabs: [tab("x"), tab("y")] },
];
const set = (change: Partial<DistributionSet> = {}): DistributionSet => ({
  id: "s1",
  name: "Trustee’s set",
  tabs: "all",
  recipients: [],
  ...change,
});

test("a set with all tabs of which one is taken out has the others by name", () => {
  const [changed] = withTabs([set()], "s1", parts, ["b"], false);
  expect(changed?.tabs).toEqual(["a", "c", "x", "y"]);
  const [same] = withTabs([set()], "s1", parts, ["b"], true);
  expect(same?.tabs).toBe("all");
});

test("a part goes in and out as a whole, and other sets are left alone", () => {
  const other = set({ id: "s2", tabs: ["a"] });
  const [changed, untouched] = withTabs([set({ tabs: ["a"] }), other], "s1", parts, ["x", "y"], true);
  expect(changed?.tabs).toEqual(["a", "x", "y"]);
  expect(untouched).toBe(other);
  expect(shareOf(changed!, parts[0]!)).toBe("some");
  expect(shareOf(changed!, parts[1]!)).toBe("all");
  expect(shareOf(set({ tabs: [] }), parts[1]!)).toBe("none");
});

test("however tabs are ticked, each set has exactly those ticked last, in the order of the index", () => {
  const tick = fc.record({ key: fc.constantFrom("a", "b", "c", "x", "y"), isIn: fc.boolean() });
  fc.assert(
    fc.property(fc.array(tick, { maxLength: 30 }), (ticks) => {
      const want = new Set<string>();
      let sets: readonly DistributionSet[] = withAllTabs([set()], "s1", false);
      for (const { key, isIn } of ticks) {
        sets = withTabs(sets, "s1", parts, [key], isIn);
        if (isIn) want.add(key);
        else want.delete(key);
      }
      expect(sets[0]!.tabs).toEqual(["a", "b", "c", "x", "y"].filter((key) => want.has(key)));
      for (const key of want) expect(hasTab(sets[0]!, key)).toBe(true);
    }),
  );
});

test("a set without a tab, and two of one name, are named as what they are", () => {
  expect(faultIn([set()])).toBeNull();
  expect(faultIn([set({ tabs: [] })])).toBe("Trustee’s set has no tab. Tick one, or take the set away.");
  expect(faultIn([set(), set({ id: "s2", name: "TRUSTEE’S SET" })])).toBe("Two sets are called TRUSTEE’S SET.");
});
