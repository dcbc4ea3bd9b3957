import { describe, expect, test } from "vitest";
import { compareLists, type ReadLine, type StandingLine } from "./amendment";

const opinion =
  "(b) Counsel for the Company gives its written opinion dated the Closing Date on the matters of Annex A";
const letter = "(c) The accountants give a letter dated the Closing Date in form satisfactory to the Representatives";
const market = "(d) No suspension of trading, no moratorium on banking and no outbreak of hostilities has occurred";

const standing: StandingLine[] = [
  { id: "b", parentId: null, label: "7(b)", text: opinion },
  { id: "c", parentId: null, label: "7(c)", text: letter },
  { id: "d", parentId: null, label: "7(d)", text: market },
  { id: "d1", parentId: "d", label: "7(d)(i)", text: "(i) no suspension of trading" },
  { id: "d2", parentId: "d", label: "7(d)(ii)", text: "(ii) no moratorium on banking" },
];
const read: ReadLine[] = [
  { depth: 0, label: "7(b)", text: opinion },
  { depth: 0, label: "7(c)", text: letter },
  { depth: 0, label: "7(d)", text: market },
  { depth: 1, label: "7(d)(i)", text: "(i) no suspension of trading" },
  { depth: 1, label: "7(d)(ii)", text: "(ii) no moratorium on banking" },
];
const said = (changes: ReturnType<typeof compareLists>) =>
  changes.map((change) => `${change.change} ${"id" in change ? change.id : read.length ? change.row : ""}`);

test("the same agreement changes nothing, nor do a new layout, quotes and the word that joins clauses", () => {
  expect(said(compareLists(standing, read))).toEqual(["same b", "same c", "same d", "same d1", "same d2"]);
  const other = read.map((line) => ({ ...line, text: `${line.text.replaceAll(" ", "\n   ")}; and` }));
  expect(said(compareLists(standing, other))).toEqual(["same b", "same c", "same d", "same d1", "same d2"]);
});

test("changed words under the same label are a change of that line, and of no other", () => {
  const now = read.map((line) =>
    line.label === "7(c)" ? { ...line, text: letter.replace("Closing", "Delivery") } : line,
  );
  expect(said(compareLists(standing, now))).toEqual(["same b", "changed c", "same d", "same d1", "same d2"]);
});

test("a clause put in before others moves them, and changes none of them", () => {
  const shifted = [
    { depth: 0, label: "7(b)", text: "(b) The listing of the shares on the exchange is approved" },
    { depth: 0, label: "7(c)", text: opinion.replace("(b)", "(c)") },
    { depth: 0, label: "7(d)", text: letter.replace("(c)", "(d)") },
    { depth: 0, label: "7(e)", text: market.replace("(d)", "(e)") },
    { depth: 1, label: "7(e)(i)", text: "(i) no suspension of trading" },
    { depth: 1, label: "7(e)(ii)", text: "(ii) no moratorium on banking" },
  ];
  expect(said(compareLists(standing, shifted))).toEqual([
    "added 0",
    "moved b",
    "moved c",
    "moved d",
    "moved d1",
    "moved d2",
  ]);
});

test("what is gone is told where it stood, its limbs with it", () => {
  expect(said(compareLists(standing, [read[0]!, read[2]!, read[3]!, read[4]!]))).toEqual([
    "same b",
    "removed c",
    "same d",
    "same d1",
    "same d2",
  ]);
  expect(said(compareLists(standing, read.slice(0, 2)))).toEqual([
    "same b",
    "same c",
    "removed d",
    "removed d1",
    "removed d2",
  ]);
});

describe("limbs", () => {
  test("are compared within their clause", () => {
    const now = read.map((line) =>
      line.label === "7(d)(ii)" ? { ...line, text: "(ii) no moratorium on any banking" } : line,
    );
    expect(said(compareLists(standing, now)).slice(2)).toEqual(["same d", "same d1", "changed d2"]);
  });

  test("a new limb is added under its clause", () => {
    const now = [...read, { depth: 1, label: "7(d)(iii)", text: "(iii) no outbreak of hostilities" }];
    expect(said(compareLists(standing, now)).at(-1)).toBe("added 5");
  });
});

test("words that moved and changed a little are still the same line", () => {
  const now = [{ depth: 0, label: "8(a)", text: opinion.replace("(b)", "(a)").replace("written", "signed") }];
  expect(compareLists(standing.slice(0, 1), now)).toEqual([{ change: "changed", id: "b", row: 0, moved: true }]);
});

test("other words under the same label are another line", () => {
  const now = [{ depth: 0, label: "7(b)", text: "(b) Every director has signed a lock-up agreement for ninety days" }];
  expect(said(compareLists(standing.slice(0, 1), now))).toEqual(["added 0", "removed b"]);
});
