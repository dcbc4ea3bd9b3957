import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import { logEvent } from "@/lib/db/events";
import { findParty } from "@/lib/db/lookups";
import { countKeepers, findMember, recordEnd } from "@/lib/db/people";
import { type Road, travel } from "@/lib/db/road";
import type { OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";

type Ended = { personId: PersonId };

/**
 * Ends someone's membership: their next request finds no offering, and their open screens end within a second. What they
 * did stays in the record.
 */
export function endMembership(
  who: { personId: PersonId; offeringId: OfferingId; key: string },
  input: Ended,
): Promise<Result<Ended, Problem>> {
  return travel<Ended, Problem>({ ...who, hash: digestOf(input) }, (road) => endOn(road, input.personId));
}

async function endOn({ tx, actor, real }: Road, personId: PersonId): Promise<Result<Ended, Problem>> {
  const { offeringId } = actor;
  const member = await findMember(tx, offeringId, personId);
  const party = member && (await findParty(tx, member.partyId as PartyId));
  if (!party) return err({ code: "not-found" });
  const grant = authorize(actor, "member.end", { party });
  if (!grant.ok) return grant;
  if (member.coordinator && (await countKeepers(tx, offeringId)) === 1) return err({ code: "last-list-keeper" });

  await recordEnd(tx, member.id, real);
  await logEvent(tx, actor, real, {
    type: "member.ended",
    compartment: "shared",
    closingId: null,
    conditionId: null,
    payload: { personId, name: member.person.name, email: member.person.email, party: member.party.name },
  });
  return ok({ personId });
}
