import { describe, expect, test } from "vitest";
import { type ConditionKind, conditionKinds } from "./kind";
import { kindDefaults, kindLabels } from "./kind-defaults";

describe("what each kind calls for", () => {
  test.each(conditionKinds)("%s is decided by the Representatives", (kind) => {
    expect(kindDefaults(kind).requires).toContainEqual(
      expect.objectContaining({ basis: "judgment", role: "representative" }),
    );
  });

  test.each(conditionKinds)("%s has a window exactly when one of its sign-offs is bound to the day", (kind) => {
    const { requires, windowHours } = kindDefaults(kind);
    expect(windowHours !== null).toBe(requires.some(({ sameDay }) => sameDay));
  });

  test.each(["no-adverse-change", "no-downgrade", "market-out"] as const)(
    "%s is judged on the day and cannot be done early",
    (kind) => {
      expect(kindDefaults(kind).requires.filter(({ basis, sameDay }) => basis === "judgment" && !sameDay)).toEqual([]);
    },
  );

  test("a market out asks the Representatives alone, and for no paper", () => {
    const { requires, deliverables, furnishedBy } = kindDefaults("market-out");
    expect([...new Set(requires.map(({ role }) => role))]).toEqual(["representative"]);
    expect(deliverables).toEqual([]);
    expect(furnishedBy).toEqual([]);
  });

  test("the accountants give two letters: one as of pricing, one as of the Time of Delivery", () => {
    expect(kindDefaults("comfort-letter").deliverables.map(({ dated }) => dated)).toEqual([
      "pricing-date",
      "time-of-delivery",
    ]);
  });

  test("the form of every paper is reviewed by underwriters’ counsel", () => {
    for (const kind of conditionKinds) {
      const { deliverables, requires } = kindDefaults(kind);
      if (deliverables.length === 0) continue;
      expect(requires, kind).toContainEqual({ basis: "form", role: "underwriters_counsel", sameDay: false });
    }
  });

  test("no two kinds are called the same", () => {
    expect(new Set(Object.values(kindLabels)).size).toBe(conditionKinds.length);
  });
});

// How underwriting agreements usually have it, by hand: who furnishes it, in which order it is signed off, what is delivered.
const usual: Record<ConditionKind, [label: string, furnishedBy: string, signOffs: string, documents: string]> = {
  "representations-accuracy": ["Accuracy of representations", "issuer", "issuer on the day; counsel; judged", ""],
  performance: ["Performance of obligations", "issuer", "issuer on the day; counsel; judged", ""],
  filing: ["Filing and registration", "issuer_counsel", "issuer_counsel on the day; counsel; judged", ""],
  opinion: ["Legal opinion", "issuer_counsel", "counsel; judged", "Opinion (time-of-delivery)"],
  "comfort-letter": [
    "Comfort letter",
    "accountants",
    "counsel; judged",
    "Comfort letter (pricing-date); Bring-down comfort letter (time-of-delivery)",
  ],
  "no-adverse-change": ["No material adverse change", "issuer", "issuer on the day; counsel; judged on the day", ""],
  "no-downgrade": ["No downgrade", "representative", "representative on the day; judged on the day", ""],
  "market-out": ["Market out", "", "judged on the day", ""],
  "officers-certificate": [
    "Officers’ certificate",
    "issuer",
    "counsel; judged",
    "Officers’ certificate (time-of-delivery)",
  ],
  "lock-up": ["Lock-up agreements", "issuer", "counsel; judged", "Lock-up agreements (any day)"],
  listing: ["Listing", "issuer_counsel", "counsel; judged", "Listing approval (any day)"],
  certificate: ["Other certificate", "issuer", "counsel; judged", "Certificate (time-of-delivery)"],
  consent: ["Consent or approval", "issuer", "counsel; judged", "Consent (any day)"],
  mechanics: ["Closing mechanics", "trustee, issuer, representative", "trustee; issuer; judged", ""],
  other: ["Other condition", "", "judged", ""],
};

test.each(conditionKinds)("%s calls for what such conditions usually call for", (kind) => {
  const { label, furnishedBy, furnishedTo, requires, deliverables } = kindDefaults(kind);
  const signOffs = requires.map(({ basis, role, sameDay }) => {
    const who = { judgment: "judged", form: "counsel", fact: role, received: "" }[basis];
    return sameDay ? `${who} on the day` : who;
  });
  const documents = deliverables.map(({ title, dated }) => `${title} (${dated ?? "any day"})`);
  expect([label, furnishedBy.join(", "), signOffs.join("; "), documents.join("; ")]).toEqual(usual[kind]);
  // Whatever the issuer's side or the accountants furnish goes to the Representatives, for whom the conditions stand.
  const given = ["issuer", "issuer_counsel", "accountants"].includes(furnishedBy.join());
  expect(furnishedTo).toEqual(given ? ["representative"] : []);
});

test("a market out is judged in the last three hours, every other statement about the day in the last twelve", () => {
  for (const kind of conditionKinds) {
    const { requires, windowHours } = kindDefaults(kind);
    const bound = requires.some(({ sameDay }) => sameDay);
    expect(windowHours, kind).toBe(kind === "market-out" ? 3 : bound ? 12 : null);
  }
});
