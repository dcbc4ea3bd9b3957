import "server-only";
import type { PersonId } from "@/lib/domain/ids";
import type { Maker } from "@/lib/policy/offering-makers";
import { db } from "./client";
import { enter, type Tx } from "./scope";

/** What the policy asks before someone opens an offering; null where there is no such person. */
export const findMaker = (id: PersonId): Promise<(Maker & { name: string }) | null> =>
  db.$transaction(async (tx) => {
    await enter(tx, { personId: id, compartments: [] });
    return findMakerIn(tx, id);
  });

/** The same in a transaction that sees the person's own rows, such as the one in which the offering is opened. */
export async function findMakerIn(tx: Tx, id: PersonId): Promise<(Maker & { name: string }) | null> {
  const row = await tx.user.findUnique({
    where: { id },
    select: { name: true, administrator: true, memberships: { where: { coordinator: true, endedAt: null }, take: 1 } },
  });
  return row && { name: row.name, administrator: row.administrator, keepsAList: row.memberships.length > 0 };
}
