import "server-only";
import type { PersonId } from "@/lib/domain/ids";
import { db } from "./client";
import type { Tx } from "./scope";

/** Makes a person who signs in with a password; the e-mail is kept in small letters. Throws where it is taken. */
export async function createPerson(
  tx: Tx,
  person: { email: string; name: string; passwordHash: string; administrator?: boolean },
): Promise<PersonId> {
  const { email, name, passwordHash, administrator = false } = person;
  const { id } = await tx.user.create({
    data: { email: email.toLowerCase(), name, emailVerified: true, administrator },
    select: { id: true },
  });
  await tx.account.create({ data: { userId: id, accountId: id, providerId: "credential", password: passwordHash } });
  return id as PersonId;
}

export async function findPersonByEmail(email: string, tx: Tx = db) {
  const found = await tx.user.findUnique({
    where: { email: email.toLowerCase() },
    select: { id: true, name: true, email: true },
  });
  return found && { ...found, id: found.id as PersonId };
}

/** Gives a person another password, ends every session of theirs and takes a lost second factor off. */
export async function resetPassword(tx: Tx, personId: PersonId, passwordHash: string): Promise<void> {
  await tx.account.updateMany({
    where: { userId: personId, providerId: "credential" },
    data: { password: passwordHash },
  });
  await tx.session.deleteMany({ where: { userId: personId } });
  await tx.twoFactor.deleteMany({ where: { userId: personId } });
  await tx.user.update({ where: { id: personId }, data: { twoFactorEnabled: false } });
}

/** How many people have an account. */
export const countPeople = (tx: Tx = db): Promise<number> => tx.user.count();

/** The hash of a person's password; null where there is no such person. */
export const findPasswordHash = async (personId: PersonId): Promise<string | null> =>
  (await db.account.findFirst({ where: { userId: personId, providerId: "credential" }, select: { password: true } }))
    ?.password ?? null;

export const hasSecondFactor = async (personId: PersonId) =>
  (await db.user.findUnique({ where: { id: personId }, select: { twoFactorEnabled: true } }))?.twoFactorEnabled ??
  false;
