import { expect, test } from "vitest";
import { type DraftRow, type DraftTerms, draftFaults, parentRows } from "./draft";

const judged: DraftTerms = {
  label: "7(a)",
  title: "Anything",
  text: "",
  kind: "other",
  mode: "whole",
  furnishedBy: [],
  furnishedTo: [],
  requires: [{ basis: "judgment", role: "representative", sameDay: false }],
  windowHours: null,
  ratings: [],
  deliverables: [],
};
const row = (depth: number, label: string, change: Partial<DraftTerms> = {}): DraftRow => ({
  depth,
  terms: { ...judged, label, ...change },
});

test("each limb belongs to the nearest line above that is less deep", () => {
  const rows = [0, 1, 1, 2, 1, 0, 1].map((depth) => ({ depth }));
  expect(parentRows(rows)).toEqual([null, 0, 0, 2, 0, null, 5]);
});

test("a list that can stand has no fault", () => {
  expect(draftFaults([row(0, "7(a)"), row(1, "7(a)(i)"), row(0, "7(b)")])).toEqual([]);
});

test("labels that differ in spaces or case alone are one label", () => {
  expect(draftFaults([row(0, "7(a)"), row(0, "7 (A)")])).toMatchObject([{ row: 1, field: "label" }]);
});

test("a limb needs a clause right above it", () => {
  expect(draftFaults([row(1, "7(a)(i)")])).toMatchObject([{ row: 0, field: "depth" }]);
  expect(draftFaults([row(0, "7(a)"), row(2, "7(a)(i)(x)")])).toMatchObject([{ row: 1, field: "depth" }]);
});

test("what is signed off as such needs the Representatives’ judgment; a limb of a clause taken whole does not", () => {
  const bare = { requires: [] };
  expect(draftFaults([row(0, "7(a)", bare)])).toMatchObject([{ row: 0, field: "requires" }]);
  expect(draftFaults([row(0, "7(a)"), row(1, "7(a)(i)", bare)])).toEqual([]);
  const apart = { mode: "limbs" as const, ...bare };
  expect(draftFaults([row(0, "7(a)", apart), row(1, "7(a)(i)")])).toEqual([]);
  expect(draftFaults([row(0, "7(a)", apart), row(1, "7(a)(i)", bare)])).toMatchObject([{ row: 1, field: "requires" }]);
});

test("each fault says in which line it is and what is wrong, and a limb below a limb is none", () => {
  expect(draftFaults([row(0, "7(d)"), row(1, "7(d)(vii)"), row(2, "7(d)(vii)(a)")])).toEqual([]);
  expect(draftFaults([row(0, "7(a)"), row(0, "7(A)"), row(2, "7(b)")])).toEqual([
    { row: 1, field: "label", message: "7(A) is on the list already." },
    { row: 2, field: "depth", message: "There is no clause above for this limb." },
  ]);
});

test("a line that is too deep belongs to no clause", () => {
  expect(parentRows([{ depth: 1 }, { depth: 0 }, { depth: 2 }])).toEqual([null, null, null]);
});
