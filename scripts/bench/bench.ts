// npm run bench: measures the program beside a bare server and raw SQL, on the same data in the same run, and prints ratios.
// With --write the figures go into docs/performance.md. The data: npm run bench:seed (made here when it is not there).
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
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
import { closedLoop, type Measured, peakMemory } from "./closed-loop";
import { measureLive } from "./live";
import { measurePage } from "./page";
import { listSql, portfolioSql } from "./queries";

/** The password of everyone in the data for the benchmark. */
const password = "rehearsal-2004";
const seconds = Number(process.env.BENCH_SECONDS ?? 5);
/** BENCH_ONLY=act measures what has that in its name, and its floor; nothing is written then. */
const only = process.env.BENCH_ONLY;

type Row = { work: string; measured: readonly Measured[]; beside?: string };

process.env.DATA_FOLDER = resolve(projectRoot, ".data/bench");
const settings = { ...readSettings(), demo: true };
const database = await openDatabase({ ...settings, databaseUrl: undefined, databaseOwnerUrl: undefined });
let server: ServerProcess | undefined;
let floor: ChildProcess | undefined;
try {
  console.log(`${database.account}; tables ${await migrateDatabase(database)}`);
  const port = await freePort();
  const here = { ...settings, port, origin: `http://localhost:${port}` };
  const environment = applicationEnvironment(here, database);
  if (await isEmpty(database)) {
    console.log("Making the data …");
    await runToEnd("prisma/bench-seed.ts", [], { ...environment, DATABASE_OWNER_URL: database.ownerUrl }, "shown");
  }
  console.log((await build(environment, "quiet")) ? "Built." : "The build is up to date.");
  server = new ServerProcess(environment, new LogFile(join(settings.dataFolder, "log/server.log")), reportFault);
  await server.start();
  const figures = await measure(here.origin, server.pid ?? 0);
  if (figures) report(figures);
} catch (error) {
  reportFault(error);
  process.exitCode = 1;
} finally {
  floor?.disconnect();
  await server?.stop();
  database.close();
}
process.exit();

