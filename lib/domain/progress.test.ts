import { expect, test } from "vitest";
import {
  anyClosing,
  anyCondition,
  anyDeliverable,
  anySignOff,
  anyVersion,
  hoursBefore,
  sameDayCondition,
} from "@/lib/testing/build";
import type { ActId, ConditionId, PersonId } from "./ids";
import { progress } from "./progress";

const judgment = (hours: number, withdrawn: number | null = null) =>
  anySignOff({
    id: `s${hours}` as ActId,
    basis: "judgment",
    role: "representative",
    at: hoursBefore(hours),
    clock: hoursBefore(hours),
    withdrawnAt: withdrawn === null ? null : hoursBefore(withdrawn),
  });
const reviewed = anySignOff({ at: hoursBefore(9), clock: hoursBefore(9) });
const settled = (points: ReturnType<typeof progress>) => points.map((point) => point.settled);

test("rises with the last sign-off that a condition needs, and falls when one is withdrawn", () => {
  const condition = anyCondition({ signOffs: [reviewed, judgment(8, 7)] });
  const points = progress(anyClosing({ conditions: [condition] }), hoursBefore(6));
  // Delivered, reviewed, decided, withdrawn, now.
  expect(settled(points)).toEqual([0, 0, 1, 0, 0]);
});

test("tells what a rehearsal’s clock showed, also before it was first set", () => {
  const condition = anyCondition({ signOffs: [reviewed] });
  const clocks = [{ at: hoursBefore(8), shows: new Date("1999-03-09T00:00:00Z") }];
  const points = progress(anyClosing({ conditions: [condition], clocks }), hoursBefore(7));
  expect(points.map(({ clock }) => clock.toISOString())).toEqual([
    "1999-03-08T12:00:00.000Z",
    "1999-03-08T23:00:00.000Z",
    "1999-03-09T01:00:00.000Z",
  ]);
});

test("a closing that is over keeps what it was closed on", () => {
  const confirmed = sameDayCondition({
    id: "c2" as ConditionId,
    signOffs: [
      anySignOff({
        basis: "judgment",
        role: "representative",
        sameDay: true,
        at: hoursBefore(2),
        clock: hoursBefore(2),
        evidence: [],
      }),
    ],
  });
  const step = { step: "closed", ground: null, text: null, by: "p1" as PersonId } as const;
  const steps = [{ ...step, at: hoursBefore(1), clock: hoursBefore(1) }];
  expect(settled(progress(anyClosing({ conditions: [confirmed], steps }), hoursBefore(-48)))).toEqual([1, 1]);
  expect(settled(progress(anyClosing({ conditions: [confirmed] }), hoursBefore(-48)))).toEqual([1, 0]);
});

test("never tells of what has not happened yet, nor more than sixty moments and now", () => {
  const conditions = Array.from({ length: 200 }, (_, index) =>
    anyCondition({ id: `c${index}` as ConditionId, signOffs: [judgment(300 - index)] }),
  );
  const points = progress(anyClosing({ conditions }), hoursBefore(120));
  expect(points.length).toBeLessThanOrEqual(62);
  expect(points.every(({ at }) => at <= hoursBefore(120))).toBe(true);
});

test("a version counts from the moment at which it was shared, and what is private counts for nothing", () => {
  const form = {
    id: "c1" as ConditionId,
    requires: [{ basis: "form", role: "underwriters_counsel", sameDay: false }],
  } as const;
  const at = (hours: number, sharedAt: number | null, sha256: string, number: number) =>
    anyVersion({
      number,
      sha256: sha256.repeat(64),
      at: hoursBefore(hours),
      sharedAt: sharedAt === null ? null : hoursBefore(sharedAt),
    });
  const versions = [at(20, 20, "a", 1), at(19, 8, "b", 2), at(7, null, "c", 3)];
  const condition = anyCondition({ ...form, signOffs: [reviewed], deliverables: [anyDeliverable({ versions })] });
  const points = progress(anyClosing({ conditions: [condition] }), hoursBefore(6));
  // Delivered; reviewed; another version shared, on which nobody signed; now.
  expect(points.map(({ at: when, settled: count }) => [when, count])).toEqual([
    [hoursBefore(20), 0],
    [hoursBefore(9), 1],
    [hoursBefore(8), 0],
    [hoursBefore(6), 0],
  ]);
});

test("what happens at the very moment that is asked for has happened", () => {
  const condition = anyCondition({ signOffs: [reviewed, judgment(8)] });
  const points = progress(anyClosing({ conditions: [condition] }), hoursBefore(8));
  expect(points.map(({ at }) => at)).toEqual([hoursBefore(20), hoursBefore(9), hoursBefore(8), hoursBefore(8)]);
  expect(settled(points)).toEqual([0, 0, 1, 1]);
});

test("sixty moments are all told; of more every second, and always the last", () => {
  const acts = (count: number) => {
    const signOffs = Array.from({ length: count }, (_, index) => judgment(200 - index));
    return progress(anyClosing({ conditions: [anyCondition({ deliverables: [], signOffs })] }), hoursBefore(1)).map(
      ({ at }) => at,
    );
  };
  expect(acts(60)).toHaveLength(61);
  const of62 = acts(62);
  expect(of62.slice(0, 2)).toEqual([hoursBefore(200), hoursBefore(198)]);
  expect(of62.slice(-2)).toEqual([hoursBefore(139), hoursBefore(1)]);
  expect(of62).toHaveLength(33);
});

test("the clock of a rehearsal is the one that was set last by then", () => {
  const clocks = [
    { at: hoursBefore(30), shows: new Date("1999-03-09T00:00:00Z") },
    { at: hoursBefore(9), shows: new Date("1999-06-01T00:00:00Z") },
    { at: hoursBefore(5), shows: new Date("1999-09-01T00:00:00Z") },
  ];
  const points = progress(anyClosing({ conditions: [anyCondition({ signOffs: [reviewed] })], clocks }), hoursBefore(8));
  expect(points.map(({ clock }) => clock.toISOString())).toEqual([
    "1999-03-09T10:00:00.000Z",
    "1999-06-01T00:00:00.000Z",
    "1999-06-01T01:00:00.000Z",
  ]);
});
