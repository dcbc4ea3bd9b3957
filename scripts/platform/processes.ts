import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whether the process runs and, where the system tells, is the program named. One that ended and was not reaped is dead. */
export function isAlive(pid: number, program?: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Not permitted to signal it: it is there, under another user.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  if (!existsSync("/proc/self/stat")) return true;
  try {
    // "pid (name) state …": the name may hold spaces and brackets, so the last bracket ends it.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    const name = stat.slice(stat.indexOf("(") + 1, end);
    return stat[end + 2] !== "Z" && (program === undefined || name === program);
  } catch {
    return false;
  }
}

/** Notes in a folder which running commands use the embedded server, so that the last one to end stops it. */
export class Users {
  constructor(private readonly folder: string) {}

  join(name = String(process.pid)): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, name), "");
  }

  leave(name = String(process.pid)): void {
    rmSync(join(this.folder, name), { force: true });
  }

  /** Others that still use it; commands that were killed are struck off. */
  others(): string[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder).filter((name) => {
      if (name === String(process.pid)) return false;
      if (!/^\d+$/.test(name) || isAlive(Number(name))) return true;
      this.leave(name);
      return false;
    });
  }
}
