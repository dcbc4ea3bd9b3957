import { describe, expect, test } from "vitest";
import { layOut } from "./layout";

const laid = (text: string) =>
  layOut({ format: "edgar-text", text, from: 0, to: text.length, wrapped: true, pages: null });
const filler = Array.from(
  { length: 60 },
  (_, index) => `Line ${index} has words enough to stand for a full line of the page,`,
);

describe("paragraphs are found again behind the page", () => {
  test("a rule that underlines a heading ends no paragraph", () => {
    const { flow } = laid(
      "     7. Conditions of Underwriters' Obligations. The respective obligations\n        ---------------------------------------\nof the several Underwriters hereunder are subject to the following conditions.\n",
    );
    expect(flow).toBe(
      "7. Conditions of Underwriters' Obligations. The respective obligations of the several Underwriters hereunder are subject to the following conditions.",
    );
  });

  test("a text with a blank line after every line has paragraphs all the same", () => {
    const text = `${filler.join("\n\n")}\n\nand here the first paragraph ends, after very many words.\n\n     (a) The second begins with a label and an indent, and goes on\n\nfor one more line of words.\n`;
    const { flow } = laid(text);
    expect(flow.split("\n").at(-1)).toBe(
      "(a) The second begins with a label and an indent, and goes on for one more line of words.",
    );
    expect(flow.split("\n")).toHaveLength(2);
  });

  test("quotes typed as two strokes are quotes, and every character leads back to its place", () => {
    const source = "The   ``Closing Date'' is\nnear.";
    const { flow, toSource, words } = laid(source);
    expect(flow).toBe('The ""Closing Date"" is near.');
    expect(source[toSource(flow.indexOf("Closing"))]).toBe("C");
    expect(words(4, flow.length)).toBe("``Closing Date'' is near.");
  });
});
