// Faults 6, 15, 16, 24, 25 and 29: what happens between people and the server, and when the server itself ends.
import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FaultProxy } from "@/e2e/support/fault-proxy";
import type { CrashKind } from "@/lib/crash-point";
import { db } from "@/lib/db/client";
import { anOffering } from "@/lib/testing/offering";
import { proved, quantile, times } from "@/lib/testing/proved";
import { checkOffering } from "@/lib/use-cases/check-record";
import { LogFile } from "../platform/log-file";
import { ServerProcess } from "../platform/server-process";
import { Person } from "./person";
import { counted, notesOf } from "./record";
import { site } from "./setup";
import { freePort, type Serving } from "./site";
import { openStream } from "./stream";

let server: Serving;
let made: Awaited<ReturnType<typeof anOffering>>;
let counsel: Person;
beforeAll(async () => {
  server = await site.start();
  made = await anOffering({ conditions: Array.from({ length: 8 }, (_, place) => ({ label: `7(${place})` })) });
  counsel = await Person.signedIn(made.people.counsel);
});
afterAll(async () => {
  await server.stop();
  await db.$disconnect();
});

const acts = (origin = server.origin, offeringId = made.offeringId) => `${origin}/api/offerings/${offeringId}/acts`;
const note = (text: string, place = 0) => ({
  act: "note",
  conditionId: made.conditions[place]?.id,
  text,
  shared: true,
});

test("F6: an act whose answer was cut off is not done again: asking again gives the stored answer", async () => {
  const cuts = times(20, 1_000);
  const before = await counted(made.offeringId);
  const proxy = await FaultProxy.before(server.origin);
  for (let cut = 0; cut < cuts; cut++) {
    const [key, wish] = [randomUUID(), note(`Cut off ${cut}`, cut % 8)];
    proxy.swallowAnswers();
    await expect(counsel.post(acts(proxy.origin), wish, key)).rejects.toThrow();
    proxy.mend();
    const answer = await counsel.post(acts(), wish, key);
    expect(answer.status).toBe(200);
    expect(await counsel.post(acts(proxy.origin), wish, key)).toEqual(answer);
  }
  proxy.close();
  expect((await counted(made.offeringId)).notes).toBe(before.notes + cuts);
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved("F6", `${cuts} answers cut off after the commit: each act done once, the stored answer given again`);
});

test("F15: requests that come twice to five times, in any order and late, have one effect each and one answer", async () => {
  const wishes = times(40, 2_000);
  const before = await counted(made.offeringId);
  const copies = Array.from({ length: wishes }, (_, number) => ({
    key: randomUUID(),
    wish: note(`Doubled ${number}`, number % 8),
  })).flatMap((sent, number) =>
    Array.from({ length: 2 + (number % 4) }, () => ({ ...sent, late: Math.random() * 400 })),
  );
  const proxy = await FaultProxy.before(server.origin, { lagMs: 15 });
  const answers = await Promise.all(
    copies.map(async ({ key, wish, late }, number) => {
      await pause(late);
      return { key, answer: await counsel.insist(acts(number % 2 ? proxy.origin : server.origin), wish, key) };
    }),
  );
  proxy.close();
  for (const of of Map.groupBy(answers, ({ key }) => key).values()) {
    expect(of[0]?.answer.status).toBe(200);
    for (const { answer } of of) expect(answer).toEqual(of[0]?.answer);
  }
  expect((await counted(made.offeringId)).notes).toBe(before.notes + wishes);
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved(
    "F15",
    `${wishes} wishes sent as ${copies.length} requests, shuffled and delayed: one effect and one answer each`,
  );
});

