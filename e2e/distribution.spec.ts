import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { readParts } from "@/lib/exports/office-package";
import { expect, type Sample, test } from "./fixtures";

// Who gets which tabs: the trustee's set is without the comfort letters, goes out by a link, and tells nothing of them.

const distribution = ({ checklist }: Sample) => `${checklist}/closing-set/distribution`;
const folder = mkdtempSync(join(tmpdir(), "distribution-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tick = (page: Page, name: string | RegExp) => page.getByRole("checkbox", { name });

/** Saves what a link or button gives, under a name of its own. */
async function save(page: Page, press: () => Promise<void>): Promise<{ path: string; name: string }> {
  const coming = page.waitForEvent("download");
  await press();
  const download = await coming;
  const path = join(folder, `${crypto.randomUUID()}.${download.suggestedFilename().slice(-3)}`);
  await download.saveAs(path);
  return { path, name: download.suggestedFilename() };
}

/** Everything that can be read in a set: the volume's pages, and each file of the ZIP. */
function textsIn(pdf: string, zip: string): string[] {
  const pages = spawnSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).stdout;
  const files = readParts(readFileSync(zip)).flatMap(({ name, bytes }) => [name, bytes.toString("utf8")]);
  return [pages.replace(/\s+/g, " "), ...files];
}

type Tab = { number: string; documents: { title: string; sha256: string | null }[] };

/** The documents of one tab, as whoever keeps the list sees them. */
async function documentsOf(page: Page, { checklist }: Sample, number: string) {
  const response = await page.request.get(`/api${checklist}/closing-set`);
  const { parts } = (await response.json()) as { parts: { tabs: Tab[] }[] };
  return parts.flatMap(({ tabs }) => tabs).find((tab) => tab.number === number)!.documents;
}

test("the trustee’s set goes out without the comfort letters, by a link that is recorded and can be revoked", async ({
  as,
  sample,
  browser,
}) => {
  const page = await as("associate", distribution(sample));
  // Proposed from the parties' parts: the trustee's set has all but the comfort letters.
  await expect(page.getByText("These sets are proposed from the parts of the parties.")).toBeVisible();
  await expect(tick(page, "Issuer’s set: Tab 7(e), Comfort letters")).toBeChecked();
  await expect(tick(page, "Trustee’s set: Tab 7(e), Comfort letters")).not.toBeChecked();
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByText("These sets are proposed")).toBeHidden();

  await page.getByRole("button", { name: "View as those who get Trustee’s set" }).click();
  const seen = page.getByRole("dialog", { name: "Trustee’s set, as those who get it find it" });
  const found = seen.getByRole("region", { name: "What they will find" });
  await expect(found).toContainText("a number that is missing here is not part of this set");
  await expect(found).toContainText("7(c)");
  await expect(found).not.toContainText(/comfort letter/i);
  const left = seen.getByRole("region", { name: "Not part of this set" });
  await expect(left).toContainText("Comfort letter of the pricing date");
  await seen.getByRole("button", { name: "Close" }).click();

  await page.getByRole("button", { name: "Build Trustee’s set" }).click();
  await page.getByLabel("Why it is built now").fill("For the trustee’s file, before the call.");
  await page.getByRole("button", { name: "Build it all the same" }).click();
  const builds = page.getByRole("list", { name: "Builds of Trustee’s set" });
  await expect(builds.getByRole("link", { name: /^Unbound set/ })).toBeVisible({ timeout: 90_000 });

  await builds.getByRole("button", { name: "Make a link" }).click();
  const making = page.getByRole("dialog", { name: "A link to Trustee’s set" });
  await making.getByLabel("Passphrase").fill("lanterns on the quay");
  await making.getByRole("button", { name: "Make the link" }).click();
  const link = await page.getByRole("dialog", { name: "The link is made" }).getByLabel("Link").inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  expect(link).toMatch(/\/set\/[\w-]{43}$/);

  // Somebody with nothing but the link and the passphrase.
  const path = new URL(link).pathname;
  const outside = await (await browser.newContext()).newPage();
  await outside.goto(path);
  await expect(outside).toHaveTitle("Files for you · Section Seven");
  await expect(outside.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  await expect(outside.getByText("SHA-256")).toBeHidden();
  await expect(async () => {
    await outside.getByLabel("Passphrase").fill("lanterns on the pier");
    await outside.getByRole("button", { name: "Open" }).click();
    await expect(outside.getByText("This passphrase is not right.")).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await outside.getByLabel("Passphrase").fill("lanterns on the quay");
  await outside.getByRole("button", { name: "Open" }).click();
  const pdf = await save(outside, () => outside.getByRole("link", { name: /^Download PDF/ }).click());
  const zip = await save(outside, () => outside.getByRole("link", { name: /^Download ZIP/ }).click());
  expect(pdf.name).toContain("Trustee’s set");
  for (const file of [pdf, zip]) {
    const said = execFileSync(process.execPath, ["scripts/closing-set-verify.mjs", file.path], { encoding: "utf8" });
    expect(said).toContain("All holds.");
    expect(said).toContain("It has part of the tabs of a closing set (Trustee’s set)");
  }
  const texts = textsIn(pdf.path, zip.path);
  const secrets = (await documentsOf(page, sample, "7(e)")).flatMap(({ title, sha256 }) =>
    sha256 ? [title, sha256] : [title],
  );
  expect(secrets.length).toBeGreaterThan(1);
  const leaks = [...secrets, "comfort letter", "7(e)"].filter((secret) =>
    texts.some((text) => text.toLowerCase().includes(secret.toLowerCase())),
  );
  expect(leaks).toEqual([]);
  // What is in it can be found by the same search.
  const [opinion] = await documentsOf(page, sample, "7(c)");
  expect(texts.some((text) => text.includes(opinion!.sha256!))).toBe(true);

  await page.reload();
  const downloads = page.getByRole("list", { name: /^Downloads by/ }).getByRole("listitem");
  await expect(downloads).toHaveCount(2);
  await expect(downloads.first()).toContainText(/^ZIP, .*Chrome.* from /);

  await page.getByRole("button", { name: /^Revoke the link for/ }).click();
  await page.getByRole("button", { name: "Revoke it" }).click();
  await expect(page.getByRole("list", { name: "Links to Trustee’s set" })).toContainText("Revoked.");
  // The page that is still open gives nothing more, and says so.
  await outside.getByRole("link", { name: /^Download PDF/ }).click();
  await expect(outside.getByRole("heading", { name: "This link opens nothing" })).toBeVisible();
  await outside.goto(`/set/${"u".repeat(43)}`);
  await expect(outside.getByText("This link is unknown, was revoked, or is too old.")).toBeVisible();
  await outside.context().close();

  const log = await page.request.get(`/api/offerings/${sample.offeringId}/log`);
  const events = JSON.stringify(await log.json());
  expect(events).toContain("closing-set.link-made");
  expect(events).toContain("closing-set.link-revoked");
  expect(events).not.toContain(path.split("/").at(-1));
});

test("sets are ticked by key, named, and kept; who changed them meanwhile is told", async ({ as, sample }) => {
  const page = await as("associate", distribution(sample));
  await page.getByRole("button", { name: "Add a set" }).click();
  const dialog = page.getByRole("dialog", { name: "A new set" });
  await dialog.getByRole("button", { name: "Add the set" }).click();
  await expect(dialog.getByText("A set needs a name.")).toBeVisible();
  await dialog.getByLabel("Name", { exact: true }).fill("Custodian’s set");
  await dialog.getByLabel("Who").selectOption({ label: "Somebody outside the working group" });
  await dialog.getByLabel("Their name").fill("Harbour Custody");
  await dialog.getByLabel("E-mail").fill("desk@harbour.example");
  await dialog.getByRole("button", { name: "Add them" }).click();
  await dialog.getByRole("button", { name: "Add the set" }).click();
  await expect(page.getByText("Custodian’s set has no tab. Tick one, or take the set away.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Keep it" })).toBeDisabled();

  // A whole part at once, then one tab of it by the keys alone.
  await tick(page, "Custodian’s set: all of The record of the closing").check();
  const memorandum = tick(page, "Custodian’s set: Tab R-4, Closing memorandum");
  await expect(memorandum).toBeChecked();
  await memorandum.focus();
  await page.keyboard.press("ArrowUp");
  await expect(tick(page, "Custodian’s set: Tab R-3, Confirmations on the day")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(tick(page, "Custodian’s set: Tab R-3, Confirmations on the day")).not.toBeChecked();
  await page.keyboard.press("ArrowLeft");
  await expect(tick(page, "Trustee’s set: Tab R-3, Confirmations on the day")).toBeFocused();

  // Somebody else keeps theirs first: what is on this screen is refused, and stays here.
  const other = await as("associate", distribution(sample));
  await other.getByRole("button", { name: "Keep it" }).click();
  await expect(other.getByText("These sets are proposed")).toBeHidden();
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByText(/Somebody changed who gets which tabs while you worked on it/).first()).toBeVisible();
  await expect(memorandum).toBeChecked();

  await other.getByRole("button", { name: "Edit Trustee’s set" }).click();
  const editing = other.getByRole("dialog", { name: "Trustee’s set" });
  await editing.getByLabel("Name", { exact: true }).fill("Set for the trustee");
  await editing.getByRole("button", { name: "Change the set" }).click();
  await tick(other, "Set for the trustee: Tab 7(d), Opinion of the general counsel").uncheck();
  await other.getByRole("button", { name: "Keep it" }).click();
  await expect(other.getByRole("button", { name: "Undo the changes" })).toBeHidden();
  await other.reload();
  await expect(tick(other, /^Set for the trustee: Tab 7\(d\)/)).not.toBeChecked();
});

test("whoever does not keep the list sees who gets what, and changes and sends nothing", async ({ as, sample }) => {
  const page = await as("issuersCounsel", distribution(sample));
  await expect(tick(page, "Trustee’s set: Tab 7(e), Comfort letters")).toBeDisabled();
  for (const name of [/^Add a set/, /^Keep it/, /^View as/, /^Edit /])
    await expect(page.getByRole("button", { name })).toHaveCount(0);
});
