import { expect, test } from "vitest";
import { lineAt, segmentsOf, textLines } from "./text-segments";

const text = "one two\n\nthree four";
const lines = textLines(text);

test("lines are cut at their breaks, an empty one too", () => {
  expect(lines.map((span) => text.slice(...span))).toEqual(["one two", "", "three four"]);
  expect([0, 7, 8, 9, 18].map((offset) => lineAt(lines, offset))).toEqual([0, 0, 1, 2, 2]);
});

test("a stretch belongs to the deepest line of the list that covers it", () => {
  const list = [
    { id: "clause", depth: 0, spans: [[4, 19]] as const },
    { id: "limb", depth: 1, spans: [[15, 19]] as const },
  ];
  const cut = (line: number) =>
    segmentsOf(lines[line]!, list, [0, 19]).map(({ start, end, lineId }) => [text.slice(start, end), lineId]);
  expect(cut(0)).toEqual([
    ["one ", null],
    ["two", "clause"],
  ]);
  expect(cut(2)).toEqual([
    ["three ", "clause"],
    ["four", "limb"],
  ]);
});

test("a line outside the section says so", () => {
  expect(segmentsOf(lines[2]!, [], [0, 7])).toMatchObject([{ lineId: null, inSection: false }]);
});

test("an empty line within a clause is of the section", () => {
  const clause = [{ id: "clause", depth: 0, spans: [[0, 19]] as const }];
  expect(segmentsOf(lines[1]!, clause, [0, 19])).toMatchObject([{ lineId: null, inSection: true }]);
});
