import { type Closing, clockOf, conditionStates, judgedAt, readiness } from "./closing";
import type { Condition } from "./condition";

/** How far a closing was at a real moment, and what its own clock showed then. */
export type ProgressPoint = { at: Date; clock: Date; settled: number; total: number };

const mostPoints = 60;

/**
 * The settled conditions after each recorded act, worked out again from the acts up to then: the list as it is now, judged
 * on what was known at each moment. At most sixty points, evenly taken from the moments at which something happened.
 */
export function progress(closing: Closing, now: Date): ProgressPoint[] {
  const moments = [...new Set(actMoments(closing))].filter((at) => at <= now.getTime()).sort((a, b) => a - b);
  const every = Math.max(1, Math.ceil(moments.length / mostPoints));
  const taken = moments.filter((_, index) => index % every === 0 || index === moments.length - 1);
  return [...taken, now.getTime()].map((at) => {
    const then = closingAt(closing, new Date(at));
    const { settled, total } = readiness(then, conditionStates(then, judgedAt(then, new Date(at))));
    return { at: new Date(at), clock: clockOf(then, new Date(at)), settled, total };
  });
}

/** A closing as its record stood at a moment. A rehearsal's clock ran at the same pace before it was first set. */
function closingAt(closing: Closing, at: Date): Closing {
  const clocks = closing.clocks.filter((setting) => setting.at <= at);
  return {
    ...closing,
    steps: closing.steps.filter((step) => step.at <= at),
    clocks: clocks.length > 0 ? clocks : closing.clocks.slice(0, 1),
    conditions: closing.conditions.map((condition) => conditionAt(condition, at)),
  };
}

/** A condition as its record stood at a moment. */
function conditionAt(condition: Condition, at: Date): Condition {
  const upTo = <T extends { at: Date; withdrawnAt: Date | null }>(acts: readonly T[]): T[] =>
    acts
      .filter((act) => act.at <= at)
      .map((act) => ({ ...act, withdrawnAt: act.withdrawnAt && act.withdrawnAt <= at ? act.withdrawnAt : null }));
  return {
    ...condition,
    deliverables: condition.deliverables.map((deliverable) => ({
      ...deliverable,
      versions: deliverable.versions
        .filter((version) => version.at <= at)
        .map((v) => ({ ...v, sharedAt: v.sharedAt && v.sharedAt <= at ? v.sharedAt : null })),
    })),
    signOffs: upTo(condition.signOffs),
    waivers: upTo(condition.waivers),
    marks: upTo(condition.marks),
  };
}

const actMoments = (closing: Closing): number[] =>
  closing.conditions.flatMap((condition) => [
    ...condition.deliverables.flatMap(({ versions }) =>
      versions.flatMap((v) => (v.sharedAt ? [v.sharedAt.getTime()] : [])),
    ),
    ...[...condition.signOffs, ...condition.waivers, ...condition.marks].flatMap((act) => [
      act.at.getTime(),
      ...(act.withdrawnAt ? [act.withdrawnAt.getTime()] : []),
    ]),
  ]);
