import { describe, expect, test } from "vitest";
import { limbLabels, nextLabel, renumbered } from "./labels";

describe("renumbering", () => {
  test("what was put in between takes its place in the series, and the rest move down", () => {
    expect(renumbered(["7(a)", "7(b)", "7(new)", "7(c)"])).toEqual(["7(a)", "7(b)", "7(c)", "7(d)"]);
  });

  test("roman limbs stay roman past (iv) and (ix)", () => {
    const limbs = ["7(d)(i)", "7(d)(iii)", "7(d)(iv)", "7(d)(iv)", "7(d)(v)", "7(d)(v)"];
    expect(renumbered(limbs)).toEqual(["7(d)(i)", "7(d)(ii)", "7(d)(iii)", "7(d)(iv)", "7(d)(v)", "7(d)(vi)"]);
  });

  test("letters pass through (h), (i), (j) as letters", () => {
    expect(renumbered(["7(g)", "7(h)", "7(h)", "7(i)"])).toEqual(["7(g)", "7(h)", "7(i)", "7(j)"]);
  });

  test("a lead-in keeps its own numbers beside the lettered clauses", () => {
    expect(renumbered(["Lead-in (1)", "Lead-in (2)", "7(a)", "7(c)"])).toEqual([
      "Lead-in (1)",
      "Lead-in (2)",
      "7(a)",
      "7(b)",
    ]);
  });

  test("a label of no series is left as it is", () => {
    expect(renumbered(["Closing call", "7(a)"])).toEqual(["Closing call", "7(a)"]);
  });

  test("after (z) comes (aa)", () => {
    expect(nextLabel(["7(y)", "7(z)"])).toBe("7(aa)");
  });
});

describe("the next label", () => {
  test.each([
    [["7(a)", "7(b)"], "7(c)"],
    [["7(c)(i)"], "7(c)(ii)"],
    [["7(g)", "7(h)", "7(i)"], "7(j)"],
    [["Lead-in (1)", "Lead-in (2)"], "Lead-in (3)"],
  ])("after %j comes %s", (siblings, next) => {
    expect(nextLabel(siblings)).toBe(next);
  });

  test("follows from nothing where the last label has no number", () => {
    expect(nextLabel(["Bring-down call"])).toBeNull();
    expect(nextLabel([])).toBeNull();
  });
});

describe("labels of limbs", () => {
  test.each([
    ["7(c)", ["7(c)(i)", "7(c)(ii)"]],
    ["7(i)", ["7(i)(i)", "7(i)(ii)"]],
    ["7(d)(vii)", ["7(d)(vii)(a)", "7(d)(vii)(b)"]],
    ["Lead-in (1)", ["Lead-in (1)(a)", "Lead-in (1)(b)"]],
  ])("below %s come %j", (clause, limbs) => {
    expect(limbLabels(clause, 2)).toEqual(limbs);
  });
});
