import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** Appends to a file, and starts it afresh when it has grown large, keeping the one before as `.1`. */
export class LogFile {
  private size: number;

  constructor(
    readonly path: string,
    private readonly limitBytes = 20_000_000,
  ) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.size = existsSync(path) ? statSync(path).size : 0;
  }

  append(chunk: Buffer): void {
    if (this.size > 0 && this.size + chunk.length > this.limitBytes) {
      renameSync(this.path, `${this.path}.1`);
      this.size = 0;
    }
    appendFileSync(this.path, chunk, { mode: 0o600 });
    this.size += chunk.length;
  }
}
