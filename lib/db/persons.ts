import "server-only";
import type { PersonId } from "@/lib/domain/ids";
import type { Maker } from "@/lib/policy/offering-makers";
import { db } from "./client";
import { enter } from "./scope";

/** A person's account as screens show it; null where there is none. */
export const findPerson = (id: PersonId) =>
  db.user.findUnique({ where: { id }, select: { name: true, email: true, administrator: true } });

/** What the policy asks before someone opens an offering; null where there is no such person. */
export async function findMaker(id: PersonId): Promise<Maker | null> {
  const row = await db.$transaction(async (tx) => {
    await enter(tx, { personId: id, compartments: [] });
    return tx.user.findUnique({
      where: { id },
      select: { administrator: true, memberships: { where: { coordinator: true, endedAt: null }, take: 1 } },
    });
  });
  return row && { administrator: row.administrator, keepsAList: row.memberships.length > 0 };
}
