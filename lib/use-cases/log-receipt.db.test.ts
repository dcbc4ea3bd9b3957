import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { withScope } from "@/lib/db/scope";
import type { EventId } from "@/lib/domain/ids";
import { readSigningKeys } from "@/lib/log/signing";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { keepLog } from "./keep-log";
import { logReceipt } from "./log-receipt";
import { viewLog } from "./view-log";

const folder = mkdtempSync(join(tmpdir(), "log-receipt-"));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.$disconnect();
});

type Who = "issuer" | "counsel" | "representative";
type Receipt = {
  seq: number;
  checkpoint: string;
  origin: string;
  offering: { name: string };
  events: { seq: number; leaf: string; proof: string[] }[];
};

let offering: Awaited<ReturnType<typeof anOffering>>;
beforeAll(async () => {
  offering = await anOffering();
  for (let number = 1; number <= 5; number++) {
    await note("issuer", `For all ${number}`, true);
    await note("issuer", `The issuer’s own ${number}`, false);
  }
});

async function note(who: Who, text: string, shared: boolean) {
  const wish = { act: "note", conditionId: offering.conditions[0]!.id, text, shared } as const;
  expect(await act(asking(offering, offering.people[who]), wish)).toMatchObject({ ok: true });
}

async function actorOf(who: Who, { offeringId, people } = offering) {
  const { personId } = people[who];
  const actor = await withScope({ personId, compartments: [] }, (tx) => enterAs(tx, personId, offeringId));
  if (!actor) throw new Error("No member");
  return actor;
}

/** The entries of a person's log, the oldest first, by what they say. */
async function entriesOf(who: Who) {
  const entries = await viewLog(await actorOf(who), {});
  if (!entries.ok) throw new Error(entries.error.code);
  return entries.value.toReversed();
}

async function receiptOf(who: Who, id: string): Promise<{ text: string; receipt: Receipt; fileName: string }> {
  const made = await logReceipt(await actorOf(who), { eventId: id as EventId });
  if (!made.ok) throw new Error(made.error.code);
  const text = made.value.bytes.toString("utf8");
  return { text, receipt: JSON.parse(text) as Receipt, fileName: made.value.fileName };
}

/** The verifier as anyone runs it. */
function verify(text: string, kept?: string) {
  const [file, keptFile] = [join(folder, "receipt.json"), join(folder, "kept.txt")];
  writeFileSync(file, text);
  if (kept !== undefined) writeFileSync(keptFile, kept);
  const words = ["scripts/log-verify.mjs", file, ...(kept === undefined ? [] : ["--checkpoint", keptFile])];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  return { status, said: stdout + stderr };
}

const written = (receipt: Receipt) => `${JSON.stringify(receipt, null, 1)}\n`;

test("everyone has the receipt of each event that they see, and it holds by itself", async () => {
  let held = 0;
  for (const who of ["issuer", "counsel"] as const)
    for (const { id, seq, hash } of await entriesOf(who)) {
      const { text, receipt } = await receiptOf(who, id);
      expect(receipt.seq).toBe(seq);
      const { status, said } = verify(text);
      expect([status, said]).toEqual([0, expect.stringContaining("All holds.")]);
      expect(said).toContain(hash);
      held++;
    }
  expect(held).toBeGreaterThanOrEqual(15);
}, 60_000);

test("a receipt shows its event and the log’s keys, and nothing else of the log", async () => {
  const mine = (await entriesOf("issuer")).find(({ sentence }) => sentence.includes("The issuer’s own 3"))!;
  const { text, receipt, fileName } = await receiptOf("issuer", mine.id);
  expect(text).toContain("The issuer’s own 3");
  for (const other of ["For all", "own 1", "own 2", "own 4", "own 5"]) expect(text).not.toContain(other);
  expect(receipt.events.map(({ leaf }) => (JSON.parse(leaf) as { type: string }).type)).toEqual([
    "note.added",
    "log.key",
  ]);
  expect(fileName).toBe(`Receipt of issuer no. ${receipt.seq}, ${receipt.offering.name}.json`);
});

test("an event of another side, of another offering or of nobody is not found", async () => {
  const mine = (await entriesOf("issuer")).find(({ compartment }) => compartment === "issuer")!;
  const notFound = { ok: false, error: { code: "not-found" } };
  expect(await logReceipt(await actorOf("issuer"), { eventId: mine.id as EventId })).toMatchObject({ ok: true });
  expect(await logReceipt(await actorOf("counsel"), { eventId: mine.id as EventId })).toEqual(notFound);
  const elsewhere = await actorOf("issuer", await anOffering());
  expect(await logReceipt(elsewhere, { eventId: mine.id as EventId })).toEqual(notFound);
  expect(await logReceipt(await actorOf("issuer"), { eventId: crypto.randomUUID() as EventId })).toEqual(notFound);
});

