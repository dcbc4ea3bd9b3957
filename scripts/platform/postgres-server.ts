import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import type { Binaries } from "./postgres-binaries";
import { isAlive } from "./processes";
import { CommandError } from "./settings";
import { canReach, runAs, type SystemUser } from "./system-user";

/** Where one embedded server lives, and who runs it. */
export type Cluster = {
  /** Holds data/, log/ and the port last used. */
  folder: string;
  user: SystemUser | undefined;
  binaries: Binaries;
  password: string;
  port: number | undefined;
  /** Further variables for the server's own environment; the fault tests give it another clock by them. */
  environment?: Readonly<Record<string, string>>;
};

export type RunningServer = { port: number; pid: number; adopted: boolean };

export const administrator = "postgres";

/** Brings the server up: makes the cluster the first time, adopts a server that already runs on this folder. */
export async function bringUp(cluster: Cluster): Promise<RunningServer> {
  makeCluster(cluster);
  for (let attempt = 1; ; attempt++) {
    const running = await findRunning(cluster);
    if (running) return running;
    const port = cluster.port ?? (await usablePort(cluster.folder));
    const fault = startServer(cluster, port);
    if (!fault) {
      writeFileSync(join(cluster.folder, "port"), `${port}\n`);
      const pid = readPidFile(cluster.folder)?.pid;
      if (pid !== undefined) return { port, pid, adopted: false };
    }
    // After a kill -9 the orphaned backends hold the shared memory for a moment; another start may also be under way.
    if (attempt === 20) throw new CommandError(`PostgreSQL does not start in ${cluster.folder}:\n${fault}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Stops the server cleanly: open transactions are rolled back, everything committed is on disk. */
export function shutDown(cluster: Cluster): void {
  if (!readPidFile(cluster.folder)) return;
  const { status, stderr } = spawnSync(
    cluster.binaries.pgCtl,
    ["stop", "-D", dataOf(cluster.folder), "-m", "fast", "-w", "-t", "60"],
    { ...runAs(cluster.user), encoding: "utf8", env: plainEnvironment() },
  );
  if (status !== 0 && readPidFile(cluster.folder)) throw new CommandError(`PostgreSQL does not stop: ${stderr.trim()}`);
}

/** The server that runs on this folder, if one does. Clears a pid file that a killed server left behind. */
export async function findRunning(cluster: Cluster): Promise<RunningServer | undefined> {
  const noted = readPidFile(cluster.folder);
  if (!noted) return undefined;
  if (isAlive(noted.pid, "postgres")) {
    if (await answers(cluster, noted.port)) return { ...noted, adopted: true };
    return undefined;
  }
  // After a restart of the machine the number may belong to some other process, and PostgreSQL would refuse to start.
  rmSync(join(dataOf(cluster.folder), "postmaster.pid"), { force: true });
  return undefined;
}

function makeCluster(cluster: Cluster): void {
  const { folder, user } = cluster;
  const data = dataOf(folder);
  if (existsSync(join(data, "PG_VERSION"))) return;
  try {
    mkdirSync(join(folder, "log"), { recursive: true, mode: 0o700 });
    // What an interrupted attempt left is no cluster: PG_VERSION is there from the start of initdb, so it is made aside.
    rmSync(`${data}.new`, { recursive: true, force: true });
    mkdirSync(`${data}.new`, { mode: 0o700 });
    if (user) for (const path of [folder, join(folder, "log"), `${data}.new`]) chownSync(path, user.uid, user.gid);
  } catch (error) {
    throw new CommandError(`The database's folder ${folder} cannot be made: ${(error as Error).message}`);
  }
  if (!canReach(user, folder))
    throw new CommandError(`The user ${user?.name} cannot reach ${folder}. Set DATA_FOLDER.`);

  const passwordFile = join(folder, "initial-password");
  writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const options = [
    `--pgdata=${data}.new`,
    `--username=${administrator}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The same order of texts on every machine, whatever its own settings.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
  ];
  const made = spawnSync(cluster.binaries.initdb, options, {
    ...runAs(user),
    encoding: "utf8",
    env: plainEnvironment(),
  });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    throw new CommandError(
      `The database could not be made in ${folder}:\n${made.error?.message ?? made.stderr.trim()}`,
    );
  }
  const moved = spawnSync("mv", [`${data}.new`, data], { ...runAs(user), encoding: "utf8" });
  if (moved.status !== 0)
    throw new CommandError(`The new database could not be put at ${data}: ${moved.stderr.trim()}`);
}

/** Starts the server apart from this process, so that Ctrl-C in the terminal does not reach it. Answers with the fault. */
function startServer(cluster: Cluster, port: number): string | undefined {
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    timezone: "UTC",
    log_timezone: "UTC",
    logging_collector: "on",
    log_directory: "../log",
    log_filename: "postgresql-%a.log",
    log_truncate_on_rotation: "on",
    log_rotation_age: "1d",
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  const log = join(cluster.folder, "log", "start.log");
  const { status, error, stdout, stderr } = spawnSync(
    cluster.binaries.pgCtl,
    ["start", "-D", dataOf(cluster.folder), "-w", "-t", "300", "-l", log, "-o", options.join(" ")],
    {
      ...{ ...runAs(cluster.user), encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
      env: { ...plainEnvironment(), ...cluster.environment },
    },
  );
  if (status === 0) return undefined;
  const lines = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").slice(-5).join("\n") : "";
  return [error?.message, stdout.trim(), stderr.trim(), lines].filter(Boolean).join("\n");
}

function readPidFile(folder: string): { pid: number; port: number } | undefined {
  const file = join(dataOf(folder), "postmaster.pid");
  if (!existsSync(file)) return undefined;
  // PostgreSQL's own format: process, folder, start time, port, socket folder, address, shared memory, state.
  const [pid, , , port] = readFileSync(file, "utf8").split("\n").map(Number);
  return pid && port ? { pid, port } : undefined;
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: administrator,
    password: cluster.password,
    database: "postgres",
    connectionTimeoutMillis: 5000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    return rows[0]?.data_directory === dataOf(cluster.folder);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The port used last time while it is free, else any free one. */
async function usablePort(folder: string): Promise<number> {
  const file = join(folder, "port");
  const last = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  return (last > 0 ? await tryPort(last) : undefined) ?? (await tryPort(0)) ?? 5433;
}

async function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === "object" ? address.port : undefined));
    });
  });
}

const dataOf = (folder: string) => join(folder, "data");

const plainEnvironment = () => ({ NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" });
