import { expect, test } from "vitest";
import { partyRoles } from "./role";
import { isAmong, isWhose } from "./whose";

test("clocks are asked for by all, mine or a part, and by nothing else", () => {
  for (const text of ["all", "mine", ...partyRoles]) expect(isWhose(text), text).toBe(true);
  for (const text of [null, "", "All", "yours", "issuers"]) expect(isWhose(text), String(text)).toBe(false);
});

test("a clock is among one's own, among its owner's, and everyone's is among all", () => {
  expect(isAmong("trustee", "all", "issuer")).toBe(true);
  expect(isAmong("trustee", "mine", "trustee")).toBe(true);
  expect(isAmong("trustee", "mine", "issuer")).toBe(false);
  expect(isAmong("trustee", "trustee", "issuer")).toBe(true);
  expect(isAmong("issuer", "trustee", "issuer")).toBe(false);
  expect(isAmong(null, "mine", "issuer")).toBe(true);
  expect(isAmong(null, "trustee", "issuer")).toBe(true);
});
