import { afterAll, expect, test } from "vitest";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { recordRoots } from "@/lib/db/log-roots";
import { eventsAfter, listCheckpoints, listOpenings, logsBehind } from "@/lib/db/log-trees";
import { wholeOffering } from "@/lib/db/offering-record";
import { travelAsKeeper } from "@/lib/db/road";
import { scopeOf, withScope } from "@/lib/db/scope";
import type { OfferingId } from "@/lib/domain/ids";
import type { Compartment } from "@/lib/domain/role";
import { keysOf } from "@/lib/log/bookkeeping";
import { leafText } from "@/lib/log/chain";
import { readCheckpoint, toBase64 } from "@/lib/log/checkpoint";
import { leafHash, Tree } from "@/lib/log/merkle";
import { isSignedBy, readSigningKeys } from "@/lib/log/signing";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { checkOffering } from "./check-record";
import { keepLog } from "./keep-log";
import { keepLogsBehind, occasionAt, takeRoots } from "./keep-logs";
import { viewLog } from "./view-log";

afterAll(() => db.$disconnect());

type Offering = Awaited<ReturnType<typeof anOffering>>;
const seed = (number: number) => Buffer.alloc(32, number).toString("base64url");

async function note(offering: Offering, who: keyof Offering["people"], shared: boolean, text = "A note") {
  const done = await act(asking(offering, offering.people[who]), {
    ...{ act: "note", conditionId: offering.conditions[0]!.id, text, shared },
  });
  expect(done).toMatchObject({ ok: true });
}

/** A log as the program itself sees it. */
const logOf = (offeringId: OfferingId, compartment: Compartment) =>
  withScope(wholeOffering(offeringId), async (tx) => {
    const where = { offeringId, compartment };
    return {
      events: await eventsAfter(tx, where),
      checkpoints: await listCheckpoints(tx, where),
      openings: await listOpenings(tx, where),
    };
  });

test("every shared event has its checkpoint, a side's log one at its end; each is the root of what was there", async () => {
  const offering = await anOffering();
  for (let round = 0; round < 3; round++) {
    await note(offering, "issuer", true);
    await note(offering, "issuer", false);
    await keepLog(offering.offeringId);
  }
  await note(offering, "issuer", true);
  await note(offering, "issuer", true);
  await keepLog(offering.offeringId);

  const shared = await logOf(offering.offeringId, "shared");
  const key = shared.events.find(({ type }) => type === "log.key")!;
  expect(key.seq).toBe(2);
  expect(shared.checkpoints.map(({ size }) => size)).toEqual([2, 3, 4, 5, 6]);
  const own = await logOf(offering.offeringId, "issuer");
  expect(own.checkpoints.map(({ size }) => size)).toEqual([2, 3, 4]);
  expect((await logOf(offering.offeringId, "trustee")).events).toEqual([]);

  for (const { events, checkpoints } of [shared, own]) {
    const tree = new Tree(events.map((event) => leafHash(leafText(event))));
    for (const { size, root, note: text } of checkpoints) {
      expect(root).toBe(toBase64(tree.root(size)));
      const read = readCheckpoint(text)!;
      expect(read.size).toBe(size);
      expect(isSignedBy(read, keysOf(events)[0]![1])).toBe(true);
    }
  }
  expect(await checkOffering(offering.offeringId, { files: false })).toEqual([]);
});

test("events from before there were trees are leaves like all others; nothing is written twice", async () => {
  const offering = await anOffering();
  for (let count = 0; count < 5; count++) await note(offering, "counsel", true, `Before ${count}`);
  const before = (await logOf(offering.offeringId, "shared")).events;
  await keepLogsBehind({ onlyShared: false });
  const { events, checkpoints } = await logOf(offering.offeringId, "shared");
  expect(events.slice(0, 5)).toEqual(before);
  expect(checkpoints.map(({ size }) => size)).toEqual([6]);

  await Promise.all([keepLog(offering.offeringId), keepLog(offering.offeringId)]);
  const behind = await logsBehind({ onlyShared: false });
  expect(behind.filter(({ offeringId }) => offeringId === offering.offeringId)).toEqual([]);
  expect(await logOf(offering.offeringId, "shared")).toEqual({ events, checkpoints, openings: [] });
});

test("two keepers at once make one log of it", async () => {
  const offering = await anOffering();
  await note(offering, "issuer", true);
  await Promise.all(Array.from({ length: 6 }, () => keepLog(offering.offeringId)));
  const { events, checkpoints } = await logOf(offering.offeringId, "shared");
  expect(events.map(({ type }) => type)).toEqual(["note.added", "log.key"]);
  expect(checkpoints.map(({ size }) => size)).toEqual([2]);
});

test("a new key is told of in each log, with the word of the one before, and signs from there on", async () => {
  const offering = await anOffering();
  const [first] = readSigningKeys(seed(1));
  await note(offering, "issuer", true);
  await note(offering, "issuer", false);
  await keepLog(offering.offeringId, undefined, [first]);
  const both = readSigningKeys(`${seed(2)},${seed(1)}`);
  await note(offering, "issuer", true);
  await keepLog(offering.offeringId, undefined, both);
  await note(offering, "issuer", true);
  await note(offering, "issuer", false);
  await keepLog(offering.offeringId, undefined, both);

  const { events, checkpoints } = await logOf(offering.offeringId, "shared");
  expect(keysOf(events)).toEqual([
    [2, first.publicKey],
    [4, both[0].publicKey],
  ]);
  expect(events[3]?.payload).toMatchObject({ before: first.publicKey, signature: expect.stringMatching(/^.{86}==$/) });
  expect(checkpoints.map(({ size, key }) => [size, key])).toEqual([
    [2, first.publicKey],
    [4, both[0].publicKey],
    [5, both[0].publicKey],
  ]);
  expect(keysOf((await logOf(offering.offeringId, "issuer")).events)).toHaveLength(2);
  expect(await checkOffering(offering.offeringId, { files: false })).toEqual([]);
});

