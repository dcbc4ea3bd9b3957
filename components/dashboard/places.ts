import type { PartyRole } from "@/lib/domain/role";

type Closing = { offeringId: string; closingId: string };

const closingPath = ({ offeringId, closingId }: Closing) => `/offerings/${offeringId}/closings/${closingId}`;

export const checklistPath = closingPath;
export const statusPath = (closing: Closing) => `${closingPath(closing)}/status`;

/** The list with one condition opened beside it. */
export const conditionPath = (closing: Closing & { conditionId: string }) =>
  `${closingPath(closing)}?condition=${closing.conditionId}`;

const onlookers: readonly PartyRole[] = ["representative", "underwriter", "observer", "rating_agency"];

/** Where a person of this part looks first: bankers at where it stands, everyone who works on it at the list. */
export const firstPath = (closing: Closing & { role: PartyRole }) =>
  onlookers.includes(closing.role) ? statusPath(closing) : checklistPath(closing);
