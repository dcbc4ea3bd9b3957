import { describe, expect, test } from "vitest";
import {
  anyClosing,
  anyCondition,
  anyone,
  anySignOff,
  delivery,
  hoursBefore,
  sameDayCondition,
} from "@/lib/testing/build";
import { type Closing, conditionStates, nextChange, readiness, signaturePageState } from "./closing";
import {
  decideCall,
  decideClock,
  decideClosed,
  decidePostponement,
  decidePreClosing,
  decideSignaturePage,
  decideTermination,
} from "./closing-steps";
import type { Condition } from "./condition";
import type { ActId, ConditionId, PartyId, SignaturePageId } from "./ids";

type StepName = Closing["steps"][number]["step"];
const step = (name: StepName) => ({
  step: name,
  ground: null,
  text: null,
  by: anyone,
  at: hoursBefore(1),
  clock: hoursBefore(1),
});
const at = (...names: StepName[]) => anyClosing({ steps: names.map(step) });
type PageStep = "out" | "in-escrow" | "release-authorised" | "withdrawn";
const page = (id: string, ...steps: PageStep[]) => ({
  id: id as SignaturePageId,
  partyId: "y1" as PartyId,
  document: `Document ${id}`,
  signatory: `Signatory ${id}`,
  capacity: "Treasurer",
  steps: steps.map((name) => ({ step: name, by: anyone, at: hoursBefore(3) })),
});
const refused = (error: object) => ({ ok: false, error });
const done = (value: object) => ({ ok: true, value });

describe("steps of the closing", () => {
  test("each from the stages before it, and from no other", () => {
    expect(decidePreClosing(at())).toEqual(done({ type: "closing.pre-closing" }));
    expect(decidePreClosing(at("pre-closing", "postponed"))).toEqual(done({ type: "closing.pre-closing" }));
    expect(decideCall(at("pre-closing"))).toEqual(done({ type: "closing.call-started" }));
    expect(decidePreClosing(at("pre-closing"))).toEqual(
      refused({ code: "wrong-step", from: "pre-closing", to: "pre-closing" }),
    );
    expect(decideCall(at())).toEqual(refused({ code: "wrong-step", from: "preparing", to: "on-the-call" }));
    expect(decideClosed(at("pre-closing"), delivery, "d")).toEqual(
      refused({ code: "wrong-step", from: "pre-closing", to: "closed" }),
    );
  });

  test("none once it is over", () => {
    const wish = {
      ground: "g",
      text: "",
      newLocalDate: "2004-03-10",
      newLocalTime: "10:00",
      newMoment: hoursBefore(-24),
    };
    for (const [over, stage] of [
      [at("closed"), "closed"],
      [at("terminated"), "terminated"],
    ] as const) {
      const all = [
        decidePreClosing(over),
        decideCall(over),
        decideClosed(over, delivery, "d"),
        decidePostponement(over, delivery, wish),
        decideTermination(over, wish),
        decideClock(over, true, delivery, hoursBefore(-1)),
        decideSignaturePage(over, { signaturePageId: "g1" as SignaturePageId, step: "out" }),
      ];
      for (const one of all) expect(one).toEqual(refused({ code: "closing-over", stage }));
    }
  });

  test("a termination has a ground, and says what was said", () => {
    const wish = { ground: "Market out", text: "7(h)(i)" };
    expect(decideTermination(at(), wish)).toEqual(done({ type: "closing.terminated", ...wish }));
    expect(decideTermination(at(), { ...wish, ground: "  " })).toEqual(
      refused({ code: "text-required", field: "ground" }),
    );
  });

  test("a rehearsal’s clock goes forward only, not even standing still", () => {
    expect(decideClock(at(), true, delivery, hoursBefore(-1))).toEqual(
      done({ type: "closing.clock-set", shows: hoursBefore(-1).toISOString() }),
    );
    expect(decideClock(at(), true, delivery, delivery)).toEqual(
      refused({ code: "moment-not-later", now: delivery.toISOString() }),
    );
    expect(decideClock(at(), false, delivery, hoursBefore(-1))).toEqual(refused({ code: "not-a-rehearsal" }));
  });
});

