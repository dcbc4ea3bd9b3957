import { describe, expect, test } from "vitest";
import {
  anyCondition,
  anyDeliverable,
  anySignOff,
  anyVersion,
  delivery,
  hoursBefore,
  sameDayCondition,
} from "@/lib/testing/build";
import { type Condition, documentState, inForce, type RequiredSignOff } from "./condition";
import { type ConditionState, conditionState } from "./condition-state";
import type { ActId, DeliverableId, VersionId } from "./ids";

const at = (condition: Condition, now = delivery, limbs: ConditionState[] = []) =>
  conditionState(condition, limbs, delivery, now);
const later = (moment: Date, milliseconds: number) => new Date(moment.getTime() + milliseconds);
const asks = (...requires: RequiredSignOff[]) => requires;
const received: RequiredSignOff = { basis: "received", role: "trustee", sameDay: false };
const fact: RequiredSignOff = { basis: "fact", role: "issuer", sameDay: false };
const form: RequiredSignOff = { basis: "form", role: "underwriters_counsel", sameDay: false };
const judgment: RequiredSignOff = { basis: "judgment", role: "representative", sameDay: false };
const given = (required: RequiredSignOff, change = {}) =>
  anySignOff({ ...required, id: `s-${required.basis}` as ActId, evidence: [], ...change });

describe("how far a condition without documents has come", () => {
  const plain = (requires: RequiredSignOff[], ...signOffs: RequiredSignOff[]) =>
    at(anyCondition({ deliverables: [], requires, signOffs: signOffs.map((one) => given(one)) })).status;

  test.each([
    ["nothing is asked for", plain([]), "open"],
    ["only judgment is asked for", plain(asks(judgment)), "open"],
    ["a fact is awaited", plain(asks(fact, judgment)), "open"],
    ["a receipt is awaited", plain(asks(received, judgment)), "open"],
    ["the fact is stated", plain(asks(fact, judgment), fact), "delivered"],
    ["the receipt is recorded", plain(asks(received, judgment), received), "delivered"],
    ["one of two facts is stated", plain(asks(fact, { ...fact, role: "trustee" }, judgment), fact), "open"],
    ["its form is accepted", plain(asks(fact, form, judgment), fact, form), "form-accepted"],
    ["its form is accepted before the fact", plain(asks(fact, form, judgment), form), "open"],
    ["everything is given", plain(asks(fact, form, judgment), fact, form, judgment), "satisfied"],
    ["only its form is asked for, and given", plain(asks(form, judgment), form), "form-accepted"],
  ])("where %s", (_, status, expected) => {
    expect(status).toBe(expected);
  });
});

describe("whose turn it is", () => {
  test("received, then fact, then form, then judgment, and nobody’s at the end", () => {
    const all = asks(judgment, form, fact, received);
    const signed: RequiredSignOff[] = [];
    for (const next of [received, fact, form, judgment]) {
      const state = at(anyCondition({ deliverables: [], requires: all, signOffs: signed.map((one) => given(one)) }));
      expect(state.next).toEqual({ do: "sign-off", basis: next.basis, sameDay: false, roles: [next.role], from: null });
      signed.push(next);
    }
    expect(
      at(anyCondition({ deliverables: [], requires: all, signOffs: signed.map((one) => given(one)) })).next,
    ).toBeNull();
  });

  test("of whoever furnishes while a document is missing", () => {
    const missing = anyDeliverable({ id: "d2" as DeliverableId, title: "Reliance statement", versions: [] });
    expect(at(anyCondition({ deliverables: [anyDeliverable(), missing] })).next).toEqual({
      do: "deliver",
      titles: ["Reliance statement"],
      roles: ["issuer_counsel"],
    });
  });
});

describe("limbs that stand by themselves", () => {
  const limb = (status: ConditionState["status"], more: Partial<ConditionState> = {}): ConditionState => ({
    status,
    slots: [],
    stale: [],
    expired: [],
    next: null,
    changesAt: null,
    ...more,
  });
  const clause = anyCondition({ mode: "limbs", requires: [], deliverables: [] });
  const of = (...statuses: ConditionState["status"][]) =>
    at(
      clause,
      delivery,
      statuses.map((one) => limb(one)),
    ).status;

  test.each([
    [["failed", "satisfied"], "failed"],
    [["not-applicable", "not-applicable"], "not-applicable"],
    [["satisfied", "not-applicable"], "satisfied"],
    [["waived", "not-applicable"], "waived"],
    [["waived", "satisfied"], "satisfied"],
    [["satisfied", "open", "delivered"], "open"],
    [["satisfied", "delivered", "form-accepted"], "delivered"],
    [["satisfied", "form-accepted"], "form-accepted"],
  ] as const)("%j make %s", (limbs, expected) => {
    expect(of(...limbs)).toBe(expected);
  });

  test("give the clause what lapsed in them, whose turn is first, and when time changes one", () => {
    const lapse = (cause: "too-old" | "requirement-changed") =>
      ({ cause, signedBy: "p1", signedAt: delivery }) as never;
    const next = { do: "deliver", titles: ["x"], roles: ["issuer"] } as const;
    const state = at(clause, delivery, [
      limb("open", { stale: [lapse("requirement-changed")], changesAt: hoursBefore(1) }),
      limb("open", { expired: [lapse("too-old")], next, changesAt: hoursBefore(3) }),
      limb("satisfied", { changesAt: hoursBefore(2) }),
    ]);
    expect(state.stale).toEqual([lapse("requirement-changed")]);
    expect(state.expired).toEqual([lapse("too-old")]);
    expect(state.next).toEqual(next);
    expect(state.changesAt).toEqual(hoursBefore(3));
    expect(at(clause, delivery, [limb("open")]).next).toBeNull();
  });

  test("count for nothing where the clause is taken whole, and a clause without limbs stands by itself", () => {
    expect(at(anyCondition({ mode: "whole" }), delivery, [limb("failed")]).status).toBe("delivered");
    expect(at(anyCondition({ mode: "limbs" })).status).toBe("delivered");
  });
});