test("at a clock time the shared log takes a root of every side, once, and tells nothing of any", async () => {
  const offering = await anOffering();
  await note(offering, "issuer", false, "Canary of the issuer");
  const occasion = occasionAt(Date.parse("2031-03-05T13:20:00Z"));
  expect(occasion).toBe("clock/2031-03-05T12:00Z");
  await takeRoots(occasion);
  await takeRoots(occasion);
  // Nothing happens on either side, and then something on one.
  await takeRoots("clock/2031-03-05T18:00Z");
  await note(offering, "issuer", false);
  await takeRoots("clock/2031-03-06T00:00Z");

  const { events } = await logOf(offering.offeringId, "shared");
  const taken = events.filter(({ type }) => type === "log.roots").map(({ payload }) => JSON.stringify(payload));
  expect(taken).toHaveLength(3);
  const forms = taken.map((text) => text.replaceAll(/[0-9a-f]{64}/g, "#").replaceAll(/clock[^"]*/g, "@"));
  expect(new Set(forms).size).toBe(1);
  const commitments = taken.flatMap((text) => text.match(/[0-9a-f]{64}/g) ?? []);
  expect(new Set(commitments).size).toBe(15);

  const { openings } = await logOf(offering.offeringId, "issuer");
  expect(openings.map(({ size }) => size)).toEqual([1, 1, 2]);
  expect(await checkOffering(offering.offeringId, { files: false })).toEqual([]);
});

test("what opens a commitment is its own side's; nobody may change it, nor a checkpoint", async () => {
  const offering = await anOffering();
  await note(offering, "issuer", false);
  await takeRoots("clock/2031-03-05T06:00Z");
  await keepLog(offering.offeringId);
  const { offeringId, people } = offering;
  const seen = async (who: keyof Offering["people"]) => {
    const actor = await withScope({ personId: people[who].personId, compartments: [] }, (tx) =>
      enterAs(tx, people[who].personId, offeringId),
    );
    return withScope(scopeOf(actor!), async (tx) => ({
      openings: (await tx.logOpening.findMany({ where: { offeringId } })).map(({ compartment }) => compartment),
      checkpoints: [
        ...new Set((await tx.logCheckpoint.findMany({ where: { offeringId } })).map(({ compartment }) => compartment)),
      ].sort(),
      log: await viewLog(actor!, {}),
    }));
  };
  expect(await seen("issuer")).toMatchObject({ openings: ["issuer"], checkpoints: ["issuer", "shared"] });
  expect(await seen("counsel")).toMatchObject({ openings: ["underwriters"], checkpoints: ["shared"] });
  // A screen of acts has none of what the log says of itself.
  expect((await seen("counsel")).log).toEqual({ ok: true, value: [] });
  await connected(administratorUrl, async (client) => {
    for (const table of ["LogCheckpoint", "LogOpening"])
      for (const act of [`UPDATE "${table}" SET "root" = ''`, `DELETE FROM "${table}"`, `TRUNCATE "${table}"`])
        await expect(client.query(act)).rejects.toThrow(/never changed or removed/);
  });
});

test("where the clock is turned back an event keeps the time of the one before, and says what the clock showed", async () => {
  const offering = await anOffering();
  await note(offering, "issuer", true);
  const [first] = (await logOf(offering.offeringId, "shared")).events;
  await travelAsKeeper(offering.offeringId, ({ tx }) =>
    recordRoots(tx, offering.offeringId, "clock/2001-01-01T00:00Z", new Date("2001-01-01T00:00:00Z")),
  );
  const second = (await logOf(offering.offeringId, "shared")).events[1]!;
  expect(second.at).toBe(first!.at);
  expect(second.payload).toMatchObject({ clockSkew: "2001-01-01T00:00:00.000Z" });
  expect(await checkOffering(offering.offeringId, { files: false })).toEqual([]);
});

test("the check of the record finds a checkpoint and a commitment that do not fit, however they came about", async () => {
  const offering = await anOffering();
  await note(offering, "issuer", true);
  await note(offering, "issuer", false);
  await takeRoots("clock/2031-03-05T06:00Z");
  await keepLog(offering.offeringId);
  const found = async (sql: string) => {
    await connected(administratorUrl, async (client) => {
      await client.query("SET session_replication_role = replica");
      await client.query(sql, [offering.offeringId]);
    });
    return [...new Set((await checkOffering(offering.offeringId, { files: false })).map(({ code }) => code))];
  };
  const shared = `"offeringId" = $1 AND "compartment" = 'shared'`;
  expect(
    await found(`UPDATE "LogOpening" SET "size" = "size" + 1 WHERE "offeringId" = $1 AND "compartment" = 'issuer'`),
  ).toEqual(["commitment"]);
  expect(
    await found(`UPDATE "LogOpening" SET "size" = "size" - 1 WHERE "offeringId" = $1 AND "compartment" = 'issuer'`),
  ).toEqual([]);
  expect(
    await found(`UPDATE "LogCheckpoint" SET "note" = replace("note", '/shared', '/issuer') WHERE ${shared}`),
  ).toEqual(["checkpoint"]);
  expect(
    await found(`UPDATE "LogCheckpoint" SET "note" = replace("note", '/issuer', '/shared') WHERE ${shared}`),
  ).toEqual([]);
  expect(
    await found(`DELETE FROM "Event" WHERE ${shared} AND "seq" = (SELECT max("seq") FROM "Event" WHERE ${shared})`),
  ).toContain("checkpoint");
});
