import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { ConditionDesk } from "./pages/condition-desk";
import { demoPassword, emailOf } from "./people";
import { runInServer } from "./support/run-in-server";

/** How many events of the offering's log this browser has seen, by the checkpoint that it keeps. */
const seen = (page: Page, offeringId: string) =>
  page.evaluate((key) => {
    const { note } = JSON.parse(localStorage.getItem(key) ?? '{"note":"\\n0"}') as { note: string };
    return Number(note.split("\n")[1]);
  }, `section-seven/witness/${offeringId}`);

const alarm = (page: Page) => page.getByText("The record was changed after this browser saw it");

/** Verifies files as anyone does who was given them. */
const verify = (...files: string[]) =>
  spawnSync(process.execPath, ["scripts/log-verify.mjs", ...files], { encoding: "utf8" });

test("each browser keeps what it saw of the log: an ordinary day passes, another history is found out", async ({
  as,
  sample,
  browser,
}, testInfo) => {
  const banker = await as("banker", sample.checklist);
  await expect.poll(() => seen(banker, sample.offeringId)).toBeGreaterThan(0);
  const first = await seen(banker, sample.offeringId);

  // An ordinary day: another person acts, and the log that grew begins with all that was seen.
  const partner = new ConditionDesk(await as("partner"), sample);
  await partner.signOff("7(d)", "form");
  await banker.reload();
  await expect
    .poll(async () => {
      await banker.reload();
      return seen(banker, sample.offeringId);
    })
    .toBeGreaterThan(first);
  await expect(alarm(banker)).toBeHidden();

  await banker.goto(`/offerings/${sample.offeringId}/log`);
  const exporting = banker.waitForEvent("download");
  await banker.getByRole("link", { name: "Export the log" }).click();
  const exported = testInfo.outputPath("exported.json");
  await (await exporting).saveAs(exported);
  expect(verify(exported).stdout).toContain("All holds.");

  // Of one entry alone there is a receipt, which anyone verifies, and which is worth nothing once a word of it is another.
  const receipting = banker.waitForEvent("download");
  const newest = banker.getByRole("listitem").filter({ hasText: "reviewed the form of what 7(d)" }).first();
  await newest.getByRole("link", { name: "Receipt" }).click();
  const receipt = testInfo.outputPath("receipt.json");
  await (await receipting).saveAs(receipt);
  expect(verify(receipt).stdout).toContain("All holds.");
  const reader = await (await browser.newContext({ offline: true })).newPage();
  await reader.goto(pathToFileURL("public/verify.html").href);
  const chosen = reader.getByLabel("Closing set, PDF or ZIP; or a log or a receipt");
  await chosen.setInputFiles(receipt);
  await expect(reader.getByText("All holds.")).toBeVisible();
  await expect(reader.getByText(/^event \d+ of .*condition\.signed-off/)).toBeVisible();
  const forgery = testInfo.outputPath("forgery.json");
  writeFileSync(forgery, readFileSync(receipt, "utf8").replace(/name\\":\\"[^"]*\\"/, 'name\\":\\"Somebody Else\\"'));
  await chosen.setInputFiles(forgery);
  await expect(reader.getByText("It does not stand at this place of the log")).toBeVisible();
  await reader.context().close();

  // Signed out and in again, in the same browser, and meanwhile the operator puts another history in its place.
  await banker.context().clearCookies();
  await runInServer("fork-log.ts", sample.offeringId, "Never said");
  await banker.goto("/sign-in");
  await banker.getByLabel("E-mail").fill(emailOf("banker"));
  await banker.getByLabel("Password").fill(demoPassword);
  await banker.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(banker).toHaveURL(/\/(my-items|offerings)/);
  await banker.goto(sample.status);
  await expect(alarm(banker)).toBeVisible({ timeout: 40_000 });
  await expect(banker.getByText("does not begin with what this browser saw of it before")).toBeVisible();

  const saving = banker.waitForEvent("download");
  await banker.getByRole("button", { name: "Save both checkpoints" }).click();
  const evidence = testInfo.outputPath("evidence.json");
  await (await saving).saveAs(evidence);
  const { kept, shown } = JSON.parse(readFileSync(evidence, "utf8")) as {
    kept: { note: string };
    shown: { checkpoint: string };
  };
  expect(kept.note).toContain(sample.offeringId);
  expect(shown.checkpoint).not.toBe(kept.note);

  // Whoever was given the other history alone sees nothing wrong with it; held to what the banker saved, it is found out.
  const newcomer = await as("treasurer", `/offerings/${sample.offeringId}/log`);
  await expect.poll(() => seen(newcomer, sample.offeringId)).toBeGreaterThan(0);
  await expect(alarm(newcomer)).toBeHidden();
  const downloading = newcomer.waitForEvent("download");
  await newcomer.getByRole("link", { name: "Export the log" }).click();
  const forked = testInfo.outputPath("forked.json");
  await (await downloading).saveAs(forked);
  expect(verify(forked).stdout).toContain("All holds.");
  const found = verify(forked, "--checkpoint", evidence);
  expect([found.status, found.stdout]).toEqual([1, expect.stringContaining("the log was forked")]);

  // And so on the page that anyone opens from their disk.
  const alone = await (await browser.newContext({ offline: true })).newPage();
  await alone.goto(pathToFileURL("public/verify.html").href);
  await alone.getByLabel("Closing set, PDF or ZIP").setInputFiles(forked);
  await expect(alone.getByText("All holds.")).toBeVisible();
  await alone.getByLabel("What you kept of the log").setInputFiles(evidence);
  await expect(alone.getByText("the log was forked")).toBeVisible();
  await alone.context().close();
});
