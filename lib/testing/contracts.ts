import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { z } from "zod";

/** Every schema that lib/contracts gives away, by its name. */
export async function contractSchemas(): Promise<ReadonlyMap<string, z.ZodType>> {
  const found = new Map<string, z.ZodType>();
  for (const name of readdirSync("lib/contracts")) {
    if (!name.endsWith(".ts") || name.includes(".test.")) continue;
    const file = join(resolve("lib/contracts"), name);
    const given = (await import(/* @vite-ignore */ file)) as Record<string, unknown>;
    for (const [key, value] of Object.entries(given)) {
      if (typeof value === "object" && value !== null && "_zod" in value) found.set(key, value as z.ZodType);
    }
  }
  return found;
}
