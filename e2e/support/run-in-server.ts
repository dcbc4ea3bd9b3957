import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");

/** Runs one of the scripts of this folder with what the server itself has (database, documents), and reads its answer. */
export async function runInServer<T>(script: string, ...args: string[]): Promise<T> {
  const settings = JSON.parse(process.env.TEST_SERVER_ENVIRONMENT ?? "{}") as Record<string, string>;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", join("e2e/support", script), ...args],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "fatal", ...settings },
      maxBuffer: 10_000_000,
    },
  );
  return JSON.parse(stdout) as T;
}
