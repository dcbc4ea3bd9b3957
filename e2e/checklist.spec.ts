import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { executedPdf } from "./documents";
import { expect, type Sample, test } from "./fixtures";
import { ChecklistPage } from "./pages/checklist-page";
import type { PersonName } from "./people";

// The checklist as people work on it: by keys, by filters, several rows at once, with others at the same time.

type As = (person: PersonName, path?: string) => Promise<Page>;

const checklistOf = async (as: As, person: PersonName, sample: Sample, query?: string) =>
  new ChecklistPage(await as(person), sample).goto(query);

/** Does an act as the person of this page, past the screen. */
async function actAs(page: Page, { offeringId }: Sample, body: object): Promise<void> {
  const response = await page.request.post(`/api/offerings/${offeringId}/acts`, {
    headers: { "idempotency-key": randomUUID(), origin: new URL(page.url()).origin },
    data: body,
  });
  expect(response.status(), await response.text()).toBe(200);
}

test("a tick takes three keystrokes, and the other side sees it without reloading", async ({ as, sample }) => {
  const banker = await checklistOf(as, "banker", sample);
  const associate = await checklistOf(as, "associate", sample);
  await expect(banker.row("7(i)")).toContainText("○ Form awaited");

  await associate.row("7(h)").focus();
  await associate.press("j", "s");
  const dialog = associate.dialog("Accept form: 7(i)");
  await expect(dialog.getByText(/^Nora Whitfield, for Davis Polk & Wardwell .* accepts it\.$/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Sign", exact: true })).toBeFocused();
  await associate.press("Enter");

  await expect(dialog).toBeHidden();
  await expect(associate.row("7(i)")).toContainText("✓ Form given");
  await expect(associate.row("7(i)")).toBeFocused();
  await expect(banker.row("7(i)")).toContainText("✓ Form given");
  await expect(banker.said.getByText("7(i) has a further sign-off.")).toBeAttached();
});

test("while a sign-off is on its way its button is gone, and nothing is shown as signed", async ({ as, sample }) => {
  const list = await checklistOf(as, "associate", sample);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await list.page.route("**/acts", async (route) => {
    await held;
    await route.continue();
  });
  await list.row("7(i)").getByRole("button", { name: "Accept form: 7(i)" }).click();
  await list.dialog("Accept form: 7(i)").getByRole("button", { name: "Sign", exact: true }).click();
  const behind = list.rowBehind("7(i)");
  await expect(behind.getByRole("button", { name: "Accept form: 7(i)", includeHidden: true })).toHaveCount(0);
  await expect(behind).toContainText("○ Form awaited");
  letGo();
  await expect(list.row("7(i)")).toContainText("✓ Form given");
});

test("nobody signs what changed under them: the dialog says so, and shows it as it stands now", async ({
  as,
  sample,
}) => {
  const associate = await checklistOf(as, "associate", sample);
  await associate.row("7(i)").focus();
  await associate.press("s");
  const dialog = associate.dialog("Accept form: 7(i)");
  await expect(dialog.getByText(/version 1/)).toBeVisible();

  const treasurer = await as("treasurer", sample.checklist);
  const file = await executedPdf("Officers’ certificate", "The Hartford Financial Services Group, Inc.", "2004-03-09");
  const query = new URLSearchParams({ fileName: file.name, stage: "executed", datedOn: "2004-03-09", share: "true" });
  const sent = await treasurer.request.post(
    `/api/offerings/${sample.offeringId}/deliverables/${sample.documents["7(i) 1"]}/versions?${query}`,
    {
      headers: {
        "idempotency-key": randomUUID(),
        origin: new URL(treasurer.url()).origin,
        "content-type": "application/octet-stream",
      },
      data: file.buffer,
    },
  );
  expect(sent.status(), await sent.text()).toBe(200);

  await expect(dialog.getByText("Something changed while you looked")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Sign", exact: true })).toBeDisabled();
  await dialog.getByRole("button", { name: "Show it as it stands now" }).click();
  await expect(dialog.getByText(/version 2/)).toBeVisible();
  await dialog.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(associate.row("7(i)")).toContainText("Form accepted");
});

test("keys go through the list, fold it, select and search, and never get in the way of typing", async ({
  as,
  sample,
}) => {
  const list = await checklistOf(as, "associate", sample);
  await list.row("7(b)").focus();
  await list.press("j");
  await expect(list.row("7(c)")).toBeFocused();
  await expect(list.row("7(c)(i)")).toHaveCount(0);
  await list.press("ArrowRight", "ArrowRight");
  await expect(list.row("7(c)(i)")).toBeFocused();
  await list.press("ArrowLeft", "ArrowLeft");
  await expect(list.row("7(c)")).toBeFocused();
  await expect(list.row("7(c)")).toHaveAttribute("aria-expanded", "false");

  await list.press("ArrowRight");
  await list.page.reload();
  await expect(list.row("7(c)(ii)")).toBeVisible();

  await list.row("7(c)").focus();
  await list.press("x");
  await expect(list.row("7(c)")).toHaveAttribute("aria-selected", "true");
  await list.press("Escape");
  await expect(list.row("7(c)")).toHaveAttribute("aria-selected", "false");

  await list.press("?");
  await expect(list.dialog("Keys of the list")).toBeVisible();
  await list.press("Escape");

  await list.press("/");
  await expect(list.search).toBeFocused();
  await list.page.keyboard.type("comfort s d c ?");
  await expect(list.search).toHaveValue("comfort s d c ?");
  await expect(list.page.getByRole("dialog")).toHaveCount(0);
});

test("Enter opens a condition beside the list, with an address of its own; Escape goes back to its row", async ({
  as,
  sample,
}) => {
  const list = await checklistOf(as, "banker", sample);
  await list.row("7(d)").focus();
  await list.press("Enter");
  const panel = list.panel("7(d)");
  await expect(panel.getByRole("heading", { name: "Clause" })).toBeVisible();
  await expect(panel.getByText(/was replaced at/).first()).toBeVisible();
  expect(new URL(list.page.url()).searchParams.get("condition")).toBe(sample.conditions["7(d)"]);

  await panel.getByRole("button", { name: "Next condition: 7(e)" }).click();
  await expect(list.panel("7(e)").getByRole("heading", { name: "History" })).toBeVisible();
  await list.press("Escape");
  await expect(list.page.getByRole("dialog")).toHaveCount(0);
  await expect(list.row("7(e)")).toBeFocused();
  expect(new URL(list.page.url()).searchParams.has("condition")).toBe(false);
});

test("the palette goes to a condition, and does what is this person's to do", async ({ as, sample }) => {
  const list = await checklistOf(as, "associate", sample);
  const palette = list.dialog("Search and commands");
  await list.press("Control+k");
  await palette.getByRole("combobox").fill("7(h) market");
  await expect(palette.getByRole("option", { name: /^7\(h\) Market out/ })).toHaveAttribute("aria-selected", "true");
  await list.press("Enter");
  await expect(list.panel("7(h)").getByRole("heading", { name: "Clause" })).toBeVisible();
  await list.press("Escape");

  await list.press("Control+k");
  await palette.getByRole("combobox").fill("accept form 7(i)");
  await palette.getByRole("option", { name: /^Accept form: 7\(i\)/ }).click();
  await expect(list.dialog("Accept form: 7(i)").getByText("You sign this statement")).toBeVisible();
});

test("filters stand in the address, say how many rows they leave, and are cleared together", async ({ as, sample }) => {
  const list = await checklistOf(as, "associate", sample);
  const shown = list.page.getByText(/^Showing \d+ of \d+ rows$/);
  await list.filter("Lapsed").click();
  await expect(shown).toHaveText(/^Showing 1 of /);
  await expect(list.row("7(d)")).toBeVisible();
  await expect(list.row("7(b)")).toHaveCount(0);
  await expect(list.page).toHaveURL(/show=lapsed/);

  await list.page.reload();
  await expect(list.filter("Lapsed")).toHaveAttribute("aria-pressed", "true");
  await list.page.getByRole("button", { name: "Clear all filters" }).click();
  await expect(list.row("7(b)")).toBeVisible();

  await list.page.getByLabel("Kind of condition").selectOption("market-out");
  await expect(list.row("7(h)")).toBeVisible();
  await expect(list.row("7(g)")).toHaveCount(0);
  await list.search.fill("nothing is called that");
  await expect(list.page.getByRole("heading", { name: "No row is left" })).toBeVisible();
  await list.page.getByRole("button", { name: "Show the whole list" }).click();
  await expect(list.row("7(g)")).toBeVisible();
  await expect(list.page).toHaveURL(sample.checklist);
});

test("several rows are signed off at once, each with its own statement and its own result", async ({ as, sample }) => {
  const list = await checklistOf(as, "secondBanker", sample);
  await list.row("II[2]").getByRole("checkbox").check();
  await list.row("II[3]").getByRole("checkbox").check();
  const bar = list.page.getByRole("region", { name: "Selected conditions" });
  await expect(bar.getByText("2 selected")).toBeVisible();
  await bar.getByRole("button", { name: "Sign off (2)" }).click();
  const dialog = list.dialog("Sign off: 2 conditions");
  await expect(dialog.getByText(/is satisfied as to II\[2\]/)).toBeVisible();
  await expect(dialog.getByText(/is satisfied as to II\[3\]/)).toBeVisible();
  await dialog.getByRole("button", { name: "Sign 2 statements" }).click();
  await expect(dialog.getByText("Recorded", { exact: true })).toHaveCount(2);
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(list.row("II[2]")).toContainText("✓ Judgment given");
  await expect(list.row("II[3]")).toContainText("✓ Judgment given");
});

test("several rows are assigned and dated at once, in the closing's own zone", async ({ as, sample }) => {
  const list = await checklistOf(as, "associate", sample);
  for (const label of ["7(f)", "7(g)"]) {
    await list.row(label).focus();
    await list.press("x");
  }
  await list.page.getByRole("button", { name: "Assign", exact: true }).click();
  const assign = list.dialog("Who sees to 7(f) and 7(g)");
  await assign.getByLabel("Person").selectOption({ label: "Toby Lang, Davis Polk & Wardwell" });
  await assign.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(list.row("7(g)")).toContainText("Toby Lang");

  await list.page.getByRole("button", { name: "Set date", exact: true }).click();
  const due = list.dialog("When 7(f) and 7(g) should be done");
  await due.getByLabel("Date").fill("2004-03-09");
  await due.getByLabel("Time, EST").fill("08:30");
  await due.getByRole("button", { name: "Set date", exact: true }).click();
  await expect(list.row("7(f)")).toContainText("By Tue 9 Mar 2004, 08:30");
  await expect(list.row("7(g)")).toContainText("By Tue 9 Mar 2004, 08:30");
});

test("a comment stays with its side until it is made for all parties", async ({ as, sample }) => {
  const associate = await checklistOf(as, "associate", sample);
  const counsel = await checklistOf(as, "issuersCounsel", sample, `?condition=${sample.conditions["7(b)"]}`);
  await associate.row("7(b)").focus();
  await associate.press("c");
  const dialog = associate.dialog("Comment on 7(b)");
  await dialog.getByLabel("Comment on 7(b)").fill("Only for our side.");
  await dialog.getByRole("button", { name: "Comment to your side" }).click();
  await expect(dialog).toBeHidden();
  await associate.press("c");
  await dialog.getByLabel("Comment on 7(b)").fill("For everyone to read.");
  await dialog.getByText("All parties").click();
  await dialog.getByRole("button", { name: "Comment to all parties" }).click();
  await expect(dialog).toBeHidden();
  await expect(associate.row("7(b)")).toBeFocused();

  await expect(counsel.panel("7(b)").getByText("For everyone to read.").first()).toBeVisible();
  await expect(counsel.panel("7(b)").getByText("Only for our side.")).toHaveCount(0);
  await associate.press("Enter");
  await expect(associate.panel("7(b)").getByText("Only for our side.").first()).toBeVisible();
  await expect(associate.panel("7(b)").getByText("Underwriters’ side only").first()).toBeVisible();
});

test("a version is carried across the wall after saying what that does", async ({ as, sample }) => {
  const banker = await checklistOf(as, "banker", sample);
  const generalCounsel = await checklistOf(as, "issuersCounsel", sample, `?condition=${sample.conditions["7(c)"]}`);
  const panel = generalCounsel.panel("7(c)");
  await panel
    .getByRole("button", { name: /^Share version \d+ of Reliance statement/ })
    .first()
    .click();
  const dialog = generalCounsel.dialog(/^Share version \d+ with all parties$/);
  await expect(dialog.getByText("This cannot be taken back")).toBeVisible();
  await expect(dialog.getByText(/these sign-offs become stale/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Keep it private" })).toBeFocused();
  await dialog.getByRole("button", { name: "Share with all parties" }).click();
  await expect(dialog).toBeHidden();
  await expect(banker.row("7(c)")).toContainText("↺ Form stale");
});

test("a sign-off is withdrawn with its reason, which stays in the record", async ({ as, sample }) => {
  const banker = await checklistOf(as, "banker", sample, `?condition=${sample.conditions["7(b)"]}`);
  const panel = banker.panel("7(b)");
  await panel.getByRole("button", { name: "Withdraw judgment on 7(b)" }).first().click();
  const dialog = banker.dialog("Withdraw judgment on 7(b)");
  await expect(dialog.getByRole("button", { name: "Withdraw", exact: true })).toBeDisabled();
  await dialog.getByLabel("Reason").fill("The wrong paper was before me.");
  await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(panel.getByText(/withdrew a sign-off on 7\(b\): The wrong paper was before me\./)).toBeVisible();
  await expect(banker.row("7(b)")).toContainText("Form accepted");
});

test("whoever keeps the list sees it with another part's eyes, and can then do nothing", async ({ as, sample }) => {
  const associate = await checklistOf(as, "associate", sample);
  await expect(associate.row("7(b)")).toContainText("1 private");
  await associate.page.getByLabel("See the list as").selectOption("issuer");
  await expect(associate.page.getByText("You see this list as Issuer")).toBeVisible();
  await expect(associate.row("7(b)")).not.toContainText("private");
  await expect(associate.list.getByRole("button", { name: /^Accept form/ })).toHaveCount(0);
  await associate.row("7(i)").focus();
  await associate.press("s");
  await expect(associate.page.getByText("7(i): there is nothing for you to sign off now").first()).toBeVisible();
  await associate.page.getByRole("button", { name: "Back to your own eyes" }).click();
  await expect(associate.row("7(b)")).toContainText("1 private");

  const banker = await checklistOf(as, "banker", sample, "?as=issuer");
  await expect(banker.page.getByLabel("See the list as")).toHaveCount(0);
  await expect(banker.page.getByText("You see this list as")).toHaveCount(0);
});

test("on a phone the condition fills the screen, and is signed off there", async ({ as, sample }) => {
  const list = await checklistOf(as, "partner", sample);
  await list.page.setViewportSize({ width: 390, height: 844 });
  await list
    .row("7(i)")
    .getByText(/^Officers’ certificate ·/)
    .click();
  const panel = list.panel("7(i)");
  await expect(panel).toBeVisible();
  expect((await panel.boundingBox())?.width).toBe(390);
  await panel.getByRole("button", { name: "Accept form: 7(i)" }).first().click();
  await list.dialog("Accept form: 7(i)").getByRole("button", { name: "Sign", exact: true }).click();
  await expect(panel.getByText(/^Given by Daniel Ashby/)).toBeVisible();
});

test("what is on the screen, filter included, is what is printed and exported", async ({ as, sample }) => {
  const list = await checklistOf(as, "associate", sample);
  const { page } = list;
  await list.filter("Open").click();
  await expect(page.getByText(/^Showing \d+ of \d+ rows$/)).toBeVisible();
  const labelsOf = async (rows: Locator) => (await rows.allInnerTexts()).map((text) => /\S+/.exec(text)?.[0]);
  const onScreen = await labelsOf(list.list.getByRole("rowheader"));
  expect(onScreen.length).toBeGreaterThan(3);

  await page.getByRole("button", { name: "Export what is shown" }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const csv = readFileSync(await (await coming).path(), "utf8");
  // Each record, with the line ends that stand within quotes; its first cell is the citation.
  const records = csv.match(/(?:"(?:[^"]|"")*"|[^"\r\n])+/g)?.slice(1) ?? [];
  expect(records.map((record) => record.split(/[,\s]/)[0])).toEqual(onScreen);

  await page.getByRole("link", { name: "Print", exact: true }).click();
  const table = page.getByRole("table", { name: /^Closing checklist, status as of/ });
  await expect(page.getByText(/^\d+ of \d+ lines are shown\.$/)).toHaveText(new RegExp(`^${onScreen.length} of `));
  expect(await labelsOf(table.getByRole("rowheader"))).toEqual(onScreen);
});

test("the print view is the table that lawyers know, as of a moment, marked as a rehearsal", async ({ as, sample }) => {
  const associate = await as("associate", `${sample.checklist}/print`);
  await actAs(associate, sample, {
    act: "note",
    conditionId: sample.conditions["7(b)"],
    text: "Nobody else reads this.",
    shared: false,
  });
  await associate.reload();
  const table = associate.getByRole("table", { name: /^Closing checklist, status as of/ });
  for (const name of ["No.", "Condition", "Responsible", "Document", "Status", "Comments"]) {
    await expect(table.getByRole("columnheader", { name, exact: true })).toBeVisible();
  }
  await expect(table.getByText("Rehearsal", { exact: true })).toBeVisible();
  await expect(table.getByText(/^Status as of Mon 8 Mar 2004/)).toBeVisible();
  await expect(table.getByRole("row", { name: /^7\(d\) / })).toContainText("Delivered, stale");
  await expect(table).not.toContainText("Nobody else reads this.");
});
