import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import ICAL from "ical.js";
import { recalculate } from "@/lib/testing/recalculate";
import { expect, test } from "./fixtures";
import { StatusPage } from "./pages/status-page";

// The sample closing's clocks and money, as its people meet them on screen.

/** The page with its scripts at work: what is chosen or pressed before them is lost. */
async function atRest(page: Page): Promise<Page> {
  await page.waitForLoadState("networkidle");
  return page;
}

test("the treasurer sees every clock in order, what would slip, and follows them in a calendar", async ({
  as,
  sample,
}) => {
  const page = await atRest(await as("treasurer", `${sample.checklist}/timeline`));
  await expect(page.getByRole("region", { name: "Next" })).toContainText("5(a)");
  await expect(page.getByRole("region", { name: "Next" })).toContainText("by Mon 8 Mar 2004, 17:30 EST");

  const later = page.getByRole("region", { name: "Later" });
  const clear = later.getByRole("listitem").filter({ hasText: "clear market" });
  await expect(clear.first()).toContainText("through Wed 2 Jun 2004");
  await clear.first().getByText("How it was worked out").click();
  await expect(clear.first()).toContainText("90 days after it");

  await page.getByLabel("To the day").fill("2004-03-16");
  await page.getByRole("button", { name: "Show what slips" }).click();
  const slips = page.getByRole("table", { name: "Clocks that slip" });
  await expect(slips.getByRole("row", { name: /notice of the wire account/ })).toContainText("7 days later");
  await expect(page.getByText(/^These stay:/)).toContainText("5(a)");

  await page.getByLabel("Whose clocks").selectOption("mine");
  await expect(later.getByText("7(g)", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Make a calendar link" }).click();
  const link = await page.getByRole("textbox", { name: "Your calendar link" }).inputValue();
  const feed = await page.request.get(link);
  expect(feed.headers()["content-type"]).toContain("text/calendar");
  const events = new ICAL.Component(ICAL.parse(await feed.text())).getAllSubcomponents("vevent");
  const titles = events.map((event) => String(event.getFirstPropertyValue("summary")));
  expect(titles).toContain("4: notice of the wire account");
  expect(titles.some((title) => title.startsWith("5(a)"))).toBe(false);

  await page.getByRole("button", { name: "Revoke the link" }).click();
  await expect(page.getByRole("button", { name: "Make a calendar link" })).toBeVisible();
  expect((await page.request.get(link)).status()).toBe(404);
});

test("the sheet ties, tells its formulas, and its workbook comes to the same cents", async ({ as, sample }) => {
  const page = await atRest(await as("treasurer", `${sample.checklist}/settlement`));
  const table = page.getByRole("table", { name: /What each underwriter takes and pays/ });
  const total = table.getByRole("row", { name: /^Total/ });
  for (const figure of ["200,000,000", "198,622,000.00", "197,322,000.00", "1,300,000.00"]) {
    await expect(total).toContainText(figure);
  }
  await page.getByLabel("Show how each figure was worked out").check();
  await expect(total).toContainText("200,000,000 × 98.661 %");
  await expect(page.getByRole("img", { name: "Does not tie" })).toHaveCount(0);

  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "XLSX" }).click();
  const file = await (await waiting).path();
  const cells = [...(await recalculate(readFileSync(file))).entries()];
  expect(cells.filter(([, value]) => value === 197_322_000).length).toBeGreaterThan(1);

  await page.getByLabel("Delivered on", { exact: true }).fill("2004-03-16");
  await page.getByRole("button", { name: "Show the sheet" }).click();
  await expect(total).toContainText("184,722.22");
  await expect(page.getByText("Nothing is moved.")).toBeVisible();
});

test("the accountants are told that the money is not theirs to see, and get no file of it", async ({ as, sample }) => {
  const page = await atRest(await as("accountant", `${sample.checklist}/settlement`));
  await expect(page.getByRole("heading", { name: "This is between the underwriters and the issuer" })).toBeVisible();
  const api = sample.checklist.replace("/offerings", "/api/offerings");
  for (const path of ["settlement", "settlement/xlsx", "settlement/pdf", "default"]) {
    expect((await page.request.get(`${api}/${path}`)).status()).toBe(403);
  }
});

