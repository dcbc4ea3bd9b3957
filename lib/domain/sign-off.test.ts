import { describe, expect, test } from "vitest";
import {
  anyActor,
  anyClosing,
  anyCondition,
  anyDeliverable,
  anySignOff,
  anyVersion,
  hoursBefore,
  sameDayCondition,
} from "@/lib/testing/build";
import { type Condition, evidenceNow } from "./condition";
import type { ActId, ConditionId } from "./ids";
import { decideSignOff, type SignOffWish } from "./sign-off";

const counsel = anyActor("underwriters_counsel");
const representative = anyActor("representative");

function decide(
  condition: Condition,
  actor = counsel,
  change: Partial<SignOffWish> = {},
  at = hoursBefore(3),
  limbs: Condition[] = [],
) {
  const wish: SignOffWish = {
    actId: "s9" as ActId,
    basis: actor.role === "representative" ? "judgment" : "form",
    evidence: evidenceNow(condition),
    requirement: condition.requirement,
    detail: {},
    ...change,
  };
  return decideSignOff(
    { condition, limbs, closing: anyClosing({ conditions: [condition, ...limbs] }) },
    actor,
    wish,
    at,
  );
}

describe("signing off a condition", () => {
  test("records the statement, the role, the requirement and the bytes that it relies on", () => {
    expect(decide(anyCondition())).toMatchObject({
      ok: true,
      value: {
        type: "condition.signed-off",
        basis: "form",
        role: "underwriters_counsel",
        evidence: [{ sha256: "a".repeat(64) }],
        statement: expect.stringContaining("7(c) Opinion of issuer’s counsel"),
      },
    });
  });

  test("form may be accepted on a draft; judgment wants the executed document", () => {
    const draft = anyCondition({ deliverables: [anyDeliverable({ versions: [anyVersion({ stage: "draft" })] })] });
    expect(decide(draft).ok).toBe(true);
    expect(decide(draft, representative)).toMatchObject({
      error: { code: "documents-missing", titles: ["Opinion letter"] },
    });
  });

  test("nobody signs what changed under them", () => {
    const seen = [{ deliverableId: "d1" as never, sha256: "b".repeat(64) }];
    expect(decide(anyCondition(), counsel, { evidence: seen })).toMatchObject({
      error: { code: "evidence-changed", titles: ["Opinion letter"] },
    });
    expect(decide(anyCondition({ requirement: 2 }), counsel, { requirement: 1 })).toMatchObject({
      error: { code: "requirement-changed" },
    });
  });

  test("the same person signs the same thing once", () => {
    expect(decide(anyCondition({ signOffs: [anySignOff()] }))).toMatchObject({ error: { code: "already-signed-off" } });
  });

  test("two people of one part may both sign: neither act makes the other untrue", () => {
    const other = anySignOff({ by: "p2" as never });
    expect(decide(anyCondition({ signOffs: [other] })).ok).toBe(true);
  });

  test("every live limb of a clause taken whole must be matched", () => {
    const limb = (label: string, change: Partial<Condition> = {}) =>
      anyCondition({
        id: label as ConditionId,
        parentId: "c1" as ConditionId,
        label,
        requires: [],
        deliverables: [],
        ...change,
      });
    const waivers = [
      {
        id: "w" as ActId,
        text: "x",
        scope: "x",
        instrument: null,
        by: counsel.personId,
        at: hoursBefore(9),
        withdrawnAt: null,
      },
    ];
    const limbs = [limb("7(c)(i)"), limb("7(c)(ii)"), limb("7(c)(iii)", { waivers })];
    expect(decide(anyCondition(), counsel, { detail: { limbs: ["7(c)(i)"] } }, hoursBefore(3), limbs)).toMatchObject({
      error: { code: "limbs-unmatched", labels: ["7(c)(ii)"] },
    });
    expect(
      decide(anyCondition(), counsel, { detail: { limbs: ["7(c)(i)", "7(c)(ii)"] } }, hoursBefore(3), limbs).ok,
    ).toBe(true);
  });

  test("a continuing fact cannot be confirmed early, and may be renewed", () => {
    expect(decide(sameDayCondition(), representative, {}, hoursBefore(4.01))).toMatchObject({
      error: { code: "too-early", opensAt: hoursBefore(4).toISOString() },
    });
    const given = anySignOff({
      basis: "judgment",
      role: "representative",
      sameDay: true,
      clock: hoursBefore(3.5),
      evidence: [],
    });
    expect(decide(sameDayCondition({ signOffs: [given] }), representative, {}, hoursBefore(1)).ok).toBe(true);
  });

  test("a no-downgrade confirmation names the rating and outlook of every agency", () => {
    const condition = sameDayCondition({ ratings: [{ agency: "Agency One", rating: "A", outlook: "stable" }] });
    expect(decide(condition, representative)).toMatchObject({
      error: { code: "ratings-missing", agencies: ["Agency One"] },
    });
    const ratings = [{ agency: "Agency One", rating: "A", outlook: "stable" }];
    expect(decide(condition, representative, { detail: { ratings } }).ok).toBe(true);
  });

  test.each([
    [
      "waived",
      {
        waivers: [
          {
            id: "w" as ActId,
            text: "x",
            scope: "x",
            instrument: null,
            by: counsel.personId,
            at: hoursBefore(9),
            withdrawnAt: null,
          },
        ],
      },
    ],
    [
      "failed",
      {
        marks: [
          {
            id: "m" as ActId,
            mark: "failed" as const,
            reason: "x",
            by: counsel.personId,
            at: hoursBefore(9),
            withdrawnAt: null,
          },
        ],
      },
    ],
  ])("a condition that is %s takes no sign-off", (status, change) => {
    expect(decide(anyCondition(change))).toMatchObject({ error: { code: "condition-settled", status } });
  });
});
