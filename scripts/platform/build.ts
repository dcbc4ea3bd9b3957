import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { digestOf } from "./digest";
import { makeFont } from "./font";
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

/** Tests, and what is made from other sources, change nothing in the build. */
const isNoSource = (path: string) => /^(lib\/db|app)\/generated\//.test(path) || /\.test\.tsx?$/.test(path);

/** Builds the application unless the last build is of exactly these sources. Answers whether it had to. */
export async function build(environment: NodeJS.ProcessEnv, output: "shown" | "quiet"): Promise<boolean> {
  const wanted = `${process.version} ${digestOf(sources, isNoSource)}`;
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return false;
  // An interrupted build must not pass for a whole one.
  rmSync(mark, { force: true });
  const settings = { ...environment, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  await makeFont();
  await runToEnd("node_modules/next/dist/bin/next", ["build"], settings, output);
  await compressBeside(join(projectRoot, ".next/static"));
  mkdirSync(join(projectRoot, ".next"), { recursive: true });
  writeFileSync(mark, wanted);
  return true;
}

/** Scripts and styles are compressed once, as tightly as can be, beside themselves: lib/server/static-files.ts sends those. */
async function compressBeside(folder: string): Promise<void> {
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => /\.(m?js|css)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const bytes = await readFile(file);
      await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
      await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    }),
  );
}
