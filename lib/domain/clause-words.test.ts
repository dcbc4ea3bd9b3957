import { expect, test } from "vitest";
import { fractionWords, sectionWords } from "./clause-words";

test.each([
  ["9(c)", "Section 9(c)"],
  ["11", "Section 11"],
  ["IV", "Section IV"],
  ["XII(b)", "Section XII(b)"],
  ["Schedule II", "Schedule II"],
  ["Rule 424(b)", "Rule 424(b)"],
  ["Indenture", "Indenture"],
  ["Lead-in (1)", "Lead-in (1)"],
])("%s is said as %s", (clause, said) => {
  expect(sectionWords(clause)).toBe(said);
});

test("an eleventh stays a fraction; what is meant in hundredths is said in percent", () => {
  expect(["1/11", "10/100", "5/100", "1/1000", "1/10"].map(fractionWords)).toEqual([
    "1/11",
    "10 %",
    "5 %",
    "1/1000",
    "1/10",
  ]);
  expect(fractionWords("more than 10/100")).toBe("more than 10/100");
});