describe("a signature page", () => {
  const allowed: Record<string, readonly PageStep[]> = {
    "not-sent": ["out"],
    out: ["in-escrow", "withdrawn"],
    "in-escrow": ["release-authorised", "withdrawn"],
    "release-authorised": ["withdrawn"],
    withdrawn: ["out"],
  };
  const ways: Record<string, PageStep[]> = {
    "not-sent": [],
    out: ["out"],
    "in-escrow": ["out", "in-escrow"],
    "release-authorised": ["out", "in-escrow", "release-authorised"],
    withdrawn: ["out", "withdrawn"],
  };

  test.each(Object.keys(allowed))("that is %s moves where it may, and nowhere else", (from) => {
    const closing = anyClosing({ signaturePages: [page("g0", "out"), page("g1", ...(ways[from] ?? []))] });
    for (const to of ["out", "in-escrow", "release-authorised", "withdrawn"] as const) {
      const wish = { signaturePageId: "g1" as SignaturePageId, step: to };
      expect(decideSignaturePage(closing, wish), to).toEqual(
        allowed[from]?.includes(to)
          ? done({ type: "signature-page.moved", ...wish })
          : refused({ code: "wrong-step", from, to }),
      );
    }
  });

  test("that is not there moves nowhere", () => {
    const wish = { signaturePageId: "g9" as SignaturePageId, step: "out" as const };
    expect(decideSignaturePage(anyClosing({ signaturePages: [page("g0")] }), wish)).toEqual(
      refused({ code: "not-found" }),
    );
  });

  test("is released by the closing alone, and only where that was authorised", () => {
    expect(signaturePageState(page("g1", "release-authorised"), "closed")).toBe("released");
    expect(signaturePageState(page("g1", "release-authorised"), "terminated")).toBe("release-authorised");
    expect(signaturePageState(page("g1", "in-escrow"), "closed")).toBe("in-escrow");
    expect(signaturePageState(page("g1"), "closed")).toBe("not-sent");
  });
});

describe("declaring it closed", () => {
  const given = [anySignOff(), anySignOff({ id: "s2" as ActId, basis: "judgment", role: "representative" })];
  const old = anySignOff({
    basis: "judgment",
    role: "representative",
    sameDay: true,
    clock: hoursBefore(9),
    evidence: [],
  });
  const stale = anyCondition({
    id: "c3" as ConditionId,
    label: "7(d)",
    signOffs: given.map((one) => ({ ...one, requirement: 7 })),
  });
  const expired = sameDayCondition({ id: "c2" as ConditionId, signOffs: [old] });
  const waiver = {
    id: "w1" as ActId,
    by: anyone,
    at: hoursBefore(2),
    text: "t",
    scope: "s",
    instrument: null,
    withdrawnAt: null,
  };
  const waived = anyCondition({ id: "c4" as ConditionId, label: "7(e)", waivers: [waiver as never] });
  const onTheCall = [step("pre-closing"), step("call")];

  test("names everything that stands in the way, and why what was given does not count", () => {
    const closing = anyClosing({
      steps: onTheCall,
      conditions: [anyCondition({ signOffs: given }), expired, stale],
      signaturePages: [page("g1", "out"), page("g2", "release-authorised")],
    });
    expect(decideClosed(closing, delivery, "d")).toEqual(
      refused({
        code: "not-ready",
        blockers: ["7(h)", "7(d)", "Document g1: Signatory g1"],
        lapses: ["too-old", "requirement-changed", "requirement-changed"],
      }),
    );
  });

  test("counts what was settled, what of it was waived, and the pages", () => {
    const closing = anyClosing({
      steps: onTheCall,
      conditions: [anyCondition({ signOffs: given }), waived],
      signaturePages: [page("g2", "release-authorised")],
    });
    expect(decideClosed(closing, delivery, "d")).toEqual(
      done({ type: "closing.closed", settled: 2, waived: 1, pages: 1, stateDigest: "d" }),
    );
  });

  test("of nothing at all is none", () => {
    const empty = anyClosing({ steps: onTheCall, conditions: [] });
    expect(decideClosed(empty, delivery, "d")).toEqual(refused({ code: "not-ready", blockers: [], lapses: [] }));
    expect(readiness(empty, conditionStates(empty, delivery))).toMatchObject({ percent: 0, ready: false });
  });

  test("a condition without a state is a bug, and is told as one", () => {
    expect(() => readiness(anyClosing(), new Map())).toThrow("No state for 7(c)");
  });
});

