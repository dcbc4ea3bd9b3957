import "server-only";
import { randomUUID } from "node:crypto";
import type { AddPartyInput } from "@/lib/contracts/people";
import type { Problem } from "@/lib/contracts/problem";
import { logEvent } from "@/lib/db/events";
import { hasAuthorityAs, hasParty, recordParty } from "@/lib/db/people";
import { type Road, travel } from "@/lib/db/road";
import type { OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";

type Who = { personId: PersonId; offeringId: OfferingId; key: string };

/** Puts a party on the working group list. */
export function addParty(who: Who, input: AddPartyInput): Promise<Result<{ partyId: PartyId }, Problem>> {
  return travel<{ partyId: PartyId }, Problem>({ ...who, hash: digestOf(input) }, (road) => addPartyOn(road, input));
}

async function addPartyOn(
  { tx, actor, real }: Road,
  { organisation: name, role, side }: AddPartyInput,
): Promise<Result<{ partyId: PartyId }, Problem>> {
  const { offeringId } = actor;
  const id = randomUUID() as string as PartyId;
  const hasAuthority = await hasAuthorityAs(tx, offeringId, role);
  const grant = authorize(actor, "party.add", { party: { id, role, side, hasAuthority } });
  if (!grant.ok) return grant;
  if (await hasParty(tx, offeringId, name, role)) return err({ code: "already-done", what: `${name} is on the list` });

  await recordParty(tx, offeringId, { id, name, role, side });
  await logEvent(tx, actor, real, {
    type: "party.added",
    compartment: "shared",
    closingId: null,
    conditionId: null,
    payload: { partyId: id, name, role, side },
  });
  return ok({ partyId: id });
}