test("F16: a hundred and fifty clients at one byte a second, up and down, keep nobody else waiting", async () => {
  const { hostname, port } = new URL(server.origin);
  const dripping: Socket[] = [];
  const drip = (head: string) => {
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    socket.write(head);
    dripping.push(socket);
  };
  const target = `/api/offerings/${made.offeringId}/acts`;
  const head = `POST ${target} HTTP/1.1\r\nhost: ${hostname}:${port}\r\norigin: ${server.origin}\r\ncookie: ${counsel.cookie}\r\n`;
  // A third has not come to the end of its headers, a third sends a body, a third does not read what it is sent.
  for (let number = 0; number < 50; number++) {
    drip(head);
    drip(`${head}idempotency-key: ${randomUUID()}\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{`);
    drip(`GET /offerings HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${counsel.cookie}\r\n\r\n`);
  }
  for (const socket of dripping) socket.pause();
  const beat = setInterval(() => {
    for (const [number, socket] of dripping.entries()) if (number % 3 !== 2) socket.write("x");
  }, 1_000);
  const waits: number[] = [];
  const before = await counted(made.offeringId);
  for (let round = 0; round < 60; round++) {
    const started = performance.now();
    expect((await counsel.post(acts(), note(`Meanwhile ${round}`, round % 8))).status).toBe(200);
    waits.push(performance.now() - started);
  }
  expect(dripping.filter((socket) => !socket.destroyed).length, "still at it").toBeGreaterThanOrEqual(100);
  clearInterval(beat);
  for (const socket of dripping) socket.destroy();
  expect((await counted(made.offeringId)).notes).toBe(before.notes + 60);
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved(
    "F16",
    `150 clients at one byte a second; 60 acts of others meanwhile, ${Math.round(quantile(waits, 0.5))} ms (median), ${Math.round(Math.max(...waits))} ms at most`,
  );
});

test("F24: after an uncaught exception, an unhandled rejection or the end of its memory a server is started again, with no half act", async () => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const supervised = new ServerProcess(
    site.serverEnvironment({ PORT: String(port), ORIGIN: origin, NODE_OPTIONS: "--max-old-space-size=300" }),
    new LogFile(join(site.settings.dataFolder, "log/supervised.log")),
    (fault) => {
      throw fault;
    },
  );
  await supervised.start();
  const kinds: CrashKind[] = ["throw", "reject", "exhaust"];
  const away: string[] = [];
  for (const kind of kinds) {
    const before = await counted(made.offeringId);
    const pid = supervised.pid;
    const [key, wish] = [randomUUID(), note(`Through ${kind}`)];
    site.orderCrash("act-logged", kind);
    const started = performance.now();
    expect((await counsel.insist(acts(origin), wish, key)).status).toBe(200);
    expect(site.hasOrder).toBe(false);
    await expect.poll(() => supervised.pid, { timeout: 30_000 }).not.toBe(pid);
    expect((await counsel.insist(acts(origin), wish, key)).status).toBe(200);
    away.push(`${kind} ${Math.round(performance.now() - started)} ms`);
    const after = await counted(made.offeringId);
    expect(after).toEqual({ ...before, notes: before.notes + 1, events: before.events + 1 });
    expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  }
  await supervised.stop();
  proved(
    "F24",
    `${kinds.length} kinds of end in the middle of an act: started again, the act done once (answered after ${away.join(", ")})`,
  );
});

test("F25, F29: a server told to stop with streams open and acts under way ends by itself, and no act fails in the end", async () => {
  const restarts = times(3, 100);
  const port = await freePort();
  let current = await site.start({ port });
  const { origin } = current;
  const sent: string[] = [];
  let stopping = false;
  const people = await Promise.all(Object.values(made.people).map(Person.signedIn));
  const loops = people.flatMap((person, number) =>
    [0, 1].map(async (half) => {
      for (let round = 0; !stopping; round++) {
        const text = `Restarted ${number}/${half}/${round}`;
        expect((await person.insist(acts(origin), note(text, (number + round) % 8))).status).toBe(200);
        sent.push(text);
      }
    }),
  );
  const took: number[] = [];
  const streams = 100;
  for (let restart = 0; restart < restarts; restart++) {
    const open = await Promise.all(
      Array.from({ length: streams }, (_, number) =>
        openStream(`${origin}/api/offerings/${made.offeringId}/live`, (people[number % 4] as Person).cookie),
      ),
    );
    const started = performance.now();
    expect(await current.stop(), "by itself, and in order").toBe(0);
    took.push(performance.now() - started);
    current = await site.start({ port });
    for (const stream of open) {
      await stream.over;
      expect(stream.text, "told when to come back").toMatch(/retry: \d+\n\n$/);
    }
  }
  stopping = true;
  await Promise.all(loops);
  await current.stop();
  const kept = await notesOf(made.offeringId);
  expect(sent.filter((text) => !kept.includes(text))).toEqual([]);
  expect(kept.filter((text) => text.startsWith("Restarted")).length).toBe(sent.length);
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  const figures = `${restarts} restarts with ${streams} streams open: the old process ended after ${Math.round(Math.max(...took))} ms at most`;
  proved("F25", `${restarts} restarts under load: ${sent.length} acts, 0 failed after asking again`);
  proved("F29", figures);
  proved("25", `${figures}; ${sent.length} acts, 0 failed after asking again`);
});
