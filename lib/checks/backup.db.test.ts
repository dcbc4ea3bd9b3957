import { execFile } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { storeBytes } from "@/lib/files/store";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "@/lib/use-cases/act";
import { deliverDocument } from "@/lib/use-cases/deliver-document";
import { listMigrations } from "@/prisma/migrate";
import { makeBackup } from "@/scripts/platform/backup/make-backup";
import { documentFile, type Manifest, tableFile } from "@/scripts/platform/backup/manifest";

const run = promisify(execFile);
/** The database's own user must be able to reach the other machine's folder, below. */
const scratch = mkdtempSync(join(tmpdir(), "section-seven-backup-"));
chmodSync(scratch, 0o711);
const backup = join(scratch, "backup");
const elsewhere = join(scratch, "elsewhere");
let manifest: Manifest;
let offerings: Awaited<ReturnType<typeof anOffering>>[];
let recordedBefore = 0;

/** One of the project's commands, on a machine that has nothing yet but this data folder. */
async function command(name: string, ...args: string[]) {
  const { DATABASE_URL: _, FILES_FOLDER: __, TEST_CONNECTIONS: ___, ...inherited } = process.env;
  try {
    const { stdout } = await run(process.execPath, ["scripts/run.mjs", `scripts/platform/${name}.ts`, ...args], {
      env: { ...inherited, NODE_ENV: "production", DATA_FOLDER: elsewhere, DEMO: "off" },
    });
    return { status: 0, said: stdout };
  } catch (fault) {
    const { code, stdout, stderr } = fault as { code: number; stdout: string; stderr: string };
    return { status: code, said: stdout + stderr };
  }
}

const countEvents = async () =>
  Number((await connected(administratorUrl, (client) => client.query(`SELECT count(*) FROM "Event"`))).rows[0].count);

const moreThan = (count: number) =>
  vi.waitFor(async () => expect(await countEvents()).toBeGreaterThan(count), { timeout: 30_000 });

/** The tests' tables are made without Prisma's history, which a start writes. */
const writeHistory = () =>
  connected(administratorUrl, async (client) => {
    await client.query(
      `CREATE TABLE _prisma_migrations (migration_name text, finished_at timestamptz, rolled_back_at timestamptz)`,
    );
    for (const { name } of listMigrations())
      await client.query("INSERT INTO _prisma_migrations VALUES ($1, now(), NULL)", [name]);
  });

beforeAll(async () => {
  await writeHistory();
  offerings = await Promise.all([1, 2, 3].map(() => anOffering()));
  for (const [number, offering] of offerings.entries()) {
    const file = await storeBytes(Buffer.from(`The opinion of counsel, number ${number}.\n`));
    const deliverableId = offering.conditions[0]!.deliverables[0]!;
    const delivery = { deliverableId, file, fileName: "opinion.txt", stage: "executed" as const, share: true };
    expect(await deliverDocument(asking(offering, offering.people.issuerCounsel), delivery)).toMatchObject({
      ok: true,
    });
  }
  recordedBefore = await countEvents();

  // People go on working all the while.
  let going = true;
  const work = offerings.map(async (offering) => {
    for (let number = 0; going; number++) {
      const note = { act: "note" as const, conditionId: offering.conditions[0]!.id, shared: number % 2 === 0 };
      await act(asking(offering, offering.people.counsel), { ...note, text: `Meanwhile ${number}.` });
    }
  });
  try {
    await moreThan(recordedBefore + 10);
    const secrets = join(scratch, "secrets.json");
    writeFileSync(secrets, JSON.stringify({ authSecret: "s".repeat(43), administratorPassword: "theirs" }));
    const from = { filesFolder: env.FILES_FOLDER, secrets };
    ({ manifest } = await connected(administratorUrl, (client) => makeBackup(client, from, backup)));
    const during = await countEvents();
    await moreThan(during);
  } finally {
    going = false;
    await Promise.all(work);
  }
}, 120_000);
afterAll(async () => {
  await command("database-commands", "stop");
  rmSync(scratch, { recursive: true, force: true });
  await db.$disconnect();
}, 60_000);

const eventsIn = (folder: string) => readFileSync(tableFile(folder, "Event"), "utf8").trim().split("\n").length;

