import { expect, test } from "vitest";
import type { ConditionId } from "@/lib/domain/ids";
import { anyConditionView } from "@/lib/testing/condition-view";
import { changesBetween } from "./changes";

const named = (label: string, change: Parameters<typeof anyConditionView>[0] = {}) =>
  anyConditionView({ id: label as ConditionId, label, ...change });

test("a condition that became satisfied is marked and said", () => {
  const before = [named("7(b)"), named("7(c)")];
  const after = [before[0]!, named("7(c)", { status: "satisfied" })];
  expect(changesBetween(before, after)).toEqual({ changed: ["7(c)"], sentence: "7(c) is now satisfied." });
});

test("a stale sign-off is said, and a comment only marked", () => {
  const lapse = { cause: "document-replaced", sentence: "Signed; replaced." } as const;
  expect(changesBetween([named("7(c)")], [named("7(c)", { stale: [lapse] })]).sentence).toBe(
    "7(c) has a sign-off that is stale now.",
  );
  expect(changesBetween([named("7(c)")], [named("7(c)", { notes: 1 })])).toEqual({ changed: ["7(c)"], sentence: "" });
});

test("other buttons on the same row are no change of it", () => {
  const after = named("7(c)", { may: { ...named("7(c)").may, waive: true } });
  expect(changesBetween([named("7(c)")], [after])).toEqual({ changed: [], sentence: "" });
});

test("many changes at once are summed up", () => {
  const list = ["7(a)", "7(b)", "7(c)", "7(d)"];
  const { changed, sentence } = changesBetween(
    list.map((label) => named(label)),
    list.map((label) => named(label, { status: "satisfied" })),
  );
  expect(changed).toHaveLength(4);
  expect(sentence).toBe("7(a) is now satisfied, 7(b) is now satisfied and 2 more changes.");
});
