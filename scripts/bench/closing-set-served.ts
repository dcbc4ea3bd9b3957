// npm run --silent closing-set:bench-served -- INDEX [SECONDS]: whether closing sets that are built disturb those at work. A
// hundred people have one checklist open; each asks for it anew every five seconds, as a screen does, and one of them acts
// every second. First nothing else happens, then two sets of that closing are built at once, again and again. INDEX is a
// JSON list as the bind command takes it; its documents are delivered first. The data is that of npm run bench:seed.
import { readFileSync, rmSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { applicationEnvironment } from "../platform/application-environment";
import { build } from "../platform/build";
import { openDatabase } from "../platform/database";
import { freePort } from "../platform/free-port";
import { LogFile } from "../platform/log-file";
import { isEmpty, migrateDatabase } from "../platform/prepare";
import { reportFault } from "../platform/report-fault";
import { runToEnd } from "../platform/run";
import { ServerProcess } from "../platform/server-process";
import { projectRoot, readSettings } from "../platform/settings";
import { Client, expectOk } from "./client";
import { peakMemory, quantile } from "./closed-loop";

const password = "rehearsal-2004";
const [index, seconds = "30"] = process.argv.slice(2);
if (!index) throw new Error("Usage: npm run --silent closing-set:bench-served -- INDEX [SECONDS]");

process.env.DATA_FOLDER = resolve(projectRoot, ".data/bench");
const settings = { ...readSettings(), demo: true };
const database = await openDatabase({ ...settings, databaseUrl: undefined, databaseOwnerUrl: undefined });
const probed = join(settings.dataFolder, "event-loop.json");
let server: ServerProcess | undefined;
try {
  await migrateDatabase(database);
  const port = await freePort();
  const here = { ...settings, port, origin: `http://localhost:${port}` };
  const environment = applicationEnvironment(here, database);
  if (await isEmpty(database))
    await runToEnd("prisma/bench-seed.ts", [], { ...environment, DATABASE_OWNER_URL: database.ownerUrl }, "shown");
  await build(environment, "quiet");
  const probe = pathToFileURL(join(import.meta.dirname, "event-loop-probe.mjs")).href;
  const measured = { ...environment, NODE_OPTIONS: `--import ${probe}`, EVENT_LOOP_FILE: probed };
  server = new ServerProcess(measured, new LogFile(join(settings.dataFolder, "log/server.log")), reportFault);
  await server.start();
  await measure(here.origin, server.pid ?? 0);
} catch (error) {
  reportFault(error);
  process.exitCode = 1;
} finally {
  await server?.stop();
  database.close();
}
process.exit();

async function measure(origin: string, pid: number): Promise<void> {
  const pool = new pg.Pool({
    connectionString: database.administratorUrl?.replace(/\/postgres$/, "/section_seven") ?? "",
    max: 4,
  });
  const { closing, emails, deliverables } = await findPlace(pool);
  await pool.end();
  const people = await Promise.all(
    emails.map(async (email) => {
      const client = new Client(origin);
      await client.signIn(email, password);
      return client;
    }),
  );
  const keeper = people[0]!;
  const bytes = await deliver(keeper, closing.offeringId, deliverables);
  const api = `/api/offerings/${closing.offeringId}/closings/${closing.closingId}`;
  console.log(
    `${deliverables.length} documents of ${Math.round(bytes / 1e6)} MB delivered; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)}\n`,
  );
  const until = () => performance.now() + Number(seconds) * 1000;
  const watch = async (stop: number) => {
    const times: number[] = [];
    const screen = async (number: number) => {
      await wait((number / 100) * 5000);
      while (performance.now() < stop) {
        const started = performance.now();
        expectOk(await people[number % people.length]!.get(`${api}/checklist`));
        times.push(performance.now() - started);
        await wait(Math.max(0, 5000 - (performance.now() - started)));
      }
    };
    const acting = async () => {
      while (performance.now() < stop) {
        const note = { act: "note", conditionId: closing.conditionId, text: "As measured.", shared: true };
        expectOk(await keeper.post(`/api/offerings/${closing.offeringId}/acts`, note));
        await wait(1000);
      }
    };
    await Promise.all([acting(), ...Array.from({ length: 100 }, (_, number) => screen(number))]);
    return times.sort((a, b) => a - b);
  };
  const building = async (stop: number) => {
    let built = 0;
    const one = async (client: Client) => {
      while (performance.now() < stop) {
        const reason = `Measured, ${performance.now()}.`;
        const begun = await client.post(`${api}/closing-set/builds`, { closingId: closing.closingId, reason });
        expectOk(begun);
        const { id } = JSON.parse(begun.body.toString()) as { id: string };
        for (let state = ""; state !== "done"; await wait(500)) {
          const answer = await client.get(`${api}/closing-set/builds/${id}`);
          expectOk(answer);
          state = (JSON.parse(answer.body.toString()) as { state: string }).state;
          if (state === "failed") throw new Error("A build failed.");
        }
        built++;
      }
    };
    await Promise.all([one(people[1]!), one(people[2]!)]);
    return built;
  };
  // A first round that does not count: the server compiles what it runs.
  await watch(performance.now() + 6000);
  console.log(
    "| hundred people on the checklist | list p50 / p95 ms | event loop late by, p50 / p99 / most ms | sets built |",
  );
  console.log("|---|---|---|---|");
  await delayOf(pid);
  row("and nothing else", await watch(until()), await delayOf(pid), 0);
  const stop = until();
  const [times, built] = await Promise.all([watch(stop), building(stop)]);
  row("and two sets built at once", times, await delayOf(pid), built);
  console.log(`\nMost memory of the server, its workers with it: ${peakMemory(pid)?.toFixed(0) ?? "not told"} MB.`);
}

type Delay = { p50: number; p99: number; max: number };

function row(what: string, times: readonly number[], { p50, p99, max }: Delay, built: number): void {
  const list = `${quantile(times, 0.5).toFixed(0)} / ${quantile(times, 0.95).toFixed(0)}`;
  console.log(`| ${what} | ${list} | ${p50.toFixed(1)} / ${p99.toFixed(1)} / ${max.toFixed(0)} | ${built} |`);
}

/** How late the server's event loop was since this was last asked. */
async function delayOf(pid: number): Promise<Delay> {
  rmSync(probed, { force: true });
  process.kill(pid, "SIGUSR2");
  for (;;) {
    try {
      return JSON.parse(readFileSync(probed, "utf8")) as Delay;
    } catch {
      await wait(20);
    }
  }
}

/** Delivers the documents of the index one after the other, as executed; returns how many bytes. */
async function deliver(keeper: Client, offeringId: string, deliverables: readonly string[]): Promise<number> {
  const entries = JSON.parse(readFileSync(index!, "utf8")) as { file: string; expect?: string }[];
  const files = entries
    .filter(({ expect = "ok" }) => expect === "ok")
    .map(({ file }) => resolve(dirname(index!), file));
  let bytes = 0;
  for (const [place, id] of deliverables.entries()) {
    const file = readFileSync(files[place % files.length]!);
    const query = new URLSearchParams({ fileName: `Document ${place}.pdf`, stage: "executed", share: "true" });
    expectOk(await keeper.post(`/api/offerings/${offeringId}/deliverables/${id}/versions?${query}`, file));
    bytes += file.length;
  }
  return bytes;
}

type Place = {
  closing: { offeringId: string; closingId: string; conditionId: string };
  emails: string[];
  deliverables: string[];
};

/** An open closing that twenty people are in, the keeper of its list first, and the documents that the keeper may deliver. */
async function findPlace(pool: pg.Pool): Promise<Place> {
  const { rows } = await pool.query<Place["closing"] & { keeper: string; deliverables: string[] }>(
    `SELECT c."offeringId", c."closingId", min(c.id::text) AS "conditionId", u.email AS keeper, array_agg(d.id::text ORDER BY d.id) AS deliverables
     FROM "Deliverable" d JOIN "Condition" c ON c.id = d."conditionId" AND c."removedAt" IS NULL AND cardinality(c."furnishedBy") > 0
       JOIN "Membership" m ON m."offeringId" = d."offeringId" AND m.coordinator JOIN "user" u ON u.id = m."personId"
     WHERE NOT EXISTS (SELECT FROM "ClosingStep" s WHERE s."closingId" = c."closingId")
       AND NOT EXISTS (SELECT FROM "ConditionMark" k WHERE k."conditionId" = c.id)
       AND NOT EXISTS (SELECT FROM "Waiver" w WHERE w."conditionId" = c.id)
     GROUP BY c."offeringId", c."closingId", u.email ORDER BY count(*) DESC, c."closingId" LIMIT 1`,
  );
  const [found] = rows;
  if (!found) throw new Error("The data is not that of npm run bench:seed.");
  const others = await pool.query<{ email: string }>(
    `SELECT u.email FROM "Membership" m JOIN "Party" p ON p.id = m."partyId" JOIN "user" u ON u.id = m."personId"
     WHERE m."offeringId" = $1 AND p.role <> 'observer' AND u.email <> $2 ORDER BY u.email LIMIT 19`,
    [found.offeringId, found.keeper],
  );
  const { keeper, deliverables, ...closing } = found;
  return { closing, emails: [keeper, ...others.rows.map(({ email }) => email)], deliverables };
}
