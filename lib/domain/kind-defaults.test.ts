import { describe, expect, test } from "vitest";
import { conditionKinds } from "./kind";
import { kindDefaults, kindLabels } from "./kind-defaults";

describe("what each kind calls for", () => {
  test.each(conditionKinds)("%s is decided by the Representatives", (kind) => {
    expect(kindDefaults(kind).requires).toContainEqual(
      expect.objectContaining({ basis: "judgment", role: "representative" }),
    );
  });

  test.each(conditionKinds)("%s has a window exactly when one of its sign-offs is bound to the day", (kind) => {
    const { requires, windowHours } = kindDefaults(kind);
    expect(windowHours !== null).toBe(requires.some(({ sameDay }) => sameDay));
  });

  test.each(["no-adverse-change", "no-downgrade", "market-out"] as const)(
    "%s is judged on the day and cannot be done early",
    (kind) => {
      expect(kindDefaults(kind).requires.filter(({ basis, sameDay }) => basis === "judgment" && !sameDay)).toEqual([]);
    },
  );

  test("a market out asks the Representatives alone, and for no paper", () => {
    const { requires, deliverables, furnishedBy } = kindDefaults("market-out");
    expect([...new Set(requires.map(({ role }) => role))]).toEqual(["representative"]);
    expect(deliverables).toEqual([]);
    expect(furnishedBy).toEqual([]);
  });

  test("the accountants give two letters: one as of pricing, one as of the Time of Delivery", () => {
    expect(kindDefaults("comfort-letter").deliverables.map(({ dated }) => dated)).toEqual([
      "pricing-date",
      "time-of-delivery",
    ]);
  });

  test("the form of every paper is reviewed by underwriters’ counsel", () => {
    for (const kind of conditionKinds) {
      const { deliverables, requires } = kindDefaults(kind);
      if (deliverables.length === 0) continue;
      expect(requires, kind).toContainEqual({ basis: "form", role: "underwriters_counsel", sameDay: false });
    }
  });

  test("no two kinds are called the same", () => {
    expect(new Set(Object.values(kindLabels)).size).toBe(conditionKinds.length);
  });
});
