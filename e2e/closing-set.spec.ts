import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

// The paralegal's page: what stands in the way, the index, the set itself, and a stranger who checks it.

const closingSet = (checklist: string) => `${checklist}/closing-set`;
const folder = mkdtempSync(join(tmpdir(), "closing-set-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Builds the set over what preflight found, and saves the file that the link gives. */
async function build(page: Page, reason: string): Promise<string[]> {
  await page.getByRole("button", { name: "Build the closing set" }).click();
  await page.getByLabel("Why it is built now").fill(reason);
  await page.getByRole("button", { name: "Build it all the same" }).click();
  const set = page.getByRole("list", { name: "Sets built" }).getByRole("listitem").first();
  await expect(set.getByRole("link", { name: /^Bound volume/ })).toBeVisible({ timeout: 90_000 });
  const saved: string[] = [];
  for (const name of [/^Bound volume/, /^Unbound set/]) {
    const coming = page.waitForEvent("download");
    await set.getByRole("link", { name }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^REHEARSAL - .* - Closing set \(2004-03-09\)\.(pdf|zip)$/);
    const path = join(folder, `${crypto.randomUUID()}.${download.suggestedFilename().slice(-3)}`);
    await download.saveAs(path);
    saved.push(path);
  }
  return saved;
}

test("a paralegal sees what stands in the way, each thing with its remedy and the way to it", async ({
  as,
  sample,
}) => {
  const page = await as("paralegal", closingSet(sample.checklist));
  const missing = page.getByRole("listitem", { name: "7(e), Bring-down comfort letter: Missing" });
  await expect(missing).toContainText("No version has been delivered.");
  await expect(missing).toContainText("Deliver the executed document, or omit the tab and say why.");
  const condition = `/offerings/${sample.offeringId}/conditions/${sample.conditions["7(e)"]}`;
  await expect(missing.getByRole("link")).toHaveAttribute("href", condition);
});

test("a set over open faults asks for a reason, is built with progress, and a stranger verifies it offline", async ({
  as,
  sample,
  browser,
}) => {
  const page = await as("paralegal", closingSet(sample.checklist));
  await page.getByRole("button", { name: "Build the closing set" }).click();
  await page.getByRole("button", { name: "Build it all the same" }).click();
  await expect(page.getByText("Say why the set is built over what preflight found.")).toBeVisible();
  await page.getByRole("button", { name: "Put things right first" }).click();

  const files = await build(page, "For the pre-closing on Monday.");
  await expect(page.getByText("Built over open faults: For the pre-closing on Monday.")).toBeVisible();
  for (const file of files) {
    expect(execFileSync(process.execPath, ["scripts/closing-set-verify.mjs", file], { encoding: "utf8" })).toContain(
      "All holds.",
    );
  }

  const stranger = await (await browser.newContext({ offline: true })).newPage();
  await stranger.goto(pathToFileURL("public/verify.html").href);
  for (const file of files) {
    await stranger.getByLabel("Closing set, PDF or ZIP").setInputFiles(file);
    await expect(stranger.getByText("All holds.")).toBeVisible();
  }
  await stranger.getByLabel(/^Head of the log/).fill("a".repeat(64));
  await stranger.getByLabel(/^Head of the log/).press("Tab");
  await expect(stranger.getByText(/not the one that you know/)).toBeVisible();
  await stranger.context().close();

  // The volume is read where everything else is, page by page: its address gives any part of it.
  await page.getByRole("link", { name: "Read the volume" }).first().click();
  const cover = page.getByRole("region", { name: "Page 1", exact: true });
  await expect(cover).toHaveAttribute("data-state", "drawn");
  await expect(cover).toContainText("Closing Set");
  const address = await page.getByRole("link", { name: "Download" }).getAttribute("href");
  const part = await page.request.get(`${address}?view=1`, { headers: { Range: "bytes=0-4" } });
  expect([part.status(), await part.text()]).toEqual([206, "%PDF-"]);
  await page.goBack();

  // Opened from the site it works too, under a policy that lets its own script run and nothing else.
  const opening = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Open it here" }).click();
  const verifier = await opening;
  await verifier.getByLabel("Closing set, PDF or ZIP").setInputFiles(files[1]!);
  await expect(verifier.getByText("All holds.")).toBeVisible();
  expect(await verifier.evaluate(() => getComputedStyle(document.body).maxWidth)).not.toBe("none");
});

test("a signed volume and a stamped set are verified offline, and held against the authority that one trusts", async ({
  browser,
}) => {
  const made = mkdtempSync(join(folder, "sealed-"));
  execFileSync(process.execPath, ["--import", "./scripts/typescript-hooks.mjs", "e2e/support/sealed-set.ts", made]);
  const page = await (await browser.newContext({ offline: true })).newPage();
  await page.goto(pathToFileURL("public/verify.html").href);
  for (const [file, says] of [
    ["set.pdf", "It is signed by the key of “Bryce & Tan LLP” over every byte"],
    ["set.zip", "“Local Time Stamps” stamped the manifest with the time"],
  ] as const) {
    await page.getByLabel("Closing set, PDF or ZIP").setInputFiles(join(made, file));
    await expect(page.getByText(says)).toBeVisible();
    await expect(page.getByText("All holds.")).toBeVisible();
  }
  await expect(page.getByText(/is to be believed is for you to judge/)).toBeVisible();
  await page.getByLabel(/^Certificate of an authority/).setInputFiles(join(made, "authority", "authority.pem"));
  await expect(
    page.getByText("The certificate of the time stamp goes back to an authority that you trust."),
  ).toBeVisible();
  await page.getByLabel(/^Certificate of an authority/).setInputFiles(join(made, "opinion.pdf"));
  await expect(page.getByText("opinion.pdf is no certificate, PEM or DER.")).toBeVisible();
  await page.context().close();
});

test("tabs are moved by key, renamed and omitted; what is kept, others see", async ({ as, sample }) => {
  const page = await as("paralegal", closingSet(sample.checklist));
  const tabs = page.getByRole("list", { name: "Conditions: Section 7" }).locator("> li");
  const places = () => tabs.evaluateAll((all) => all.map((tab) => tab.getAttribute("aria-label") ?? ""));
  const before = await places();
  const up = page.getByRole("button", { name: "Move Tab 7(c) up" });
  await up.focus();
  await page.keyboard.press("Enter");
  await expect.poll(places).not.toEqual(before);
  const moved = (await places()).map((name) => name.split(",")[0]);
  expect(moved.indexOf("Tab 7(c)")).toBe(moved.indexOf("Tab 7(b)") - 1);

  await page.getByRole("button", { name: "Edit Tab 7(f)" }).click();
  await page.getByLabel("Title").fill("No material adverse change");
  await page.getByRole("checkbox", { name: "Intentionally omitted" }).check();
  await page.getByRole("button", { name: "Change the tab" }).click();
  await expect(page.getByText("Say why the tab is omitted.")).toBeVisible();
  await page.getByLabel("Why it is omitted").fill("Confirmed on the call.");
  await page.getByRole("button", { name: "Change the tab" }).click();
  await expect(page.getByRole("listitem", { name: "Tab 7(f), No material adverse change" })).toContainText(
    "Intentionally omitted. Confirmed on the call.",
  );
  // What is printed is the index on the screen, with the change that is not kept, and with the pages of the volume.
  await page.emulateMedia({ media: "print" });
  const printed = page.getByRole("region", { name: "Printed index" }).getByRole("table");
  await expect(printed.getByRole("row", { name: /^7\(f\) No material adverse change/ })).toContainText(
    "Confirmed on the call.",
  );
  await expect(printed.getByRole("row", { name: /^R-4 Closing memorandum .*\d+$/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Build the closing set" })).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Undo the changes" }).click();
  await expect.poll(places).toEqual(before);
});

test("tabs are dragged by mouse and by finger, and put back by Escape", async ({ as, sample }) => {
  const page = await as("paralegal", closingSet(sample.checklist));
  const tabs = page.getByRole("list", { name: "Conditions: Section 7" }).locator("> li");
  const places = async () =>
    tabs.evaluateAll((all) => all.map((tab) => /^Tab ([^,]*),/.exec(tab.getAttribute("aria-label") ?? "")?.[1]));
  const at = async (number: string) => {
    const tab = tabs.filter({ has: page.getByRole("button", { name: `Edit Tab ${number}`, exact: true }) });
    const box = await tab.boundingBox();
    const grip = await tab.locator("[data-drag-handle]").boundingBox();
    if (!box || !grip) throw new Error(`Tab ${number} is not there.`);
    return { top: box.y, bottom: box.y + box.height, x: grip.x + grip.width / 2, y: grip.y + grip.height / 2 };
  };
  const before = await places();
  const withMoved = (number: string, over: string, edge: 0 | 1) => {
    const rest = before.filter((known) => known !== number);
    rest.splice(rest.indexOf(over) + edge, 0, number);
    return rest;
  };
  await tabs.first().scrollIntoViewIfNeeded();

  const drag = async (number: string, over: string) => {
    const [from, to] = [await at(number), await at(over)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, to.bottom - 3, { steps: 5 });
  };
  const [first, , third] = before as [string, string, string];
  await drag(first, third);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await places()).toEqual(before);
  await drag(first, third);
  await page.mouse.up();
  await expect.poll(places).toEqual(withMoved(first, third, 1));
  await page.getByRole("button", { name: "Undo the changes" }).click();
  await expect.poll(places).toEqual(before);

  const touch = await page.context().newCDPSession(page);
  await touch.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  const [from, to] = [await at(third), await at(first)];
  const send = (type: "touchStart" | "touchMove" | "touchEnd", y: number) =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: from.x, y }] });
  await send("touchStart", from.y);
  for (const share of [0.25, 0.5, 0.75, 1]) await send("touchMove", from.y + (to.top + 3 - from.y) * share);
  await send("touchEnd", to.top);
  await expect.poll(places).toEqual(withMoved(third, first, 0));
});

test("the other exports come under names of their own", async ({ as, sample }) => {
  const page = await as("banker", closingSet(sample.checklist));
  for (const name of ["Checklist, Word", "Working group list, vCard", "Closing call agenda, PDF"]) {
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name }).click();
    expect((await coming).suggestedFilename()).toContain(name.split(",")[0]!.slice(-8).toLowerCase());
  }
});

test("an observer is told that the set is not theirs to export", async ({ as, sample }) => {
  const page = await as("observer", closingSet(sample.checklist));
  await expect(page.getByRole("heading", { name: "The closing set is not yours to export" })).toBeVisible();
});
