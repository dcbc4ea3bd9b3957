import { describe, expect, test } from "vitest";
import type { ConditionId } from "./ids";
import { movedLine, placedAfter, placedBefore, renumberedList } from "./renumber-list";

const line = (id: string, label: string, parentId: string | null = null) => ({
  id: id as ConditionId,
  parentId: parentId as ConditionId | null,
  label,
});
const list = [
  line("l", "7 lead-in (1)"),
  line("a", "7(a)"),
  line("a1", "7(a)[1]", "a"),
  line("c", "7(c)"),
  line("c1", "7(c)(i)", "c"),
  line("c2", "7(c)(iii)", "c"),
  line("m", "4[1]"),
];
const ids = (lines: readonly { id: string }[]) => lines.map(({ id }) => id).join(" ");
const id = (text: string) => text as ConditionId;

describe("renumbering a list", () => {
  test("carries a clause’s new letter down to its limbs, and closes gaps among them", () => {
    expect(renumberedList(list)).toEqual([
      { conditionId: "c", label: "7(b)" },
      { conditionId: "c1", label: "7(b)(i)" },
      { conditionId: "c2", label: "7(b)(ii)" },
    ]);
  });

  test("changes nothing where all follows already", () => {
    expect(renumberedList([line("a", "7(a)"), line("b", "7(b)"), line("b1", "7(b)(i)", "b")])).toEqual([]);
  });
});

describe("moving a line", () => {
  test("takes what is below it along, past its sibling and what is below that", () => {
    expect(ids(movedLine(list, id("c"), -1))).toBe("l c c1 c2 a a1 m");
    expect(ids(movedLine(list, id("a"), 1))).toBe("l c c1 c2 a a1 m");
    expect(ids(placedBefore(list, id("m"), id("a")))).toBe("l m a a1 c c1 c2");
    expect(ids(placedAfter(list, id("l"), id("c")))).toBe("a a1 c c1 c2 l m");
  });

  test("keeps a limb under its clause", () => {
    expect(ids(movedLine(list, id("c2"), 1))).toBe(ids(list));
    expect(ids(movedLine(list, id("c2"), -1))).toBe("l a a1 c c2 c1 m");
    expect(ids(placedBefore(list, id("c1"), id("a")))).toBe(ids(list));
    expect(ids(placedAfter(list, id("c1"), id("m")))).toBe(ids(list));
  });
});

describe("what does not fit", () => {
  test("a limb that does not carry its clause’s label keeps its own", () => {
    expect(renumberedList([line("a", "7(a)"), line("c", "7(c)"), line("c1", "Annex A", "c")])).toEqual([
      { conditionId: "c", label: "7(b)" },
    ]);
  });

  test("a line that is not on the list moves nothing, and none moves past itself or one that is not there", () => {
    for (const lines of [
      movedLine(list, id("x"), 1),
      movedLine(list, id("x"), -1),
      movedLine(list, id("l"), -1),
      movedLine(list, id("m"), 1),
      placedBefore(list, id("a"), id("a")),
      placedAfter(list, id("a"), id("a")),
      placedBefore(list, id("x"), id("a")),
      placedAfter(list, id("x"), id("a")),
      placedBefore(list, id("a"), id("x")),
      placedAfter(list, id("a"), id("x")),
      placedBefore(list, id("x"), id("y")),
      placedAfter(list, id("x"), id("y")),
    ])
      expect(ids(lines)).toBe(ids(list));
  });

  test("a line is put before the first", () => {
    expect(ids(placedBefore(list, id("c"), id("l")))).toBe("c c1 c2 l a a1 m");
  });
});
