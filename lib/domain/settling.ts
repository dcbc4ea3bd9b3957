import type { Act } from "./act";
import type { Actor } from "./actor";
import type { Closing } from "./closing";
import type { Condition } from "./condition";
import type { ActId } from "./ids";
import { refuseWhenOver } from "./keeping";
import type { Refusal } from "./refusal";
import { err, ok, type Result } from "./result";
import { refuseIfSettled } from "./sign-off";

type Situation = { condition: Condition; closing: Closing };

/** A waiver is an instrument: its words, its scope and the writing, for one condition at one Time of Delivery. */
export function decideWaiver(
  { condition, closing }: Situation,
  wish: { actId: ActId; text: string; scope: string; instrument: { sha256: string; name: string } | null },
): Result<Extract<Act, { type: "condition.waived" }>, Refusal> {
  const refused = refuseIfSettled(condition, closing);
  if (refused && !(refused.error.code === "condition-settled" && refused.error.status === "failed")) return refused;
  if (wish.text.trim() === "") return err({ code: "text-required", field: "text" });
  if (wish.scope.trim() === "") return err({ code: "text-required", field: "scope" });
  return ok({ type: "condition.waived", conditionId: condition.id, ...wish });
}

/** Not applicable, or failed, with the reason: the Representatives' word. */
export function decideMark(
  { condition, closing }: Situation,
  wish: { actId: ActId; mark: "not-applicable" | "failed"; reason: string },
): Result<Extract<Act, { type: "condition.marked" }>, Refusal> {
  const refused = refuseIfSettled(condition, closing);
  if (refused) return refused;
  if (wish.reason.trim() === "") return err({ code: "text-required", field: "reason" });
  return ok({ type: "condition.marked", conditionId: condition.id, ...wish });
}

/** Takes back a sign-off, waiver or mark: one more record. Its maker may, or anyone of the maker's party with authority. */
export function decideWithdrawal(
  { condition, closing }: Situation,
  actor: Actor,
  wish: { actId: ActId; reason: string; partyOfMaker: string | null },
): Result<Extract<Act, { type: "act.withdrawn" }>, Refusal> {
  const over = refuseWhenOver(closing);
  if (over) return over;
  const kinds = [
    ["sign-off", condition.signOffs],
    ["waiver", condition.waivers],
    ["mark", condition.marks],
  ] as const;
  for (const [of, acts] of kinds) {
    const made = acts.find((act) => act.id === wish.actId);
    if (!made) continue;
    if (made.withdrawnAt) return err({ code: "already-withdrawn" });
    const own = made.by === actor.personId || (wish.partyOfMaker === actor.partyId && actor.authority);
    if (!own) return err({ code: "not-your-act" });
    return ok({ type: "act.withdrawn", conditionId: condition.id, of, actId: wish.actId, reason: wish.reason });
  }
  return err({ code: "not-found" });
}
