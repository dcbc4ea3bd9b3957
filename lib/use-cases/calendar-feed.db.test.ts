import { randomUUID } from "node:crypto";
import ICAL from "ical.js";
import { afterAll, expect, test } from "vitest";
import type { FeedRequest } from "@/lib/contracts/timeline";
import { db } from "@/lib/db/client";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { changeFeed, readFeed } from "./calendar-feed";

afterAll(() => db.$disconnect());

type Made = Awaited<ReturnType<typeof anOffering>>;

const change = (made: Made, who: keyof Made["people"], request: Partial<FeedRequest>, key?: string) =>
  changeFeed(asking(made, made.people[who], key), { closingId: made.closingId, ...request } as never);

/** The token and filter of a link, as a calendar sends them. */
async function made(offering: Made, who: keyof Made["people"], key?: string): Promise<string> {
  const answer = await change(offering, who, { act: "make", whose: "all" }, key);
  if (!answer.ok || !answer.value.path) throw new Error("No link");
  return answer.value.path.split("/").at(-1)?.split("?")[0] ?? "";
}

test("a link gives the clocks as a calendar, until it is revoked", async () => {
  const offering = await anOffering();
  const token = await made(offering, "issuer");
  const calendar = await readFeed(token, "all");
  const events = new ICAL.Component(ICAL.parse(calendar ?? "")).getAllSubcomponents("vevent");
  expect(events.map((event) => new ICAL.Event(event).startDate.toJSDate().toISOString())).toEqual([
    "2031-03-11T14:00:00.000Z",
  ]);
  expect((await change(offering, "issuer", { act: "revoke" })).ok).toBe(true);
  expect(await readFeed(token, "all")).toBeNull();
  expect(await change(offering, "issuer", { act: "revoke" })).toMatchObject({ error: { code: "already-done" } });
});

test("a new link takes the place of the old; nobody else’s is touched", async () => {
  const offering = await anOffering();
  const [old, others] = [await made(offering, "issuer"), await made(offering, "counsel")];
  const fresh = await made(offering, "issuer");
  expect(await readFeed(old, null)).toBeNull();
  expect(await readFeed(fresh, null)).not.toBeNull();
  expect(await readFeed(others, null)).not.toBeNull();
});

test("the same request sent again tells the same link, and the secret is kept nowhere", async () => {
  const offering = await anOffering();
  const key = randomUUID();
  const token = await made(offering, "issuer", key);
  expect(await made(offering, "issuer", key)).toBe(token);
  const kept = await connected(administratorUrl, async (client) => [
    ...(await client.query(`SELECT * FROM "CalendarFeed"`)).rows,
    ...(await client.query(`SELECT * FROM "IdempotencyKey"`)).rows,
  ]);
  expect(kept.length).toBeGreaterThan(1);
  expect(JSON.stringify(kept)).not.toContain(token);
});

test("a link that was made up, and one of a person who has left, give nothing", async () => {
  const offering = await anOffering();
  expect(await readFeed("made-up", "all")).toBeNull();
  const token = await made(offering, "issuerCounsel");
  await connected(administratorUrl, (client) =>
    client.query(`UPDATE "Membership" SET "endedAt" = now() WHERE "personId" = $1`, [
      offering.people.issuerCounsel.personId,
    ]),
  );
  expect(await readFeed(token, "all")).toBeNull();
});

test("someone outside the offering gets no link to its clocks", async () => {
  const [own, other] = [await anOffering(), await anOffering()];
  const asker = asking(own, other.people.issuer);
  const refused = await changeFeed(asker, { act: "make", closingId: own.closingId, whose: "all" });
  expect(refused).toMatchObject({ error: { code: "not-found" } });
});
