import { describe, expect, test } from "vitest";
import { limbLabels, nextLabel, plainLabel, renumbered } from "./labels";

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

describe("what a mark stands for", () => {
  test.each([
    [
      ["7(c)(ii)", "7(c)(v)"],
      ["7(c)(ii)", "7(c)(iii)"],
    ],
    [
      ["7(aa)", "7(x)"],
      ["7(aa)", "7(bb)"],
    ],
    [
      ["1(9)", "1(5)", "1(5)"],
      ["1(9)", "1(10)", "1(11)"],
    ],
    [
      ["1(12)", "1(5)"],
      ["1(12)", "1(13)"],
    ],
    [
      ["7(c)(xc)", "7(c)(i)"],
      ["7(c)(xc)", "7(c)(xci)"],
    ],
    [
      ["7(c)(xlix)", "7(c)(i)"],
      ["7(c)(xlix)", "7(c)(l)"],
    ],
    [
      ["7(c)", "7(a)"],
      ["7(c)", "7(d)"],
    ],
    [
      ["7(x)", "7(a)"],
      ["7(x)", "7(y)"],
    ],
    [
      ["Clause 7", "7(a)b", "(a)"],
      ["Clause 7", "7(a)b", "(a)"],
    ],
  ])("%j go on as %j", (labels, wanted) => {
    expect(renumbered(labels)).toEqual(wanted);
  });

  test("the first keeps its mark, also one that is no number in any series", () => {
    for (const first of ["7(iix)", "7(new)", "7(iiii)", "7(vx)"]) expect(renumbered([first])).toEqual([first]);
    expect(renumbered([" 7(c)(i) "])).toEqual(["7(c)(i)"]);
  });

  test("what only looks like a roman number is counted as letters are", () => {
    expect(limbLabels("7(d)(iix)", 1)).toEqual(["7(d)(iix)(i)"]);
    expect(limbLabels("7(d)(ix)", 1)).toEqual(["7(d)(ix)(a)"]);
  });

  test("labels are one label whatever their case and spaces, and another where a letter differs", () => {
    expect(plainLabel(" 7 (C)\n (II) ")).toBe("7(c)(ii)");
    expect(plainLabel("7  (c)")).toBe(plainLabel("7(C)"));
    expect(plainLabel("7(c)")).not.toBe(plainLabel("7(d)"));
  });

  test("a letter that was put among romans counts by its place among the letters", () => {
    expect(nextLabel(["7(c)(i)", "7(c)(b)"])).toBe("7(c)(iii)");
  });

  test("the next label follows its own series, past others in between", () => {
    expect(nextLabel(["Lead-in (1)", "7(a)", "7(b)"])).toBe("7(c)");
    expect(nextLabel(["7(c)(i)", "Closing call", "7(c)(ii) "])).toBe("7(c)(iii)");
    expect(nextLabel(["7(a)", "Closing call"])).toBeNull();
    expect(nextLabel(["7(aa)", "7(bb)"])).toBe("7(cc)");
    expect(nextLabel(["1(9)"])).toBe("1(10)");
    expect(nextLabel(["7(i)"])).toBe("7(ii)");
  });

  test("limbs come below a clause without a mark as letters, and below a spaced label as below any", () => {
    expect(limbLabels("4", 2)).toEqual(["4(a)", "4(b)"]);
    expect(limbLabels(" 7(c) ", 1)).toEqual(["7(c)(i)"]);
    expect(limbLabels("7(d)(b)", 1)).toEqual(["7(d)(b)(i)"]);
    expect(limbLabels("7(v)", 4).at(-1)).toBe("7(v)(iv)");
  });
});
