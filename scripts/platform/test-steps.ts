import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { proved } from "@/lib/testing/proved";
import { applicationEnvironment } from "./application-environment";
import { build } from "./build";
import { type Database, openDatabase, withClient } from "./database";
import { freePort } from "./free-port";
import { LogFile } from "./log-file";
import { migrateDatabase, seed } from "./prepare";
import { generateClient } from "./prisma-client";
import { ServerProcess } from "./server-process";
import { projectRoot, type Settings } from "./settings";
import { findChromium, requireTools } from "./system-tools";

export type Tally = { passed: number; failed: number };
export type Step = (settings: Settings) => Promise<Tally>;

/** Every step of npm test, in order. */
export const testSteps: Record<string, Step> = { lint, types, unit, database, faults, browser };

let opened: Database | undefined;

/** The embedded server that the tests share; brought up by the first step that needs it. */
async function testDatabase(settings: Settings): Promise<Database> {
  opened ??= await openDatabase({ ...settings, databaseUrl: undefined, databaseOwnerUrl: undefined });
  return opened;
}

export async function closeTestDatabase(): Promise<void> {
  opened?.close();
  opened = undefined;
}

async function lint(): Promise<Tally> {
  return oneCheck(await run("node_modules/@biomejs/biome/bin/biome", ["check", "--config-path=lib/checks/lint.json"]));
}

async function types(): Promise<Tally> {
  generateClient();
  const generated = await run("node_modules/next/dist/bin/next", ["typegen"]);
  return oneCheck(generated || (await run("node_modules/typescript/bin/tsc", ["--noEmit"])));
}

const oneCheck = (status: number): Tally => ({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 });

async function unit(): Promise<Tally> {
  requireTools();
  generateClient();
  const deciding = holdBranches(await vitest("deciding", {}, [], ["--coverage"]));
  const others = await vitest("unit", {});
  return { passed: deciding.passed + others.passed, failed: deciding.failed + others.failed };
}

/** A folder left out by mistake would leave nothing uncovered, so that their number is held too. */
const fewestBranches = 1000;

/** What part of the branches of domain, policy and log their own tests reach; vitest itself fails below all of them. */
function holdBranches(tally: Tally): Tally {
  const file = join(projectRoot, "test-results/coverage/coverage-summary.json");
  // A run that broke off says so itself.
  if (!existsSync(file)) return { ...tally, failed: Math.max(1, tally.failed) };
  const summary = JSON.parse(readFileSync(file, "utf8")) as Record<string, { branches: Record<string, number> }>;
  const { covered = 0, total = 0 } = summary.total?.branches ?? {};
  proved("29", `${covered} of ${total} branches`);
  if (total >= fewestBranches) return tally;
  console.error(`There were at least ${fewestBranches} branches to reach.`);
  return { ...tally, failed: tally.failed + 1 };
}

async function database(settings: Settings): Promise<Tally> {
  requireTools();
  generateClient();
  return vitest("database", await connections(settings));
}

async function connections(settings: Settings): Promise<Record<string, string>> {
  const { administratorUrl, ownerUrl, applicationUrl } = await testDatabase(settings);
  return { TEST_CONNECTIONS: JSON.stringify({ administratorUrl, ownerUrl, applicationUrl }) };
}

/** A site of its own, which is killed, cut off, filled up and turned back in time (scripts/faults). */
async function faults(): Promise<Tally> {
  generateClient();
  return vitest("faults", {});
}

/** Some test files of a project, for a long run (scripts/prove). */
export async function proveTests(settings: Settings, project: string, files: readonly string[]): Promise<Tally> {
  requireTools();
  generateClient();
  return vitest(project, project === "database" ? await connections(settings) : {}, files);
}