describe("the window of the day", () => {
  const opens = hoursBefore(4);
  const confirmed = (clock: Date) =>
    sameDayCondition({
      signOffs: [given({ basis: "judgment", role: "representative", sameDay: true }, { clock, at: clock })],
    });

  test("opens to the millisecond, and is what time changes until then", () => {
    const before = at(sameDayCondition(), later(opens, -1));
    expect(before.slots).toMatchObject([{ state: "not-yet", opensAt: opens }]);
    expect(before.changesAt).toEqual(opens);
    expect(before.next).toMatchObject({ from: opens, sameDay: true });
    const after = at(sameDayCondition(), opens);
    expect(after.slots).toMatchObject([{ state: "awaiting" }]);
    expect(after.changesAt).toBeNull();
    expect(after.next).toMatchObject({ from: null });
  });

  test("holds for its hours to the millisecond, and lapses with the next", () => {
    const condition = confirmed(hoursBefore(3));
    const until = hoursBefore(-1);
    const holding = at(condition, until);
    expect(holding.status).toBe("satisfied");
    expect(holding.slots).toMatchObject([{ state: "given", holdsUntil: until }]);
    expect(holding.changesAt).toEqual(later(until, 1));
    const lapsed = at(condition, later(until, 1));
    expect(lapsed.expired).toEqual([{ cause: "too-old", signedBy: "p1", signedAt: hoursBefore(3), heldUntil: until }]);
    expect(lapsed.changesAt).toBeNull();
  });

  test("takes what was given at its first moment, and nothing from before it", () => {
    expect(at(confirmed(opens), opens).status).toBe("satisfied");
    expect(at(confirmed(later(opens, -1)), opens).expired).toHaveLength(1);
  });

  test("binds only what is bound to the day", () => {
    const free = anyCondition({ deliverables: [], windowHours: 4, requires: [judgment], signOffs: [given(judgment)] });
    expect(at(free, hoursBefore(-100))).toMatchObject({
      status: "satisfied",
      slots: [{ holdsUntil: null }],
      changesAt: null,
    });
    const hourless = sameDayCondition({ windowHours: null });
    expect(at(hourless, hoursBefore(100)).slots).toMatchObject([{ state: "awaiting" }]);
  });
});

test("what replaced a document is told from when it was shared", () => {
  const versions = [
    anyVersion(),
    anyVersion({
      id: "v2" as VersionId,
      number: 2,
      sha256: "b".repeat(64),
      at: hoursBefore(9),
      sharedAt: hoursBefore(5),
    }),
  ];
  const condition = anyCondition({ deliverables: [anyDeliverable({ versions })], signOffs: [anySignOff()] });
  expect(at(condition).stale).toEqual([
    {
      cause: "document-replaced",
      deliverable: "Opinion letter",
      signedBy: "p1",
      signedAt: hoursBefore(10),
      replacedAt: hoursBefore(5),
    },
  ]);
});

describe("a document", () => {
  const draft = (change = {}) => anyDeliverable({ versions: [anyVersion({ stage: "draft", ...change })] });

  test("is in force in the version that was shared last, by its number", () => {
    const versions = [
      anyVersion({ id: "v2" as VersionId, number: 2 }),
      anyVersion({ id: "v1" as VersionId, number: 1 }),
      anyVersion({ id: "v3" as VersionId, number: 3, sharedAt: null }),
    ];
    expect(inForce(anyDeliverable({ versions }))?.id).toBe("v2");
    expect(inForce(anyDeliverable({ versions: [] }))).toBeNull();
  });

  test.each([
    [anyDeliverable({ versions: [] }), null, "not-started"],
    [draft({ sharedAt: null }), null, "not-started"],
    [draft(), null, "draft-circulated"],
    [draft(), hoursBefore(21), "draft-circulated"],
    [draft(), hoursBefore(20), "comments-received"],
    [draft({ at: hoursBefore(30) }), hoursBefore(25), "draft-circulated"],
    [draft({ stage: "agreed-form" }), hoursBefore(1), "agreed-form"],
    [draft({ stage: "execution" }), hoursBefore(1), "execution-version"],
    [draft({ stage: "executed" }), hoursBefore(1), "executed"],
  ] as const)("is what its version and the last comment make it (%#)", (deliverable, commentedAt, state) => {
    expect(documentState(deliverable, commentedAt)).toBe(state);
  });
});