test("a default: supposed first, then recorded, arranged, asked for by the Company, and on the sheet", async ({
  as,
  sample,
}) => {
  test.setTimeout(240_000);
  const associate = await as("associate");
  await new StatusPage(associate, sample).setClock("2004-03-09T10:05");

  const banker = await atRest(await as("banker", `${sample.checklist}/default`));
  await banker.getByLabel(/^BB&T Capital Markets/).check();
  await banker.getByRole("button", { name: "Add a substitute" }).click();
  await banker.getByLabel("Substitute 1", { exact: true }).fill("Fairmount Securities LLC");
  await banker.getByLabel("Amount", { exact: true }).fill("5,818,181");
  await banker.getByRole("button", { name: "Show what would follow" }).click();
  await expect(banker.getByText("The agreement terminates", { exact: true })).toBeVisible();
  await expect(banker.getByText("1/11 of 200,000,000 is 18,181,818 2/11", { exact: false })).toBeVisible();
  await banker.getByRole("button", { name: "Back to what is recorded" }).click();
  await expect(banker.getByText("No default is recorded.", { exact: true })).toBeVisible();

  await banker.getByRole("button", { name: "Record a default…" }).click();
  const dialog = banker.getByRole("dialog", { name: /^Record a/ });
  await dialog.getByLabel("Underwriter").selectOption({ index: 2 });
  await dialog.getByRole("button", { name: "Record the default" }).click();
  await expect(banker.getByText(/^BB&T Capital Markets.* defaulted on 2004-03-09, 10:00\.$/)).toBeVisible();
  await expect(banker.getByText("by Wed 10 Mar 2004, 22:00 EST")).toBeVisible();
  await expect(banker.getByText("by Fri 12 Mar 2004, 10:00 EST")).toBeVisible();

  await banker.getByRole("button", { name: "Record a substitute…" }).click();
  await dialog.getByLabel("Purchaser").fill("Fairmount Securities LLC");
  await dialog.getByLabel("Amount").fill("24,000,001");
  await dialog.getByRole("button", { name: "Record the substitute" }).click();
  await expect(dialog.getByText(/take 1 more than the 24,000,000 in default/)).toBeVisible();
  await dialog.getByLabel("Amount").fill("5,818,182");
  await dialog.getByRole("button", { name: "Record the substitute" }).click();
  await expect(banker.getByText("The Company has to say", { exact: true })).toBeVisible();

  const treasurer = await atRest(await as("treasurer", `${sample.checklist}/default`));
  await expect(treasurer.getByRole("button", { name: "Record a default…" })).toHaveCount(0);
  await treasurer.getByRole("button", { name: "Say what the Company asks…" }).click();
  await treasurer
    .getByRole("dialog", { name: "Say what the Company asks" })
    .getByRole("button", { name: "Record it" })
    .click();
  await expect(treasurer.getByText("The others take it up", { exact: true })).toBeVisible();

  await treasurer.goto(`${sample.checklist}/settlement`);
  const table = treasurer.getByRole("table", { name: /What each underwriter takes and pays/ });
  await expect(table.getByRole("row", { name: /^Banc of America/ })).toContainText("97,090,909");
  await expect(table.getByRole("row", { name: /^Fairmount/ })).toContainText("5,818,182");
  await treasurer.goto(`${sample.checklist.replace(/\/closings.*/, "")}/log`);
  await expect(treasurer.getByText(/agreed to purchase 5818182 of them/).first()).toBeVisible();
});

test("the list keeper enters a clock, a wrong count is refused beside its field, and the timeline has it", async ({
  as,
  sample,
}) => {
  const page = await atRest(await as("associate", `${sample.checklist}/timeline`));
  await page.getByRole("button", { name: "Change the dates" }).click();
  const dates = page.getByRole("dialog", { name: /^Schedule II/ });
  await dates.getByLabel("Effective date of the registration statement").fill("2003-09-30");
  await dates.getByRole("button", { name: "Save" }).click();
  await expect(dates).toBeHidden();
  await expect(page.getByText("by Wed 30 Mar 2005", { exact: false })).toBeVisible();

  await page.getByRole("button", { name: "Change the clocks" }).click();
  const dialog = page.getByRole("dialog", { name: "The agreement’s clocks" });
  await dialog.getByRole("button", { name: "Add a clock" }).click();
  const number = await dialog.getByLabel(/^Clause \d/).count();
  await dialog.getByLabel(`Clause ${number}`).fill("5(g)");
  await dialog.getByLabel(`What is due (clock ${number})`).fill("notice of a change of the closing place");
  await dialog.getByLabel(`Count ${number}`).fill("two");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Write a whole number, such as 36.").first()).toBeVisible();
  await dialog.getByLabel(`Count ${number}`).fill("2");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("listitem", { name: /^5\(g\)/ })).toContainText("Mon 8 Mar 2004");
});
