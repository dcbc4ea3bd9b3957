import { expect, test } from "vitest";
import type { PersonId } from "@/lib/domain/ids";
import { anyConditionView } from "@/lib/testing/condition-view";
import { countShows, matches, noFilters, ownerOf, readFilters, writeFilters } from "./filters";

const me = "me" as PersonId;
const next = (mine: boolean) => ({ sentence: "", roles: [], from: null, mine });

test("an address is read and written back without loss, and keeps what else is in it", () => {
  const address = new URLSearchParams("condition=c1&show=lapsed,mine&kind=opinion&party=issuer_counsel&q=comfort");
  const filters = readFilters(address);
  expect(filters).toEqual({ show: ["mine", "lapsed"], kind: "opinion", party: "issuer_counsel", text: "comfort" });
  expect(readFilters(writeFilters(new URLSearchParams(), filters))).toEqual(filters);
  expect(writeFilters(address, noFilters).toString()).toBe("condition=c1");
});

test("what an address cannot mean is left out", () => {
  expect(readFilters(new URLSearchParams("show=everything&kind=../../etc&party=emperor"))).toEqual(noFilters);
});

test("mine is what waits for my part, and what I was asked to see to", () => {
  const mine = { ...noFilters, show: ["mine"] as const };
  expect(matches(anyConditionView({ next: next(true) }), mine, me)).toBe(true);
  expect(matches(anyConditionView({ next: next(false) }), mine, me)).toBe(false);
  expect(matches(anyConditionView({ next: next(false), assignee: { id: me, name: "Me" } }), mine, me)).toBe(true);
  // Nothing happens next with what is settled.
  expect(matches(anyConditionView({ next: null, assignee: { id: me, name: "Me" } }), mine, me)).toBe(false);
});

test("through another part's eyes nothing is mine because I was asked to see to it", () => {
  const asked = anyConditionView({ next: next(false), assignee: { id: me, name: "Me" } });
  const owner = ownerOf({ id: me, viewingAs: "issuer" });
  expect(matches(asked, { ...noFilters, show: ["mine"] }, owner)).toBe(false);
  expect(matches(asked, { ...noFilters, show: ["mine"] }, ownerOf({ id: me, viewingAs: null }))).toBe(true);
  expect(matches(anyConditionView({ next: next(true) }), { ...noFilters, show: ["mine"] }, owner)).toBe(true);
});

test("a clause that only sums up its limbs is not counted a second time", () => {
  const sum = anyConditionView({ counted: false, next: next(true), status: "open", blocking: false });
  for (const show of ["mine", "open", "blocking", "lapsed"] as const) {
    expect(matches(sum, { ...noFilters, show: [show] }, me)).toBe(false);
  }
});

test("the text is looked for word by word in label, title, furnisher, documents and assignee", () => {
  const condition = anyConditionView({ assignee: { id: me, name: "Nora Whitfield" } });
  const found = (text: string) => matches(condition, { ...noFilters, text }, me);
  expect(found("7(c) opinion")).toBe(true);
  expect(found("DEBEVOISE")).toBe(true);
  expect(found("whitfield")).toBe(true);
  expect(found("opinion trustee")).toBe(false);
});

test("a party is involved by furnishing, by signing off and by being next", () => {
  const condition = anyConditionView({
    slots: [
      {
        basis: "judgment",
        role: "representative",
        sameDay: false,
        state: "awaiting",
        by: null,
        at: null,
        until: null,
        withdrawable: null,
      },
    ],
  });
  const found = (party: "issuer_counsel" | "representative" | "trustee") =>
    matches(condition, { ...noFilters, party }, me);
  expect([found("issuer_counsel"), found("representative"), found("trustee")]).toEqual([true, true, false]);
});

test("each count says how many rows are left beside what else is asked for", () => {
  const conditions = [
    anyConditionView({ status: "open", next: next(true) }),
    anyConditionView({ status: "open", kind: "market-out", next: next(false) }),
    anyConditionView({ status: "satisfied", blocking: false }),
  ];
  expect(countShows(conditions, noFilters, me)).toEqual({ mine: 1, open: 2, blocking: 2, lapsed: 0 });
  expect(countShows(conditions, { ...noFilters, kind: "opinion" }, me).open).toBe(1);
  expect(countShows(conditions, { ...noFilters, show: ["mine"] }, me).open).toBe(1);
});
