import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contractSchemas } from "@/lib/testing/contracts";
import { fieldsOf } from "@/lib/testing/schema-fields";
import { apiRoutes } from "./routes.table";

const page = readFileSync("docs/security.md", "utf8");
const kinds = ["held", "in part", "not there", "not applicable"];

const rows = [...page.matchAll(/^\| (\d+) \| ([^|]+) \| ([a-z ]+) \| ([^|]+) \|$/gm)].map(
  ([, number = "", abuse = "", kind = "", answer = ""]) => ({ number: Number(number), abuse, kind, answer }),
);
const filesIn = (text: string) =>
  [...text.matchAll(/`((?:[a-z0-9-]+\/)+[a-z0-9.-]+\.ts)`/g)].map(([, file = ""]) => file);
const isTest = (file: string) => /\.(test|spec|faults)\.ts$/.test(file);

test("each of the thirty ways to abuse it is answered, and what is held names a test", () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, place) => place + 1));
  expect(rows.filter(({ kind }) => !kinds.includes(kind))).toEqual([]);
  const held = rows.filter(({ kind }) => kind === "held");
  expect(held.filter(({ answer }) => !filesIn(answer).some(isTest))).toEqual([]);
  console.log(`${held.length} of ${rows.length} ways to abuse it are held off by a test`);
  expect(held.length).toBeGreaterThanOrEqual(25);
});

test("every file and page that is named there is there", () => {
  const pages = [...page.matchAll(/\]\(([a-z-]+\.md)\)/g)].map(([, file]) => `docs/${file}`);
  const files = [...filesIn(page), ...pages];
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  expect(new Set(files).size).toBeGreaterThanOrEqual(50);
});

test("no input says who acts, of which side they are or when, nor takes what it does not know", async () => {
  const schemas = await contractSchemas();
  const asked = apiRoutes.flatMap(({ method, schema }) => (method === "POST" && schema ? [schema] : []));
  // Whom an act is about has a name of its own: a person who is assigned, or whose membership ends.
  const never = /^(actor|actorId|by|byName|userId|user|at|now|clock|compartment|administrator|confirmed)$/;
  let fields = 0;
  for (const name of new Set(asked)) {
    const schema = schemas.get(name);
    if (!schema) throw new Error(`lib/contracts has no ${name}`);
    for (const { form, path } of fieldsOf(schema)) {
      fields++;
      // Where a rehearsal’s clock begins is typed by whoever opens it.
      if (path[0] === "clock" && name === "createOfferingInput") continue;
      expect(
        path.filter((step) => never.test(step)),
        `${name} ${form}`,
      ).toEqual([]);
    }
    const taken = schema.safeParse({ actorId: "00000000-0000-4000-8000-000000000000" });
    expect(taken.success, name).toBe(false);
    expect(openIn(schema), name).toEqual([]);
  }
  expect(fields).toBeGreaterThanOrEqual(200);
});

type Node = {
  _zod: { def: { type: string; shape?: Record<string, Node>; catchall?: Node } & Record<string, unknown> };
};

/** The objects within a schema that would take a field of any name. */
function openIn(schema: unknown, path = ""): string[] {
  const { def } = (schema as Node)._zod;
  const own = def.type === "object" && def.catchall?._zod.def.type !== "never" ? [path || "itself"] : [];
  const inner = [
    ...Object.entries(def.shape ?? {}),
    ...["element", "innerType", "in"].flatMap((name) => (def[name] ? [[name, def[name]] as const] : [])),
    ...((def.options as unknown[] | undefined) ?? []).map((option, place) => [String(place), option] as const),
  ];
  return [...own, ...inner.flatMap(([name, node]) => openIn(node, `${path}.${name}`))];
}
