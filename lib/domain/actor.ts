import type { OfferingId, PartyId, PersonId } from "./ids";
import type { PartyRole, Side } from "./role";

/** A person as they stand in one offering. */
export type Actor = {
  personId: PersonId;
  name: string;
  offeringId: OfferingId;
  partyId: PartyId;
  partyName: string;
  role: PartyRole;
  side: Side;
  /** May bind the party: for a Representative, to decide, to waive and to declare the closing. */
  authority: boolean;
  /** Keeps the list; gives no authority to sign, decide or waive. */
  coordinator: boolean;
};
