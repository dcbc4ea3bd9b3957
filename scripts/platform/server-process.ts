import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import type { LogFile } from "./log-file";
import { typescriptOptions } from "./run";
import { CommandError, projectRoot } from "./settings";

/** A server that was told to stop and has not is killed after this many milliseconds. */
const patience = 4500;

/** Runs the server as a process of its own, and starts it again when it dies by itself. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  private stopping = false;
  private readonly starts: number[] = [];
  private lastOutput = Buffer.alloc(0);

  /**
   * @param log where its output goes; undefined shows it.
   * @param onGone told when it cannot be kept up.
   */
  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly log: LogFile | undefined,
    private readonly onGone: (fault: CommandError) => void,
  ) {}

  /** The process that serves now. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Resolves when it listens. */
  async start(): Promise<void> {
    this.starts.push(Date.now());
    const child = spawn(process.execPath, [...typescriptOptions, "lib/server/server.ts"], {
      cwd: projectRoot,
      env: this.environment,
      stdio: ["ignore", this.log ? "pipe" : "inherit", this.log ? "pipe" : "inherit", "ipc"],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => this.keep(chunk));

    await new Promise<void>((resolve, reject) => {
      child.on("message", (message: { listening?: number; portInUse?: number }) => {
        if (message.portInUse) reject(portTaken(message.portInUse));
        if (message.listening) resolve();
      });
      child.once("exit", (code) => {
        reject(new CommandError(`The server ended before it listened (status ${code}).\n${this.lastLines()}`));
      });
    });
    child.once("exit", (code) => void this.revive(code));
  }

  /** Ends it: first by asking. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => child.kill("SIGKILL"), patience);
      child.once("exit", () => {
        clearTimeout(timer);
        resolve();
      });
      child.kill("SIGTERM");
    });
  }

  private async revive(code: number | null): Promise<void> {
    if (this.stopping) return;
    const recent = this.starts.filter((at) => at > Date.now() - 60_000).length;
    if (recent >= 5) {
      this.onGone(new CommandError(`The server keeps ending (status ${code}).\n${this.lastLines()}`));
      return;
    }
    console.error(`  ! The server ended by itself (status ${code}); starting it again.`);
    await this.start().catch((fault: CommandError) => this.onGone(fault));
  }

  private keep(chunk: Buffer): void {
    this.log?.append(chunk);
    this.lastOutput = Buffer.concat([this.lastOutput, chunk]).subarray(-4000);
  }

  private lastLines(): string {
    const lines = this.lastOutput.toString("utf8").trim().split("\n").slice(-12).join("\n");
    return this.log ? `${lines}\nMore in ${this.log.path}` : lines;
  }
}

/** Refuses a port that something listens on. Waits a little first: a server that was just killed may be closing. */
export async function requireFreePort(port: number): Promise<void> {
  for (let attempt = 0; attempt < 12; attempt++) {
    if (await isFree(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw portTaken(port);
}

const portTaken = (port: number) =>
  new CommandError(
    `Port ${port} is in use by another program (perhaps this one, started before).\n` +
      `End it, or choose another port: PORT=${port + 1} npm start`,
  );

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (fault: NodeJS.ErrnoException) => {
      if (fault.code === "EADDRINUSE") resolve(false);
      else if (fault.code === "EACCES")
        reject(new CommandError(`This user may not listen on port ${port}. Set PORT to one above 1023.`));
      else reject(fault);
    });
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
