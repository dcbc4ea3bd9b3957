import "server-only";
import { db } from "./client";
import type { Tx } from "./scope";

/** A link that makes the first administrator, or gives somebody a new password. */
export type AccountLink = {
  id: string;
  purpose: "administrator" | "new-password";
  email: string | null;
  expiresAt: Date;
};

const kept = (tokenHash: string) => `link ${tokenHash}`;

/** Keeps a link by the hash of its secret; the ones of the same purpose for the same address open nothing any more. */
export async function recordLink(link: Omit<AccountLink, "id"> & { tokenHash: string }): Promise<void> {
  const { purpose, email, expiresAt, tokenHash } = link;
  const value = JSON.stringify({ purpose, email });
  await db.$transaction([
    db.verification.deleteMany({ where: { identifier: { startsWith: "link " }, value } }),
    db.verification.create({ data: { identifier: kept(tokenHash), value, expiresAt } }),
  ]);
}

/** A link that is good now; null for any other. */
export async function findLink(tokenHash: string, tx: Tx = db): Promise<AccountLink | null> {
  const row = await tx.verification.findFirst({
    where: { identifier: kept(tokenHash), expiresAt: { gt: new Date() } },
    select: { id: true, value: true, expiresAt: true },
  });
  if (!row) return null;
  const said = JSON.parse(row.value) as Pick<AccountLink, "purpose" | "email">;
  return { id: row.id, expiresAt: row.expiresAt, purpose: said.purpose, email: said.email };
}

/** Uses a link up; false where that has been done already. */
export const consumeLink = async (tx: Tx, { id }: AccountLink): Promise<boolean> =>
  (await tx.verification.deleteMany({ where: { id } })).count === 1;
