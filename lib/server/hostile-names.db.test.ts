import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join, posix, win32 } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/logging/log";
import { abreast } from "@/lib/testing/abreast";
import { recordDigest } from "@/lib/testing/digest";
import { hostileNames, oddGoodNames, trickyGoodNames } from "@/lib/testing/hostile/names";
import { readDisposition } from "@/lib/testing/hostile/read-disposition";
import { keptFiles } from "@/lib/testing/kept-files";
import { anOffering } from "@/lib/testing/offering";
import { pageHeaders } from "@/lib/testing/page-headers";
import { proved } from "@/lib/testing/proved";
import { type Served, serveRoutes } from "@/lib/testing/served";
import { sessionOf } from "@/lib/testing/session";
import { buildsAtRest } from "@/lib/use-cases/closing-set-builds";

// Names of files that do harm where a program trusts them, over HTTP: refused by their reason on every road that takes a name,
// or kept, and then shown, saved and exported as they were sent.

const good = [
  ...new Set([...trickyGoodNames(), ...oddGoodNames.filter((name) => name.length < 250).map((name) => `${name}.txt`)]),
];
const folder = mkdtempSync(join(tmpdir(), "hostile-names-"));
let served: Served;
let made: Awaited<ReturnType<typeof anOffering>>;
let cookies: { issuerCounsel: string; counsel: string; representative: string };

beforeAll(async () => {
  env.DATA_FOLDER = folder;
  log.level = "silent";
  const furnishedBy = ["issuer_counsel" as const];
  made = await anOffering({ rehearsal: true, conditions: [{ label: "7(c)", furnishedBy, deliverables: good.length }] });
  const { issuerCounsel, counsel, representative } = made.people;
  cookies = {
    issuerCounsel: await sessionOf(issuerCounsel.personId),
    counsel: await sessionOf(counsel.personId),
    representative: await sessionOf(representative.personId),
  };
  served = await serveRoutes();
}, 120_000);
afterAll(async () => {
  await served.close();
  await buildsAtRest();
  await db.$disconnect();
  rmSync(folder, { recursive: true, force: true });
});

/** A name as an address has it: in UTF-8, and what no text has in the three bytes that it would have. */
const inAddress = (name: string) =>
  [...name]
    .map((character) =>
      character.isWellFormed()
        ? encodeURIComponent(character)
        : [
            0xe0 | (character.charCodeAt(0) >> 12),
            0x80 | ((character.charCodeAt(0) >> 6) & 63),
            0x80 | (character.charCodeAt(0) & 63),
          ]
            .map((byte) => `%${byte.toString(16)}`)
            .join(""),
    )
    .join("");

const offering = () => `/api/offerings/${made.offeringId}`;

async function ask(who: keyof typeof cookies, path: string, body?: BodyInit, type = "application/octet-stream") {
  const response = await fetch(`${served.origin}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: pageHeaders(cookies[who], body === undefined ? undefined : type),
    ...(body !== undefined && { body }),
  });
  return { status: response.status, text: await response.text() };
}

/** The answer with its headers as they came, each line of its own. */
function rawHeaders(path: string): Promise<{ status: number; headers: [string, string][]; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${served.origin}${path}`, { headers: { cookie: cookies.representative } }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.once("error", reject);
      response.once("end", () => {
        const { rawHeaders: lines } = response;
        const headers = lines.flatMap((name, at) =>
          at % 2 === 0 ? [[name.toLowerCase(), lines[at + 1] ?? ""] as [string, string]] : [],
        );
        resolve({ status: response.statusCode ?? 0, headers, body: Buffer.concat(pieces) });
      });
    });
    asked.once("error", reject).end();
  });
}

/** A person may send six files at once. */
const fiveByFive = <T>(all: readonly T[], run: (one: T, index: number) => Promise<void>) => abreast(all, 5, run);

test("a hostile name is refused by its reason on both roads that keep a name, and leaves nothing", async () => {
  const names = hostileNames();
  const before = [await recordDigest(), keptFiles()];
  const wrong: string[] = [];
  const [condition] = made.conditions;
  const roads = [
    ["issuerCounsel", `/deliverables/${condition?.deliverables[0]}/versions?stage=draft&share=false&fileName=`],
    ["representative", `/conditions/${condition?.id}/instruments?fileName=`],
  ] as const;
  await fiveByFive(names, async (name) => {
    for (const [who, road] of roads) {
      const { status, text } = await ask(who, `${offering()}${road}${inAddress(name)}`, "A letter.\n");
      const said = JSON.parse(text) as { code: string; reason?: string };
      if (status !== 400 || said.code !== "file-name-not-allowed" || !/^(it|Windows) /.test(said.reason ?? ""))
        wrong.push(`${JSON.stringify(name.slice(0, 60))} ${road}: ${status} ${text.slice(0, 200)}`);
    }
  });
  expect(wrong.slice(0, 20)).toEqual([]);
  expect([await recordDigest(), keptFiles()]).toEqual(before);
  expect(names.length).toBeGreaterThanOrEqual(310);
  proved(
    "8 names",
    `${names.length} hostile names × ${roads.length} roads over HTTP: each refused with its reason, 0 rows and files left`,
  );
}, 120_000);

