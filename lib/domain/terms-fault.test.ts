import { expect, test } from "vitest";
import { conditionKinds } from "./kind";
import { kindDefaults } from "./kind-defaults";
import { termsFault } from "./terms-fault";

const good = {
  label: "7(c)",
  title: "Opinion of counsel",
  text: "",
  mode: "whole" as const,
  kind: "opinion" as const,
  ratings: [],
  furnishedBy: ["issuer_counsel"] as const,
  furnishedTo: [],
  windowHours: null,
  requires: [{ basis: "judgment", role: "representative", sameDay: false }] as const,
  deliverables: [{ title: "Opinion", dated: "time-of-delivery" as const }],
};
const agency = { agency: "Invented Ratings", rating: "A", outlook: "stable" };

test.each(conditionKinds)("what %s usually calls for can stand as it is", (kind) => {
  const { label: _, ...usual } = kindDefaults(kind);
  expect(termsFault({ ...good, ratings: [], kind, ...usual })).toBeNull();
});

test.each([
  ["a condition that the Representatives do not decide", { requires: [] }, "requires"],
  ["a sign-off asked twice", { requires: [...good.requires, ...good.requires] }, "requires"],
  [
    "a same-day sign-off without hours",
    { requires: [{ basis: "judgment", role: "representative", sameDay: true }] as const },
    "windowHours",
  ],
  ["hours without a same-day sign-off", { windowHours: 3 }, "windowHours"],
  ["a document that nobody furnishes", { furnishedBy: [] }, "furnishedBy"],
  ["two documents of one title", { deliverables: [...good.deliverables, ...good.deliverables] }, "deliverables"],
  ["ratings outside a no-downgrade condition", { ratings: [agency] }, "ratings"],
  ["an agency named twice", { kind: "no-downgrade" as const, ratings: [agency, agency] }, "ratings"],
])("refuses %s", (_, change, field) => {
  expect(termsFault({ ...good, ...change })).toMatchObject({ field });
});

const judged = good.requires[0];
const refused: [string, Parameters<typeof termsFault>[0], string][] = [
  [
    "somebody else’s judgment",
    { ...good, requires: [{ ...judged, role: "underwriters_counsel" }] },
    "The Representatives decide every condition: keep their judgment among the sign-offs.",
  ],
  [
    "another word of the Representatives",
    { ...good, requires: [{ ...judged, basis: "fact" }] },
    "The Representatives decide every condition: keep their judgment among the sign-offs.",
  ],
  [
    "a sign-off asked twice",
    { ...good, requires: [judged, judged] },
    "The same sign-off is asked twice of the same party.",
  ],
  [
    "a same-day sign-off without hours",
    { ...good, requires: [{ ...judged, sameDay: true }] },
    "A same-day confirmation needs the hours before the Time of Delivery in which it holds.",
  ],
  ["hours alone", { ...good, windowHours: 3 }, "Hours are set, but no sign-off is bound to the day."],
  ["documents of nobody", { ...good, furnishedBy: [] }, "Name who furnishes the documents."],
  [
    "two titles that differ in case alone",
    { ...good, deliverables: [...good.deliverables, { title: "OPINION", dated: null }] },
    "Two documents have the same title.",
  ],
  ["ratings of another kind", { ...good, ratings: [agency] }, "Ratings are watched by a no-downgrade condition only."],
  ["an agency twice", { ...good, kind: "no-downgrade", ratings: [agency, agency] }, "An agency is named twice."],
];

test.each(refused)("says to the list keeper what is wrong with %s", (_, terms, message) => {
  expect(termsFault(terms)).toMatchObject({ code: "terms-not-valid", message });
});

test("what is not signed off as such needs nobody’s judgment, and a no-downgrade condition may watch two agencies", () => {
  expect(termsFault({ ...good, requires: [] }, false)).toBeNull();
  const ratings = [agency, { ...agency, agency: "Other Ratings" }];
  expect(termsFault({ ...good, kind: "no-downgrade", ratings })).toBeNull();
  expect(termsFault({ ...good, furnishedBy: [], deliverables: [] })).toBeNull();
});
