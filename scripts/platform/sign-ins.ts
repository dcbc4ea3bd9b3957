import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const shape = z.array(z.object({ name: z.string(), role: z.string(), email: z.string(), password: z.string() }));

/** The demo's sign-ins as the seed wrote them, in columns; nothing where there is no demo. */
export function demoSignIns(dataFolder: string): string[] {
  const file = join(dataFolder, "demo-sign-ins.json");
  if (!existsSync(file)) return [];
  const people = shape.parse(JSON.parse(readFileSync(file, "utf8")));
  const width = (column: "role" | "name" | "email") => Math.max(0, ...people.map((person) => person[column].length));
  return people.map(({ role, name, email, password }) =>
    [role.padEnd(width("role")), name.padEnd(width("name")), email.padEnd(width("email")), password].join("   "),
  );
}
