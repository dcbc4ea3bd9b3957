import type { ConditionView, SlotView, ViewerView } from "@/lib/contracts/views";
import type { Basis, DocumentState } from "@/lib/domain/condition";

/** What the button says that signs off on a basis. */
export const basisActs: Record<Basis, string> = {
  received: "Record receipt",
  form: "Accept form",
  fact: "Confirm facts",
  judgment: "Sign off",
};

export const slotStateWords: Record<SlotView["state"], string> = {
  awaiting: "awaited",
  "not-yet": "not yet",
  given: "given",
  stale: "stale",
  expired: "expired",
};

export const documentStateWords: Record<DocumentState, string> = {
  "not-started": "Not started",
  "draft-circulated": "Draft circulated",
  "comments-received": "Comments received",
  "agreed-form": "Agreed form",
  "execution-version": "Execution version",
  executed: "Executed",
};

type Offering = Pick<ConditionView, "may" | "slots">;
type Offer = ConditionView["may"]["signOff"][number];

const slotFor = ({ slots }: Offering, { role }: Pick<ViewerView, "role">, { basis }: Pick<Offer, "basis">) =>
  slots.find((slot) => slot.basis === basis && slot.role === role);

/** Whether a sign-off would only renew one that still holds, as a same-day confirmation can be. */
export const isRenewal = (condition: Offering, viewer: Pick<ViewerView, "role">, offer: Pick<Offer, "basis">) =>
  slotFor(condition, viewer, offer)?.state === "given";

/** The sign-off that a viewer is offered first: one that is missing before one that could be renewed. */
export function firstOffer(condition: Offering, viewer: Pick<ViewerView, "role">): Offer | null {
  const { signOff } = condition.may;
  return signOff.find((offer) => !isRenewal(condition, viewer, offer)) ?? signOff[0] ?? null;
}

/** The one that the row itself offers as a button: only what is still missing. */
export function dueOffer(condition: Offering, viewer: Pick<ViewerView, "role">): Offer | null {
  const offer = firstOffer(condition, viewer);
  return offer && !isRenewal(condition, viewer, offer) ? offer : null;
}

/** Whether a sign-off says more than its statement: numbered paragraphs matched, ratings found. */
export const needsDetail = (
  condition: Pick<ConditionView, "mode" | "ratings">,
  limbs: readonly Pick<ConditionView, "status">[],
  offer: Pick<Offer, "basis" | "sameDay">,
) => limbsToMatch(limbs, offer).length > 0 || ratingsToFind(condition, offer).length > 0;

/** The limbs that whoever accepts the form has to match; those that are dispensed with are out. */
export const limbsToMatch = <L extends Pick<ConditionView, "status">>(
  limbs: readonly L[],
  { basis }: Pick<Offer, "basis">,
): readonly L[] =>
  basis === "form" ? limbs.filter(({ status }) => status !== "waived" && status !== "not-applicable") : [];

export const ratingsToFind = ({ ratings }: Pick<ConditionView, "ratings">, { sameDay }: Pick<Offer, "sameDay">) =>
  sameDay ? ratings : [];
