import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { administratorUrl } from "@/lib/testing/database";
import type { StreamRights } from "./access";
import { makeOffering, recordEvent } from "./fixtures";
import { LiveGateway } from "./gateway";

type Received = { event: string; id: string | undefined; data: Record<string, string | null> };

const opened: (() => Promise<unknown>)[] = [];
/** Who may hear what, by session cookie; a test changes it as an administrator would. */
const rights = new Map<string, StreamRights>();
let client: pg.Client;
let offeringId: string;

beforeEach(async () => {
  client = await connect();
  offeringId = await makeOffering(client);
  rights.clear();
  rights.set("session=issuer", { compartments: ["shared", "issuer"] });
  rights.set("session=underwriters", { compartments: ["shared", "underwriters"] });
});

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function connect(): Promise<pg.Client> {
  const made = new pg.Client({ connectionString: administratorUrl });
  await made.connect();
  opened.push(() => made.end());
  return made;
}

/** A server process's gateway behind a real HTTP server. */
async function startServer(secret = "the installation's secret, for all its servers") {
  const gateway = new LiveGateway({
    databaseUrl: process.env.DATABASE_URL ?? "",
    secret,
    access: async (cookie, id) => (id === offeringId ? (rights.get(cookie ?? "") ?? null) : null),
    onFault: () => {},
  });
  const server: Server = createServer((request, response) => {
    void gateway.open(request, response, (request.url ?? "").slice(1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  opened.push(async () => {
    await gateway.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { gateway, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${offeringId}` };
}

/** Opens a stream as a browser does, and waits until the server calls it joined. */
async function listen(url: string, cookie: string, lastEventId?: string) {
  const abort = new AbortController();
  opened.push(async () => abort.abort());
  const response = await fetch(url, {
    headers: { cookie, ...(lastEventId ? { "last-event-id": lastEventId } : {}) },
    signal: abort.signal,
  });
  expect(response.status).toBe(200);
  const received: Received[] = [];
  let raw = "";
  let ended = false;
  void (async () => {
    let rest = "";
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      raw += chunk;
      const parts = (rest + chunk).split("\n\n");
      rest = parts.pop() ?? "";
      for (const part of parts) {
        const fields = new Map(part.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]));
        if (!fields.has("event")) continue;
        received.push({
          event: fields.get("event") ?? "",
          id: fields.get("id"),
          data: JSON.parse(fields.get("data") ?? "{}") as Received["data"],
        });
      }
    }
  })()
    .catch(() => {})
    .finally(() => {
      ended = true;
    });
  const stream = {
    received,
    get raw() {
      return raw;
    },
    get types() {
      return received.filter(({ event }) => event === "changed").map(({ data }) => data.type);
    },
    get lastEventId() {
      return received.findLast(({ id }) => id !== undefined)?.id;
    },
    get ended() {
      return ended;
    },
    leave: () => abort.abort(),
  };
  await expect.poll(() => received.some(({ event }) => event === "joined" || event === "reload")).toBe(true);
  return stream;
}

test("what one person does reaches every screen of the offering, on another server too", async () => {
  const [one, two] = [await startServer(), await startServer()];
  const here = await listen(one.url, "session=issuer");
  const there = await listen(two.url, "session=underwriters");
  const conditionId = randomUUID();
  await recordEvent(client, { offeringId, type: "signed-off", conditionId });

  for (const stream of [here, there]) {
    await expect.poll(() => stream.types).toEqual(["signed-off"]);
    expect(stream.received.at(-1)?.data).toMatchObject({ conditionId, closingId: null });
  }
});

test("nobody hears of the other side's compartment, nor of another offering", async () => {
  const { url } = await startServer();
  const issuer = await listen(url, "session=issuer");
  const underwriters = await listen(url, "session=underwriters");
  const elsewhere = await makeOffering(client);
  await recordEvent(client, { offeringId, type: "note of the issuer", compartment: "issuer" });
  await recordEvent(client, { offeringId, type: "note of the underwriters", compartment: "underwriters" });
  await recordEvent(client, { offeringId: elsewhere, type: "elsewhere" });
  await recordEvent(client, { offeringId, type: "for all" });

  await expect.poll(() => issuer.types).toEqual(["note of the issuer", "for all"]);
  await expect.poll(() => underwriters.types).toEqual(["note of the underwriters", "for all"]);
});

test("a stranger, and a stranger to this offering, get the answer for what is not there", async () => {
  const { url } = await startServer();
  const ask = async (address: string, headers: Record<string, string>) => {
    const response = await fetch(address, { headers });
    return [response.status, await response.text()];
  };
  const nowhere = await ask(url.replace(offeringId, randomUUID()), { cookie: "session=issuer" });
  expect(nowhere).toEqual([404, '{"code":"not-found"}']);
  expect(await ask(url, {})).toEqual(nowhere);
  expect(await ask(url, { cookie: "session=stranger" })).toEqual(nowhere);
});

test("a stream ends when its rights do, with nothing happening and with nothing more told", async () => {
  const { url, gateway } = await startServer();
  const stream = await listen(url, "session=issuer");
  rights.delete("session=issuer");
  await expect.poll(() => stream.ended, { timeout: 10_000 }).toBe(true);
  await expect.poll(() => gateway.size).toBe(0);
  expect(stream.types).toEqual([]);
});

test("who is moved to the other side hears only that side from then on", async () => {
  const { url } = await startServer();
  const stream = await listen(url, "session=issuer");
  await recordEvent(client, { offeringId, type: "first", compartment: "issuer" });
  await expect.poll(() => stream.types).toEqual(["first"]);

  rights.set("session=issuer", { compartments: ["shared", "underwriters"] });
  // An answer is good for a second: whatever was asked before has been asked again once this one has been.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await recordEvent(client, { offeringId, type: "second", compartment: "issuer" });
  await recordEvent(client, { offeringId, type: "third", compartment: "underwriters" });
  await expect.poll(() => stream.types).toEqual(["first", "third"]);
});

test("after a lost connection another server tells what was missed, also what was still under way at the time", async () => {
  const [one, two] = [await startServer(), await startServer()];
  const stream = await listen(one.url, "session=issuer");
  const slow = await connect();
  await slow.query("BEGIN");
  await recordEvent(slow, { offeringId, type: "under way" });
  await recordEvent(client, { offeringId, type: "heard" });
  await expect.poll(() => stream.types).toEqual(["heard"]);
  stream.leave();
  await slow.query("COMMIT");
  await recordEvent(client, { offeringId, type: "missed" });
  await recordEvent(client, { offeringId, type: "not theirs", compartment: "underwriters" });

  const again = await listen(two.url, "session=issuer", stream.lastEventId);
  expect(again.types).toEqual(["under way", "heard", "missed"]);
  expect(again.received.at(-1)?.event, "told to be up to date last").toBe("joined");
});

test("a mark that this installation did not make is not believed: the screen starts afresh", async () => {
  const { url } = await startServer();
  await recordEvent(client, { offeringId, type: "before" });
  const stream = await listen(url, "session=issuer", "0");
  expect(stream.types).toEqual([]);
});

test("the other side's acts leave no trace in what a viewer is sent", async () => {
  const { url } = await startServer();
  const stream = await listen(url, "session=issuer");
  for (let act = 0; act < 20; act++) {
    await recordEvent(client, { offeringId, type: "hidden", compartment: "underwriters" });
  }
  await recordEvent(client, { offeringId, type: "shown" });
  await expect.poll(() => stream.types).toEqual(["shown"]);

  expect(stream.received.map(({ event }) => event)).toEqual(["joined", "changed"]);
  const [joined, changed] = stream.received;
  expect(changed?.id?.length).toBe(joined?.id?.length);
  expect(Object.keys(changed?.data ?? {}).sort()).toEqual(["at", "closingId", "conditionId", "serverTime", "type"]);
});

test("a stop ends every stream and tells the browsers when to return", async () => {
  const { url, gateway } = await startServer();
  const streams = [await listen(url, "session=issuer"), await listen(url, "session=underwriters")];
  await gateway.close();
  for (const stream of streams) {
    await expect.poll(() => stream.ended).toBe(true);
    expect(stream.raw).toMatch(/retry: \d+\n\n$/);
  }
  expect((await fetch(url, { headers: { cookie: "session=issuer" } })).status).toBe(503);
});
