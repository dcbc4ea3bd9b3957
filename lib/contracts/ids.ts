import { z } from "zod";
import type {
  ActId,
  ClosingId,
  ConditionId,
  DeliverableId,
  EventId,
  OfferingId,
  PartyId,
  PersonId,
  SignaturePageId,
  VersionId,
} from "@/lib/domain/ids";

const id = <T extends string>() => z.uuid().transform((text) => text.toLowerCase() as T);

export const offeringId = id<OfferingId>();
export const closingId = id<ClosingId>();
export const conditionId = id<ConditionId>();
export const deliverableId = id<DeliverableId>();
export const versionId = id<VersionId>();
export const signaturePageId = id<SignaturePageId>();
export const partyId = id<PartyId>();
export const personId = id<PersonId>();
export const actId = id<ActId>();
export const eventId = id<EventId>();

export const offeringPlace = z.strictObject({ offeringId });
export const closingPlace = z.strictObject({ offeringId, closingId });
export const conditionPlace = z.strictObject({ offeringId, conditionId });
export const eventPlace = z.strictObject({ offeringId, eventId });
