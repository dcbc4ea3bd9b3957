import { expect, test } from "./fixtures";
import { confirmIdentity } from "./pages/condition-desk";
import { StatusPage } from "./pages/status-page";
import { demoPassword } from "./people";

// The screens that say where things stand: the portfolio, one's own items, the status of a Time of Delivery, the log.

test("a banker finds a closing by its name and stage, and the address keeps both", async ({ as }) => {
  const page = await as("banker", "/offerings");
  await page.getByRole("searchbox", { name: "Search" }).fill("northgate notes");
  await expect(page.getByRole("heading", { level: 3 })).toHaveText(["4.85% Senior Notes due 2031"]);
  await expect(page.getByRole("progressbar", { name: /^Readiness: 22 of 22/ })).toHaveAttribute("aria-valuenow", "100");

  await page.getByRole("combobox", { name: "Stage" }).selectOption("Preparing");
  await expect(page.getByRole("heading", { name: "No closing is like that" })).toBeVisible();
  await expect(page).toHaveURL(/\?.*q=northgate\+notes/);
  await expect(page).toHaveURL(/stage=preparing/);

  await page.reload();
  await expect(page.getByRole("combobox", { name: "Stage" })).toHaveValue("preparing");
  await page.getByRole("button", { name: "Show all closings" }).click();
  await expect(page.getByRole("heading", { level: 3, name: "5.10% Senior Notes due 2036" })).toBeVisible();
});

test("an offering with an option has two Times of Delivery, each with a readiness of its own", async ({ as }) => {
  const page = await as("banker", "/offerings?q=larkspur");
  const bars = page.getByRole("progressbar");
  await expect(bars).toHaveCount(2);
  const percents = await bars.evaluateAll((all) => all.map((bar) => Number(bar.getAttribute("aria-valuenow"))));
  expect(percents[0]).toBeGreaterThan(30);
  expect(percents[1]).toBeLessThan(10);
});

test("what waits for a person leads to the condition itself; an analyst is not asked to decide", async ({
  as,
  sample,
}) => {
  const judged = `/offerings/${sample.offeringId}/closings/${sample.closingId}?condition=${sample.conditions["7(h)"]}`;
  const banker = await as("banker", "/my-items");
  const item = banker.locator(`a[href="${judged}"]`);
  await expect(item).toHaveText("7(h) Market out");
  await item.click();
  await expect(banker).toHaveURL(new RegExp(`condition=${sample.conditions["7(h)"]}`));

  const analyst = await as("analyst", "/my-items");
  await expect(analyst.locator(`a[href*="${sample.closingId}?condition=${sample.conditions["II[3]"]}"]`)).toBeVisible();
  await expect(analyst.locator(`a[href="${judged}"]`)).toHaveCount(0);
});

test("the status page says what blocks the closing and whose it is, and offers each only their own acts", async ({
  as,
  sample,
}) => {
  const status = new StatusPage(await as("banker"), sample);
  await status.open();
  const { page } = status;
  await expect(
    page.getByRole("heading", { name: "Not ready: 15 conditions and 7 signature pages stand in the way." }),
  ).toBeVisible();
  await expect(
    page.getByText("8 of the conditions are confirmed on the day, from Tue 9 Mar 2004, 06:00 EST"),
  ).toBeVisible();

  const blockers = page.getByRole("region", { name: /^What blocks it/ }).getByRole("listitem");
  await expect(blockers).toHaveCount(15);
  await page.getByRole("button", { name: /^Deloitte and Touche LLP/ }).click();
  await expect(blockers).toHaveCount(1);
  await expect(blockers).toContainText("Deloitte and Touche LLP to deliver Bring-down comfort letter");
  await expect(page).toHaveURL(/party=accountants/);

  await expect(page.getByRole("button", { name: "Postpone", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Declare the closing" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Set the rehearsal’s clock" })).toHaveCount(0);

  const observer = new StatusPage(await as("observer"), sample);
  await observer.open();
  await expect(observer.page.getByRole("button", { name: /^(Postpone|Terminate|Open the pre-closing)$/ })).toHaveCount(
    0,
  );
});

