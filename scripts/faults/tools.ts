import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { install } from "../platform/system-tools";

/** Programs by which faults are made, and the Debian packages they are in. */
const packages = { strace: "strace", faketime: "faketime" } as const;

const isThere = (program: string) => spawnSync("which", [program]).status === 0;

/** Installs the program where that is allowed; else says that the fault cannot be made here, which fails its test. */
export function needs(program: keyof typeof packages): void {
  if (!isThere(program)) install([packages[program]]);
  if (!isThere(program)) throw new Error(`This fault is made by ${program}: apt-get install ${packages[program]}`);
}

/** The library that gives a program another clock. */
export function faketimeLibrary(): string {
  needs("faketime");
  const found = ["x86_64-linux-gnu", "aarch64-linux-gnu"]
    .map((machine) => `/usr/lib/${machine}/faketime/libfaketime.so.1`)
    .find((path) => existsSync(path));
  if (!found) throw new Error("libfaketime.so.1 is not where Debian puts it");
  return found;
}

/** Puts a small file system of its own at a folder, so that it can be filled; only root may. */
export function mountSmall(
  folder: string,
  megabytes: number,
): { grow: (megabytes: number) => void; unmount: () => void } {
  const run = (program: string, ...args: string[]) => {
    const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
    if (status !== 0)
      throw new Error(`A full disk is made by mounting a small one, which takes Linux and root: ${stderr}`);
  };
  run("mount", "-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder);
  return {
    grow: (to) => run("mount", "-o", `remount,size=${to}m`, folder),
    unmount: () => run("umount", "-l", folder),
  };
}
