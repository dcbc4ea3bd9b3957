import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

// A closing made by hand: the form, the page of the offering, the list, a further Time of Delivery.

/** Types the least that an offering of common stock needs, under a name that no other test uses. */
async function typeOffering(page: Page, name: string): Promise<void> {
  await page.getByRole("radio", { name: /^Common stock with option/ }).check();
  await page.getByRole("textbox", { name: "Name", exact: true }).first().fill(name);
  await page.getByRole("textbox", { name: "Issuer", exact: true }).fill("Larch Mills, Inc.");
  await page.getByLabel("Dated", { exact: true }).fill("2031-03-04");
  await page.getByRole("textbox", { name: "Title", exact: true }).fill("Common Stock");
  await page.getByRole("textbox", { name: "Firm shares" }).fill("10,000,000");
  await page.getByRole("textbox", { name: "Underwriter 1", exact: true }).fill("Birch & Co.");
  await page.getByRole("textbox", { name: "Amount of underwriter 1" }).fill("9,000,000");
  await page.getByRole("textbox", { name: "Name of party 3" }).fill("Birch & Co.");
  await page.getByRole("textbox", { name: "Name of party 4" }).fill("Oak Ash LLP");
  await page.getByRole("combobox", { name: "You act for" }).selectOption("Oak Ash LLP, Underwriters’ counsel");
  await page.getByLabel("Date", { exact: true }).fill("2031-03-11");
}

const aName = () => `Project ${randomUUID().slice(0, 8)}`;

/** Opens an offering through the form and gives the addresses of its pages. */
async function openedOffering(page: Page): Promise<{ overview: string; list: string }> {
  await page.goto("/offerings/new");
  await typeOffering(page, aName());
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith("/api/offerings") && answer.request().method() === "POST"),
    page.getByRole("button", { name: "Open the offering" }).click(),
  ]);
  const { offeringId, closingId } = (await response.json()) as { offeringId: string; closingId: string };
  const overview = `/offerings/${offeringId}`;
  return { overview, list: `${overview}/closings/${closingId}/edit` };
}

test("errors stand beside their fields, what was typed outlives a reload, and then the offering opens", async ({
  as,
}) => {
  const page = await as("associate", "/offerings/new");
  const name = aName();
  await typeOffering(page, name);
  await page.getByLabel("Date", { exact: true }).fill("2031-03-09");
  await page.getByLabel("Local time").fill("02:30");
  await page.getByRole("button", { name: "Open the offering" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Time of Delivery 1, time" })).toBeVisible();
  await expect(page.getByLabel("Local time")).toHaveAccessibleDescription(/clocks go forward/);

  await page.reload();
  await expect(page.getByRole("textbox", { name: "Name", exact: true }).first()).toHaveValue(name);
  await page.getByLabel("Local time").fill("10:00");
  await page.getByRole("button", { name: "Open the offering" }).click();
  await expect(page).toHaveURL(/\/offerings\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("main").getByText("9,000,000, 1,000,000 less than 10,000,000")).toBeVisible();
});

test("the list is ordered and renumbered by keyboard, and a condition is changed, added and taken off", async ({
  as,
}) => {
  const page = await as("associate");
  const { list } = await openedOffering(page);
  await page.goto(list);
  const line = (label: string) =>
    page.getByRole("button", { name: new RegExp(`^Edit ${label.replace(/[()]/g, "\\$&")} `) });

  await expect(page.getByRole("list", { name: "Conditions" })).toHaveAttribute("aria-busy", "false");
  await line("7(c)").press("Alt+ArrowUp");
  await page.getByRole("button", { name: "Save the order" }).click();
  await page.getByRole("button", { name: "Renumber" }).click();
  await page.getByRole("button", { name: /^Change \d+ labels$/ }).click();
  await expect(line("7(b)")).toHaveAccessibleName(/Opinion of issuer’s counsel/);

  await line("7(c)").press("Enter");
  const panel = page.getByRole("dialog");
  await panel.getByRole("textbox", { name: "Short title" }).fill("No objection by the regulator");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(line("7(c)")).toHaveAccessibleName(/No objection by the regulator/);

  await line("7(c)").press("n");
  await panel.getByRole("textbox", { name: "Label" }).fill("7(c-1)");
  await panel.getByRole("textbox", { name: "Short title" }).fill("Put there by mistake");
  await panel.getByRole("button", { name: "Add to the list" }).click();
  await expect(line("7(c-1)")).toBeVisible();
  await line("7(c-1)").press("Delete");
  await panel.getByRole("textbox", { name: "Reason" }).fill("It is not in the agreement.");
  await panel.getByRole("button", { name: "Take 7(c-1) off the list" }).click();
  await expect(line("7(c-1)")).toHaveCount(0);
});

test("a further Time of Delivery takes over what the first requires", async ({ as }) => {
  const page = await as("associate");
  const { overview } = await openedOffering(page);
  await page.goto(overview);
  await page.getByRole("button", { name: "Add one" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("Option Closing Date");
  await dialog.getByLabel("Date", { exact: true }).fill("2031-03-25");
  await dialog.getByRole("button", { name: "Add it" }).click();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(page.getByRole("list", { name: "Times of Delivery" })).toContainText("Option Closing Date");
  await expect(page.getByRole("button", { name: /^Edit 7\(a\) Filing and registration/ })).toBeVisible();
});

test("the page is not there for whoever keeps no list", async ({ as }) => {
  const page = await as("banker", "/offerings/new");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Make a closing");
});
