import type { PartyRole } from "@/lib/domain/role";

export type ClosingPlace = { offeringId: string; closingId: string };

/** Where the checklist is asked for; `as` is the part through whose eyes a coordinator looks, null for one's own. */
export const checklistPath = ({ offeringId, closingId }: ClosingPlace, as: PartyRole | null) =>
  `/api/offerings/${offeringId}/closings/${closingId}/checklist${as ? `?as=${as}` : ""}`;
