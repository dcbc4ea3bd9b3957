import { expect, test } from "./fixtures";
import { ConditionDesk } from "./pages/condition-desk";
import { browserOf, emailOf } from "./people";
import { FaultProxy } from "./support/fault-proxy";

test("a screen whose connection is lost says so, and catches up by itself when it is back", async ({
  as,
  sample,
  browser,
  baseURL,
}) => {
  const proxy = await FaultProxy.before(baseURL ?? "");
  const context = await browserOf(browser, proxy.origin, emailOf("banker"));
  const page = await context.newPage();
  await page.goto(`${sample.checklist}?condition=${sample.conditions["7(d)"]}`);
  const slots = page.getByRole("listitem").filter({ hasText: "Form, Underwriters’ counsel" });
  await expect(slots.getByText(/^Stale/)).toBeVisible();
  // The stream is open once an act of somebody else has come through it.
  const partner = new ConditionDesk(await as("partner"), sample);
  const associate = await as("associate", sample.status);
  await associate.getByRole("button", { name: "Open the pre-closing", exact: true }).click();
  await associate.getByRole("dialog").getByRole("button", { name: "Open the pre-closing", exact: true }).click();
  await expect(page.getByText("Pre-closing", { exact: true }).first()).toBeVisible();

  proxy.cut();
  await expect(page.getByText("The connection is lost.")).toBeVisible();
  await partner.signOff("7(d)", "form");
  await expect(slots.getByText(/^Stale/)).toBeVisible();

  proxy.mend();
  await expect(page.getByText("Connected again")).toBeVisible();
  await expect(slots.getByText(/^Given by Daniel Ashby/)).toBeVisible();
  await expect(page.getByText("The connection is lost.")).toBeHidden();
  await context.close();
  proxy.close();
});
