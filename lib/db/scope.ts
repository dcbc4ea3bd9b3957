import "server-only";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import type { Compartment } from "@/lib/domain/role";
import { compartmentsOf } from "@/lib/policy/policy";
import { db } from "./client";
import type { Prisma } from "./generated/client";

export type Tx = Prisma.TransactionClient;

/** What a transaction may see: row-level security holds every statement in it to these compartments. */
export type Scope = {
  personId: PersonId;
  compartments: readonly { offeringId: OfferingId; compartment: Compartment }[];
};

/** A member sees the shared compartment of the offering and that of their own side. */
export const scopeOf = (actor: Actor): Scope => ({
  personId: actor.personId,
  compartments: compartmentsOf(actor).map((compartment) => ({ offeringId: actor.offeringId, compartment })),
});

/** States what the transaction may see from here on. The first statement of every transaction but those on accounts. */
export async function enter(tx: Tx, { personId, compartments }: Scope): Promise<void> {
  const scopes = compartments.map(({ offeringId, compartment }) => `${offeringId}/${compartment}`).join(",");
  await tx.$executeRaw`SELECT set_config('app.scopes', ${scopes}, true), set_config('app.person', ${personId}, true)`;
}

/** Reads within one person's compartments, as one snapshot. */
export function withScope<T>(scope: Scope, read: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(
    async (tx) => {
      await enter(tx, scope);
      return read(tx);
    },
    { isolationLevel: "RepeatableRead", maxWait: 10_000, timeout: 20_000 },
  );
}
