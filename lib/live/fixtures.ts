// What the tests of the live stream put into the database, as the server's administrator: the acts' own road is tested elsewhere.
import { randomUUID } from "node:crypto";
import type pg from "pg";

/** An offering with nothing in it. Answers with its id. */
export async function makeOffering(client: pg.Client): Promise<string> {
  const id = randomUUID();
  await client.query(`INSERT INTO "Offering" ("id", "name", "issuerName") VALUES ($1, 'Offering', 'Issuer')`, [id]);
  return id;
}

/** An event with made-up hashes. Answers with its position. */
export async function recordEvent(
  client: pg.Client,
  event: { offeringId: string; type: string; compartment?: string; conditionId?: string },
): Promise<bigint> {
  const { rows } = await client.query<{ position: string }>(
    `INSERT INTO "Event" ("id", "offeringId", "compartment", "seq", "conditionId", "type", "by", "actor", "at", "payload", "prevHash", "hash")
     VALUES (gen_random_uuid(), $1, $2, floor(random() * 2000000000), $3, $4, gen_random_uuid(), '{}', now(), '{}', '', '')
     RETURNING "position"`,
    [event.offeringId, event.compartment ?? "shared", event.conditionId ?? null, event.type],
  );
  return BigInt(rows[0]?.position ?? 0);
}
