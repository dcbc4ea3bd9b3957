import { describe, expect, test } from "vitest";
import { counselMentions } from "./counsel";
import { foldedName, nameAfter, nameBefore } from "./names";

describe("names in running words", () => {
  test.each([
    ["the opinion of Baker & Brown LLP|, counsel", "Baker & Brown LLP"],
    ["At the Closing Date, Hale, Stone, Rivers & Moor L.L.P.|, counsel", "Hale, Stone, Rivers & Moor L.L.P."],
    [
      "among the Company and The Bank of West Harbor Trust Company, N.A.|, as trustee",
      "The Bank of West Harbor Trust Company, N.A.",
    ],
    ["satisfactory to the Representatives. Dorn Wicks LLP|, counsel", "Dorn Wicks LLP"],
    ["the Representatives|, and", null],
  ])("before: %s", (words, name) => {
    const at = words.indexOf("|");
    expect(nameBefore(words.replace("|", ""), at)?.text ?? null).toBe(name);
  });

  test.each([
    ["from |Baker & Brown LLP, counsel for the Company", "Baker & Brown LLP"],
    ["from |Ernst & Mill LLP confirming that", "Ernst & Mill LLP"],
    ["from |the Company", null],
  ])("after: %s", (words, name) => {
    const at = words.indexOf("|");
    expect(nameAfter(words.replace("|", ""), at)?.text ?? null).toBe(name);
  });

  test("two spellings of one firm fold alike", () => {
    expect(foldedName("Hale & Dorn LLP")).toBe(foldedName("HALE AND DORN, L.L.P."));
    expect(foldedName("Stone Securities, Inc.")).not.toBe(foldedName("Stones Securities, Inc."));
  });
});

test.each([
  [
    "Baker & Brown LLP, special Cayman Islands counsel for the Company, shall have furnished",
    "issuer_counsel",
    "Baker & Brown LLP",
  ],
  [
    "Jane Roe, Esq., Executive Vice President and General Counsel of the Company, shall",
    "issuer_general_counsel",
    "Jane Roe, Esq.",
  ],
  [
    "Jane Roe, Senior Vice President, General Counsel and Secretary of the Issuer, shall",
    "issuer_general_counsel",
    "Jane Roe",
  ],
  ["an opinion of Moor Pike LLP, counsel for the Initial Purchasers, dated", "underwriters_counsel", "Moor Pike LLP"],
  ["an opinion of counsel for the Underwriters, Moor Pike LLP, dated", "underwriters_counsel", "Moor Pike LLP"],
  ["an opinion of Wye Lane LLP, counsel for First Harbor Bank, as Trustee, dated", "other_counsel", "Wye Lane LLP"],
])("counsel: %s", (words, role, name) => {
  expect(counselMentions(words, 0, words.length)[0]).toMatchObject({ role, name });
});