test("a backup made while people work is one moment of all tables, and has every document that it names", async () => {
  expect(manifest).toMatchObject({ lost: [], secrets: true, documents: [{}, {}, {}] });
  expect(eventsIn(backup)).toBeGreaterThan(recordedBefore);
  expect(eventsIn(backup)).toBeLessThan(await countEvents());
  // Row and event are of one transaction: as many notes as events that tell of them.
  const tellings = readFileSync(tableFile(backup, "Event"), "utf8").match(/"type":"note\.added"/g) ?? [];
  expect(manifest.tables.find(({ name }) => name === "Note")?.rows).toBe(tellings.length);
  expect(readFileSync(tableFile(backup, "session"), "utf8"), "nobody's session").toBe("");
});

test("on another machine every record and document is there again with the digests it had, and holds to its own log", async () => {
  const { status, said } = await command("restore-command", backup);
  expect(said).toContain("Restored.");
  expect(status).toBe(0);
  for (const { id, sha256 } of manifest.offerings) expect(said).toContain(`${id} ${sha256} equal`);
  expect(manifest.offerings.map(({ id }) => id).sort()).toEqual(offerings.map(({ offeringId }) => offeringId).sort());
  expect(said).toContain("3 offerings checked; everything holds.");
  for (const { sha256 } of manifest.documents)
    expect(readFileSync(join(elsewhere, "files", sha256.slice(0, 2), sha256), "utf8")).toContain(
      "The opinion of counsel",
    );
  const kept = JSON.parse(readFileSync(join(elsewhere, "secrets.json"), "utf8")) as Record<string, string>;
  expect(kept.authSecret).toBe("s".repeat(43));
  expect(kept.administratorPassword, "its own database's").not.toBe("theirs");

  // A backup of what was restored has the same digests: nothing was added on the way but the checks' own notes.
  const again = await command("backup-command", join(scratch, "again"));
  expect(again).toMatchObject({ status: 0 });
  const second = JSON.parse(readFileSync(join(scratch, "again", "manifest.json"), "utf8")) as Manifest;
  const record = ({ tables }: Manifest) => tables.filter(({ name }) => name !== "RecordCheck");
  expect(record(second)).toEqual(record(manifest));
});

test("what is there already is not overwritten unless that is asked for", async () => {
  const refused = await command("restore-command", backup);
  expect(refused.status).toBe(1);
  expect(refused.said).toContain("There are people or documents here already.");
  expect(await command("restore-command", backup, "--replace")).toMatchObject({ status: 0 });
});

test("a restore can be tried without touching anything, and is noted", async () => {
  const { status, said } = await command("restore-command", backup, "--test");
  expect(said).toContain("The backup can be restored.");
  expect(status).toBe(0);
  const note = JSON.parse(readFileSync(join(elsewhere, "last-restore-test.json"), "utf8")) as { backupOf: string };
  expect(note.backupOf).toBe(manifest.at);
});

test("nothing is restored from a backup of which anything was changed or is missing", async () => {
  const changes: [string, (folder: string) => void, string][] = [
    [
      "a row is reworded",
      (folder) => {
        const file = tableFile(folder, "Note");
        writeFileSync(file, readFileSync(file, "utf8").replace("Meanwhile", "Meantime"));
      },
      "tables/Note.jsonl",
    ],
    ["a table is missing", (folder) => rmSync(tableFile(folder, "SignOff")), "tables/SignOff.jsonl"],
    [
      "a document is missing",
      (folder) => rmSync(documentFile(folder, manifest.documents[0]!.sha256)),
      manifest.documents[0]!.sha256,
    ],
    ["it was cut off", (folder) => rmSync(join(folder, "manifest.json")), "no whole backup"],
  ];
  for (const [what, change, named] of changes) {
    const damaged = join(scratch, what.replaceAll(" ", "-"));
    cpSync(backup, damaged, { recursive: true });
    change(damaged);
    const { status, said } = await command("restore-command", damaged, "--replace");
    expect(status, what).toBe(1);
    expect(said, what).toContain(named);
  }
  expect((await command("backup-command", join(scratch, "after"))).said, "and what was there still is").toContain(
    manifest.offerings[0]!.id,
  );
}, 120_000);
