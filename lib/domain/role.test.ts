import { expect, test } from "vitest";
import { isPartyRole, isSide, partyRoles, roleLabels, sideLabels, sides, usualSide } from "./role";

test("parts and sides are known by their names, and nothing else is one", () => {
  for (const role of partyRoles)
    expect([isPartyRole(role), isSide(role)]).toEqual([true, sides.some((s) => s === role)]);
  for (const side of sides) expect(isSide(side)).toBe(true);
  for (const text of ["", "Issuer", "underwriters’ counsel", "shared"]) {
    expect([isPartyRole(text), isSide(text)]).toEqual([false, false]);
  }
});

test("every part is called by its own name on screen, and so is every side", () => {
  expect(partyRoles.map((role) => roleLabels[role])).toEqual([
    "Representative",
    "Underwriter",
    "Underwriters’ counsel",
    "Issuer",
    "Issuer’s counsel",
    "Issuer’s general counsel",
    "Guarantor",
    "Selling holder",
    "Accountants",
    "Trustee",
    "Trustee’s counsel",
    "Rating agency",
    "Other counsel",
    "Observer",
    "Other party",
  ]);
  expect(sides.map((side) => sideLabels[side])).toEqual([
    "Underwriters’ side",
    "Issuer’s side",
    "Accountants",
    "Trustee",
    "Observers",
  ]);
});

test("the wall runs between those who sell, those who buy, and those who only attest or look on", () => {
  const on = Map.groupBy(partyRoles, (role) => usualSide[role]);
  expect(on.get("underwriters")).toEqual(["representative", "underwriter", "underwriters_counsel"]);
  expect(on.get("issuer")).toEqual([
    "issuer",
    "issuer_counsel",
    "issuer_general_counsel",
    "guarantor",
    "selling_holder",
  ]);
  expect(on.get("accountants")).toEqual(["accountants"]);
  expect(on.get("trustee")).toEqual(["trustee", "trustee_counsel"]);
  expect(on.get("observers")).toEqual(["rating_agency", "other_counsel", "observer", "other"]);
});
