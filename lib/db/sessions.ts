import "server-only";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import { isPartyRole, isSide } from "@/lib/domain/role";
import type { Confirmation } from "@/lib/policy/confirmation";
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
  /** That the person has confirmed at this session who they are, and when; it may have lapsed since. */
  confirmed: Confirmation | null;
};

type SessionRowOfPerson = Omit<SessionPerson, "confirmed"> & { confirmedAt: Date | null; confirmedWith: string | null };

/** One statement. Null for a session that is unknown, ended or past its time. */
export async function findSessionPerson(token: string): Promise<SessionPerson | null> {
  const rows = await db.$queryRaw<SessionRowOfPerson[]>`
    SELECT u."id", u."name", u."email", u."administrator", s."id" AS "sessionId", s."updatedAt" AS "usedAt",
      s."confirmedAt", s."confirmedWith"
    FROM "session" s JOIN "user" u ON u."id" = s."userId"
    WHERE s."token" = ${token} AND s."expiresAt" > now()`;
  const row = rows[0];
  if (!row) return null;
  const { confirmedAt, confirmedWith, ...person } = row;
  const confirmed = confirmedAt && {
    at: confirmedAt,
    with: confirmedWith === "code" ? ("code" as const) : ("password" as const),
  };
  return { ...person, confirmed };
}

/** Notes that the person at a session has just confirmed who they are. */
export async function confirmSession(sessionId: string, confirmation: Confirmation): Promise<void> {
  const { at: confirmedAt, with: confirmedWith } = confirmation;
  await db.session.updateMany({ where: { id: sessionId }, data: { confirmedAt, confirmedWith } });
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

/** Ends one session of a person; false where it is not theirs, or over already. */
export const endOneSession = async (personId: PersonId, id: string): Promise<boolean> =>
  (await db.session.deleteMany({ where: { id, userId: personId } })).count > 0;
