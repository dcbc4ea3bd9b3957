import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { authInputs } from "@/lib/contracts/people";
import { addressWords } from "@/lib/logging/logged-path";
import { apiRoutes, type Gate, gates, type Listed, pages, publicFiles, serverRoutes } from "./routes.table";

const inApp = (ending: string) =>
  (readdirSync("app", { recursive: true }) as string[])
    .map((name) => `app/${name}`)
    .filter((file) => file.endsWith(ending) && (file.includes("/api/") || !file.startsWith("app/api")))
    .sort();

const addressOf = (file: string) => file.replace(/^app/, "").replace(/\/?(route\.ts|page\.tsx)$/, "") || "/";
const fileOf = ({ address }: Listed) => `app${address}/route.ts`;

/** How a route file shows that it goes through its gate. */
const marks: Partial<Record<Gate, (schema: string) => string>> = {
  query: (schema) => `export const GET = query(${schema}, `,
  download: (schema) => `export const GET = download(${schema}, `,
  madeFile: (schema) => `export const GET = guarded(madeFile(${schema}, `,
  command: (schema) => `export const POST = command(${schema}, `,
  upload: (schema) => `export const POST = upload(${schema}, `,
  fileQuery: (schema) => `export const POST = fileQuery(${schema}, {`,
  personalQuery: () => "export const GET = personalQuery(",
  personalCommand: (schema) => `export const POST = personalCommand(${schema}, `,
  openCommand: (schema) => `export const POST = openCommand(${schema}, `,
  link: () => "export const GET = guarded(async (request, { token",
  auth: () => "handleAuth(request, ",
  open: () => "GET(): ",
};

const everything = [...apiRoutes, ...serverRoutes, ...pages];

test("every route and method of the application is listed, and nothing else is", () => {
  const served = inApp("/route.ts").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/export (?:async function|function|const) ([A-Z]+)\b/g)].map(
      ([, method]) => `${method} ${addressOf(file)}`,
    ),
  );
  // Whoever adds a route says here who may have it: a line in routes.table.ts.
  expect(served.sort()).toEqual(apiRoutes.map(({ method, address }) => `${method} ${address}`).sort());
  expect(served.length).toBeGreaterThanOrEqual(59);
});

test("every page is listed, and nothing else is", () => {
  expect(inApp("page.tsx").map(addressOf).sort()).toEqual(pages.map(({ address }) => address).sort());
  expect(pages.length).toBeGreaterThanOrEqual(22);
});

test("the files that everybody may have are listed", () => {
  expect(readdirSync("public").sort()).toEqual([...publicFiles].sort());
});

test.each(apiRoutes.map((route) => [`${route.method} ${route.address}`, route] as const))("%s", (_, route) => {
  const source = readFileSync(fileOf(route), "utf8");
  const mark = marks[route.gate];
  if (!mark) throw new Error(`No route file goes through ${route.gate}`);
  expect(source).toContain(mark(route.schema ?? "…"));
  // What reads a body says what bounds it.
  if (route.method === "POST") expect(route.limit).toBeTruthy();
  expect(/[Ll]argest|limitBytes/.test(source)).toBe(/4 MB|MB a file$/.test(route.limit ?? ""));
});

describe("tests", () => {
  test.each(everything.map((route) => [`${route.method} ${route.address}`, route] as const))("%s", (_, route) => {
    const [word, ...files] = route.tested;
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(existsSync(file), file).toBe(true);
      expect(readFileSync(file, "utf8").includes(word), `${file} names ${word}`).toBe(true);
    }
  });
});

test("the log has the words of these addresses, and of those by which one signs in, and no other", () => {
  const words = [...everything.map(({ address }) => address), ...Object.keys(authInputs)]
    .flatMap((address) => address.split("/"))
    .filter((part) => part !== "" && !part.startsWith("["));
  expect([...addressWords].sort()).toEqual([...new Set(words)].sort());
});

test("pages with an offering in their address ask for the person's standing in it", () => {
  for (const { address, gate } of pages) {
    const source = readFileSync(`app${address === "/" ? "" : address}/page.tsx`, "utf8");
    if (gate === "page") expect(source, address).toContain("await requireActor(");
    if (gate === "personalPage" && address !== "/") expect(source, address).toContain("await requirePerson(");
    expect(gate === "page", address).toBe(address.includes("[offeringId]"));
  }
});

test("docs/routes.md says the same", async () => {
  const line = ({ method, address, gate, schema, limit, tested: [, ...files] }: Listed) =>
    `| ${method} | \`${address}\` | ${gate} | ${schema ? `\`${schema}\`` : ""} | ${limit ?? ""} | ${files.map((file) => `\`${file}\``).join(", ")} |`;
  const table = (routes: readonly Listed[]) =>
    ["| method | address | gate | schema | limit | tests |", "|---|---|---|---|---|---|", ...routes.map(line)].join(
      "\n",
    );
  const text = `# What is answered, and to whom

Written from \`lib/checks/routes.table.ts\` by its test; \`npx vitest run --config lib/checks/vitest.config.ts lib/checks/routes -u\` writes it anew.
An address or method that is not here answers 404 or 405, and no spelling of one leads around its gate (\`e2e/edge.spec.ts\`).

## The gates

| gate | asks for |
|---|---|
${Object.entries(gates)
  .map(([gate, asks]) => `| ${gate} | ${asks} |`)
  .join("\n")}

All of them: the edge's rules (\`lib/server/edge.ts\`), a strict schema, answers that nothing in between may keep.

## Data and acts: ${apiRoutes.length}

${table(apiRoutes)}

## The server's own: ${serverRoutes.length}

${table(serverRoutes)}

## Pages: ${pages.length}

${table(pages)}

Files for everybody: ${publicFiles.map((name) => `\`/${name}\``).join(", ")}, and what the pages are made of under \`/_next/static/\`.
`;
  await expect(text).toMatchFileSnapshot("../../docs/routes.md");
});