describe("a clause and its limbs", () => {
  const clause = (change: Partial<Condition> = {}) =>
    anyCondition({ label: "7(a)", mode: "limbs", requires: [], deliverables: [], ...change });
  const limb = (id: string, change: Partial<Condition> = {}) =>
    anyCondition({
      id: id as ConditionId,
      label: `7(a)(${id})`,
      parentId: "c1" as ConditionId,
      deliverables: [],
      ...change,
    });
  const blocking = (...conditions: Condition[]) => {
    const closing = anyClosing({ conditions });
    return readiness(closing, conditionStates(closing, delivery)).blockers.map(({ condition }) => condition.label);
  };
  const waiver = {
    id: "w1" as ActId,
    by: anyone,
    at: hoursBefore(2),
    text: "t",
    scope: "s",
    instrument: null,
    withdrawnAt: null,
  };
  const mark = (one: "not-applicable" | "failed") =>
    ({ id: "m1" as ActId, mark: one, reason: "r", by: anyone, at: hoursBefore(2), withdrawnAt: null }) as never;

  test("the limbs count where each stands by itself, and the clause where it is taken whole", () => {
    expect(blocking(clause(), limb("i"), limb("ii"))).toEqual(["7(a)(i)", "7(a)(ii)"]);
    expect(blocking(clause({ mode: "whole" }), limb("i"), limb("ii"))).toEqual(["7(a)"]);
    expect(blocking(clause({ mode: "whole" }), limb("i"), limb("ii", { parentId: "i" as ConditionId }))).toEqual([
      "7(a)",
    ]);
    expect(blocking(clause())).toEqual(["7(a)"]);
  });

  test("what is waived or not applicable as a whole covers its limbs; what has failed does not", () => {
    expect(blocking(clause({ waivers: [waiver as never] }), limb("i"))).toEqual([]);
    expect(blocking(clause({ marks: [mark("not-applicable")] }), limb("i"))).toEqual([]);
    expect(blocking(clause({ marks: [mark("failed")] }), limb("i"))).toEqual(["7(a)(i)"]);
    expect(blocking(clause(), limb("i", { waivers: [waiver as never] }), limb("ii"))).toEqual(["7(a)(ii)"]);
  });

  test("limbs are worked out before their clause, wherever they stand on the list", () => {
    const closing = anyClosing({ conditions: [limb("i", { marks: [mark("failed")] }), clause()] });
    expect(conditionStates(closing, delivery).get("c1" as ConditionId)?.status).toBe("failed");
  });
});

test("the next change is the first moment at which time alone changes anything, or none", () => {
  const opening = (windowHours: number, id: string) => sameDayCondition({ id: id as ConditionId, windowHours });
  const at = (moment: Date, ...conditions: Condition[]) =>
    nextChange(conditionStates(anyClosing({ conditions }), moment));
  expect(at(hoursBefore(9), opening(4, "c1"), opening(6, "c2"), anyCondition({ id: "c3" as ConditionId }))).toEqual(
    hoursBefore(6),
  );
  expect(at(hoursBefore(5), opening(4, "c1"), opening(6, "c2"))).toEqual(hoursBefore(4));
  expect(at(hoursBefore(9), anyCondition())).toBeNull();
});
