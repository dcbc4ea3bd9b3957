import { expect, test } from "vitest";
import { anyClosing, anyCondition, anySignOff, hoursBefore, sameDayCondition } from "@/lib/testing/build";
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
