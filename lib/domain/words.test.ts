import { expect, test } from "vitest";
import { delivery, hoursBefore } from "@/lib/testing/build";
import type { NextStep } from "./condition-state";
import type { PersonId } from "./ids";
import { basisLabels, lapseSentence, listOf, nextSentence, roleNames } from "./words";

const names = {
  role: roleNames([
    { role: "representative", name: "Banc of America Securities LLC" },
    { role: "representative", name: "Banc One Capital Markets, Inc." },
    { role: "underwriters_counsel", name: "Davis Polk & Wardwell" },
    { role: "trustee", name: "JP Morgan Chase" },
  ]),
  person: (id: string) => ({ p1: "Robert Nordlinger" })[id] ?? "nobody",
  moment: (at: Date) => at.toISOString().slice(0, 16),
};
const signOff = { do: "sign-off", roles: ["representative"], sameDay: false, from: null } as const;

test("a row of words is joined as it is read out", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listOf)).toEqual(["", "a", "a and b", "a, b and c"]);
});

test("the parties that have a part are named, and the part itself where nobody has it", () => {
  expect(names.role("representative")).toBe("Banc of America Securities LLC and Banc One Capital Markets, Inc.");
  expect(names.role("trustee")).toBe("JP Morgan Chase");
  expect(names.role("accountants")).toBe("Accountants");
});

test.each<[NextStep, string]>([
  [
    { do: "deliver", titles: ["Comfort letter", "Bring-down comfort letter"], roles: ["accountants"] },
    "Accountants to deliver Comfort letter and Bring-down comfort letter",
  ],
  [{ do: "deliver", titles: ["Consent"], roles: [] }, "Nobody named to deliver Consent"],
  [{ ...signOff, basis: "form", roles: ["underwriters_counsel"] }, "Davis Polk & Wardwell to accept the form"],
  [{ ...signOff, basis: "received", roles: ["trustee", "trustee"] }, "JP Morgan Chase to record receipt"],
  [
    { ...signOff, basis: "fact", sameDay: true },
    "Banc of America Securities LLC and Banc One Capital Markets, Inc. to confirm the facts, on the day",
  ],
  [
    { ...signOff, basis: "judgment", sameDay: true, from: hoursBefore(3), roles: ["other"] },
    "Other party to be satisfied, from 2004-03-09T12:00",
  ],
])("what happens next is said with whose it is: %j", (next, said) => {
  expect(nextSentence(next, names)).toBe(said);
});

test("a sign-off that does not hold any more says who signed, when, and why it fell", () => {
  const signed = { signedBy: "p1" as PersonId, signedAt: hoursBefore(10) };
  const say = (lapse: Parameters<typeof lapseSentence>[0]) => lapseSentence(lapse, names);
  const before = "Robert Nordlinger signed at 2004-03-09T05:00";
  expect(say({ cause: "document-replaced", deliverable: "Opinion", replacedAt: hoursBefore(1), ...signed })).toBe(
    `${before}; Opinion was replaced at 2004-03-09T14:00. Sign again on the version in force.`,
  );
  expect(say({ cause: "requirement-changed", ...signed })).toBe(
    `${before}; what the condition requires was changed since. Sign again on what it requires now.`,
  );
  expect(say({ cause: "too-old", heldUntil: delivery, ...signed })).toBe(
    `${before}; a same-day confirmation, it held until 2004-03-09T15:00. Confirm again.`,
  );
});

test("each basis of a sign-off has its heading", () => {
  expect(basisLabels).toEqual({ received: "Received", form: "Form", fact: "Fact", judgment: "Judgment" });
});
