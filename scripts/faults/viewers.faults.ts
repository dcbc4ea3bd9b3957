// Faults 17 and 18: very many screens are open on one Time of Delivery, all lose their connection at once, and some lose their right.
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { anOffering } from "@/lib/testing/offering";
import { proved, quantile, times } from "@/lib/testing/proved";
import { Person } from "./person";
import { site } from "./setup";
import { freePort, type Serving } from "./site";
import { type OpenStream, openStream } from "./stream";

const viewers = times(1_000, 10_000);
/** So many streams one session may hold; a person with more screens has signed in more often. */
const ofOneSession = 50;

let made: Awaited<ReturnType<typeof anOffering>>;
let gateway: Serving;
let other: Serving;
let port: number;
let sessions: Person[];
let open: OpenStream[];
let actor: Person;

beforeAll(async () => {
  made = await anOffering();
  port = await freePort();
  [gateway, other] = await Promise.all([site.start({ port }), site.start()]);
  const people = Object.values(made.people);
  sessions = await Promise.all(
    Array.from({ length: Math.ceil(viewers / ofOneSession) }, (_, number) =>
      Person.signedIn(people[number % people.length] as (typeof people)[number]),
    ),
  );
  actor = await Person.signedIn(made.people.counsel);
});
afterAll(async () => {
  for (const stream of open ?? []) stream.leave();
  await Promise.all([gateway.stop(), other.stop()]);
  await db.$disconnect();
});

const live = () => `${gateway.origin}/api/offerings/${made.offeringId}/live`;
const sessionOf = (viewer: number) => sessions[Math.floor(viewer / ofOneSession)] as Person;

/** Opens every screen, a hundred at a time, each from the mark that it has. */
async function openAll(marks: readonly (string | undefined)[]): Promise<OpenStream[]> {
  const streams: OpenStream[] = [];
  for (let from = 0; from < viewers; from += 100) {
    const some = Array.from({ length: Math.min(100, viewers - from) }, (_, number) => from + number);
    const opened = some.map((viewer) => openStream(live(), sessionOf(viewer).cookie, marks[viewer]));
    streams.push(...(await Promise.all(opened)));
  }
  return streams;
}

/** Somebody acts on the other server, which tells of it through the database. Resolves with the moment of the answer. */
async function note(text: string): Promise<number> {
  const wish = { act: "note", conditionId: made.conditions[0]?.id, text, shared: true };
  expect((await actor.insist(`${other.origin}/api/offerings/${made.offeringId}/acts`, wish)).status).toBe(200);
  return performance.now();
}

const everyoneHas = (changes: number) =>
  expect
    .poll(() => open.filter(({ heard }) => heard.length < changes).length, { timeout: 120_000, interval: 100 })
    .toBe(0);

test("F17: everyone who looks hears of every act, through another server", async () => {
  const started = performance.now();
  open = await openAll([]);
  const connected = performance.now() - started;
  expect(open.filter(({ status }) => status !== 200)).toEqual([]);
  const acts = 20;
  const lags: number[] = [];
  for (let act = 0; act < acts; act++) {
    const done = await note(`Heard by many ${act}`);
    await everyoneHas(act + 1);
    lags.push(...open.map(({ heard }) => Math.max(0, (heard[act] as number) - done)));
  }
  expect(
    open.every(({ heard }) => heard.length === acts),
    "each once",
  ).toBe(true);
  const figures = `${viewers} viewers, ${acts} acts, ${lags.length} events heard, 0 missed; lag after the answer ${Math.round(quantile(lags, 0.5))} ms (median), ${Math.round(quantile(lags, 0.99))} ms (p99); connected in ${(connected / 1000).toFixed(1)} s`;
  proved("19", figures);
  proved("F17", figures);
});

test("F18: when all lose their connection at once and come back, each is told what it missed", async () => {
  const marks = open.map(({ lastEventId }) => lastEventId);
  await gateway.kill();
  await Promise.all(open.map(({ over }) => over));
  const missed = 5;
  for (let act = 0; act < missed; act++) await note(`While they were away ${act}`);
  const started = performance.now();
  gateway = await site.start({ port });
  open = await openAll(marks);
  const back = performance.now() - started;
  await everyoneHas(missed);
  await note("After all were back");
  await everyoneHas(missed + 1);
  expect(open.every(({ text }) => !text.includes("event: reload"))).toBe(true);
  proved(
    "F18",
    `${viewers} viewers whose server was killed: all back ${(back / 1000).toFixed(1)} s after the new one was started, ${missed} acts missed by each told to each`,
  );
});

test("whose right ends hears nothing more, and their streams end; everyone else's go on", async () => {
  const { personId } = made.people.issuer;
  const theirs = open.filter((_, viewer) => sessionOf(viewer).personId === personId);
  const rest = open.filter((_, viewer) => sessionOf(viewer).personId !== personId);
  expect(theirs.length).toBeGreaterThanOrEqual(viewers / 5);
  await db.session.deleteMany({ where: { userId: personId } });
  const started = performance.now();
  await expect.poll(() => theirs.every(({ isOver }) => isOver), { timeout: 60_000, interval: 20 }).toBe(true);
  const took = performance.now() - started;
  const before = theirs.map(({ heard }) => heard.length);
  await note("Not for them any more");
  await expect.poll(() => rest.every(({ heard }) => heard.length === 7), { timeout: 60_000 }).toBe(true);
  await pause(0);
  expect(theirs.map(({ heard }) => heard.length)).toEqual(before);
  expect(rest.filter(({ isOver }) => isOver)).toEqual([]);
  const page = await fetch(live(), { headers: { cookie: sessionOf(open.indexOf(theirs[0] as OpenStream)).cookie } });
  expect(page.status).toBe(404);
  proved(
    "24",
    `${theirs.length} streams of a person whose sessions were ended: all over after ${Math.round(took)} ms, nothing told afterwards; ${rest.length} others went on`,
  );
});