test("the course of the closing can be read as a table, and what changed since a chosen moment", async ({
  as,
  sample,
}) => {
  const { page } = await opened(new StatusPage(await as("treasurer"), sample));
  await page.getByText("As a table").click();
  const course = page.getByRole("region", { name: "Progress as a table" });
  await expect(course.getByRole("row").nth(1)).toContainText(/Mon 8 Mar 2004, 16:\d\d EST\s*6\s*21/);

  const changes = page.getByRole("region", { name: "What changed since" });
  await changes.getByLabel(/^Since/).fill("2004-03-08T14:45");
  await expect(changes.getByText(/Neal S\. Wolin delivered Opinion of the general counsel/)).toBeVisible();
  await expect(changes.getByText(/reviewed the form of what 7\(c\)/)).toHaveCount(0);
  // The treasurer is of the issuer's side: its private comment is there, the underwriters' is not.
  await expect(changes.getByText(/Paragraph \(iv\) left out/)).toBeVisible();
  await expect(changes.getByText(/Our desk reports/)).toHaveCount(0);
});

test("a postponement asks for its moment and ground, and everybody sees the new Time of Delivery", async ({
  as,
  sample,
}) => {
  const { page } = await opened(new StatusPage(await as("banker"), sample));
  const watcher = await opened(new StatusPage(await as("observer"), sample));
  await page.getByRole("button", { name: "Postpone", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Postpone the Time of Delivery" });
  const postpone = dialog.getByRole("button", { name: "Postpone", exact: true });
  await postpone.click();
  await expect(dialog.getByText("Choose the new date.")).toBeVisible();
  await expect(dialog.getByText("Say on what ground.")).toBeVisible();

  await dialog.getByLabel("New date").fill("2004-03-08");
  await dialog.getByLabel(/^New time/).fill("10:00");
  await dialog.getByLabel("Ground").fill("Agreed in writing");
  await postpone.click();
  await expect(dialog.getByText("The new Time of Delivery must come after what the clock shows now.")).toBeVisible();

  await dialog.getByLabel("New date").fill("2004-03-11");
  await postpone.click();
  await expect(dialog).toBeHidden();
  await expect(watcher.page.getByText("Thu 11 Mar 2004, 10:00 EST").first()).toBeVisible();
  await expect(watcher.page.getByText("Postponed: Agreed in writing.")).toBeVisible();
});

/** Several acts one after the other, each recorded before the next is sent. */
const severalActs = { timeout: 60_000 };

test("several signature pages move by one press, and their release asks who one is", async ({ as, sample }) => {
  const keeper = await opened(new StatusPage(await as("associate"), sample));
  const pages = (status: StatusPage) => status.page.getByRole("region", { name: /^Signature pages/ });
  await keeper.page.getByRole("button", { name: "Send out all 2" }).click();
  await keeper.page.getByRole("button", { name: "Take all 5 into escrow" }).click();
  await expect(pages(keeper).getByText("In escrow", { exact: true })).toHaveCount(7, severalActs);
  await expect(keeper.page.getByRole("button", { name: /^Authorise/ })).toHaveCount(0);

  const treasurer = await opened(new StatusPage(await as("treasurer"), sample));
  await treasurer.page.getByRole("button", { name: "Authorise the release of all 5" }).click();
  await confirmIdentity(treasurer.page, demoPassword);
  await expect(pages(treasurer).getByText("Release authorised", { exact: true })).toHaveCount(6, severalActs);
  await expect(pages(keeper).getByText("Release authorised", { exact: true })).toHaveCount(6, severalActs);
});

test("the log tells who did what by the closing’s clock, with each entry’s hash on demand", async ({ as, sample }) => {
  const page = await as("issuersCounsel", `/offerings/${sample.offeringId}/log`);
  await page.getByRole("searchbox", { name: "Search" }).fill("wolin opinion corrected");
  const entries = page.getByRole("main").getByRole("listitem");
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText("Neal S. Wolin delivered Opinion of the general counsel (corrected).pdf");
  await expect(entries).toContainText("15:20");
  await expect(entries.getByText(/[0-9a-f]{64}/)).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Show each entry’s hash" }).check();
  await expect(entries.getByText(/[0-9a-f]{64}/)).toHaveCount(1);
  await page.getByRole("searchbox", { name: "Search" }).fill("our desk reports");
  await expect(page.getByText("No entry has all of these words.")).toBeVisible();
});

test("a search takes nothing until its page listens, so that nothing typed is lost", async ({
  as,
  sample,
  browser,
}) => {
  const page = await as("issuersCounsel", "/offerings");
  const storageState = await page.context().storageState();
  const still = await (await browser.newContext({ javaScriptEnabled: false, storageState })).newPage();
  for (const address of ["/offerings", `/offerings/${sample.offeringId}/log`]) {
    await still.goto(address);
    await expect(still.getByRole("searchbox")).not.toBeEditable();
    await page.goto(address);
    await expect(page.getByRole("searchbox")).toBeEditable();
  }
  await still.context().close();
});

async function opened(status: StatusPage): Promise<StatusPage> {
  await status.open();
  return status;
}
