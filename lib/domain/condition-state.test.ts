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
import type { Condition } from "./condition";
import { conditionState } from "./condition-state";
import type { ActId, VersionId } from "./ids";

const now = hoursBefore(1);
const stateOf = (condition: Condition, at = now) => conditionState(condition, [], delivery, at);

const form = anySignOff();
const judgment = anySignOff({ id: "s2" as ActId, basis: "judgment", role: "representative" });

describe("a condition that calls for a document", () => {
  test("is open until an executed version is shared", () => {
    expect(stateOf(anyCondition({ deliverables: [anyDeliverable({ versions: [] })] })).status).toBe("open");
    const draft = anyDeliverable({ versions: [anyVersion({ stage: "draft" })] });
    expect(stateOf(anyCondition({ deliverables: [draft] })).status).toBe("open");
    const unshared = anyDeliverable({ versions: [anyVersion({ sharedAt: null })] });
    expect(stateOf(anyCondition({ deliverables: [unshared] })).status).toBe("open");
  });

  test("goes from delivered to form accepted to satisfied", () => {
    expect(stateOf(anyCondition()).status).toBe("delivered");
    expect(stateOf(anyCondition({ signOffs: [form] })).status).toBe("form-accepted");
    expect(stateOf(anyCondition({ signOffs: [form, judgment] })).status).toBe("satisfied");
  });

  test("is not satisfied by the judgment alone: every sign-off that it requires must be there", () => {
    expect(stateOf(anyCondition({ signOffs: [judgment] })).status).toBe("delivered");
  });

  test("is delivered only when every document it calls for is", () => {
    const second = anyDeliverable({ id: "d2" as never, title: "Reliance statement", versions: [] });
    const state = stateOf(anyCondition({ deliverables: [anyDeliverable(), second] }));
    expect(state.status).toBe("open");
    expect(state.next).toMatchObject({ do: "deliver", titles: ["Reliance statement"] });
  });
});

describe("a sign-off is bound to the bytes it relied on", () => {
  const replacedBy = (sha256: string) =>
    anyDeliverable({
      versions: [
        anyVersion(),
        anyVersion({ id: "v2" as VersionId, number: 2, sha256, at: hoursBefore(5), sharedAt: hoursBefore(5) }),
      ],
    });

  test("other bytes in force make it stale, and say who had signed and when they were replaced", () => {
    const state = stateOf(anyCondition({ deliverables: [replacedBy("b".repeat(64))], signOffs: [form, judgment] }));
    expect(state.status).toBe("delivered");
    expect(state.stale).toHaveLength(2);
    expect(state.stale[0]).toMatchObject({
      cause: "document-replaced",
      deliverable: "Opinion letter",
      replacedAt: hoursBefore(5),
    });
  });

  test("the same bytes uploaded again leave it good", () => {
    const state = stateOf(anyCondition({ deliverables: [replacedBy("a".repeat(64))], signOffs: [form, judgment] }));
    expect(state.status).toBe("satisfied");
  });

  test("a private draft of another version changes nothing until it is shared", () => {
    const draft = anyVersion({ id: "v2" as VersionId, number: 2, sha256: "b".repeat(64), sharedAt: null });
    const deliverable = anyDeliverable({ versions: [anyVersion(), draft] });
    expect(stateOf(anyCondition({ deliverables: [deliverable], signOffs: [form, judgment] })).status).toBe("satisfied");
  });

  test("signing again on the version in force makes it good; the stale one stays in the record", () => {
    const again = anySignOff({
      id: "s3" as ActId,
      evidence: [{ deliverableId: "d1" as never, sha256: "b".repeat(64) }],
    });
    const state = stateOf(anyCondition({ deliverables: [replacedBy("b".repeat(64))], signOffs: [form, again] }));
    expect(state.status).toBe("form-accepted");
    expect(state.stale).toEqual([]);
  });

  test("a changed requirement makes it stale", () => {
    const state = stateOf(anyCondition({ requirement: 1, signOffs: [form, judgment] }));
    expect(state.stale.map(({ cause }) => cause)).toEqual(["requirement-changed", "requirement-changed"]);
  });

  test("a withdrawn one counts for nothing", () => {
    const state = stateOf(anyCondition({ signOffs: [{ ...form, withdrawnAt: hoursBefore(2) }, judgment] }));
    expect(state.slots[0]?.state).toBe("awaiting");
  });
});

describe("a confirmation of a continuing fact", () => {
  const confirmed = (clock: Date) =>
    anySignOff({ basis: "judgment", role: "representative", sameDay: true, clock, at: clock, evidence: [] });

  test("cannot be given before its window opens, and says when it does", () => {
    const state = stateOf(sameDayCondition(), hoursBefore(5));
    expect(state.slots[0]).toMatchObject({ state: "not-yet", opensAt: hoursBefore(4) });
    expect(state.changesAt).toEqual(hoursBefore(4));
    expect(state.next).toMatchObject({ from: hoursBefore(4) });
  });

  test("holds to the end of its window and not a millisecond longer", () => {
    const condition = sameDayCondition({ signOffs: [confirmed(hoursBefore(3))] });
    const end = new Date(hoursBefore(3).getTime() + 4 * 3_600_000);
    expect(stateOf(condition, end).status).toBe("satisfied");
    const after = stateOf(condition, new Date(end.getTime() + 1));
    expect(after.status).toBe("open");
    expect(after.expired).toMatchObject([{ cause: "too-old", heldUntil: end }]);
  });

  test("given before the window of a postponed Time of Delivery has expired", () => {
    const condition = sameDayCondition({ signOffs: [confirmed(hoursBefore(3.5))] });
    const later = new Date(delivery.getTime() + 3_600_000);
    expect(conditionState(condition, [], later, hoursBefore(1)).expired).toHaveLength(1);
  });
});

describe("settled by instrument", () => {
  const waiver = {
    id: "w1" as ActId,
    text: "Waived.",
    scope: "This one",
    instrument: null,
    by: "p1" as never,
    at: hoursBefore(2),
  };

  test("a waiver settles it, and a withdrawn waiver does not", () => {
    expect(stateOf(anyCondition({ waivers: [{ ...waiver, withdrawnAt: null }] })).status).toBe("waived");
    expect(stateOf(anyCondition({ waivers: [{ ...waiver, withdrawnAt: hoursBefore(1) }] })).status).toBe("delivered");
  });

  test.each(["not-applicable", "failed"] as const)("a mark %s shows as such", (mark) => {
    const marks = [
      { id: "m1" as ActId, mark, reason: "So.", by: "p1" as never, at: hoursBefore(2), withdrawnAt: null },
    ];
    expect(stateOf(anyCondition({ marks })).status).toBe(mark);
  });
});

describe("a clause whose limbs stand by themselves", () => {
  const clause = anyCondition({ mode: "limbs", requires: [], deliverables: [] });
  const satisfied = stateOf(anyCondition({ signOffs: [form, judgment] }));
  const delivered = stateOf(anyCondition());
  const notApplicable = { ...delivered, status: "not-applicable" as const };
  const of = (...limbs: ReturnType<typeof stateOf>[]) => conditionState(clause, limbs, delivery, now).status;

  test("is satisfied when every limb is settled, and else stands where the last of them does", () => {
    expect(of(satisfied, notApplicable)).toBe("satisfied");
    expect(of(satisfied, delivered)).toBe("delivered");
    expect(of(notApplicable, notApplicable)).toBe("not-applicable");
    expect(of(satisfied, { ...delivered, status: "failed" })).toBe("failed");
  });
});
