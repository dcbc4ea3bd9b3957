// Faults 1, 5, 9 and 19: PostgreSQL is killed under load and in the middle of a closing, its disk fails, its tables are held.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FaultProxy, type Watch } from "@/e2e/support/fault-proxy";
import { db } from "@/lib/db/client";
import { anOffering } from "@/lib/testing/offering";
import { proved, quantile, times } from "@/lib/testing/proved";
import { checkOffering } from "@/lib/use-cases/check-record";
import { withClient } from "../platform/database";
import { Person } from "./person";
import { counted, notesOf } from "./record";
import { site } from "./setup";
import type { Serving } from "./site";
import { needs } from "./tools";

let server: Serving;
beforeAll(async () => {
  server = await site.start();
});
afterAll(async () => {
  await server.stop();
  await db.$disconnect();
});

const acts = (offeringId: string) => `${server.origin}/api/offerings/${offeringId}/acts`;

/** Tries until the test's own connections have been renewed after a kill. */
async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (fault) {
      if (tries === 50) throw fault;
      await pause(50);
    }
  }
}

const checked = (offeringId: Parameters<typeof checkOffering>[0]) =>
  retried(() => checkOffering(offeringId, { files: true }));

/** People who note something on ten conditions as fast as they are answered, until told to stop. */
async function underLoad(people: number) {
  const made = await anOffering({ conditions: Array.from({ length: 10 }, (_, place) => ({ label: `7(${place})` })) });
  const members = await Promise.all(Object.values(made.people).map(Person.signedIn));
  const sent = new Set<string>();
  const acknowledged = new Set<string>();
  const waits: number[] = [];
  let stopping = false;
  const loops = Array.from({ length: people }, async (_, number) => {
    const person = members[number % members.length] as Person;
    for (let round = 0; !stopping; round++) {
      const text = `${number}/${round} ${randomUUID()}`;
      const conditionId = made.conditions[(number + round) % made.conditions.length]?.id;
      sent.add(text);
      const started = performance.now();
      const answer = await person.insist(() => acts(made.offeringId), { act: "note", conditionId, text, shared: true });
      expect(answer.status).toBe(200);
      waits.push(performance.now() - started);
      acknowledged.add(text);
    }
  });
  return {
    made,
    sent,
    acknowledged,
    waits,
    stop: async () => {
      stopping = true;
      await Promise.all(loops);
    },
  };
}

test("F1: PostgreSQL killed under load, again and again, loses no act that was acknowledged and makes none up", async () => {
  const cycles = times(40, 1_000);
  const load = await underLoad(12);
  const away: number[] = [];
  for (let cycle = 0; cycle < cycles; cycle++) {
    const before = load.acknowledged.size;
    await expect.poll(() => load.acknowledged.size, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before + 10);
    await pause(Math.random() * 50);
    const started = performance.now();
    await site.killPostgres();
    expect(await site.revivePostgres()).toBe(true);
    away.push(performance.now() - started);
    if (cycle % 10 === 9) expect(await checked(load.made.offeringId)).toEqual([]);
  }
  await load.stop();

  const kept = await notesOf(load.made.offeringId);
  expect(new Set(kept).size, "nothing is there twice").toBe(kept.length);
  expect(
    [...load.acknowledged].filter((text) => !kept.includes(text)),
    "lost",
  ).toEqual([]);
  expect(
    kept.filter((text) => !load.sent.has(text)),
    "made up",
  ).toEqual([]);
  expect(await checked(load.made.offeringId)).toEqual([]);
  const figures = `${cycles} kills, ${load.acknowledged.size} acts acknowledged, 0 lost, 0 made up, 0 twice`;
  proved(
    "15",
    `${figures}; back after ${Math.round(quantile(away, 0.5))} ms (median), ${Math.round(Math.max(...away))} ms at most`,
  );
  proved("F1", figures);
});

