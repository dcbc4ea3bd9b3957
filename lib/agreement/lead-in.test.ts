import { expect, test } from "vitest";
import { leadInConditions } from "./lead-in";

/** Lead-in sentences as agreements word them, with the conditions that they make by themselves. */
const sentences: readonly [kinds: string, words: string][] = [
  [
    "representations-accuracy performance",
    "The several obligations of the Underwriters hereunder are subject to the conditions that all representations and warranties of the Company herein are, at the date hereof and the Closing Date, true and correct, that the Company shall have performed all of its obligations under this Agreement that were due by then, and to the following additional conditions:",
  ],
  [
    "performance",
    "The obligation of each Underwriter to purchase Notes on the Closing Date as provided herein is subject to the performance by the Company and each of the Guarantors of their respective covenants and other obligations hereunder and to the following additional conditions:",
  ],
  [
    "representations-accuracy performance",
    "The obligations of the Initial Purchasers shall be subject, in their discretion, to (i) the accuracy of and compliance with all representations and warranties of the Company, (ii) the performance by the Company of its obligations hereunder, and (iii) the following further conditions:",
  ],
  ["", "The obligations of the Underwriters are subject to the satisfaction of each of the following conditions:"],
  [
    "representations-accuracy",
    "The obligation of the Underwriters is subject to the condition that each of the representations and warranties of the Company is true and correct on the Closing Date and to the following conditions:",
  ],
  [
    "representations-accuracy representations-accuracy performance",
    "The obligations of the several Underwriters will be subject to the accuracy, when made, of the representations and warranties of the Company herein, to the accuracy of the statements of Company officers made pursuant to the provisions of this Agreement, to the performance by the Company of its obligations under this Agreement and to the following additional conditions precedent:",
  ],
  [
    "representations-accuracy performance",
    "The respective obligations of the Underwriters are subject to the accuracy, when made and on each Delivery Date, of the representations and warranties of the Company and the Selling Stockholders contained herein, to the performance by the Company and the Selling Stockholders of their respective obligations hereunder, and to each of the following additional terms and conditions:",
  ],
  [
    "filing",
    "The several obligations of the Underwriters to purchase and pay for the Shares are subject to the condition that the Registration Statement shall have become effective not later than 4:00 p.m. on the date hereof and to the following conditions:",
  ],
  [
    "representations-accuracy performance",
    "The obligations of each Agent will be subject to the accuracy, when made, of the representations and warranties of the Company herein, to the performance and observance by the Company of all covenants herein contained and to the following additional conditions precedent:",
  ],
  [
    "representations-accuracy performance",
    "The Placement Agent's obligations hereunder shall be subject to the continuing accuracy of the representations and warranties of the Company contained herein, to the timely performance by the Company of its covenants and to each of the following terms and conditions:",
  ],
  [
    "representations-accuracy performance",
    "The obligations of the Managers are subject to the accuracy of the representations and warranties of the Company contained in Section 1 hereof or in certificates of any officer of the Company delivered pursuant to the provisions of this Agreement, to the performance by the Company of its covenants and other obligations hereunder, and to the following further conditions:",
  ],
];

test.each(sentences)("%s: %s", (kinds, words) => {
  const found = leadInConditions(words, 0, words.length);
  expect(found.map(({ kind }) => kind).join(" ")).toBe(kinds);
  for (const { start, end } of found) expect(words.slice(start, end)).not.toMatch(/following|[,;\s]$/);
});
