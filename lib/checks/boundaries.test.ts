import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

/** Who may import whom, as docs/architecture.md draws it. A folder may always import itself; what is not listed is not allowed. */
const mayImport: Record<string, readonly string[]> = {
  "lib/domain": [],
  "lib/policy": ["lib/domain"],
  "lib/log": [],
  "lib/agreement": ["lib/domain"],
  "lib/calendar": ["lib/domain"],
  "lib/settlement": ["lib/domain", "lib/calendar"],
  "lib/demo-documents": [],
  "lib/contracts": ["lib/domain", "lib/policy"],
  "lib/logging": ["lib/env.ts"],
  "lib/db": [
    "lib/db/classify.ts",
    "lib/domain",
    "lib/policy",
    "lib/log",
    "lib/calendar",
    "lib/env.ts",
    "lib/crash-point.ts",
  ],
  "lib/files": ["lib/domain", "lib/contracts", "lib/env.ts", "lib/logging", "lib/crash-point.ts"],
  "lib/mail": ["lib/env.ts", "lib/logging"],
  "lib/exports": ["lib/domain", "lib/log", "lib/calendar", "lib/settlement"],
  "lib/live": ["lib/domain", "lib/log", "lib/env.ts", "lib/logging"],
  "lib/auth": ["lib/domain", "lib/policy", "lib/contracts", "lib/db", "lib/env.ts", "lib/logging", "lib/mail"],
  "lib/use-cases": [
    "lib/domain",
    "lib/policy",
    "lib/contracts",
    "lib/db",
    "lib/files",
    "lib/exports",
    "lib/log",
    "lib/agreement",
    "lib/calendar",
    "lib/settlement",
    "lib/auth",
    "lib/mail",
    "lib/env.ts",
    "lib/crash-point.ts",
    "lib/logging",
  ],
  "lib/http": [
    ...["lib/domain", "lib/policy", "lib/contracts", "lib/auth", "lib/files", "lib/env.ts", "lib/logging"],
    // What a failure of the database means, and nothing else of it.
    "lib/db/classify.ts",
  ],
  "lib/client": ["lib/domain", "lib/contracts", "lib/log"],
  components: ["lib/domain", "lib/contracts", "lib/client"],
  app: ["lib/domain", "lib/contracts", "lib/auth", "lib/http", "lib/use-cases", "lib/env.ts", "components"],
};

const places = [
  // A file that others may import though they may not import its folder stands before the folder.
  "lib/db/classify.ts",
  ...Object.keys(mayImport),
  "lib/env.ts",
  "lib/crash-point.ts",
  "lib/testing",
  "lib/server",
  "lib/environment.ts",
];
const placeOf = (path: string) =>
  places.find((place) => path === place || `${path}.ts` === place || path.startsWith(`${place}/`));

const imports = Object.keys(mayImport)
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    (readdirSync(folder, { recursive: true }) as string[])
      .map((name) => `${folder}/${name}`)
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\/generated\//.test(file))
      .flatMap((file) =>
        [...readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?"(@\/|\.)([^"]*)"/g)].map(([, mark, rest]) => ({
          file,
          from: folder,
          to: placeOf(mark === "@/" ? (rest ?? "") : relative(".", join(dirname(file), `${mark}${rest}`))),
        })),
      ),
  );

test("imports run one way only", () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      to && ![from, ...(mayImport[from] ?? [])].some((place) => to === place || to.startsWith(`${place}/`)),
  );
  expect(wrong).toEqual([]);
  expect(imports.length).toBeGreaterThan(50);
});

test("only lib/db knows Prisma, and only lib/db the generated client", () => {
  const knowers = Object.keys(mayImport)
    .filter((folder) => existsSync(folder) && folder !== "lib/db" && folder !== "lib/auth")
    .flatMap((folder) => (readdirSync(folder, { recursive: true }) as string[]).map((name) => `${folder}/${name}`))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .filter((file) => /from "(@prisma\/|@\/lib\/db\/generated)/.test(readFileSync(file, "utf8")));
  expect(knowers).toEqual([]);
});

test("no server action and no markup from strings anywhere", () => {
  const files = ["app", "components", "lib"]
    .flatMap((folder) => (readdirSync(folder, { recursive: true }) as string[]).map((name) => `${folder}/${name}`))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\/generated\//.test(file));
  const found = files.filter((file) =>
    /^\s*["']use server["']|dangerouslySetInnerHTML|queryRawUnsafe/m.test(readFileSync(file, "utf8")),
  );
  expect(found).toEqual([]);
  expect(files.length).toBeGreaterThan(50);
});