/** Where a kill falls: anywhere, with COMMIT held back, with COMMIT on its way, or with the commit made and its answer held back. */
const falls = ["anywhere", "before the commit", "in the commit", "after the commit"] as const;
type Aim = { fall: (typeof falls)[number]; key: string; strike: () => Promise<void> };

/** Watches one connection to PostgreSQL for the transaction that keeps its answer under the key aimed at, and strikes at its commit. */
function watching(aimed: () => Aim | undefined): Watch {
  let carried: Aim | undefined;
  // COMMIT is prepared once a connection like every statement, and goes by its name from then on.
  let commit = "COMMIT";
  return {
    asked: async (piece) => {
      const aim = aimed();
      commit = /([\w-]+)\0COMMIT\0/.exec(piece.toString("latin1"))?.[1] ?? commit;
      if (aim && piece.includes(aim.key)) carried = aim;
      if (!aim || carried !== aim || !piece.includes(commit)) return true;
      if (aim.fall === "before the commit") await aim.strike();
      if (aim.fall === "in the commit") setImmediate(() => void aim.strike());
      return aim.fall !== "before the commit";
    },
    answered: async (piece) => {
      const aim = aimed();
      if (aim?.fall !== "after the commit" || carried !== aim || !piece.includes("COMMIT\0")) return true;
      await aim.strike();
      return false;
    },
  };
}

test("F5: PostgreSQL killed while a closing is declared leaves it closed whole or not at all, and asking again tells which", async () => {
  const closings = times(12, 100);
  const ends = {} as Record<(typeof falls)[number], { closed: number; not: number }>;
  for (const fall of falls) ends[fall] = { closed: 0, not: 0 };
  let aim: Aim | undefined;
  const proxy = await FaultProxy.before(String(site.environment.DATABASE_URL), { watch: () => watching(() => aim) });
  const through = new URL(String(site.environment.DATABASE_URL));
  through.port = new URL(proxy.origin).port;
  const declaring = await site.start({ environment: { DATABASE_URL: through.href } });
  for (let round = 0; round < closings; round++) {
    const made = await anOffering();
    const representative = await Person.signedIn(made.people.representative);
    const url = `${declaring.origin}/api/offerings/${made.offeringId}/acts`;
    const { closingId } = made;
    const waiver = {
      act: "waive",
      conditionId: made.conditions[0]?.id,
      text: "Waived.",
      scope: "This closing.",
      instrument: null,
    };
    for (const wish of [waiver, { act: "pre-closing", closingId }, { act: "start-call", closingId }]) {
      expect((await representative.insist(url, wish)).status).toBe(200);
    }
    const key = randomUUID();
    const close = { act: "close", closingId };
    const fall = falls[round % falls.length] as (typeof falls)[number];
    const kill = site.aimAtPostgres();
    const struck = new Promise<void>((resolve) => {
      aim = { fall, key, strike: () => kill().finally(resolve) };
    });
    const declared = representative.post(url, close, key).catch(() => "no answer" as const);
    if (fall === "anywhere") await pause(round).then(aim?.strike);
    await struck;
    await site.revivePostgres();
    await declared;
    aim = undefined;
    const between = await retried(() => counted(made.offeringId));
    expect([2, 3]).toContain(between.steps);
    ends[fall][between.steps === 3 ? "closed" : "not"]++;
    expect(await checked(made.offeringId)).toEqual([]);

    const answer = await representative.insist(url, close, key);
    expect(answer.status).toBe(200);
    expect((await counted(made.offeringId)).steps).toBe(3);
    expect(await checked(made.offeringId)).toEqual([]);
  }
  await declaring.stop();
  proxy.close();
  const ofEach = closings / falls.length;
  expect(ends["before the commit"]).toEqual({ closed: 0, not: ofEach });
  expect(ends["after the commit"]).toEqual({ closed: ofEach, not: 0 });
  const told = falls.map((fall) => `${fall} ${ends[fall].closed} closed already, ${ends[fall].not} not at all`);
  proved("F5", `${closings} closings with a kill in them: ${told.join("; ")}; each closed once after asking again`);
});

