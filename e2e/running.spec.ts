import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./fixtures";
import { StatusPage } from "./pages/status-page";
import { demoPassword, people } from "./people";
import { ownServer, sessionAt } from "./support/own-server";
import { runInServer } from "./support/run-in-server";

type Reworded = { before: string; found: string[] };
const reword = (offeringId: string, words: string) => runInServer<Reworded>("reword-sign-off.ts", offeringId, words);

test("a record that somebody changed in the database is told on the closing's own screen, until it is mended", async ({
  as,
  sample,
}) => {
  const page = await as("banker");
  const status = new StatusPage(page, sample);
  await status.open();
  const alert = page.getByRole("alert").filter({ hasText: "The record does not agree with its own log" });
  await expect(alert).toHaveCount(0);

  const { before, found } = await reword(sample.offeringId, "Other words than were signed.");
  expect(found).toEqual(expect.arrayContaining(["row-without-event", "event-without-row"]));
  // Nobody reloads: the page asks again by itself.
  await expect(alert).toBeVisible({ timeout: 60_000 });
  await expect(alert).toContainText("Something stands on the record that the log does not tell of.");
  await expect(alert).not.toContainText("Other words");
  await expect(page.getByRole("heading", { name: "Not to be closed: the record does not hold." })).toBeVisible();
  const ready = await page.request.get("/api/ready");
  expect(ready.status()).toBe(503);
  expect(await ready.json()).toMatchObject({ status: "not-ready", checks: { records: false, database: true } });

  expect((await reword(sample.offeringId, before)).found).toEqual([]);
  await expect(alert).toHaveCount(0, { timeout: 60_000 });
  expect((await page.request.get("/api/ready")).status()).toBe(200);
});

test("the closing is put on paper by itself, for each side its own, and the hashes are those of the files", async ({
  as,
  sample,
}) => {
  const page = await as("banker", sample.status);
  const panel = page.getByRole("region", { name: "On paper" });
  // Nobody asks for it: the sample's clock shows the afternoon before, so that the day's first is due.
  const binder = panel.getByRole("listitem").filter({ hasText: "24 hours before" });
  await expect(binder).toHaveCount(1, { timeout: 90_000 });
  const coming = page.waitForEvent("download");
  await binder.getByRole("link", { name: /^PDF of/ }).click();
  expect((await coming).suggestedFilename()).toMatch(/^REHEARSAL - .* - Closing binder \d{8}T\d{9}Z\.pdf$/);
  const read = async (name: RegExp) => {
    const address = await binder.getByRole("link", { name }).getAttribute("href");
    return (await page.request.get(address ?? "")).body();
  };
  const [pdf, csv] = [await read(/^PDF of/), await read(/^CSV of/)];
  const hashes = JSON.parse(String(await read(/^Hashes of/)));
  const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
  expect(hashes.files).toEqual({ "binder.pdf": sha256(pdf), "checklist.csv": sha256(csv) });
  expect(hashes.side).toBe("underwriters");
  expect(hashes.log.map(({ compartment }: { compartment: string }) => compartment)).toEqual(["shared", "underwriters"]);
  const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });
  for (const words of ["Closing binder", "Underwriters’ side", "7(c)", "What stands in the way", "Documents in force"])
    expect(text).toContain(words);

  const trustee = await as("trustee", sample.status);
  const link = trustee.getByRole("region", { name: "On paper" }).getByRole("link", { name: /^Hashes of/ });
  const theirs = await trustee.request.get((await link.first().getAttribute("href")) ?? "");
  expect(await theirs.json()).toMatchObject({ side: "trustee", closing: sample.closingId });
});

test("a server that is told to stop ends its streams with a time to return, and is gone within five seconds", async ({
  sample,
}) => {
  const server = await ownServer();
  try {
    const cookie = await sessionAt(server.origin, "banker");
    const streams = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch(`${server.origin}/api/offerings/${sample.offeringId}/live`, { headers: { cookie } }),
      ),
    );
    const heard = streams.map(async (stream) => {
      expect(stream.status).toBe(200);
      return stream.text();
    });
    const told = performance.now();
    const ended = server.end();
    for (const text of await Promise.all(heard)) expect(text).toMatch(/\nretry: ?\d+/);
    expect(await ended).toBe(0);
    expect(performance.now() - told).toBeLessThan(5000);
  } finally {
    server.kill();
  }
});

test("no secret is in what browsers are given, and no name, address or secret in the servers' logs", async ({
  page,
}) => {
  const settings = JSON.parse(process.env.TEST_SERVER_ENVIRONMENT ?? "{}") as Record<string, string>;
  const databasePassword = new URL(settings.DATABASE_URL ?? "").password;
  const own = [settings.AUTH_SECRET ?? "", settings.LOG_SIGNING_KEY ?? "", databasePassword];
  const secrets = [...own, settings.FILES_FOLDER ?? "", "section_seven_owner", "DATABASE_OWNER_URL"];
  expect(secrets.every(({ length }) => length > 15)).toBe(true);

  const given = filesIn(".next/static");
  for (const { name, text } of given) for (const secret of secrets) expect(text.includes(secret), name).toBe(false);
  const page1 = await (await page.request.get("/sign-in")).text();
  for (const secret of secrets) expect(page1.includes(secret)).toBe(false);

  const logs = filesIn(join(settings.DATA_FOLDER ?? "", "log")).filter(({ name }) => /test-server-\d\.log$/.test(name));
  const told = [...own, demoPassword, ...Object.values(people), "Hartford", "section-seven.example"];
  const lines = logs.flatMap(({ text }) => text.split("\n"));
  expect(lines.filter((line) => told.some((word) => line.toLowerCase().includes(word.toLowerCase())))).toEqual([]);
  console.log(`${given.length} files for browsers and ${lines.length} lines of the log have none of it`);
  expect(given.length).toBeGreaterThan(30);
  expect(lines.length).toBeGreaterThan(10);
});

function filesIn(folder: string) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return names.map(({ parentPath, name }) => ({ name, text: readFileSync(join(parentPath, name), "utf8") }));
}
