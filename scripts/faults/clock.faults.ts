// Faults 11, 12 and 13: the server's clock is turned, daylight time begins and ends, and a Node has old time zones.
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { anOffering } from "@/lib/testing/offering";
import { proved } from "@/lib/testing/proved";
import { checkOffering } from "@/lib/use-cases/check-record";
import { withClient } from "../platform/database";
import { typescriptOptions } from "../platform/run";
import { projectRoot } from "../platform/settings";
import { Person } from "./person";
import { record } from "./record";
import { site } from "./setup";
import { freePort } from "./site";
import { faketimeLibrary } from "./tools";

afterAll(() => db.$disconnect());

const clockFile = join(site.settings.dataFolder, "clock");

/** A server whose clock is set by `turn`: "+0", "-3600" (seconds), "@2026-03-08 06:59:50". */
async function withClock(first: string) {
  const turn = (to: string) => writeFileSync(clockFile, to);
  turn(first);
  const server = await site.start({
    environment: {
      LD_PRELOAD: faketimeLibrary(),
      FAKETIME_TIMESTAMP_FILE: clockFile,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      TZ: "UTC",
    },
  });
  return { server, turn };
}

test("F11: with the clock turned back an hour, on by a day and back again under load, the order is that of the acts and the record holds", async () => {
  const { server, turn } = await withClock("+0");
  const made = await anOffering();
  const counsel = await Person.signedIn(made.people.counsel);
  const url = `${server.origin}/api/offerings/${made.offeringId}/acts`;
  const texts: string[] = [];
  const turns = ["+0", "-3600", "+86400", "+0"];
  for (const clock of turns) {
    turn(clock);
    for (let number = 0; number < 15; number++) {
      const text = `At ${clock}, ${number}`;
      const wish = { act: "note", conditionId: made.conditions[0]?.id, text, shared: true };
      expect((await counsel.insist(url, wish)).status).toBe(200);
      texts.push(text);
    }
  }
  // A confirmation given before the clock went back is not good for an hour more.
  const representative = await Person.signedIn(made.people.representative);
  turn("-3600");
  const waiver = { act: "waive", conditionId: made.conditions[0]?.id, text: "x", scope: "x", instrument: null };
  expect(await representative.post(url, waiver)).toMatchObject({ status: 403, body: { code: "step-up-required" } });
  // A session that is over stays over, whatever this server's clock says.
  await db.session.updateMany({
    where: { userId: counsel.personId },
    data: { expiresAt: new Date(Date.now() - 60_000) },
  });
  expect((await counsel.post(url, waiver)).status).toBe(401);
  await server.stop();

  const { events } = await record(made.offeringId);
  const chain = events.filter(({ type }) => type === "note.added").toSorted((a, b) => a.seq - b.seq);
  expect(chain.map(({ payload }) => (payload as { text: string }).text)).toEqual(texts);
  const marked = chain.filter(({ payload }) => "clockSkew" in (payload as object));
  expect(marked, "those in whose time the clock was behind the event before them").toHaveLength(30);
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved(
    "F11",
    `${turns.length} turns of the clock under ${texts.length} acts: order kept, ${marked.length} events say that the clock was behind, no session or confirmation revived`,
  );
});

test("F11: with PostgreSQL's own clock turned under load, acts keep the server's times and their order, and the server says that it is not ready", async () => {
  const server = await site.start();
  const made = await anOffering();
  const counsel = await Person.signedIn(made.people.counsel);
  const url = `${server.origin}/api/offerings/${made.offeringId}/acts`;
  const clock = join(site.cluster.folder, "clock");
  const turn = (to: string) => writeFileSync(clock, to, { mode: 0o644 });
  turn("+0");
  await site.restartPostgres({
    ...{ LD_PRELOAD: faketimeLibrary(), FAKETIME_TIMESTAMP_FILE: clock },
    ...{ FAKETIME_NO_CACHE: "1", FAKETIME_DONT_FAKE_MONOTONIC: "1" },
  });
  /** How many seconds PostgreSQL's clock is before this one. */
  const ahead = () =>
    withClient(site.administratorUrl, async (client) => {
      const { rows } = await client.query<{ now: Date }>("SELECT clock_timestamp() AS now");
      return Math.round(((rows[0]?.now.getTime() ?? 0) - Date.now()) / 1000);
    });
  const readiness = async () => (await fetch(`${server.origin}/api/ready`)).status;
  const texts: string[] = [];
  const turns = [0, -3_600, 1_800, 0];
  for (const seconds of turns) {
    turn(seconds < 0 ? `${seconds}` : `+${seconds}`);
    await expect.poll(ahead, { timeout: 20_000 }).toBe(seconds);
    for (let number = 0; number < 15; number++) {
      const text = `By PostgreSQL at ${seconds}, ${number}`;
      const wish = { act: "note", conditionId: made.conditions[0]?.id, text, shared: true };
      expect((await counsel.insist(url, wish)).status).toBe(200);
      texts.push(text);
    }
    expect(await readiness(), `with PostgreSQL's clock at ${seconds} s`).toBe(seconds === 0 ? 200 : 503);
  }
  // Sessions go by this clock alone, so that they end at one moment for every server.
  const late = { expiresAt: new Date(Date.now() + 600_000) };
  await db.session.updateMany({ where: { userId: counsel.personId }, data: late });
  turn("+1800");
  await expect.poll(ahead, { timeout: 20_000 }).toBe(1_800);
  const wish = { act: "note", conditionId: made.conditions[0]?.id, text: "Too late", shared: true };
  expect((await counsel.post(url, wish)).status).toBe(401);
  await server.stop();
  await site.restartPostgres({});

  const { events } = await record(made.offeringId);
  const chain = events.filter(({ type }) => type === "note.added").toSorted((a, b) => a.seq - b.seq);
  expect(chain.map(({ payload }) => (payload as { text: string }).text)).toEqual(texts);
  const behind = chain.filter(({ payload }) => "clockSkew" in (payload as object));
  expect(behind, "the server's clock was behind no event").toEqual([]);
  const times = chain.map(({ at }) => Date.parse(at));
  expect(Math.max(...times) - Math.min(...times), "no event has PostgreSQL's time").toBeLessThan(1_000_000);
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved(
    "F11 PostgreSQL",
    `${turns.length} turns of PostgreSQL's own clock under ${texts.length} acts: their order and the server's times kept, not ready while it was turned, a session over by it refused`,
  );
});

