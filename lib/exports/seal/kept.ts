import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What is kept in `folder` under `name`; where there is nothing yet, what `make` makes, kept from now on unless it says
 * that it is not whole. Of two that make it at once the first is kept, and both get that. Without a folder nothing is kept.
 */
export async function keptOr<Value>(
  folder: string | undefined,
  name: string,
  make: () => Promise<{ value: Value; whole: boolean }>,
): Promise<Value> {
  if (folder === undefined) return (await make()).value;
  const path = join(folder, `${name}.json`);
  const known = read<Value>(path);
  if (known !== null) return known;
  const { value, whole } = await make();
  if (!whole) return value;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const aside = `${path}.${process.pid}-${crypto.randomUUID()}`;
  writeFileSync(aside, JSON.stringify(value), { mode: 0o600 });
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(aside);
  }
  return read<Value>(path) ?? value;
}

function read<Value>(path: string): Value | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Value;
  } catch {
    return null;
  }
}
