import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "./digest";
import { CommandError, projectRoot } from "./settings";

const mark = join(projectRoot, "lib/db/generated/made-from");

/** Generates the Prisma client when the schema or Prisma itself has changed since. Answers whether it did. */
export function generateClient(): boolean {
  const wanted = digestOf(["prisma/schema.prisma", "node_modules/prisma/package.json"]);
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return false;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["node_modules/prisma/build/index.js", "generate", "--config", "prisma/prisma.config.ts"],
    {
      cwd: projectRoot,
      encoding: "utf8",
      // The client is WebAssembly. Naming any program keeps Prisma from downloading an engine that nothing here uses.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CI: "1" },
    },
  );
  if (status !== 0) throw new CommandError(`The Prisma client could not be generated:\n${stdout}${stderr}`);
  // The type checker takes over what it found in the client before, and would miss what is new in it.
  rmSync(join(projectRoot, "tsconfig.tsbuildinfo"), { force: true });
  writeFileSync(mark, wanted);
  return true;
}
