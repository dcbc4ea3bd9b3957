import { expect, test } from "vitest";
import type { Act } from "@/lib/domain/act";
import type { ActId, ConditionId, SignaturePageId } from "@/lib/domain/ids";
import { asksForConfirmation, confirmationMinutes, isConfirmed } from "./confirmation";

const signaturePageId = "s1" as SignaturePageId;
const conditionId = "c1" as ConditionId;
const actId = "a1" as ActId;

test.each<[boolean, Act]>([
  [true, { type: "condition.waived", actId, conditionId, text: "We waive it.", scope: "This one", instrument: null }],
  [true, { type: "closing.closed", settled: 1, waived: 0, pages: 1, stateDigest: "" }],
  [true, { type: "signature-page.moved", signaturePageId, step: "release-authorised" }],
  [false, { type: "signature-page.moved", signaturePageId, step: "in-escrow" }],
  [false, { type: "signature-page.moved", signaturePageId, step: "withdrawn" }],
  [false, { type: "condition.marked", actId, conditionId, mark: "not-applicable", reason: "No trustee." }],
  [false, { type: "closing.call-started" }],
])("asks for a confirmation: %s for %j", (asks, act) => {
  expect(asksForConfirmation(act)).toBe(asks);
});

test("is good for its minutes and not a moment longer", () => {
  const at = new Date("2004-03-09T14:50:00Z");
  const after = (ms: number) => new Date(at.getTime() + ms);
  expect(isConfirmed({ at, with: "password" }, after(confirmationMinutes * 60_000 - 1))).toBe(true);
  expect(isConfirmed({ at, with: "password" }, after(confirmationMinutes * 60_000))).toBe(false);
  expect(isConfirmed(null, at)).toBe(false);
  expect(isConfirmed({ at, with: "password" }, after(-60_000)), "another server's clock").toBe(true);
  expect(isConfirmed({ at, with: "password" }, after(-60_001)), "a clock that was turned back").toBe(false);
});
