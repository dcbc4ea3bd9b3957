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
import { decideSignOff, type SignOffWish, statementFor } from "./sign-off";

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
    const found = { agency: "Agency One", rating: "A", outlook: "stable" };
    for (const lacking of [
      { ...found, rating: "" },
      { ...found, outlook: "" },
      { ...found, agency: "Agency Two" },
    ])
      expect(decide(condition, representative, { detail: { ratings: [lacking] } })).toMatchObject({
        error: { code: "ratings-missing", agencies: ["Agency One"] },
      });
    const both = [{ ...found, agency: "Agency Two" }, found];
    expect(decide(condition, representative, { detail: { ratings: both } }).ok).toBe(true);
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

describe("who signs what, and when", () => {
  const limb = (label: string, change: Partial<Condition> = {}) =>
    anyCondition({
      id: label as ConditionId,
      parentId: "c1" as ConditionId,
      label,
      requires: [],
      deliverables: [],
      ...change,
    });

  test("a clause whose limbs stand by themselves is not signed off as one, unless it has none", () => {
    const clause = anyCondition({ mode: "limbs" });
    expect(decide(clause, counsel, {}, hoursBefore(3), [limb("7(c)(i)")])).toEqual({
      ok: false,
      error: { code: "signed-by-limb", label: "7(c)" },
    });
    expect(decide(clause).ok).toBe(true);
  });

  test("who accepts the form without naming a limb has matched none; who judges need not", () => {
    const limbs = [limb("7(c)(i)")];
    expect(decide(anyCondition(), counsel, {}, hoursBefore(3), limbs)).toMatchObject({
      error: { code: "limbs-unmatched", labels: ["7(c)(i)"] },
    });
    expect(decide(anyCondition(), representative, {}, hoursBefore(3), limbs).ok).toBe(true);
  });

  test("a limb that is not applicable need not be matched; one that failed must be", () => {
    const marked = (mark: "not-applicable" | "failed") =>
      limb("7(c)(i)", {
        marks: [{ id: "m" as ActId, mark, reason: "x", by: counsel.personId, at: hoursBefore(9), withdrawnAt: null }],
      });
    const form = (of: Condition) => decide(anyCondition(), counsel, {}, hoursBefore(3), [of]);
    expect(form(marked("not-applicable")).ok).toBe(true);
    expect(form(marked("failed"))).toMatchObject({ error: { code: "limbs-unmatched" } });
  });

  test("a same-day confirmation may be given from the very moment at which its window opens", () => {
    expect(decide(sameDayCondition(), representative, {}, hoursBefore(4)).ok).toBe(true);
  });

  test("ratings are asked of whoever confirms them on the day, and of nobody else", () => {
    const rated = sameDayCondition({ ratings: [{ agency: "Agency One", rating: "A", outlook: "stable" }] });
    expect(decide(rated, counsel, {}, hoursBefore(3)).ok).toBe(true);
  });

  test("form is accepted on what was shared: a document that nobody has shared is missing, and no other", () => {
    const other = anyDeliverable({ id: "d2" as never, title: "Reliance letter", versions: [] });
    expect(decide(anyCondition({ deliverables: [anyDeliverable(), other] }))).toEqual({
      ok: false,
      error: { code: "documents-missing", titles: ["Reliance letter"] },
    });
  });

  test("each document is held against what was seen of it, not of another", () => {
    const two = anyCondition({
      deliverables: [
        anyDeliverable(),
        anyDeliverable({
          id: "d2" as never,
          title: "Reliance letter",
          versions: [anyVersion({ sha256: "b".repeat(64) })],
        }),
      ],
    });
    expect(decide(two).ok).toBe(true);
    const seen = evidenceNow(two).with(1, { deliverableId: "d2" as never, sha256: "c".repeat(64) });
    expect(decide(two, counsel, { evidence: seen })).toMatchObject({
      error: { code: "evidence-changed", titles: ["Reliance letter"] },
    });
  });

  test("what the agreement does not ask for may be said all the same, on any day", () => {
    expect(decide(sameDayCondition(), counsel, { basis: "received" }, hoursBefore(40))).toMatchObject({
      value: { basis: "received", role: "underwriters_counsel", sameDay: false },
    });
  });

  test("a sign-off that fell may be given again", () => {
    const fallen = anySignOff({ evidence: [{ deliverableId: "d1" as never, sha256: "b".repeat(64) }] });
    expect(decide(anyCondition({ signOffs: [fallen] })).ok).toBe(true);
  });

  test.each([
    ["received", false, "received what 7(c) Opinion of issuer’s counsel calls for"],
    ["form", false, "reviewed the form of what 7(c) Opinion of issuer’s counsel calls for and accepts it"],
    ["fact", true, "states that the facts of 7(c) Opinion of issuer’s counsel are so, as of this moment"],
    ["fact", false, "states that the facts of 7(c) Opinion of issuer’s counsel are so"],
    ["judgment", true, "is satisfied as to 7(c) Opinion of issuer’s counsel, as of this moment"],
    ["judgment", false, "is satisfied as to 7(c) Opinion of issuer’s counsel"],
  ] as const)("on the basis %s (same day: %s) the signer says what they sign", (basis, sameDay, words) => {
    const required = { basis, role: "underwriters_counsel", sameDay } as const;
    expect(statementFor(anyCondition(), required, counsel)).toBe(
      `Anna Example, for Example LLP (Underwriters’ counsel) ${words}.`,
    );
  });
});
