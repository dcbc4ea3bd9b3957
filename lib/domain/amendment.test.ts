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

test("the same agreement changes nothing", () => {
  expect(said(compareLists(standing, read))).toEqual(["same b", "same c", "same d", "same d1", "same d2"]);
});

describe("nor does what is no word of it", () => {
  const words = "(b) No “stop order” is in effect, nor is the Company’s registration suspended";

  test.each([
    ["other quotes", words.replace(/[“”]/g, '"').replace("’", "'")],
    ["lines and spaces of another layout", `\n  ${words.replaceAll(" ", " \n\t ")} \n`],
    ["no space after its mark", words.replace("(b) ", "(b)")],
    ["no mark at all", words.replace("(b) ", "")],
    ["a semicolon", `${words};`],
    ["a full stop", `${words}.`],
    ["a semicolon and the word that joins it to the next", `${words}; and`],
    ["a comma and that word", `${words}, or`],
    ["that word alone", `${words} and`],
  ])("%s", (_, text) => {
    const before = [{ id: "b", parentId: null, label: "7(b)", text: words }];
    expect(said(compareLists(before, [{ depth: 0, label: "7(b)", text }]))).toEqual(["same b"]);
  });

  test("but another word is, at the end as well", () => {
    const before = [{ id: "b", parentId: null, label: "7(b)", text: words }];
    const now = [{ depth: 0, label: "7(b)", text: `${words} today` }];
    expect(said(compareLists(before, now))).toEqual(["changed b"]);
  });
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

  test("that move within their clause are not changed by their new marks", () => {
    const now = [
      ...read.slice(0, 3),
      { depth: 1, label: "7(d)(i)", text: "(i) no banking emergency declared by the authorities" },
      { depth: 1, label: "7(d)(ii)", text: "(ii) no suspension of trading" },
      { depth: 1, label: "7(d)(iii)", text: "(iii) no moratorium on banking" },
    ];
    expect(said(compareLists(standing, now)).slice(3)).toEqual(["added 3", "moved d1", "moved d2"]);
  });

  test("of which the clause is missing stand by themselves", () => {
    expect(said(compareLists(standing.slice(0, 1), [{ depth: 1, label: "7(b)", text: opinion }]))).toEqual(["same b"]);
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

describe("which line is which", () => {
  const line = (label: string, text: string): StandingLine => ({ id: label, parentId: null, label, text });
  const now = (label: string, text: string): ReadLine => ({ depth: 0, label, text });

  test("a line under its own label comes before others of the same words", () => {
    const before = [line("7(b)", "[Reserved]"), line("7(c)", "[Reserved]")];
    expect(said(compareLists(before, [now("7(c)", "[Reserved]")]))).toEqual(["removed 7(b)", "same 7(c)"]);
    expect(said(compareLists(before, [now("7(b)", "[Reserved]")]))).toEqual(["same 7(b)", "removed 7(c)"]);
  });

  test("a line without words is known by its label alone", () => {
    expect(said(compareLists([line("Lead-in", "")], [now("Lead-in", "")]))).toEqual(["same Lead-in"]);
    expect(said(compareLists([line("7(b)", "")], [now("7(c)", "")]))).toEqual(["added 0", "removed 7(b)"]);
  });

  test("words that stand unchanged under another label moved there, whatever like them took their place", () => {
    const words = "Counsel for the Company gives its written opinion";
    expect(
      said(compareLists([line("7(b)", words)], [now("7(b)", `${words} and negative assurance`), now("7(c)", words)])),
    ).toEqual(["added 0", "moved 7(b)"]);
  });

  test("one line stays one line, however often its words now stand there", () => {
    const words = "Counsel for the Company gives its written opinion";
    const twice = [now("7(b)", words), now("7(c)", words)];
    expect(said(compareLists([line("7(b)", words)], twice))).toEqual(["same 7(b)", "added 1"]);
    const like = [now("7(c)", `${words} today`), now("7(d)", `${words} tomorrow`)];
    expect(said(compareLists([line("7(b)", words)], like))).toEqual(["changed 7(b)", "added 1"]);
  });

  test("a line that is found is not looked for again among others like it", () => {
    const words = "Counsel for the Company gives its written opinion";
    const before = [line("7(b)", words), line("7(c)", `${words} today`)];
    expect(said(compareLists(before, [now("7(b)", words)]))).toEqual(["same 7(b)", "removed 7(c)"]);
  });

  test("under the same label a quarter of the words in common is enough, and less is not", () => {
    const before = [line("7(b)", "Opinion letter")];
    expect(said(compareLists(before, [now("7(b)", "Opinion of counsel")]))).toEqual(["changed 7(b)"]);
    expect(said(compareLists(before, [now("7(b)", "Opinion of tax counsel")]))).toEqual(["added 0", "removed 7(b)"]);
  });

  test("under another label it takes three fifths", () => {
    const before = [line("7(b)", "Opinion of tax counsel")];
    expect(said(compareLists(before, [now("7(c)", "OPINION of tax advisers")]))).toEqual(["changed 7(b)"]);
    expect(said(compareLists(before, [now("7(c)", "Opinion of outside advisers")]))).toEqual([
      "added 0",
      "removed 7(b)",
    ]);
  });

  test("of several like it, the likest", () => {
    const before = [
      line("7(b)", "Opinion of tax counsel in Boston"),
      line("7(c)", "Opinion of tax counsel in New York"),
    ];
    expect(said(compareLists(before, [now("7(d)", "Opinion of tax counsel in New Jersey")]))).toEqual([
      "removed 7(b)",
      "changed 7(c)",
    ]);
  });
});
