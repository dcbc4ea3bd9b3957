type Id<Name extends string> = string & { readonly __id: Name };

export type OfferingId = Id<"Offering">;
export type ClosingId = Id<"Closing">;
export type ConditionId = Id<"Condition">;
export type DeliverableId = Id<"Deliverable">;
export type VersionId = Id<"Version">;
export type SignaturePageId = Id<"SignaturePage">;
export type PartyId = Id<"Party">;
export type PersonId = Id<"Person">;
/** What was recorded, in a log. */
export type EventId = Id<"Event">;
/** A recorded act that can be taken back: a sign-off, a waiver or a mark. */
export type ActId = Id<"Act">;
