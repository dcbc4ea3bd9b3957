import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { withScope } from "@/lib/db/scope";
import { appendEvent, type ChainedEvent, headOf } from "@/lib/log/chain";
import { fromBase64, readCheckpoint } from "@/lib/log/checkpoint";
import { isConsistent } from "@/lib/log/proofs";
import { readSigningKeys } from "@/lib/log/signing";
import { administratorUrl, connected } from "@/lib/testing/database";
import type { Bundle } from "@/lib/testing/log-bundle";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { checkOffering } from "./check-record";
import { exportLog } from "./export-log";
import { keepLog } from "./keep-log";
import { takeRoots } from "./keep-logs";
import { viewLogProof } from "./view-log-proof";

afterAll(() => db.$disconnect());
const folder = mkdtempSync(join(tmpdir(), "export-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Offering = Awaited<ReturnType<typeof anOffering>>;
type Who = keyof Offering["people"];

async function note(offering: Offering, who: Who, text: string, shared: boolean) {
  const done = await act(asking(offering, offering.people[who]), {
    ...{ act: "note", conditionId: offering.conditions[0]!.id, text, shared },
  });
  expect(done).toMatchObject({ ok: true });
}

async function actorOf({ offeringId, people }: Offering, who: Who) {
  const { personId } = people[who];
  const actor = await withScope({ personId, compartments: [] }, (tx) => enterAs(tx, personId, offeringId));
  if (!actor) throw new Error("No member");
  return actor;
}

async function exported(offering: Offering, who: Who): Promise<{ text: string; bundle: Bundle }> {
  const made = await exportLog(await actorOf(offering, who), {});
  if (!made.ok) throw new Error(made.error.code);
  const text = made.value.bytes.toString("utf8");
  return { text, bundle: JSON.parse(text) as Bundle };
}

/** The verifier as any party runs it, on what they were given and what they kept. */
function verify(text: string, kept?: string) {
  const [file, keptFile] = [join(folder, "log.json"), join(folder, "kept.txt")];
  writeFileSync(file, text);
  if (kept !== undefined) writeFileSync(keptFile, kept);
  const words = ["scripts/log-verify.mjs", file, ...(kept === undefined ? [] : ["--checkpoint", keptFile]), "--json"];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  return { status, stderr, report: stdout ? (JSON.parse(stdout) as { faults: { message: string }[] }) : null };
}

/** An offering with some history on both sides, its logs kept, and the checkpoint that the issuer's browser saw then. */
async function withHistory() {
  const offering = await anOffering();
  for (let round = 1; round <= 3; round++) {
    await note(offering, "issuer", `For all ${round}`, true);
    await note(offering, "issuer", `The issuer’s own ${round}`, false);
    await note(offering, "counsel", `The underwriters’ own ${round}`, false);
    await keepLog(offering.offeringId);
  }
  await takeRoots("clock/2031-03-05T06:00Z");
  const { bundle } = await exported(offering, "issuer");
  return { offering, kept: bundle.logs[0]!.checkpoints.at(-1) as string };
}

test("what a person exports are their own two logs, whole, and the verifier holds them, also to what they kept", async () => {
  const { offering, kept } = await withHistory();
  await note(offering, "issuer", "Later", true);
  const { text, bundle } = await exported(offering, "issuer");
  expect(bundle.logs.map(({ compartment }) => compartment)).toEqual(["shared", "issuer"]);
  expect(text).toContain("The issuer’s own 2");
  expect(text).not.toContain("The underwriters’ own");
  expect(bundle.logs[1]?.openings).toHaveLength(1);
  expect(verify(text, kept)).toMatchObject({ status: 0, stderr: "", report: { faults: [] } });

  // The other side's export has the same shared log, and opens its own commitment alone.
  const other = await exported(offering, "counsel");
  expect(other.bundle.logs[0]).toEqual(bundle.logs[0]);
  expect(other.text).not.toContain("The issuer’s own");
  expect(verify(other.text, kept).status).toBe(0);
});

test("at the closing every side’s log is fixed in the log of all, and what is changed in one later is found", async () => {
  const offering = await anOffering({
    conditions: [{ label: "7(k)", kind: "no-adverse-change", requires: [], deliverables: 0 }],
  });
  const { representative, counsel } = offering.people;
  const { closingId, offeringId } = offering;
  await note(offering, "issuer", "Said among ourselves", false);
  const told = [
    await act(asking(offering, counsel), { act: "pre-closing", closingId }),
    await act(asking(offering, counsel), { act: "start-call", closingId }),
    await act(asking(offering, representative), {
      ...{ act: "mark", conditionId: offering.conditions[0]!.id, mark: "not-applicable", reason: "None called for" },
    } as never),
    await act(asking(offering, representative), { act: "close", closingId }),
  ];
  expect(told.map((one) => (one.ok ? "ok" : one.error.code))).toEqual(["ok", "ok", "ok", "ok"]);
  const { bundle, text } = await exported(offering, "issuer");
  expect(bundle.logs[1]?.openings.map(({ occasion, size }) => [occasion, size])).toEqual([[`closing/${closingId}`, 1]]);
  expect(verify(text).status).toBe(0);
  expect(await checkOffering(offeringId, { files: false })).toEqual([]);

  await asSuperuser((client) => rewrite(client, offeringId, "issuer", (events) => events.with(0, edited(events[0]!))));
  const found = verify((await exported(offering, "issuer")).text);
  expect(found.status).toBe(1);
  expect(JSON.stringify(found.report)).toContain("of the shared log it was another log");
});

test("a browser gets the proof from what it saw to what there is", async () => {
  const { offering, kept } = await withHistory();
  await note(offering, "counsel", "Later", true);
  await keepLog(offering.offeringId);
  const before = readCheckpoint(kept)!;
  const actor = await actorOf(offering, "counsel");
  const answer = await viewLogProof(actor, { from: before.size });
  if (!answer.ok) throw new Error(answer.error.code);
  const now = readCheckpoint(answer.value.checkpoint)!;
  expect(now.size).toBeGreaterThan(before.size);
  const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
  expect(await isConsistent(sha256, before, now, answer.value.proof.map(fromBase64))).toBe(true);
  expect(await viewLogProof(actor, { from: now.size + 5 })).toMatchObject({ ok: true, value: { proof: [], keys: [] } });
  expect(await viewLogProof(await actorOf(await anOffering(), "issuer"), { from: 0 })).toEqual({
    ok: false,
    error: { code: "not-found" },
  });
});

/** Whoever runs the database and keeps to no rule of it. */
const asSuperuser = (run: (client: pg.Client) => Promise<unknown>) =>
  connected(administratorUrl, async (client) => {
    await client.query("SET session_replication_role = replica");
    await run(client);
  });

const edited = (event: ChainedEvent): ChainedEvent => ({
  ...event,
  payload: { ...(event.payload as object), text: "Edited" },
});

/**
 * Puts another history in place of a log's: numbers, hashes and all made anew, and its checkpoints thrown away, so that the program
 * itself signs the new one.
 */
async function rewrite(
  client: pg.Client,
  offeringId: string,
  compartment: string,
  change: (events: ChainedEvent[]) => ChainedEvent[],
) {
  const where = `"offeringId" = $1 AND "compartment" = $2`;
  const { rows } = await client.query(`SELECT * FROM "Event" WHERE ${where} ORDER BY "seq"`, [offeringId, compartment]);
  const made: ChainedEvent[] = [];
  for (const { type, at, actor, payload } of change(rows))
    made.push(appendEvent(headOf(made), { at: new Date(at).toISOString(), type, actor, payload }));
  await client.query(`DELETE FROM "Event" WHERE ${where}`, [offeringId, compartment]);
  await client.query(`DELETE FROM "LogCheckpoint" WHERE ${where}`, [offeringId, compartment]);
  for (const event of made)
    await client.query(
      `INSERT INTO "Event" ("id", "offeringId", "compartment", "seq", "type", "by", "actor", "at", "payload", "prevHash", "hash")
       VALUES (gen_random_uuid(), $1, $2, $3, $4, gen_random_uuid(), $5, $6, $7, $8, $9)`,
      [
        offeringId,
        compartment,
        event.seq,
        event.type,
        event.actor,
        event.at,
        event.payload,
        event.prevHash,
        event.hash,
      ],
    );
}

const shared = `"offeringId" = $1 AND "compartment" = 'shared'`;
const newest = `(SELECT max("seq") FROM "Event" WHERE ${shared})`;
type Tampering = (client: pg.Client, offeringId: string) => Promise<unknown>;
const sql =
  (text: string): Tampering =>
  (client, offeringId) =>
    client.query(text, [offeringId]);
const remade =
  (change: (events: ChainedEvent[]) => ChainedEvent[]): Tampering =>
  (client, offeringId) =>
    rewrite(client, offeringId, "shared", change);
const isKey = ({ type }: ChainedEvent) => type === "log.key";
const [stranger] = readSigningKeys(Buffer.alloc(32, 9).toString("base64url"));

/** What an operator can do to the rows; what cannot be in a row at all is tried on the export (scripts/log-verify.test.ts). */
const tamperings: Record<string, Tampering> = {
  "an edited event": sql(
    `UPDATE "Event" SET "payload" = "payload" || '{"text":"Edited"}' WHERE ${shared} AND "seq" = 3`,
  ),
  "an edited event, all made anew": remade((events) => events.with(2, edited(events[2]!))),
  "a deleted event": sql(`DELETE FROM "Event" WHERE ${shared} AND "seq" = 3`),
  "a deleted event, all made anew": remade((events) => [...events.toSpliced(2, 1), edited(events[2]!)]),
  "an inserted event, all made anew": remade((events) => events.toSpliced(3, 0, edited(events[2]!))),
  "reordered events": async (client, offeringId) => {
    for (const [from, to] of [
      [3, 9003],
      [4, 3],
      [9003, 4],
    ])
      await client.query(`UPDATE "Event" SET "seq" = $3 WHERE ${shared} AND "seq" = $2`, [offeringId, from, to]);
  },
  "reordered events, all made anew": remade((events) => events.with(2, events[3]!).with(3, events[2]!)),
  "a log cut short": sql(`DELETE FROM "Event" WHERE ${shared} AND "seq" = ${newest}`),
  "a fork": remade((events) => events.map((event, at) => (at < 3 || isKey(event) ? event : edited(event)))),
  "a log wound back, all made anew": remade((events) => events.slice(0, 3)),
  "another log’s checkpoints": sql(
    `UPDATE "LogCheckpoint" SET "note" = replace("note", '/shared', '/issuer') WHERE ${shared}`,
  ),
  "old checkpoints passed off as newer": sql(
    `UPDATE "LogCheckpoint" SET "note" = (SELECT "note" FROM "LogCheckpoint" WHERE ${shared} ORDER BY "size" LIMIT 1) WHERE ${shared}`,
  ),
  "a key that the log was never handed on to": remade((events) =>
    events.map((event) =>
      isKey(event) ? { ...event, payload: { key: stranger.publicKey, before: null, signature: null } } : event,
    ),
  ),
};

describe("an operator with the database and the keys is found out by whoever kept one old checkpoint:", () => {
  test.each(Object.keys(tamperings))("%s", async (kind) => {
    const { offering, kept } = await withHistory();
    expect(verify((await exported(offering, "issuer")).text, kept).status).toBe(0);
    await asSuperuser((client) => tamperings[kind]!(client, offering.offeringId));
    await note(offering, "issuer", "Business as usual", true);
    const { status, report } = verify((await exported(offering, "issuer")).text, kept);
    expect(report?.faults.length).toBeGreaterThan(0);
    expect(status).toBe(1);
  });

  test("so many kinds", () => {
    expect(Object.keys(tamperings).length).toBeGreaterThanOrEqual(13);
  });
});
