import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "@/lib/env";
import { readDemoSignIns } from "./demo-sign-ins";

const folder = mkdtempSync(join(tmpdir(), "demo-sign-ins-"));

beforeAll(() => {
  env.DEMO = "on";
  env.DATA_FOLDER = folder;
});
afterAll(() => rmSync(folder, { recursive: true }));

const person = (name: string, role: string) => ({ name, role, email: `${name}@bank.example`, password: "printed" });

test("are grouped by part, in the order in which the seed wrote them", async () => {
  expect(await readDemoSignIns()).toEqual([]);
  const people = [
    person("ann", "Representative, Vice President"),
    person("ben", "Issuer, Senior Vice President, Treasurer"),
    person("cat", "Representative, Analyst (keeps the list)"),
    person("dan", "Administrator"),
  ];
  writeFileSync(join(folder, "demo-sign-ins.json"), JSON.stringify(people));
  const parts = await readDemoSignIns();
  expect(parts.map(({ part, people }) => [part, people.map(({ name, title }) => [name, title])])).toEqual([
    [
      "Representative",
      [
        ["ann", "Vice President"],
        ["cat", "Analyst (keeps the list)"],
      ],
    ],
    ["Issuer", [["ben", "Senior Vice President, Treasurer"]]],
    ["Administrator", [["dan", ""]]],
  ]);
});

test("are offered to nobody where the demonstration is off", async () => {
  env.DEMO = "off";
  expect(await readDemoSignIns()).toEqual([]);
});
