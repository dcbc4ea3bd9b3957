// One installation for the fault tests: a PostgreSQL, documents and secrets of its own, and the server as production runs it.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { CrashKind, CrashPoint } from "@/lib/crash-point";
import { applicationEnvironment } from "../platform/application-environment";
import { build } from "../platform/build";
import { type Database, embeddedCluster, openDatabase, withClient } from "../platform/database";
import { LogFile } from "../platform/log-file";
import { bringUp } from "../platform/postgres-server";
import { migrateDatabase } from "../platform/prepare";
import { isAlive } from "../platform/processes";
import { typescriptOptions } from "../platform/run";
import { projectRoot, readSettings, type Settings } from "../platform/settings";

/** A server process that listens. */
export type Serving = {
  origin: string;
  pid: number;
  /** Resolves with the status, or the signal, by which it ended. */
  ended: Promise<number | NodeJS.Signals>;
  /** Asks it to end, and waits until it has. */
  stop: () => Promise<number | NodeJS.Signals>;
  kill: () => Promise<unknown>;
};

export type StartOptions = {
  /** Further settings of the server. */
  environment?: Record<string, string>;
  /** A program in whose hands the server runs, with its arguments: faketime, strace. */
  under?: readonly string[];
  port?: number;
  /** Is told all that the server writes. */
  hear?: (chunk: Buffer) => void;
};

export class Site {
  private readonly running = new Set<ChildProcess>();
  private readonly orders: string;

  private constructor(
    readonly settings: Settings,
    readonly database: Database,
    readonly environment: NodeJS.ProcessEnv,
  ) {
    this.orders = join(settings.dataFolder, "crash-orders");
  }

  /** Opens a site whose database and documents are empty, and whose application is built. */
  static async open(dataFolder: string): Promise<Site> {
    const settings: Settings = { ...readSettings(), dataFolder, databaseUrl: undefined, databaseOwnerUrl: undefined };
    rmSync(join(dataFolder, "files"), { recursive: true, force: true });
    rmSync(join(dataFolder, "closing-sets"), { recursive: true, force: true });
    rmSync(join(dataFolder, "crash-orders"), { force: true });
    mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
    const database = await openDatabase(settings);
    await withClient(database.ownerUrl, async (client) => {
      await client.query("DROP SCHEMA public CASCADE");
      await client.query("CREATE SCHEMA public");
      await client.query("GRANT USAGE ON SCHEMA public TO PUBLIC");
    });
    await migrateDatabase(database);
    const environment = { ...applicationEnvironment({ ...settings, demo: true }, database), FAULT_TESTS: "on" };
    await build(environment, "quiet");
    return new Site(settings, database, environment);
  }

  /** Starts a server process and waits until it listens. */
  async start({ environment = {}, under = [], port, hear }: StartOptions = {}): Promise<Serving> {
    const at = port ?? (await freePort());
    const origin = `http://localhost:${at}`;
    const [program = process.execPath, ...args] = [...under, process.execPath, ...typescriptOptions];
    const child = spawn(program, [...args, "lib/server/server.ts"], {
      cwd: projectRoot,
      env: this.serverEnvironment({ PORT: String(at), ORIGIN: origin, ...environment }),
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.running.add(child);
    const log = new LogFile(join(this.settings.dataFolder, "log/server.log"));
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        log.append(chunk);
        hear?.(chunk);
      });
    const ended = new Promise<number | NodeJS.Signals>((resolve) => {
      child.once("exit", (code, signal) => {
        this.running.delete(child);
        resolve(code ?? signal ?? 0);
      });
    });
    const listening = new Promise<void>((resolve) => {
      child.on("message", (message: { listening?: number }) => message.listening && resolve());
    });
    const gone = ended.then((status) => {
      throw new Error(`The server ended before it listened (${status}); see ${log.path}`);
    });
    await Promise.race([listening, gone]);
    gone.catch(() => {});
    const end = (signal: NodeJS.Signals) => {
      child.kill(signal);
      return ended;
    };
    return { origin, pid: child.pid ?? 0, ended, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
  }

  /** What a server process of this site is told. */
  serverEnvironment(further: Record<string, string>): NodeJS.ProcessEnv {
    return { ...plainly(this.environment), CRASH_ORDERS: this.orders, ...further };
  }

  /** The next process to pass this point ends there. */
  orderCrash(point: CrashPoint, kind: CrashKind = "kill"): void {
    writeFileSync(this.orders, `${point} ${kind}`);
  }

  /** Whether an order still waits for a process to pass its point. */
  get hasOrder(): boolean {
    return existsSync(this.orders);
  }

  /** Where the embedded server keeps its data. */
  get cluster() {
    return embeddedCluster(this.settings, this.database.secrets);
  }

  /** The embedded server's administrator, in the application's database. */
  get administratorUrl(): string {
    return String(this.database.administratorUrl).replace(/\/postgres$/, "/section_seven");
  }

  /** How many lines of PostgreSQL's own log match. */
  postgresLog(pattern: RegExp): number {
    const folder = join(this.cluster.folder, "log");
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    return texts
      .join("\n")
      .split("\n")
      .filter((line) => pattern.test(line)).length;
  }

  get postmaster(): number {
    const file = join(this.cluster.folder, "data/postmaster.pid");
    return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n", 1)[0]) : 0;
  }

  /** Kills PostgreSQL with everything that belongs to it, as a loss of power does, and waits until all of it is gone. */
  killPostgres(): Promise<void> {
    return this.aimAtPostgres()();
  }

  /** The same in two steps, where the kill is to fall at once. */
  aimAtPostgres(): () => Promise<void> {
    const postmaster = this.postmaster;
    const family = [postmaster, ...childrenOf(postmaster)];
    return async () => {
      for (const pid of family) {
        try {
          process.kill(pid, "SIGKILL");
        } catch {
          // It had ended meanwhile.
        }
      }
      while (family.some((pid) => isAlive(pid, "postgres"))) await new Promise((resolve) => setTimeout(resolve, 5));
    };
  }

  /** Starts PostgreSQL anew with further variables in its environment: under another clock. */
  async restartPostgres(environment: Readonly<Record<string, string>>): Promise<void> {
    const { port } = new URL(this.administratorUrl);
    await this.killPostgres();
    await bringUp({ ...this.cluster, port: Number(port), environment });
  }

  /** What npm start does as soon as it sees that PostgreSQL is gone. */
  revivePostgres(): Promise<boolean> {
    return this.database.revive();
  }

  /** Ends every server process that still runs, and the database. */
  async close(): Promise<void> {
    for (const child of this.running) child.kill("SIGKILL");
    await this.revivePostgres();
    this.database.close();
  }
}

/** What a test runner says to its workers is not for the server. */
const plainly = (environment: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(VITEST|TEST|VITE_|__VITEST|MODE|DEV|PROD|SSR|BASE_URL)/.test(name),
    ),
  ) as NodeJS.ProcessEnv;

function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        return Number(stat.slice(stat.lastIndexOf(")") + 4).split(" ", 1)[0]) === parent;
      } catch {
        return false;
      }
    })
    .map(Number);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = address && typeof address === "object" ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
