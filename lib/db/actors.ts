import "server-only";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import { enter, scopeOf, type Tx } from "./scope";
import { findStanding } from "./sessions";

/**
 * The person as they stand in the offering at this moment, read in this transaction, which is then held to what they may
 * see. Null for anyone who is not, or no longer, a member.
 */
export async function enterAs(tx: Tx, personId: PersonId, offeringId: OfferingId): Promise<Actor | null> {
  const actor = await findStanding(personId, offeringId, tx);
  if (actor) await enter(tx, scopeOf(actor));
  return actor;
}
