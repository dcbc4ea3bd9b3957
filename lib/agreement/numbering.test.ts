import { describe, expect, test } from "vitest";
import { layOut } from "./layout";
import { findMarkers } from "./markers";
import { solveNumbering } from "./numbering";
import { labelReadings, printedLabel, romanValue } from "./ordinals";

/** The labels that the solver accepts, each with those above it. */
function labels(text: string, section: string | null = "7"): string[] {
  const layout = layOut({ format: "edgar-text", text, from: 0, to: text.length, wrapped: false, pages: null });
  const path: string[] = [];
  return solveNumbering(findMarkers(layout, 0, layout.flow.length, section)).map(({ marker, depth }) => {
    path.length = depth;
    path.push(marker.printed);
    return path.join(".");
  });
}

function solved(text: string) {
  const layout = layOut({ format: "edgar-text", text, from: 0, to: text.length, wrapped: false, pages: null });
  return solveNumbering(findMarkers(layout, 0, layout.flow.length, "7")).map(({ reading }) => reading);
}

const clauses = (letters: string) => [...letters].map((letter) => `(${letter}) It shall have been done.`).join("\n");

describe("numbering is read as one sequence", () => {
  test("(i) behind (h) is a letter, with limbs of its own", () => {
    expect(
      labels(`${clauses("abcdefgh")}\n(i) The following: (i) one; and (ii) two.\n(j) It shall be done.`).slice(-5),
    ).toEqual(["h", "i", "i.i", "i.ii", "j"]);
  });

  test("(i) under a letter is a limb, though (h) comes later", () => {
    expect(labels("(a) Opinions:\n(i) one;\n(ii) two.\n(b) A letter.\n(c) A certificate.")).toEqual([
      "a",
      "a.i",
      "a.ii",
      "b",
      "c",
    ]);
  });

  test("(v) and (x) and (c) are told apart by what they follow", () => {
    const romans = ["i", "ii", "iii", "iv", "v"].map((each) => `(${each}) It is so;`).join("\n");
    expect(labels(`${clauses("ab")}\n(c) To the effect that:\n${romans}\n(d) Done.`).at(-2)).toBe("c.v");
    expect(labels(`${clauses("abcdefghijklmnopqrstuv")}\n(w) Done.`).at(-2)).toBe("v");
  });

  test("pointers number nothing", () => {
    expect(
      labels(
        "(a) As set forth in Section 5(a), clause (i) or (ii) above, paragraphs (b) through (d) and Rule 436(g)(2).\n(b) Nothing more.",
      ),
    ).toEqual(["a", "b"]);
  });

  test("letters that part a choice are no list, and the list behind them is", () => {
    expect(
      labels(
        "(a) Subsequent to the earlier of (A) the Time of Sale and (B) the execution of this Agreement, (i) no downgrading shall have occurred and (ii) no agency shall have announced one.\n(b) Done.",
      ),
    ).toEqual(["a", "a.i", "a.ii", "b"]);
  });

  test("a figure one between (k) and (m) is a misprinted letter; under (k) it is a figure", () => {
    const misprinted = solved(`${clauses("abcdefghijk")}\n(1) It shall be done.\n(m) It shall be done.`);
    expect(misprinted.at(-2)).toEqual({ style: "letter", ordinal: 12, misprint: true });
    expect(solved(`${clauses("abcdefghijk")}\n(1) It shall be done.\n(2) It shall be done.\n(l) Done.`).at(-3)).toEqual(
      { style: "digit", ordinal: 1 },
    );
  });

  test("a part whose first label was left out is still a list of two", () => {
    expect(
      labels(
        "(a) None shall have sustained a loss, and (ii) since then there shall not have been any change, as described in clause (i) or (ii).\n(b) Done.",
      ),
    ).toEqual(["a", "a.ii", "b"]);
  });

  test("many labels cost time in proportion", () => {
    const text = Array.from(
      { length: 3000 },
      (_, index) => `(${"abcdefghij"[index % 10]}) word (i) word, (ii) word;`,
    ).join("\n");
    const started = performance.now();
    labels(text);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});

test("labels and their readings", () => {
  expect(romanValue("xiv")).toBe(14);
  expect(romanValue("iiii")).toBeNull();
  expect(labelReadings("c")).toEqual([{ style: "letter", ordinal: 3 }]);
  for (let ordinal = 1; ordinal <= 52; ordinal += 1) {
    for (const style of ["letter", "ROMAN", "digit"] as const) {
      expect(labelReadings(printedLabel({ style, ordinal }))).toContainEqual({ style, ordinal });
    }
  }
});