test("it is held to a checkpoint that was kept, and to one of another size it says what to compare", async () => {
  const [first] = await entriesOf("issuer");
  const before = (await receiptOf("issuer", first!.id)).receipt.checkpoint;
  const { text } = await receiptOf("issuer", first!.id);
  expect(verify(text, before)).toMatchObject({ status: 0, said: expect.stringContaining("checkpoint that you kept") });
  await note("issuer", "Later", true);
  const later = await receiptOf("issuer", first!.id);
  expect(later.receipt.checkpoint).not.toBe(before);
  expect(verify(later.text, before)).toMatchObject({
    status: 0,
    said: expect.stringContaining("compare the exported log"),
  });
  const own = (await entriesOf("issuer")).find(({ compartment }) => compartment === "issuer")!;
  const other = (await receiptOf("issuer", own.id)).receipt.checkpoint;
  expect(verify(text, other)).toMatchObject({ status: 1, said: expect.stringContaining("is of another log") });
});

const [stranger] = readSigningKeys(Buffer.alloc(32, 9).toString("base64url"));
const changedLeaf = (receipt: Receipt, change: (leaf: string) => string): Receipt => ({
  ...receipt,
  events: receipt.events.map((one) => (one.seq === receipt.seq ? { ...one, leaf: change(one.leaf) } : one)),
});

/** Each makes another receipt of a right one. */
const forgeries: Record<string, (receipt: Receipt, other: Receipt) => string> = {
  "another text": (receipt) => written(changedLeaf(receipt, (leaf) => leaf.replace("For all", "For none"))),
  "another person": (receipt) =>
    written(changedLeaf(receipt, (leaf) => leaf.replace(/"name":"[^"]*"/, '"name":"Somebody Else"'))),
  "a name that stands twice in the event": (receipt) =>
    written(changedLeaf(receipt, (leaf) => leaf.replace('"at":', '"at":"2001-01-01T00:00:00.000Z","at":'))),
  "another place": (receipt) =>
    written({
      ...receipt,
      seq: receipt.seq + 1,
      events: receipt.events.map((one) => (one.seq === receipt.seq ? { ...one, seq: one.seq + 1 } : one)),
    }),
  "a hash less in the proof": (receipt) =>
    written({ ...receipt, events: receipt.events.map((one) => ({ ...one, proof: one.proof.slice(1) })) }),
  "a hash more in the proof": (receipt) =>
    written({ ...receipt, events: receipt.events.map((one) => ({ ...one, proof: [...one.proof, "0".repeat(64)] })) }),
  "the checkpoint of another log": (receipt, other) => written({ ...receipt, checkpoint: other.checkpoint }),
  "another root under the same signature": (receipt) =>
    written({ ...receipt, checkpoint: receipt.checkpoint.replace(/\n[A-Za-z0-9+/]{43}=/, `\n${"A".repeat(43)}=`) }),
  "a key that the log did not name": (receipt) =>
    written({
      ...receipt,
      events: receipt.events.map((one) => ({
        ...one,
        leaf: one.leaf.replace(/"key":"[^"]*"/, `"key":"${stranger.publicKey}"`),
      })),
    }),
  "the events that name the keys left out": (receipt) =>
    written({ ...receipt, events: receipt.events.filter((one) => one.seq === receipt.seq) }),
  "its own event left out": (receipt) =>
    written({ ...receipt, events: receipt.events.filter((one) => one.seq !== receipt.seq) }),
  "another offering’s name for the log": (receipt) =>
    written({ ...receipt, origin: receipt.origin.replace(/[0-9a-f]{8}/, "00000000") }),
  "a name that stands twice in the file": (receipt) => written(receipt).replace('"format":', '"seq": 1,\n "format":'),
};

test.each(Object.keys(forgeries))("the verifier finds %s", async (kind) => {
  const entries = await entriesOf("issuer");
  const shared = entries.find(({ sentence }) => sentence.includes("For all 2"))!;
  const own = entries.find(({ compartment }) => compartment === "issuer")!;
  await keepLog(offering.offeringId);
  const { receipt, text } = await receiptOf("issuer", shared.id);
  const { receipt: other } = await receiptOf("issuer", own.id);
  const forged = forgeries[kind]!(receipt, other);
  expect(forged).not.toBe(text);
  expect(verify(forged)).toMatchObject({ status: 1, said: expect.stringContaining("FAULT") });
});

test("so many forgeries", () => {
  expect(Object.keys(forgeries).length).toBeGreaterThanOrEqual(13);
});
