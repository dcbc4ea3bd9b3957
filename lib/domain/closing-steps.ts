import type { Act } from "./act";
import {
  type Closing,
  type ClosingStage,
  clockOf,
  conditionStates,
  readiness,
  signaturePageState,
  stageOf,
} from "./closing";
import { liveWaiver } from "./condition";
import type { SignaturePageId } from "./ids";
import { refuseWhenOver } from "./keeping";
import type { Refusal } from "./refusal";
import { err, ok, type Result } from "./result";

type Step<T extends Act["type"]> = Result<Extract<Act, { type: T }>, Refusal>;

/** From which stages each step may be taken. */
const stepsFrom: Record<"pre-closing" | "on-the-call", readonly ClosingStage[]> = {
  "pre-closing": ["preparing", "postponed"],
  "on-the-call": ["pre-closing"],
};

export function decidePreClosing(closing: Closing): Step<"closing.pre-closing"> {
  const refused = refuseStep(closing, "pre-closing");
  return refused ?? ok({ type: "closing.pre-closing" });
}

export function decideCall(closing: Closing): Step<"closing.call-started"> {
  const refused = refuseStep(closing, "on-the-call");
  return refused ?? ok({ type: "closing.call-started" });
}

/**
 * Declares the closing: on the call, with every condition satisfied, waived or not applicable, none stale or expired, and
 * the release of every signature page authorised. All pages are released by this one act.
 * `stateDigest` is the SHA-256 of the state that was judged.
 */
export function decideClosed(closing: Closing, real: Date, stateDigest: string): Step<"closing.closed"> {
  const over = refuseWhenOver(closing);
  if (over) return over;
  const stage = stageOf(closing);
  if (stage !== "on-the-call") return err({ code: "wrong-step", from: stage, to: "closed" });
  const states = conditionStates(closing, clockOf(closing, real));
  const { ready, blockers, pagesBlocking, settled, pagesTotal } = readiness(closing, states);
  if (!ready) {
    return err({
      code: "not-ready",
      blockers: [
        ...blockers.map(({ condition }) => condition.label),
        ...pagesBlocking.map((page) => `${page.document}: ${page.signatory}`),
      ],
      lapses: blockers.flatMap(({ state }) => [...state.stale, ...state.expired].map((lapse) => lapse.cause)),
    });
  }
  const waived = closing.conditions.filter((condition) => liveWaiver(condition)).length;
  return ok({ type: "closing.closed", settled, waived, pages: pagesTotal, stateDigest });
}

/** Moves the Time of Delivery; `newMoment` is the instant that the new local date and time name. */
export function decidePostponement(
  closing: Closing,
  real: Date,
  wish: { ground: string; text: string; newLocalDate: string; newLocalTime: string; newMoment: Date },
): Step<"closing.postponed"> {
  const over = refuseWhenOver(closing);
  if (over) return over;
  const now = clockOf(closing, real);
  const floor = new Date(Math.max(now.getTime(), closing.timeOfDelivery.getTime()));
  if (wish.newMoment <= floor) return err({ code: "moment-not-later", now: floor.toISOString() });
  if (wish.ground.trim() === "") return err({ code: "text-required", field: "ground" });
  const { ground, text, newLocalDate, newLocalTime } = wish;
  return ok({ type: "closing.postponed", ground, text, newLocalDate, newLocalTime });
}

export function decideTermination(
  closing: Closing,
  wish: { ground: string; text: string },
): Step<"closing.terminated"> {
  const over = refuseWhenOver(closing);
  if (over) return over;
  if (wish.ground.trim() === "") return err({ code: "text-required", field: "ground" });
  return ok({ type: "closing.terminated", ...wish });
}

/** Moves a rehearsal's clock; it never goes back. */
export function decideClock(closing: Closing, rehearsal: boolean, real: Date, shows: Date): Step<"closing.clock-set"> {
  if (!rehearsal) return err({ code: "not-a-rehearsal" });
  const over = refuseWhenOver(closing);
  if (over) return over;
  const now = clockOf(closing, real);
  if (shows <= now) return err({ code: "moment-not-later", now: now.toISOString() });
  return ok({ type: "closing.clock-set", shows: shows.toISOString() });
}

const pageSteps = {
  out: ["not-sent", "withdrawn"],
  "in-escrow": ["out"],
  "release-authorised": ["in-escrow"],
  withdrawn: ["out", "in-escrow", "release-authorised"],
} as const;

/** Sends a signature page out, takes it into escrow, authorises its release, or withdraws it. */
export function decideSignaturePage(
  closing: Closing,
  wish: { signaturePageId: SignaturePageId; step: keyof typeof pageSteps },
): Step<"signature-page.moved"> {
  const over = refuseWhenOver(closing);
  if (over) return over;
  const page = closing.signaturePages.find(({ id }) => id === wish.signaturePageId);
  if (!page) return err({ code: "not-found" });
  const from = signaturePageState(page, stageOf(closing));
  if (!(pageSteps[wish.step] as readonly string[]).includes(from)) {
    return err({ code: "wrong-step", from, to: wish.step });
  }
  return ok({ type: "signature-page.moved", ...wish });
}

function refuseStep(closing: Closing, to: keyof typeof stepsFrom) {
  const over = refuseWhenOver(closing);
  if (over) return over;
  const from = stageOf(closing);
  return stepsFrom[to].includes(from) ? null : err({ code: "wrong-step", from, to });
}
