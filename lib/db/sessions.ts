import "server-only";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import { isPartyRole, isSide } from "@/lib/domain/role";
import { db } from "./client";

/** Who sits behind a session, as the database has it at this moment. */
export type SessionPerson = {
  id: PersonId;
  name: string;
  email: string;
  administrator: boolean;
  sessionId: string;
  /** When the session was last used, to the minute. */
  usedAt: Date;
};

/** One statement. Null for a session that is unknown, ended or past its time. */
export async function findSessionPerson(token: string): Promise<SessionPerson | null> {
  const rows = await db.$queryRaw<SessionPerson[]>`
    SELECT u."id", u."name", u."email", u."administrator", s."id" AS "sessionId", s."updatedAt" AS "usedAt"
    FROM "session" s JOIN "user" u ON u."id" = s."userId"
    WHERE s."token" = ${token} AND s."expiresAt" > now()`;
  return rows[0] ?? null;
}

/** Notes that a session was used: it ends `idleSeconds` from now, but never later than `absoluteSeconds` after it began. */
export async function keepSession(sessionId: string, idleSeconds: number, absoluteSeconds: number): Promise<void> {
  await db.$executeRaw`
    UPDATE "session" SET "updatedAt" = now(),
      "expiresAt" = LEAST(now() + make_interval(secs => ${idleSeconds}), "createdAt" + make_interval(secs => ${absoluteSeconds}))
    WHERE "id" = ${sessionId}::uuid AND "expiresAt" > now()`;
}

type Standing = Omit<Actor, "personId" | "offeringId">;

/** How a person stands in an offering now, in one statement; null for anyone who is not, or no longer, a member. */
export async function findStanding(personId: PersonId, offeringId: OfferingId): Promise<Actor | null> {
  const rows = await db.$queryRaw<(Omit<Standing, "role" | "side"> & { role: string; side: string })[]>`
    SELECT * FROM standing_of(${personId}::uuid, ${offeringId}::uuid)`;
  const row = rows[0];
  if (!row) return null;
  const { role, side } = row;
  if (!isPartyRole(role) || !isSide(side)) throw new Error(`Party ${row.partyId} has role ${role} on side ${side}`);
  return { ...row, personId, offeringId, partyId: row.partyId as PartyId, role, side };
}

export type SessionRow = {
  id: string;
  createdAt: Date;
  updatedAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
};

/** The open sessions of a person, the one last used first, without what would let anyone use them. */
export const listSessions = (personId: PersonId): Promise<SessionRow[]> =>
  db.session.findMany({
    where: { userId: personId, expiresAt: { gt: new Date() } },
    orderBy: { updatedAt: "desc" },
    select: { id: true, createdAt: true, updatedAt: true, ipAddress: true, userAgent: true },
  });

/** Ends every session of a person. */
export const endSessions = async (personId: PersonId) =>
  (await db.session.deleteMany({ where: { userId: personId } })).count;

/** Ends one session, by its token. */
export async function endSession(token: string): Promise<void> {
  await db.session.deleteMany({ where: { token } });
}
