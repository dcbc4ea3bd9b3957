// What must be so at a Time of Delivery after every wish, whatever was wished: those of the invariants that a state in memory can
// show. Worked out from the bare rows, apart from lib/domain, so that a fault there is not repeated here. The others are of
// the database (keys, policies, triggers), of files, streams and restarts, and are held where those are: lib/log/record-check.ts
// and scripts/faults.
import type { compartmentOf } from "@/lib/domain/act";
import type { Closing } from "@/lib/domain/closing";
import type { Condition, Evidence, SignOff } from "@/lib/domain/condition";
import type { PersonId } from "@/lib/domain/ids";
import { type ChainedEvent, headOf, verifyChain } from "@/lib/log/chain";

/** By their numbers. */
export const invariants = {
  I1: "a condition is satisfied if and only if its paper is there and each sign-off that it asks for is held by a live one",
  I2: "a sign-off lives on the same bytes, for the same requirement, within its window, and not withdrawn",
  I3: "whoever waives or marks is of the Representative and has authority",
  I4: "what is closed was closed with every condition satisfied or dispensed with",
  I5: "after the closing no condition changes",
  I6: "one act is one row and one event, and a refusal is neither",
  I7: "each log is numbered without a gap and its hashes hold",
  I8: "nothing recorded is changed or taken away",
  I9: "time does not go back within a log",
  I13: "a sign-off names no paper that its own side alone had",
  I18: "an act on one condition touches no other",
  I19: "what was signed is what was shown",
} as const;
export type InvariantName = keyof typeof invariants;

/** A history so far: its state, the real moment (milliseconds), and its logs. */
export type Lived = {
  closing: Closing;
  real: number;
  log: readonly (ChainedEvent & { compartment: ReturnType<typeof compartmentOf> })[];
};

/** One wish: what was before and after it, and what the program says then of each condition and of the sign-offs that it asks for. */
export type Step = {
  before: Lived;
  after: Lived;
  granted: boolean;
  /** Place of the condition that it was about. */
  about: number | null;
  /** What a signer had on screen. */
  shown: { evidence: readonly Evidence[]; requirement: number } | null;
  states: readonly { status: string; held: readonly boolean[] }[];
  deciders: ReadonlySet<PersonId>;
};

const hour = 3_600_000;
const same = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other);

/** The numbers of the invariants that a wish broke; none where all hold. */
export function brokenBy(step: Step): InvariantName[] {
  return (Object.keys(checks) as InvariantName[]).filter((name) => !checks[name](step));
}

const checks: Record<InvariantName, (step: Step) => boolean> = {
  I1: ({ after, states }) =>
    after.closing.conditions.every(
      (one, place) =>
        (states[place]?.status === "satisfied") === (!isDispensedWith(one) && isSatisfied(one, after, shownBy(after))),
    ),
  I2: ({ after, states }) =>
    after.closing.conditions.every(
      (one, place) =>
        isDispensedWith(one) ||
        same(
          states[place]?.held,
          one.requires.map((required) => isHeld(one, required, after, shownBy(after))),
        ),
    ),
  I3: ({ after, deciders }) =>
    after.closing.conditions.every(({ waivers, marks }) => [...waivers, ...marks].every(({ by }) => deciders.has(by))),
  I4: ({ after }) => {
    const end = after.closing.steps.find(({ step }) => step === "closed");
    if (!end) return true;
    return after.closing.conditions.every(
      (one) => isDispensedWith(one) || isSatisfied(one, after, end.clock.getTime()),
    );
  },
  I5: ({ before, after }) =>
    before.closing.steps.at(-1)?.step !== "closed" || same(before.closing.conditions, after.closing.conditions),
  I6: ({ before, after, granted }) => {
    const made = granted ? 1 : 0;
    return (
      rowsOf(after.closing) - rowsOf(before.closing) === made &&
      after.log.length - before.log.length === made &&
      (granted || same(before.closing, after.closing))
    );
  },
  // A log that is the same list as before held then.
  I7: ({ before, after }) =>
    (before.log === after.log && before.log.length > 0) ||
    logsOf(after).every((events) => verifyChain(events, headOf(events)).length === 0),
  I8: ({ before, after }) =>
    before.log.every((event, place) => after.log[place] === event) &&
    before.closing.conditions.every((was, place) => isKept(was, after.closing.conditions[place])) &&
    same(before.closing.steps, after.closing.steps.slice(0, before.closing.steps.length)) &&
    same(before.closing.clocks, after.closing.clocks.slice(0, before.closing.clocks.length)),
  I9: ({ after }) =>
    logsOf(after).every((events) =>
      events.every(({ at }, place) => place === 0 || at >= (events[place - 1]?.at ?? "")),
    ),
  I13: ({ after }) =>
    signOffsOf(after.closing).every(({ condition, signOff }) =>
      signOff.evidence.every(({ deliverableId, sha256 }) =>
        versionsOf(condition, deliverableId).some(
          (version) => version.sha256 === sha256 && version.sharedAt !== null && version.sharedAt <= signOff.at,
        ),
      ),
    ),
  I18: ({ before, after, about }) =>
    about === null ||
    before.closing.conditions.every((was, place) => place === about || same(was, after.closing.conditions[place])),
  I19: ({ before, after, shown }) => {
    const known = new Set(signOffsOf(before.closing).map(({ signOff }) => signOff.id));
    const made = signOffsOf(after.closing).filter(({ signOff }) => !known.has(signOff.id));
    return made.every(
      ({ signOff }) => same(signOff.evidence, shown?.evidence) && signOff.requirement === shown?.requirement,
    );
  },
};