const panic = /PANIC:.*could not fdatasync/;

test("F9: PostgreSQL whose disk refuses to make a commit durable acknowledges nothing of it, and comes back by itself", async () => {
  needs("strace");
  const made = await anOffering();
  const counsel = await Person.signedIn(made.people.counsel);
  const note = (text: string) => ({ act: "note", conditionId: made.conditions[0]?.id, text, shared: true });
  // Connections are traced that begin under the tracer, so the server begins anew after it.
  await server.stop();
  const tracer = spawn(
    "strace",
    [
      "-f",
      "-qq",
      "-o",
      "/dev/null",
      "-p",
      String(site.postmaster),
      "-e",
      "trace=fdatasync",
      "-e",
      "inject=fdatasync:error=EIO:when=2",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const over = new Promise((resolve) => tracer.once("exit", resolve));
  server = await site.start();
  const before = site.postmaster;
  const panicsBefore = site.postgresLog(panic);
  const texts = Array.from({ length: 6 }, (_, number) => `On a failing disk ${number} ${randomUUID()}`);
  const wishes = texts.map((text) => counsel.insist(() => acts(made.offeringId), note(text)));
  // Where recovery meets the fault too, the whole server ends, and is started again as npm start does.
  const reviving = setInterval(() => void site.revivePostgres().catch(() => {}), 300);
  await pause(1_500);
  tracer.kill("SIGTERM");
  await over;
  expect((await Promise.all(wishes)).map(({ status }) => status)).toEqual(texts.map(() => 200));
  clearInterval(reviving);
  expect((await notesOf(made.offeringId)).toSorted()).toEqual(texts.toSorted());
  expect(await checked(made.offeringId)).toEqual([]);
  const panics = site.postgresLog(panic) - panicsBefore;
  expect(panics, "PostgreSQL panics rather than believe a second try").toBeGreaterThan(0);
  proved(
    "F9",
    `fdatasync of PostgreSQL's log failing under 6 acts: ${panics} panics, postmaster ${before === site.postmaster ? "stayed" : "was started again"}, 6 acts done once`,
  );
});

test("F19: with every table held, whoever asks is told so rather than left to hang, and all of it is done afterwards", async () => {
  const many = await Promise.all(Array.from({ length: 3 }, () => anOffering()));
  const everyone = await Promise.all(many.map((made) => Person.signedIn(made.people.counsel)));
  const wishes = many.flatMap((made, place) =>
    Array.from({ length: 5 }, (_, number) => ({
      ...{ person: everyone[place] as Person, url: acts(made.offeringId), key: randomUUID() },
      note: { act: "note", conditionId: made.conditions[0]?.id, text: `Held ${number}`, shared: true },
      list: `${server.origin}/api/offerings/${made.offeringId}/closings/${made.closingId}/checklist`,
    })),
  );
  const started = performance.now();
  const answers = await withClient(site.administratorUrl, async (client) => {
    await client.query("BEGIN");
    await client.query(`LOCK TABLE "Note", "Condition" IN ACCESS EXCLUSIVE MODE`);
    const all = await Promise.all(
      wishes.flatMap(({ person, url, key, note, list }) => [person.post(url, note, key), person.get(list)]),
    );
    await client.query("ROLLBACK");
    return all;
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  for (const { person, url, key, note } of wishes) expect((await person.insist(url, note, key)).status).toBe(200);
  for (const made of many) {
    expect((await counted(made.offeringId)).notes).toBe(5);
    expect(await checked(made.offeringId)).toEqual([]);
  }
  proved(
    "F19",
    `${answers.length} requests while the tables were held: all answered 503 within ${seconds} s, all ${wishes.length} acts done once afterwards`,
  );
});