type Version = { id: string; fileName: string; sha256: string };

test("a name that is odd and good is kept, shown, saved and exported as it was sent", async () => {
  const [condition] = made.conditions;
  const sent = new Map<string, string>();
  await fiveByFive(good, async (name, index) => {
    const words = `Letter ${index}: ${name}\n`;
    const road = `/deliverables/${condition?.deliverables[index]}/versions?stage=executed&share=true&fileName=`;
    const { status, text } = await ask("issuerCounsel", `${offering()}${road}${inAddress(name)}`, words);
    expect(status, `${name}: ${text}`).toBe(200);
    sent.set((JSON.parse(text) as { versionId: string }).versionId, name.normalize("NFC"));
  });

  const shown = await ask("representative", `${offering()}/conditions/${condition?.id}`);
  const { versions } = JSON.parse(shown.text) as { versions: Version[] };
  expect(new Map(versions.map(({ id, fileName }) => [id, fileName]))).toEqual(sent);
  const logged = await ask("representative", `${offering()}/log`);
  for (const name of sent.values()) expect(logged.text).toContain(JSON.stringify(name).slice(1, -1));

  await fiveByFive([...sent], ([id, name]) => isSavedAs(id, name));

  const names = await inClosingSet(versions);
  expect(names).toBeGreaterThan(sent.size);
  expect(sent.size).toBeGreaterThanOrEqual(180);
  proved(
    "8 names kept",
    `${sent.size} odd and good names over HTTP: each shown and saved as it was sent; ${names} entries of the closing set’s ZIP are good names everywhere`,
  );
}, 300_000);

/** The file is to be saved, once, under this name; and a program that reads only the plain one has a good name too. */
async function isSavedAs(id: string, name: string): Promise<void> {
  for (const view of ["", "?view=1"]) {
    const { status, headers } = await rawHeaders(`${offering()}/versions/${id}/file${view}`);
    expect(status, name).toBe(200);
    const said = headers.filter(([header]) => header === "content-disposition").map(([, value]) => value);
    expect(said, name).toHaveLength(1);
    const { kind, plain, name: whole } = readDisposition(said[0] ?? "");
    expect([kind, whole]).toEqual([view ? "inline" : "attachment", name]);
    expect(plain).toMatch(/^[ -~]+\.txt$/);
    expect([posix.basename(plain ?? ""), win32.basename(plain ?? "")], name).toEqual([plain, plain]);
    const only = (header: string) => headers.filter(([one]) => one === header).map(([, value]) => value);
    expect(only("x-content-type-options")).toEqual(["nosniff"]);
    expect(only("content-security-policy")).toEqual(["sandbox; default-src 'none'"]);
    expect(only("content-type")).toEqual(["text/plain; charset=utf-8"]);
  }
}

/** How many entries the ZIP of a closing set has, all of them good names; each document is in it once, whole. */
async function inClosingSet(versions: readonly Version[]): Promise<number> {
  const closing = `${offering()}/closings/${made.closingId}`;
  const wish = JSON.stringify({ closingId: made.closingId, reason: "For the test." });
  const begun = await ask("counsel", `${closing}/closing-set/builds`, wish, "application/json");
  expect(begun.status, begun.text).toBe(200);
  await buildsAtRest();
  const { id } = JSON.parse(begun.text) as { id: string };
  const { status, headers, body } = await rawHeaders(`${closing}/closing-set/builds/${id}/zip`);
  expect(status, body.toString("utf8").slice(0, 300)).toBe(200);
  expect(headers.filter(([header]) => header === "content-disposition")).toHaveLength(1);
  const path = join(folder, "set.zip");
  writeFileSync(path, body);
  expect(spawnSync("unzip", ["-t", path], { encoding: "utf8" }).stdout).toContain("No errors detected");
  const listed = spawnSync("unzip", ["-Z1", path], { encoding: "utf8" }).stdout.split("\n").filter(Boolean);
  for (const name of listed) {
    expect(posix.normalize(name)).toBe(name);
    expect(posix.isAbsolute(name) || win32.isAbsolute(name), name).toBe(false);
    expect(name.split("/").filter((part) => part === ".." || /[\p{Cc}\p{Cf}\\:*?"<>|]|[. ]$/u.test(part))).toEqual([]);
  }
  const manifest = spawnSync("unzip", ["-p", path, "manifest.json"], { encoding: "utf8", maxBuffer: 1 << 28 }).stdout;
  for (const { sha256 } of versions) expect(manifest).toContain(sha256);
  return listed.length;
}