/** What the closing's clock shows, in milliseconds. */
function shownBy({ closing, real }: Lived): number {
  const setting = closing.clocks.at(-1);
  return setting ? setting.shows.getTime() + real - setting.at.getTime() : real;
}

/** Each paper's last version that all parties have. */
const papersOf = ({ deliverables }: Condition) =>
  deliverables.map(({ id, versions }) => ({ id, version: versions.findLast(({ sharedAt }) => sharedAt !== null) }));

const isDispensedWith = ({ waivers, marks }: Condition) =>
  [...waivers, ...marks].some(({ withdrawnAt }) => withdrawnAt === null);

const isSatisfied = (one: Condition, lived: Lived, now: number) =>
  papersOf(one).every(({ version }) => version?.stage === "executed") &&
  one.requires.every((required) => isHeld(one, required, lived, now));

const isHeld = (one: Condition, { basis, role, sameDay }: Condition["requires"][number], lived: Lived, now: number) =>
  one.signOffs.some(
    (signOff) => signOff.basis === basis && signOff.role === role && isAlive(one, signOff, sameDay, lived, now),
  );

function isAlive(one: Condition, signOff: SignOff, sameDay: boolean, { closing }: Lived, now: number): boolean {
  if (signOff.withdrawnAt !== null || signOff.requirement !== one.requirement) return false;
  for (const { id, version } of papersOf(one)) {
    const relied = signOff.evidence.find(({ deliverableId }) => deliverableId === id);
    if (version && relied?.sha256 !== version.sha256) return false;
  }
  if (!sameDay || one.windowHours === null) return true;
  const window = one.windowHours * hour;
  const given = signOff.clock.getTime();
  return given >= closing.timeOfDelivery.getTime() - window && now <= given + window;
}

const signOffsOf = ({ conditions }: Closing) =>
  conditions.flatMap((condition) => condition.signOffs.map((signOff) => ({ condition, signOff })));

const versionsOf = ({ deliverables }: Condition, deliverableId: string) =>
  deliverables.find(({ id }) => id === deliverableId)?.versions ?? [];

const logsOf = ({ log }: Lived) => [...Map.groupBy(log, ({ compartment }) => compartment).values()];

/** Everything that was recorded, one for each: a change of the requirement is its next number. */
function rowsOf({ conditions, steps, clocks }: Closing): number {
  const recorded = conditions.flatMap(({ deliverables, signOffs, waivers, marks, requirement }) => [
    ...deliverables.map(({ versions }) => versions.length),
    signOffs.length + waivers.length + marks.length,
    [...signOffs, ...waivers, ...marks].filter(({ withdrawnAt }) => withdrawnAt !== null).length,
    requirement,
  ]);
  return recorded.reduce((sum, count) => sum + count, steps.length + clocks.length);
}

/** Whether all that was recorded of a condition is there as it was; a withdrawal is put to what is withdrawn, once. */
function isKept(was: Condition, is: Condition | undefined): boolean {
  if (!is) return false;
  const kept = <T extends { withdrawnAt: Date | null }>(before: readonly T[], after: readonly T[]) =>
    before.every((one, place) => {
      const now = after[place];
      return same(one, now) || (one.withdrawnAt === null && now && same(one, { ...now, withdrawnAt: null }));
    });
  return (
    kept(was.signOffs, is.signOffs) &&
    kept(was.waivers, is.waivers) &&
    kept(was.marks, is.marks) &&
    was.deliverables.every(({ versions }, place) =>
      same(versions, is.deliverables[place]?.versions.slice(0, versions.length)),
    )
  );
}