async function vitest(
  project: string,
  environment: Record<string, string>,
  files: readonly string[] = [],
  more: readonly string[] = [],
): Promise<Tally> {
  const name = files.length > 0 ? `long-${project}` : project;
  const report = reportFile(`${name}.json`);
  const status = await run(
    "node_modules/vitest/vitest.mjs",
    [
      ...["run", "--config", "lib/checks/vitest.config.ts", "--project", project, ...files, ...more],
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    ],
    { NODE_ENV: "test", ...environment },
    reportFile(`${name}.log`),
  );
  const said = JSON.parse(readFileSync(report, "utf8")) as {
    numPassedTests: number;
    numFailedTests: number;
    numFailedTestSuites: number;
  };
  // A file that does not load fails without a test of its own failing.
  const failed = said.numFailedTests || (status === 0 ? 0 : Math.max(1, said.numFailedTestSuites));
  return { passed: said.numPassedTests, failed };
}

/** A fresh database with the demo, two server processes on it, and people in real browsers. */
async function browser(settings: Settings): Promise<Tally> {
  requireTools();
  const chromium = findChromium();
  const database = await testDatabase(settings);
  await withClient(database.ownerUrl, async (client) => {
    await client.query("DROP SCHEMA public CASCADE");
    await client.query("CREATE SCHEMA public");
    await client.query("GRANT USAGE ON SCHEMA public TO PUBLIC");
  });
  rmSync(join(settings.dataFolder, "files"), { recursive: true, force: true });
  console.log(`Tables ${await migrateDatabase(database)}`);
  console.log(`Demo ${await seed({ ...settings, demo: true }, database)}`);
  const at = async () => {
    const port = await freePort();
    const here = { ...settings, demo: true, port, origin: `http://localhost:${port}` };
    return applicationEnvironment(here, database);
  };
  const [first, second] = [await at(), await at()];
  console.log((await build(first, "quiet")) ? "Built." : "The build is up to date.");

  const servers = [first, second].map((environment, number) => {
    const log = new LogFile(join(settings.dataFolder, `log/test-server-${number + 1}.log`));
    return new ServerProcess(environment, log, (fault) => console.error(fault.message));
  });
  try {
    for (const server of servers) await server.start();
    const report = reportFile("browser.json");
    const status = await run("node_modules/@playwright/test/cli.js", playwrightArguments(), {
      BASE_URL: first.ORIGIN ?? "",
      SECOND_URL: second.ORIGIN ?? "",
      CHROMIUM: chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      TEST_SERVER_ENVIRONMENT: JSON.stringify(ownSettings(first)),
    });
    const { stats } = JSON.parse(readFileSync(report, "utf8")) as {
      stats: { expected: number; unexpected: number; flaky: number };
    };
    // A test that passed only when tried again has shown a defect, of the program or of the test.
    const failed = stats.unexpected + stats.flaky;
    return { passed: stats.expected, failed: failed || (status === 0 ? 0 : 1) };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** While working, E2E names the files to run: E2E=closing-day npm run e2e. */
const playwrightArguments = () => [
  ...["test", "--config", "e2e/playwright.config.ts"],
  ...(process.env.E2E ? process.env.E2E.split(" ") : []),
];

/** What a command of the tests needs to reach the same database and documents as the servers. */
const ownSettings = ({
  DATABASE_URL,
  FILES_FOLDER,
  DATA_FOLDER,
  AUTH_SECRET,
  LOG_SIGNING_KEY,
  DEMO,
  ORIGIN,
}: NodeJS.ProcessEnv) => ({
  DATABASE_URL,
  FILES_FOLDER,
  DATA_FOLDER,
  AUTH_SECRET,
  LOG_SIGNING_KEY,
  DEMO,
  ORIGIN,
});

function reportFile(name: string): string {
  const folder = join(projectRoot, "test-results/reports");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  rmSync(file, { force: true });
  return file;
}

/** Runs a program of Node's to its end, its output shown and, where a file is named, kept there too. */
function run(
  file: string,
  args: readonly string[],
  environment: Record<string, string> = {},
  kept?: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: projectRoot,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...environment },
      stdio: ["ignore", kept ? "pipe" : "inherit", "inherit"],
    });
    child.stdout?.on("data", (chunk: Buffer) => {
      process.stdout.write(chunk);
      if (kept) appendFileSync(kept, chunk);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
