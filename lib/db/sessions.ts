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

/**
 * Who sits behind a session, and how they stand in an offering, in one statement. Null for a session that is unknown, ended
 * or past its time; no actor without an offering, and for anyone who is not, or no longer, a member of it.
 */
export async function findSession(
  token: string,
  offeringId: OfferingId | null,
): Promise<{ person: SessionPerson; actor: Actor | null } | null> {
  const rows = await db.$queryRaw<(SessionRowOfPerson & { [K in keyof StandingRow]: StandingRow[K] | null })[]>`
    SELECT u."id", u."name", u."email", u."administrator", s."id" AS "sessionId", s."updatedAt" AS "usedAt",
      s."confirmedAt", s."confirmedWith", o."partyId", o."partyName", o."role", o."side", o."authority", o."coordinator"
    FROM "session" s JOIN "user" u ON u."id" = s."userId" LEFT JOIN LATERAL standing_of(u."id", ${offeringId}::uuid) o ON true
    WHERE s."token" = ${token} AND s."expiresAt" > now()`;
  const row = rows[0];
  if (!row) return null;
  const { id, name, email, administrator, sessionId, usedAt, confirmedAt, confirmedWith, ...standing } = row;
  const confirmed = confirmedAt && {
    at: confirmedAt,
    with: confirmedWith === "code" ? ("code" as const) : ("password" as const),
  };
  const actor = offeringId && standing.partyId && toActor({ ...(standing as StandingRow), name }, id, offeringId);
  return { person: { id, name, email, administrator, sessionId, usedAt, confirmed }, actor: actor || null };
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

export type StandingRow = Pick<Actor, "partyName" | "authority" | "coordinator"> & {
  partyId: string;
  role: string;
  side: string;
};

/** How a person stands in an offering now, in one statement; null for anyone who is not, or no longer, a member. */
export async function findStanding(personId: PersonId, offeringId: OfferingId): Promise<Actor | null> {
  const [row] = await db.$queryRaw<(StandingRow & { name: string })[]>`
    SELECT * FROM standing_of(${personId}::uuid, ${offeringId}::uuid)`;
  return row ? toActor(row, personId, offeringId) : null;
}

/** A standing as the database has it. */
export function toActor(row: StandingRow & { name: string }, personId: PersonId, offeringId: OfferingId): Actor {
  const { name, partyName, authority, coordinator, role, side } = row;
  const partyId = row.partyId as PartyId;
  if (!isPartyRole(role) || !isSide(side)) throw new Error(`Party ${partyId} has role ${role} on side ${side}`);
  return { personId, offeringId, name, partyId, partyName, role, side, authority, coordinator };
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
