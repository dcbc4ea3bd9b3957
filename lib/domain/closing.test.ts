import { describe, expect, test } from "vitest";
import { anyClosing, anyCondition, anySignOff, hoursBefore, sameDayCondition } from "@/lib/testing/build";
import { type Closing, clockOf, conditionStates, countedConditions, judgedAt, readiness } from "./closing";
import {
  decideCall,
  decideClock,
  decideClosed,
  decidePostponement,
  decidePreClosing,
  decideSignaturePage,
} from "./closing-steps";
import type { ActId, ConditionId, PartyId, PersonId, SignaturePageId } from "./ids";

const satisfied = anyCondition({
  signOffs: [anySignOff(), anySignOff({ id: "s2" as ActId, basis: "judgment", role: "representative" })],
});
const confirmed = sameDayCondition({
  id: "c2" as ConditionId,
  signOffs: [
    anySignOff({
      basis: "judgment",
      role: "representative",
      sameDay: true,
      clock: hoursBefore(2),
      at: hoursBefore(2),
      evidence: [],
    }),
  ],
});
const by = "p1" as PersonId;
const step = (name: Closing["steps"][number]["step"]) => ({
  step: name,
  ground: null,
  text: null,
  by,
  at: hoursBefore(1),
  clock: hoursBefore(1),
});
const onTheCall = [step("pre-closing"), step("call")];
const page = (...steps: ("out" | "in-escrow" | "release-authorised" | "withdrawn")[]) => ({
  id: "g1" as SignaturePageId,
  partyId: "y1" as PartyId,
  document: "Officers’ certificate",
  signatory: "A. Signatory",
  capacity: "Treasurer",
  steps: steps.map((name) => ({ step: name, by, at: hoursBefore(3) })),
});
const ready = anyClosing({
  conditions: [satisfied, confirmed],
  steps: onTheCall,
  signaturePages: [page("out", "in-escrow", "release-authorised")],
});
const now = hoursBefore(0);
const readinessOf = (closing: Closing, at = now) => readiness(closing, conditionStates(closing, at));

describe("readiness", () => {
  test("is 100 only when nothing blocks", () => {
    expect(readinessOf(ready)).toMatchObject({ total: 2, settled: 2, percent: 100, ready: true });
  });

  test("is never 100 while a same-day confirmation is missing or too old", () => {
    const missing = { ...ready, conditions: [satisfied, sameDayCondition({ id: "c2" as ConditionId })] };
    expect(readinessOf(missing)).toMatchObject({ percent: 66, ready: false });
    expect(readinessOf(ready, new Date(now.getTime() + 3 * 3_600_000)).ready).toBe(false);
  });

  test("is never 100 while a signature page is not authorised", () => {
    expect(readinessOf({ ...ready, signaturePages: [page("out", "in-escrow")] })).toMatchObject({
      percent: 66,
      ready: false,
    });
  });

  test("an empty list is not ready", () => {
    expect(readinessOf(anyClosing({ conditions: [] }))).toMatchObject({ percent: 0, ready: false });
  });

  test("counts limbs that stand by themselves instead of their clause, and not the limbs of a clause taken whole", () => {
    const clause = anyCondition({ mode: "limbs", requires: [], deliverables: [] });
    const limb = anyCondition({ id: "l1" as ConditionId, parentId: clause.id, label: "7(a)[1]" });
    const whole = anyCondition({ id: "c3" as ConditionId, label: "7(d)" });
    const matched = anyCondition({ id: "l2" as ConditionId, parentId: whole.id, label: "7(d)(i)" });
    const counted = countedConditions({ conditions: [clause, limb, whole, matched] });
    expect(counted.map(({ label }) => label)).toEqual(["7(a)[1]", "7(d)"]);
  });

  test("a waived clause does not leave its limbs blocking", () => {
    const waivers = [
      { id: "w" as ActId, text: "Waived.", scope: "All", instrument: null, by, at: hoursBefore(2), withdrawnAt: null },
    ];
    const clause = anyCondition({ mode: "limbs", requires: [], deliverables: [], waivers });
    const limb = anyCondition({ id: "l1" as ConditionId, parentId: clause.id, label: "7(a)[1]" });
    expect(readinessOf({ ...ready, conditions: [clause, limb] }).ready).toBe(true);
  });
});