async function measure(origin: string, pid: number): Promise<Figures | null> {
  const pool = new pg.Pool({
    connectionString: database.administratorUrl?.replace(/\/postgres$/, "/section_seven") ?? "",
    max: 20,
  });
  const target = await findTarget(pool);
  const people = await Promise.all(
    target.emails.map(async (email) => {
      const client = new Client(origin);
      await client.signIn(email, password);
      return client;
    }),
  );
  const floorOrigin = await startFloor(pool.options.connectionString ?? "");
  const bare = new Client(floorOrigin);
  const of = (user: number) => people[user % people.length] as Client;
  const closing = (round: number) => target.closings[round % target.closings.length] as Target["closings"][number];
  const api = (round: number) => {
    const { offeringId, closingId } = closing(round);
    return `/api/offerings/${offeringId}/closings/${closingId}`;
  };
  const rows: Row[] = [];
  const both = async (
    work: string,
    run: (user: number, round: number) => Promise<void>,
    pids: number[] = [],
    beside?: string,
    many = 20,
  ) => {
    if (only && !`${work} ${beside ?? ""}`.includes(only)) return;
    const measured = [await closedLoop(1, seconds, run, pids), await closedLoop(many, seconds, run, pids)];
    rows.push({ work, measured, ...(beside && { beside }) });
    console.log(`  ${work}: ${measured.map(words).join("; ")}`);
  };

  await both("list, raw SQL", async (_, round) => void (await pool.query(listSql, [closing(round).closingId])));
  await both("list as JSON, floor", async (_, round) =>
    expectOk(await bare.get(`/list?id=${closing(round).closingId}`)),
  );
  await both(
    "list as JSON",
    async (user, round) => expectOk(await of(user).get(`${api(round)}/checklist`)),
    [pid],
    "list as JSON, floor",
  );
  await both("list page, floor", async (_, round) => expectOk(await bare.get(`/page?id=${closing(round).closingId}`)));
  await both(
    "list page",
    async (user, round) => expectOk(await of(user).get(api(round).replace("/api", ""))),
    [pid],
    "list page, floor",
  );
  await both("portfolio, raw SQL", async () => void (await pool.query(portfolioSql)));
  await both("portfolio as JSON, floor", async () => expectOk(await bare.get("/portfolio")));
  await both(
    "portfolio as JSON",
    async (user) => expectOk(await of(user).get("/api/portfolio")),
    [pid],
    "portfolio as JSON, floor",
  );

  const noted = (round: number) => closing(round * 7).conditionId;
  await both("a change with its history, floor", async (_, round) =>
    expectOk(
      await bare.post(`/note?offering=${closing(round * 7).offeringId}&id=${noted(round)}&by=${target.personId}`, {}),
    ),
  );
  await both(
    "an act with authority, log and outbox",
    async (user, round) => {
      const { offeringId } = closing(round * 7);
      const body = { act: "note", conditionId: noted(round), text: "As measured.", shared: true };
      expectOk(await of(user).post(`/api/offerings/${offeringId}/acts`, body));
    },
    [pid],
    "a change with its history, floor",
  );
  const deliver = target.deliverable;
  const versions = `/api/offerings/${deliver.offeringId}/deliverables/${deliver.id}/versions`;
  const keeper = of(target.emails.indexOf(deliver.email));
  await both(
    // One person delivers at most six files at once.
    "upload of 1 MB, the same person (6 in place of 20)",
    async (_, round) => {
      const query = new URLSearchParams({ fileName: `Measured ${round}.txt`, stage: "draft", share: "true" });
      expectOk(await keeper.post(`${versions}?${query}`, text(1_000_000)));
    },
    [pid],
    undefined,
    6,
  );

  if (only) {
    await pool.end();
    return null;
  }
  const live = await measureLive(of(0), of(1), closing(0));
  console.log(
    `  another screen hears of an act: p50 ${live.p50.toFixed(0)} ms, p95 ${live.p95.toFixed(0)} ms of ${live.count}`,
  );
  const first = closing(0);
  const page = await measurePage(origin, of(0), `/offerings/${first.offeringId}/closings/${first.closingId}`);
  console.log(
    `  first load ${(page.bytes / 1000).toFixed(0)} kB as sent, rows visible after ${page.visibleAfter.toFixed(0)} ms`,
  );
  const memory = peakMemory(pid);
  console.log(`  most memory of the server: ${memory?.toFixed(0) ?? "not told"} MB`);
  await pool.end();
  return { rows, live, page, memory };
}

type Target = {
  emails: string[];
  personId: string;
  closings: { offeringId: string; closingId: string; conditionId: string }[];
  /** A document, and who keeps its list and so may deliver it. */
  deliverable: { id: string; offeringId: string; email: string };
};

/** What is asked for: twenty people and the Times of Delivery of which all of them are members, the furnisher's documents too. */
async function findTarget(pool: pg.Pool): Promise<Target> {
  const people = await pool.query<{ id: string; email: string }>(
    `SELECT u.id, u.email FROM "user" u JOIN "Membership" m ON m."personId" = u.id JOIN "Party" p ON p.id = m."partyId"
     WHERE p.role <> 'observer' GROUP BY u.id HAVING count(*) > 100 ORDER BY count(*) DESC, u.email LIMIT 20`,
  );
  const closings = await pool.query<Target["closings"][number]>(
    `SELECT k."offeringId", k.id AS "closingId",
       (SELECT c.id FROM "Condition" c WHERE c."closingId" = k.id AND c."removedAt" IS NULL ORDER BY place LIMIT 1) AS "conditionId"
     FROM "Closing" k WHERE NOT EXISTS (SELECT FROM "ClosingStep" s WHERE s."closingId" = k.id AND s.step IN ('closed', 'terminated'))
     ORDER BY k.id LIMIT 100`,
  );
  const ids = people.rows.map(({ id }) => id);
  const deliverable = await pool.query<Target["deliverable"]>(
    `SELECT d.id, d."offeringId", u.email FROM "Deliverable" d JOIN "Condition" c ON c.id = d."conditionId"
       JOIN "Membership" m ON m."offeringId" = d."offeringId" AND m.coordinator AND m."personId" = ANY($1::uuid[])
       JOIN "user" u ON u.id = m."personId"
     WHERE NOT EXISTS (SELECT FROM "ClosingStep" s WHERE s."closingId" = c."closingId") AND cardinality(c."furnishedBy") > 0
       AND NOT EXISTS (SELECT FROM "ConditionMark" k WHERE k."conditionId" = c.id)
       AND NOT EXISTS (SELECT FROM "Waiver" w WHERE w."conditionId" = c.id)
     ORDER BY d.id LIMIT 1`,
    [ids],
  );
  const [document] = deliverable.rows;
  if (people.rows.length < 2 || closings.rows.length === 0 || !document)
    throw new Error("The data is not that of npm run bench:seed.");
  return {
    emails: people.rows.map(({ email }) => email),
    personId: ids[0] ?? "",
    closings: closings.rows,
    deliverable: document,
  };
}

