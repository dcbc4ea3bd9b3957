import "server-only";
import { offeringId as offeringIdInput } from "@/lib/contracts/ids";
import type { Compartment } from "@/lib/domain/role";
import { compartmentsOf } from "@/lib/policy/policy";
import { readStanding } from "./session";

/**
 * What the person behind a session cookie may hear of in an offering now. Null to a stranger, to an outsider, and as soon
 * as the session or the membership has ended. Listening does not keep a session going.
 */
export async function streamAccess(
  cookieHeader: string | undefined,
  offeringId: string,
): Promise<{ compartments: Compartment[] } | null> {
  const id = offeringIdInput.safeParse(offeringId);
  const found = id.success ? await readStanding(cookieHeader ?? null, id.data, { keep: false }) : null;
  const actor = found?.actor ?? null;
  return actor && { compartments: compartmentsOf(actor) };
}
