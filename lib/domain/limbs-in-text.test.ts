import { expect, test } from "vitest";
import { limbsInText } from "./limbs-in-text";

test("roman limbs run on inside a paragraph", () => {
  expect(limbsInText("None of these: (i) a suspension; (ii) a moratorium, or (iii) a war.")).toEqual([
    "a suspension",
    "a moratorium",
    "a war.",
  ]);
});

test("letters where there are no romans", () => {
  expect(limbsInText("(a) first, and (b) second")).toEqual(["first", "second"]);
});

test("a reference to a clause is no limb", () => {
  expect(limbsInText("As clause (i) says: (i) one; (ii) as in Section 7(iii) two")).toEqual([
    "one",
    "as in Section 7(iii) two",
  ]);
});

test("words that number nothing have none", () => {
  expect(limbsInText("The opinion of counsel (if any) is given.")).toEqual([]);
  expect(limbsInText("Only (i) one.")).toEqual([]);
});

test("letters are read from the first one on, and a limb ends where its clause joins the next", () => {
  expect(limbsInText("Either (a)  one , or\n(b)\ttwo and")).toEqual(["one", "two"]);
  expect(limbsInText("(i) one and (ii) two or  ")).toEqual(["one", "two"]);
});
