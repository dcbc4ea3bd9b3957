import { type Closing, conditionStates, judgedAt, readiness } from "./closing";
import type { Condition } from "./condition";

/** How far a closing was at a real moment. */
export type ProgressPoint = { at: Date; settled: number; total: number };

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
    const { settled, total } = readinessAt(closing, new Date(at));
    return { at: new Date(at), settled, total };
  });
}

function readinessAt(closing: Closing, at: Date) {
  const then: Closing = {
    ...closing,
    steps: closing.steps.filter((step) => step.at <= at),
    clocks: closing.clocks.filter((setting) => setting.at <= at),
    conditions: closing.conditions.map((condition) => conditionAt(condition, at)),
  };
  const clock = then.clocks.length > 0 || closing.clocks.length === 0 ? judgedAt(then, at) : closing.clocks[0]!.shows;
  return readiness(then, conditionStates(then, clock));
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
