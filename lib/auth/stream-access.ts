import "server-only";
import { offeringId as offeringIdInput } from "@/lib/contracts/ids";
import { findStanding } from "@/lib/db/sessions";
import type { Compartment } from "@/lib/domain/role";
import { compartmentsOf } from "@/lib/policy/policy";
import { readSession } from "./session";

/**
 * What the person behind a session cookie may hear of in an offering now. Null to a stranger, to an outsider, and as soon
 * as the session or the membership has ended. Listening does not keep a session going.
 */
export async function streamAccess(
  cookieHeader: string | undefined,
  offeringId: string,
): Promise<{ compartments: Compartment[] } | null> {
  const id = offeringIdInput.safeParse(offeringId);
  const person = id.success ? await readSession(cookieHeader ?? null, { keep: false }) : null;
  const actor = person && id.success ? await findStanding(person.id, id.data) : null;
  return actor && { compartments: compartmentsOf(actor) };
}
