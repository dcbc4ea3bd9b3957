import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./settings";

/** SHA-256 over names and contents of the files named, and of all files below the folders named; what is not there is left out. */
export function digestOf(paths: readonly string[], skip: (path: string) => boolean = () => false): string {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesOf).filter((path) => !skip(path))) {
    const content = readFileSync(join(projectRoot, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function filesOf(path: string): string[] {
  const full = join(projectRoot, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}
