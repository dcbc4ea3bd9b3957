import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { DemoPart } from "@/lib/contracts/people";
import { env } from "@/lib/env";

const shape = z.array(z.object({ name: z.string(), role: z.string(), email: z.string(), password: z.string() }));

/**
 * The demonstration's people with their passwords, by the part they have in the sample closing; none where it is off. The
 * seed writes them beside the data, and the start command prints the same.
 */
export async function readDemoSignIns(): Promise<DemoPart[]> {
  if (env.DEMO === "off") return [];
  const text = await readFile(join(env.DATA_FOLDER, "demo-sign-ins.json"), "utf8").catch(() => "[]");
  const people = shape.parse(JSON.parse(text)).map(({ role, ...person }) => {
    const [part = role, ...title] = role.split(", ");
    return { part, title: title.join(", "), ...person };
  });
  return [...Map.groupBy(people, ({ part }) => part)].map(([part, members]) => ({
    part,
    people: members.map(({ part: _, ...person }) => person),
  }));
}
