import { spawn } from "node:child_process";
import { CommandError, projectRoot } from "./settings";

/** How this project's TypeScript is run by Node: see bootstrap.mjs. */
export const typescriptOptions = ["--conditions=react-server", "--import", "tsx"];

/**
 * Runs a TypeScript or JavaScript file of the project to its end. "quiet" shows its output only when it fails.
 * Throws CommandError when it ends with another status than 0.
 */
export async function runToEnd(
  file: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  output: "shown" | "quiet",
): Promise<void> {
  const options = file.endsWith(".ts") ? typescriptOptions : [];
  const child = spawn(process.execPath, [...options, file, ...args], {
    cwd: projectRoot,
    env: environment,
    stdio: output === "shown" ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
  });
  const chunks: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
  if (status !== 0) {
    const said = Buffer.concat(chunks).toString("utf8").trim();
    throw new CommandError(`${file} failed (status ${status})${said ? `:\n${said}` : "; its messages are above."}`);
  }
}
