import { describe, expect, test } from "vitest";
import type { Closing } from "@/lib/domain/closing";
import type { Condition, SignOff, Waiver } from "@/lib/domain/condition";
import type { ActId, DeliverableId, PersonId, VersionId } from "@/lib/domain/ids";
import { appendEvent, type ChainedEvent, headOf } from "@/lib/log/chain";
import { anyClosing, anyCondition, anyDeliverable, anyVersion } from "@/lib/testing/build";
import { brokenBy, type InvariantName, invariants, type Lived, type Step } from "./invariants";

const at = new Date("2031-03-11T08:00:00Z");
const version = anyVersion({ id: "v1" as VersionId, sha256: "a", stage: "executed", at, sharedAt: at });
const signOff: SignOff = {
  ...{ id: "a1" as ActId, basis: "judgment", role: "representative", by: "representative" as PersonId, at, clock: at },
  ...{ sameDay: false, statement: "x", evidence: [{ deliverableId: "d1" as DeliverableId, sha256: "a" }] },
  ...{ requirement: 0, detail: {}, withdrawnAt: null },
};
const waiver: Waiver = {
  ...{ id: "a2" as ActId, text: "x", scope: "x", instrument: null, by: "representative" as PersonId, at },
  withdrawnAt: null,
};
const first: Condition = anyCondition({
  ...{ requires: [{ basis: "judgment", role: "representative", sameDay: false }], windowHours: null, requirement: 0 },
  ...{ deliverables: [anyDeliverable({ id: "d1" as DeliverableId, versions: [version] })] },
  ...{ signOffs: [], waivers: [], marks: [] },
});
const second: Condition = { ...first, id: "c2" as Condition["id"] };

function logged(count: number): Lived["log"] {
  const events: (ChainedEvent & { compartment: "shared" })[] = [];
  for (let number = 0; number < count; number++) {
    const entry = { at: new Date(at.getTime() + number).toISOString(), type: "x", actor: {}, payload: { number } };
    events.push({ ...appendEvent(headOf(events), entry), compartment: "shared" });
  }
  return events;
}

const whole = logged(3);
const livedAt = (conditions: readonly Condition[], log: Lived["log"], steps: Closing["steps"] = []): Lived => ({
  ...{ closing: anyClosing({ conditions, steps, clocks: [], timeOfDelivery: at }), real: at.getTime(), log },
});

/** The first condition is signed off: a step in which all holds. */
const signed: Step = {
  before: livedAt([first, second], whole.slice(0, 2)),
  after: livedAt([{ ...first, signOffs: [signOff] }, second], whole),
  ...{ granted: true, about: 0, shown: { evidence: signOff.evidence, requirement: 0 } },
  states: [
    { status: "satisfied", held: [true] },
    { status: "delivered", held: [false] },
  ],
  deciders: new Set(["representative" as PersonId]),
};
const withFirst = (change: Partial<Condition>): Lived => livedAt([{ ...first, ...change }, second], whole);
const closedStep = {
  step: "closed",
  ground: null,
  text: null,
  by: "representative" as PersonId,
  at,
  clock: at,
} as const;

/** For each of them a step that breaks it. */
const breaches: Record<InvariantName, Partial<Step>> = {
  I1: { states: [{ status: "delivered", held: [true] }, signed.states[1]!] },
  I2: { states: [{ status: "satisfied", held: [false] }, signed.states[1]!] },
  I3: { after: withFirst({ waivers: [{ ...waiver, by: "issuer" as PersonId }] }) },
  I4: { after: livedAt([{ ...first, signOffs: [signOff] }, second], whole, [closedStep]) },
  I5: { before: livedAt([first, second], whole.slice(0, 2), [closedStep]) },
  I6: { after: { ...signed.after, log: whole.slice(0, 2) } },
  I7: { after: { ...signed.after, log: [...whole.slice(0, 2), { ...whole[2]!, payload: { number: 9 } }] } },
  I8: { before: { ...signed.before, closing: { ...signed.before.closing, conditions: [withNote(), second] } } },
  I9: { after: { ...signed.after, log: whole.map((event, place) => ({ ...event, at: whole[2 - place]!.at })) } },
  I13: { after: withFirst({ signOffs: [signOff], deliverables: [unshared()] }) },
  I18: { about: 1 },
  I19: { shown: { evidence: [], requirement: 0 } },
};

/** The first condition with a sign-off that is gone afterwards. */
function withNote(): Condition {
  return { ...first, signOffs: [{ ...signOff, id: "a0" as ActId }] };
}

function unshared() {
  return anyDeliverable({ id: "d1" as DeliverableId, versions: [{ ...version, sharedAt: null }] });
}

test("a step in which all holds breaks nothing", () => {
  expect(brokenBy(signed)).toEqual([]);
  const refused = { ...signed, after: signed.before, granted: false, states: [signed.states[1]!, signed.states[1]!] };
  expect(brokenBy(refused)).toEqual([]);
});

describe("it is found where", () => {
  test.each(Object.keys(invariants) as InvariantName[])("%s is broken", (name) => {
    expect(brokenBy({ ...signed, ...breaches[name] })).toContain(name);
  });
});

test("so many are held", () => {
  expect(Object.keys(invariants).length).toBeGreaterThanOrEqual(12);
});