test("F12: ten in the morning in New York stays ten, whichever side of the change of the clocks it is asked on", async () => {
  const { server } = await withClock("@2026-03-08 06:59:57");
  // Set in winter for summer and the other way round: New York is at -5 until 8 March and from 1 November 2026 on.
  const moments = [
    ["2026-03-06", "2026-03-06T15:00:00.000Z"],
    ["2026-03-09", "2026-03-09T14:00:00.000Z"],
    ["2026-10-30", "2026-10-30T14:00:00.000Z"],
    ["2026-11-02", "2026-11-02T15:00:00.000Z"],
    ["2027-03-12", "2027-03-12T15:00:00.000Z"],
    ["2027-03-15", "2027-03-15T14:00:00.000Z"],
  ] as const;
  const asked = await Promise.all(
    moments.map(async ([localDate, expected]) => {
      const made = await anOffering({ localDate });
      const person = await Person.signedIn(made.people.counsel);
      return {
        person,
        expected,
        url: `${server.origin}/api/offerings/${made.offeringId}/closings/${made.closingId}/checklist`,
      };
    }),
  );
  const look = async () => {
    for (const { person, url, expected } of asked) {
      const { body } = await person.get(url);
      expect((body as { head: { timeOfDelivery: string } }).head.timeOfDelivery).toBe(expected);
    }
  };
  await look();
  const hour = async () => Date.parse(String((await fetch(`${server.origin}/api/health`)).headers.get("date")));
  // New York's clocks spring from two to three at seven in London, a few seconds after this server began.
  await expect.poll(hour, { timeout: 30_000 }).toBeGreaterThan(Date.parse("2026-03-08T07:00:00Z"));
  await look();
  await server.stop();
  proved(
    "F12",
    `${moments.length} Times of Delivery about the changes of 2026 and 2027, asked before and after a change: ten in the morning each time`,
  );
});

test("F13: a server refuses to start on a Node with old time zones, and says why", async () => {
  const port = await freePort();
  // A Node of the machine's own where it is old enough; else the pinned one, made to show Vancouver as it was before 2026.
  const old = await oldNode();
  const [program = process.execPath, ...first] = old ? [old] : [process.execPath, "--import", asOf2025];
  const child = spawn(program, [...first, ...typescriptOptions, "lib/server/server.ts"], {
    cwd: projectRoot,
    env: site.serverEnvironment({ PORT: String(port), ORIGIN: `http://localhost:${port}` }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const status = await new Promise((resolve) => child.once("exit", resolve));
  expect(status).toBe(1);
  expect(said).toMatch(/time zones of \S+, which show some Times of Delivery an hour wrong/);
  proved("F13", `started on ${old ? "the machine’s own old Node" : "zones of 2025"}: refused to start and said why`);
});

/** Makes Intl say of Vancouver in 2027 what it said before British Columbia gave up changing its clocks. */
const asOf2025 = `data:text/javascript,${encodeURIComponent(`
  const Real = Intl.DateTimeFormat;
  Intl.DateTimeFormat = function (locale, options) {
    const zone = options?.timeZone === "America/Vancouver" ? "Etc/GMT+8" : options?.timeZone;
    return new Real(locale, { ...options, timeZone: zone });
  };
`)}`;

async function oldNode(): Promise<string | undefined> {
  const places = ["/usr/bin/node", "/usr/local/bin/node"].filter(existsSync);
  for (const place of places) {
    const child = spawn(place, [
      "-p",
      "new Intl.DateTimeFormat('en-GB',{timeZone:'America/Vancouver',hour:'2-digit'}).format(new Date('2027-01-15T15:00:00Z'))",
    ]);
    let said = "";
    child.stdout.on("data", (chunk) => (said += chunk));
    await new Promise((resolve) => child.once("exit", resolve));
    await pause(0);
    if (said.trim() === "07") return place;
  }
  return undefined;
}