describe("the steps of a closing", () => {
  test("closed needs the call, and everything settled", () => {
    expect(decideClosed(ready, now, "digest")).toMatchObject({ ok: true, value: { settled: 2, pages: 1 } });
    expect(decideClosed({ ...ready, steps: [step("pre-closing")] }, now, "d")).toMatchObject({
      error: { code: "wrong-step" },
    });
    const open = { ...ready, conditions: [satisfied, anyCondition({ id: "c2" as ConditionId, label: "7(d)" })] };
    expect(decideClosed(open, now, "d")).toMatchObject({ error: { code: "not-ready", blockers: ["7(d)"] } });
  });

  test("closed is closed: no step follows", () => {
    const closed = { ...ready, steps: [...onTheCall, step("closed")] };
    for (const refused of [
      decideClosed(closed, now, "d"),
      decidePreClosing(closed),
      decideCall(closed),
      decideSignaturePage(closed, { signaturePageId: "g1" as SignaturePageId, step: "withdrawn" }),
    ]) {
      expect(refused).toMatchObject({ ok: false, error: { code: "closing-over", stage: "closed" } });
    }
  });

  test("what is closed stays as it was judged: nothing lapses after the closing", () => {
    const open = anyClosing({ conditions: [confirmed], steps: onTheCall });
    const closed = { ...open, steps: [...onTheCall, step("closed")] };
    const nextDay = hoursBefore(-24);
    const settledAt = (closing: Closing) =>
      readiness(closing, conditionStates(closing, judgedAt(closing, nextDay))).settled;

    expect(settledAt(open)).toBe(0);
    expect(settledAt(closed)).toBe(1);
  });

  test("a Time of Delivery is postponed only to a later moment, on a ground", () => {
    const to = (newMoment: Date, ground = "Section 9(a)") =>
      decidePostponement(ready, hoursBefore(1), {
        ground,
        text: "",
        newLocalDate: "2004-03-16",
        newLocalTime: "10:00",
        newMoment,
      });
    expect(to(hoursBefore(-24)).ok).toBe(true);
    expect(to(hoursBefore(0))).toMatchObject({ error: { code: "moment-not-later" } });
    expect(to(hoursBefore(-24), " ")).toMatchObject({ error: { code: "text-required", field: "ground" } });
  });

  test("a signature page goes out, into escrow, and only then is its release authorised", () => {
    const move = (closing: Closing, to: "out" | "in-escrow" | "release-authorised" | "withdrawn") =>
      decideSignaturePage(closing, { signaturePageId: "g1" as SignaturePageId, step: to }).ok;
    const at = (...steps: Parameters<typeof page>) => ({ ...ready, signaturePages: [page(...steps)] });
    expect(move(at(), "out")).toBe(true);
    expect(move(at(), "release-authorised")).toBe(false);
    expect(move(at("out"), "in-escrow")).toBe(true);
    expect(move(at("out", "in-escrow"), "release-authorised")).toBe(true);
    expect(move(at("out", "in-escrow", "release-authorised"), "withdrawn")).toBe(true);
    expect(move(at("out", "withdrawn"), "in-escrow")).toBe(false);
  });

  test("a rehearsal’s clock runs on from where it was set, and never back", () => {
    const set = anyClosing({ clocks: [{ shows: hoursBefore(18), at: new Date("2026-01-01T00:00:00Z") }] });
    const real = new Date("2026-01-01T01:00:00Z");
    expect(clockOf(set, real)).toEqual(hoursBefore(17));
    expect(decideClock(set, true, real, hoursBefore(16)).ok).toBe(true);
    expect(decideClock(set, true, real, hoursBefore(18))).toMatchObject({ error: { code: "moment-not-later" } });
    expect(decideClock(set, false, real, hoursBefore(16))).toMatchObject({ error: { code: "not-a-rehearsal" } });
  });
});
