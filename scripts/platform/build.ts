import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "./digest";
import { runToEnd } from "./run";
import { projectRoot } from "./settings";

const mark = join(projectRoot, ".next/built-from");

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "next.config.ts",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** Tests, and the client made from the schema, change nothing in the build. */
const isNoSource = (path: string) => path.startsWith("lib/db/generated/") || /\.test\.tsx?$/.test(path);

/** Builds the application unless the last build is of exactly these sources. Answers whether it had to. */
export async function build(environment: NodeJS.ProcessEnv, output: "shown" | "quiet"): Promise<boolean> {
  const wanted = `${process.version} ${digestOf(sources, isNoSource)}`;
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return false;
  // An interrupted build must not pass for a whole one.
  rmSync(mark, { force: true });
  const settings = { ...environment, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  await runToEnd("node_modules/next/dist/bin/next", ["build"], settings, output);
  mkdirSync(join(projectRoot, ".next"), { recursive: true });
  writeFileSync(mark, wanted);
  return true;
}
