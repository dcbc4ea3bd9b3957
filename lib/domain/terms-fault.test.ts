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
