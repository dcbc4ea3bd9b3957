import "server-only";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import { type Compartment, sides } from "@/lib/domain/role";
import { compartmentsOf } from "@/lib/policy/policy";
import { noteLogEnd } from "./log-ends";
import type { Tx } from "./scope";
import { type StandingRow, toActor } from "./sessions";

/** What a wish got that was sent before with the same key. */
export type Earlier = { requestHash: string; answer: unknown };

type EntryRow = StandingRow & {
  name: string;
  requestHash: string | null;
  answer: unknown;
  heads: Partial<Record<Compartment, { seq: number; hash: string; at: string }>> | null;
};

/** Which compartments each side has, for the database to choose from, which knows the side first. */
const shown = Object.fromEntries(sides.map((side) => [side, compartmentsOf({ side })]));

/**
 * The person as they stand in the offering at this moment, read in this transaction, which is then held to what they may
 * see; and what their wish of that key got already. Null for anyone who is not, or no longer, a member.
 */
export async function enterWith(
  tx: Tx,
  personId: PersonId,
  offeringId: OfferingId,
  wish: string | null,
): Promise<{ standing: Actor; earlier: Earlier | null } | null> {
  const [row] = await tx.$queryRaw<EntryRow[]>`
    SELECT * FROM enter_as(${personId}::uuid, ${offeringId}::uuid, ${wish}, ${shown}::jsonb)`;
  if (!row) return null;
  const { requestHash, answer, heads, ...standing } = row;
  const actor = toActor(standing, personId, offeringId);
  for (const compartment of compartmentsOf(actor)) {
    const head = heads?.[compartment];
    noteLogEnd(tx, offeringId, compartment, head ? { ...head, at: new Date(head.at) } : null);
  }
  return { standing: actor, earlier: requestHash === null ? null : { requestHash, answer } };
}

/** The same for what is no repeatable wish. */
export const enterAs = async (tx: Tx, personId: PersonId, offeringId: OfferingId): Promise<Actor | null> =>
  (await enterWith(tx, personId, offeringId, null))?.standing ?? null;
