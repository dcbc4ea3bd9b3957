import { expect, test } from "vitest";
import type { ConditionId } from "@/lib/domain/ids";
import { clauseWithLimbs } from "@/lib/testing/condition-view";
import { type Row, sumsOfLimbs, visibleRows } from "./tree";

const list = [...clauseWithLimbs("7(a)", "limbs", ["1", "2"]), ...clauseWithLimbs("7(c)", "whole", ["i", "ii", "iii"])];
const labels = (rows: readonly Row[]) => rows.map(({ condition }) => condition.label);
const only = (...ids: string[]) => new Set(ids as ConditionId[]);

test("limbs that stand by themselves are shown, those of a clause taken whole are folded", () => {
  expect(labels(visibleRows(list, {}, null))).toEqual(["7(a)", "7(a)(1)", "7(a)(2)", "7(c)"]);
});

test("what the reader folded or unfolded stays so", () => {
  expect(labels(visibleRows(list, { "7(a)": false, "7(c)": true }, null))).toEqual([
    "7(a)",
    "7(c)",
    "7(c)(i)",
    "7(c)(ii)",
    "7(c)(iii)",
  ]);
});

test("every row knows its level and its place among its siblings", () => {
  const rows = visibleRows(list, {}, null);
  expect(rows.map(({ level, position, size }) => [level, position, size])).toEqual([
    [1, 1, 2],
    [2, 1, 2],
    [2, 2, 2],
    [1, 2, 2],
  ]);
  expect(rows.map(({ expanded }) => expanded)).toEqual([true, null, null, false]);
});

test("a filter shows a limb together with its clause, which is there for context only", () => {
  const rows = visibleRows(list, {}, only("7(c)(ii)"));
  expect(labels(rows)).toEqual(["7(c)", "7(c)(ii)"]);
  expect(rows.map(({ context }) => context)).toEqual([true, false]);
});

test("a clause that a filter leaves keeps its limbs below it, folded as they were", () => {
  expect(labels(visibleRows(list, {}, only("7(c)")))).toEqual(["7(c)"]);
  const opened = visibleRows(list, { "7(c)": true }, only("7(c)"));
  expect(labels(opened)).toEqual(["7(c)", "7(c)(i)", "7(c)(ii)", "7(c)(iii)"]);
  expect(opened.every(({ context }) => !context)).toBe(true);
});

test("a filter that leaves nothing shows nothing", () => {
  expect(visibleRows(list, {}, only())).toEqual([]);
});

test("a clause sums up the limbs that count below it; one taken whole sums up nothing", () => {
  const settled = list.map((each) => (each.label === "7(a)(1)" ? { ...each, blocking: false } : each));
  const sums = sumsOfLimbs(settled, ({ label }) => label === "7(a)(2)");
  expect([...sums]).toEqual([["7(a)", { total: 2, settled: 1, mine: 1 }]]);
});
