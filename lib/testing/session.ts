import { createHmac, randomUUID } from "node:crypto";
import { sessionCookie } from "@/lib/auth/session-limits";
import { db } from "@/lib/db/client";
import type { PersonId } from "@/lib/domain/ids";
import { env } from "@/lib/env";

/** The cookie of a session that a person has just opened; with `confirmed`, one at which they have said who they are. */
export async function sessionOf(personId: PersonId, { confirmed = true } = {}): Promise<string> {
  const token = randomUUID();
  await db.session.create({
    data: {
      userId: personId,
      token,
      expiresAt: new Date(Date.now() + 3_600_000),
      ...(confirmed && { confirmedAt: new Date(), confirmedWith: "password" }),
    },
  });
  const signature = createHmac("sha256", env.AUTH_SECRET).update(token).digest("base64");
  return `${sessionCookie}=${encodeURIComponent(`${token}.${signature}`)}`;
}
