import { expect, test } from "./fixtures";
import { StatusPage } from "./pages/status-page";
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