type Figures = {
  rows: readonly Row[];
  live: Awaited<ReturnType<typeof measureLive>>;
  page: Awaited<ReturnType<typeof measurePage>>;
  memory: number | null;
};

function report({ rows, live, page, memory }: Figures): void {
  const lines = [
    "| work | p50 / p95 ms, 1 user | p50 / p95 ms, 20 users | per second, 20 users | CPU ms a request | beside the floor, per second |",
    "|---|---|---|---|---|---|",
    ...rows.map(({ work, measured: [one, many], beside }) => {
      const besideRow = rows.find((row) => row.work === beside)?.measured[1];
      const ratio = besideRow && many ? `1 : ${(besideRow.perSecond / many.perSecond).toFixed(1)}` : "";
      const cells = [
        work,
        times(one),
        times(many),
        many?.perSecond.toFixed(0),
        one?.cpuPerRequest?.toFixed(1) ?? "",
        ratio,
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  ];
  const text = [
    ...lines,
    "",
    `Another screen hears of an act after ${live.p50.toFixed(0)} ms (p50), ${live.p95.toFixed(0)} ms (p95), of ${live.count} acts, counted from the sending of the act.`,
    `First load of the checklist: ${(page.bytes / 1000).toFixed(0)} kB as sent; its rows are visible after ${page.visibleAfter.toFixed(0)} ms, cold.`,
    `Most memory of the server in this run: ${memory?.toFixed(0) ?? "not told"} MB.`,
  ].join("\n");
  console.log(`\n${text}`);
  if (!process.argv.includes("--write")) return;
  const cpu = cpus();
  const head = `# Performance

\`npm run bench\` measures the program beside the floor (a bare Node server on the same tables, without sign-in, rules, log or row-level security) and raw
SQL, on the same data in the same run: 200 closings of 60 conditions, 20 people (\`npm run bench:seed\`). Users ask in a closed loop
without time to think, so the column of 20 users shows throughput and queueing, not what twenty people feel. Machines are noisy: look at ratios.

Measured on ${new Date().toISOString().slice(0, 10)}, ${cpu.length} cores (${cpu[0]?.model.trim()}), load generator, server and PostgreSQL on one machine, ${seconds} s each.
`;
  const file = join(projectRoot, "docs/performance.md");
  // What was said of an earlier run stays below, for a person to bring up to date.
  const [, judged = ""] = existsSync(file) ? readFileSync(file, "utf8").split(/^(?=## )/m) : [];
  writeFileSync(file, `${head}\n${text}\n${judged && `\n${judged}`}`);
}

function times(measured: Measured | undefined): string {
  return measured ? `${measured.p50.toFixed(1)} / ${measured.p95.toFixed(1)}` : "";
}

function words({ users, p50, p95, perSecond }: Measured): string {
  return `${users} user${users > 1 ? "s" : ""} p50 ${p50.toFixed(1)} p95 ${p95.toFixed(1)} ms, ${perSecond.toFixed(0)}/s`;
}

/** Plain text of that size, of other bytes each time. */
function text(bytes: number): Buffer {
  return Buffer.from(
    randomBytes(Math.ceil(bytes / 2))
      .toString("hex")
      .slice(0, bytes),
  );
}

async function startFloor(url: string): Promise<string> {
  const child = fork("scripts/bench/floor.ts", [url], { cwd: projectRoot, execArgv: ["--import", "tsx"] });
  floor = child;
  const port = await new Promise<number>((ready, reject) => {
    child.on("message", (message: { port: number }) => ready(message.port));
    child.on("exit", () => reject(new Error("The floor server ended.")));
  });
  return `http://localhost:${port}`;
}
