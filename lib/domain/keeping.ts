import type { Act } from "./act";
import { type Closing, isOver, stageOf } from "./closing";
import type { Condition } from "./condition";
import type { PersonId, SignaturePageId } from "./ids";
import type { Refusal } from "./refusal";
import { err, ok, type Result } from "./result";
import type { Compartment } from "./role";

type Kept<T extends Act["type"]> = Result<Extract<Act, { type: T }>, Refusal>;
type Situation = { condition: Condition; closing: Closing };

/** A comment on a condition, for the writer's own side or for all; also after the closing. */
export const decideNote = (
  { condition }: Situation,
  wish: { text: string; compartment: Compartment },
): Kept<"note.added"> => ok({ type: "note.added", conditionId: condition.id, ...wish });

/** Who is to see to a condition; null for nobody in particular. */
export function decideAssignment(
  { condition, closing }: Situation,
  assigneeId: PersonId | null,
): Kept<"condition.assigned"> {
  return refuseWhenOver(closing) ?? ok({ type: "condition.assigned", conditionId: condition.id, assigneeId });
}

/** By when it should be done, as the list keeper asks; null for no date of its own. */
export function decideDue({ condition, closing }: Situation, dueAt: string | null): Kept<"condition.due-set"> {
  return refuseWhenOver(closing) ?? ok({ type: "condition.due-set", conditionId: condition.id, dueAt });
}

/** A further page to be signed at this Time of Delivery. */
export function decideSignaturePageAdded(
  closing: Closing,
  wish: {
    signaturePageId: SignaturePageId;
    partyId: string;
    document: string;
    signatory: string;
    capacity: string;
    place: number;
  },
): Kept<"signature-page.added"> {
  return refuseWhenOver(closing) ?? ok({ type: "signature-page.added", ...wish });
}

/** Nothing about a closing changes once it is closed or terminated. */
export function refuseWhenOver(closing: Closing) {
  if (!isOver(closing)) return null;
  return err({ code: "closing-over", stage: stageOf(closing) === "closed" ? "closed" : "terminated" });
}
