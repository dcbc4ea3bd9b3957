import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { administratorUrl } from "@/lib/testing/database";
import { makeOffering, recordEvent } from "./fixtures";
import { Outbox, type OutboxEvent } from "./outbox";

const opened: { end(): Promise<void> }[] = [];
let offeringId: string;

beforeEach(async () => {
  offeringId = await makeOffering(await connect());
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.end()));
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: administratorUrl });
  await client.connect();
  opened.push(client);
  return client;
}

/** An outbox as a server has it: reading under the application's own role. */
async function startOutbox(): Promise<Outbox> {
  const outbox = new Outbox(process.env.DATABASE_URL ?? "");
  opened.push({ end: () => outbox.close() });
  await outbox.read();
  return outbox;
}

const types = (events: readonly OutboxEvent[]) => events.map(({ type }) => type);

test("what commits after a later position is told when it commits, and the mark waits for it", async () => {
  const outbox = await startOutbox();
  const [slow, quick] = [await connect(), await connect()];

  await slow.query("BEGIN");
  const first = await recordEvent(slow, { offeringId, type: "slow" });
  const second = await recordEvent(quick, { offeringId, type: "quick" });
  expect(types(await outbox.read())).toEqual(["quick"]);
  expect(outbox.settled).toBe(first - 1n);

  await slow.query("COMMIT");
  expect(types(await outbox.read())).toEqual(["slow"]);
  expect(outbox.settled).toBe(second);
  expect(await outbox.read()).toEqual([]);
});

test("a server that starts while an earlier position is under way still tells it", async () => {
  const slow = await connect();
  await slow.query("BEGIN");
  const first = await recordEvent(slow, { offeringId, type: "slow" });
  await recordEvent(await connect(), { offeringId, type: "before the start" });

  const outbox = await startOutbox();
  expect(outbox.settled).toBe(first - 1n);
  await slow.query("COMMIT");
  expect(types(await outbox.read())).toEqual(["slow"]);
});

test("an act that is rolled back is never told", async () => {
  const outbox = await startOutbox();
  const failing = await connect();
  await failing.query("BEGIN");
  await recordEvent(failing, { offeringId, type: "never" });
  await recordEvent(await connect(), { offeringId, type: "told" });
  await failing.query("ROLLBACK");
  expect(types(await outbox.read())).toEqual(["told"]);
  expect(await outbox.read()).toEqual([]);
});

test("two servers each tell every act of many at once exactly once", async () => {
  const outboxes = [await startOutbox(), await startOutbox()];
  const told: string[][] = [[], []];
  let done = false;
  const reading = Promise.all(
    outboxes.map(async (outbox, place) => {
      for (let last = false; !last; ) {
        last = done;
        told[place]?.push(...types(await outbox.read()));
      }
    }),
  );

  const committed: string[] = [];
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    const client = await connect();
    for (let act = 0; act < 40; act++) {
      const type = `${writer}/${act}`;
      await client.query("BEGIN");
      await recordEvent(client, { offeringId, type });
      // Some hold their position for a while, and some give it up.
      if (act % 3 === 0) await client.query("SELECT pg_sleep(random() * 0.02)");
      const keeps = act % 5 !== 0;
      await client.query(keeps ? "COMMIT" : "ROLLBACK");
      if (keeps) committed.push(type);
    }
  });
  await Promise.all(writers);
  done = true;
  await reading;

  for (const list of told) expect(list.sort()).toEqual([...committed].sort());
});

test("a lost connection loses nothing", async () => {
  const outbox = await startOutbox();
  const client = await connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'section-seven live'",
  );
  await recordEvent(client, { offeringId, type: "meanwhile" });

  const events = await outbox.read().catch(() => outbox.read());
  expect(types(events)).toEqual(["meanwhile"]);
});

test("catching up finds the acts of the one offering after the mark", async () => {
  const outbox = await startOutbox();
  const client = await connect();
  const other = await makeOffering(client);
  const mark = await recordEvent(client, { offeringId, type: "known" });
  await recordEvent(client, { offeringId: other, type: "elsewhere" });
  await recordEvent(client, { offeringId, type: "missed" });
  await outbox.read();

  expect(types((await outbox.since(mark, offeringId)) ?? [])).toEqual(["missed"]);
  expect(await outbox.since(10n ** 12n, offeringId), "a mark of a database put back since").toBeNull();
  expect(await outbox.since(0n, randomUUID())).toEqual([]);
});

test("catching up goes through more acts than one reading takes", async () => {
  const outbox = await startOutbox();
  const client = await connect();
  const mark = await recordEvent(client, { offeringId, type: "known" });
  await client.query("BEGIN");
  for (let act = 0; act < 1200; act++) await recordEvent(client, { offeringId, type: String(act) });
  await client.query("COMMIT");

  expect(types(await outbox.read())).toHaveLength(1201);
  expect(types((await outbox.since(mark, offeringId)) ?? [])).toHaveLength(1200);
});
