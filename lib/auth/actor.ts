import "server-only";
import { findStanding } from "@/lib/db/sessions";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import { readSession, readStanding, type SignedIn } from "./session";

/** The person behind a request, read from the database; null for a stranger and for a session that has ended. */
export const readPerson = (requestHeaders: Headers): Promise<SignedIn | null> =>
  readSession(requestHeaders.get("cookie"), { keep: true });

/** The same with how they stand in one offering, asked of the database at once. */
export const readMember = (requestHeaders: Headers, offeringId: OfferingId) =>
  readStanding(requestHeaders.get("cookie"), offeringId, { keep: true });

/** The person as they stand in one offering at this moment; null for an outsider and for a member who has left. */
export const findActor = (personId: PersonId, offeringId: OfferingId): Promise<Actor | null> =>
  findStanding(personId, offeringId);
