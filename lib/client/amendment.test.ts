import { expect, test } from "vitest";
import type { AmendmentLine, AmendmentView } from "@/lib/contracts/amendment";
import type { ConditionId } from "@/lib/domain/ids";
import { amendRequest, takenAtFirst, withTaken } from "./amendment";

const standing = (
  id: string,
  change: "same" | "moved" | "changed" | "removed",
  more: Partial<Extract<AmendmentLine, { requirement: number }>> = {},
): AmendmentLine => ({
  change,
  id: id as ConditionId,
  depth: 0,
  requirement: 2,
  title: id,
  before: { label: `7(${id})`, text: "Before." },
  after: change === "removed" ? null : { label: `7(${id}${change === "moved" ? "x" : ""})`, text: "After." },
  holding: [],
  keptBecause: null,
  ...more,
});
const added = (depth: number): AmendmentLine => ({
  change: "added",
  depth,
  terms: {
    label: "7(z)",
    title: "New",
    text: "",
    kind: "other",
    mode: "whole",
    furnishedBy: [],
    furnishedTo: [],
    requires: [],
    windowHours: null,
    ratings: [],
    deliverables: [],
  },
});
const viewOf = (...lines: AmendmentLine[]): AmendmentView => ({
  source: { name: "Amendment.htm", sha256: "a".repeat(64) },
  section: "7",
  findings: [],
  lines,
});

test("at first all is taken over but what cannot go, or is not of the section", () => {
  const view = viewOf(
    standing("a", "same"),
    standing("b", "changed"),
    standing("c", "removed"),
    standing("d", "removed", { keptBecause: "An opinion was delivered for it." }),
    standing("e", "removed", { before: { label: "Delivery (1)", text: "" } }),
    added(0),
  );
  expect([...takenAtFirst(view)]).toEqual([1, 2, 5]);
});

test("what is not taken over stays as it stands", () => {
  const view = viewOf(standing("a", "changed"), standing("b", "moved"), standing("c", "removed"), added(0));
  expect(amendRequest("t", view, new Set())).toMatchObject({
    lines: [
      { conditionId: "a", label: "7(a)", text: null, requirement: 2 },
      { conditionId: "b", label: "7(b)", text: null },
      { conditionId: "c", label: "7(c)", text: null },
    ],
    removed: [],
  });
  expect(amendRequest("t", view, new Set([0, 1, 2, 3]))).toMatchObject({
    lines: [
      { conditionId: "a", label: "7(a)", text: "After." },
      { conditionId: "b", label: "7(bx)", text: null },
      { is: "new", depth: 0 },
    ],
    removed: [{ conditionId: "c", requirement: 2 }],
  });
});

test("limbs that are new or gone go with their clause, both ways", () => {
  const view = viewOf(added(0), added(1), added(1), added(0));
  expect([...withTaken(view, new Set([0, 1, 2, 3]), 0, false)]).toEqual([3]);
  expect([...withTaken(view, new Set([3]), 2, true)].sort()).toEqual([0, 2, 3]);
});
