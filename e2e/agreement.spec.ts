import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { captioned } from "@/lib/agreement/samples/notes";
import { expect, test } from "./fixtures";

// An agreement on its way to a closing, and an amendment of it: read, looked at line by line, taken over.

const fileOf = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

/** The sample with as many statements in its first section as a real agreement has, so that its conditions lie far below. */
const statements = Array.from(
  { length: 300 },
  (_, index) => `The Partnership makes the statement of line ${index + 1} of Annex A.`,
);
const words = captioned.text.replace("\nSECTION 2.", `\n${statements.join("\n")}\nSECTION 2.`);
const agreement = fileOf("purchase-agreement.txt", words);
const opinion = "(c) Opinion of Counsel for Underwriters.";

/** Has the agreement read, and stands before its draft. */
async function readAgreement(page: Page): Promise<void> {
  await page.goto("/offerings/new/from-agreement");
  await expect(page.getByLabel("Choose a file")).toBeEnabled();
  await page.getByLabel("Choose a file").setInputFiles(agreement);
  await expect(page.getByRole("region", { name: "Drafted list" })).toBeVisible();
}

/** Opens the offering that the draft stands for, under a name that no other test uses; gives its id and that of its closing. */
async function accept(page: Page): Promise<{ offeringId: string; closingId: string }> {
  await page.getByRole("button", { name: "Accept, and go on" }).click();
  await page
    .getByRole("textbox", { name: "Name", exact: true })
    .first()
    .fill(`Project ${randomUUID().slice(0, 8)}`);
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith("/api/offerings") && answer.request().method() === "POST"),
    page.getByRole("button", { name: "Open the offering" }).click(),
  ]);
  expect(response.status()).toBe(200);
  return (await response.json()) as { offeringId: string; closingId: string };
}

test("text and list are tied both ways; a line is left out with a reason, and every step can be undone", async ({
  as,
}) => {
  const page = await as("associate");
  await readAgreement(page);
  const list = page.getByRole("region", { name: "Drafted list" });
  const text = page.getByRole("region", { name: "Text of the agreement" });
  const line = list.getByRole("button", { name: /^Show 5\(c\) / });

  await expect(text.getByText(opinion)).toHaveCount(0);
  await line.click();
  await expect(text.getByText(opinion)).toBeInViewport();
  await expect(line).toHaveAttribute("aria-pressed", "true");
  await text.getByText("(d) Officers' Certificate.").click();
  await expect(list.getByRole("button", { name: /^Show 5\(d\) / })).toHaveAttribute("aria-pressed", "true");

  await list.getByRole("button", { name: "Change 5(h)" }).click();
  await page.getByRole("menuitem", { name: "Leave it out" }).click();
  await page.getByRole("textbox", { name: "Reason" }).fill("Asked for case by case.");
  await page.getByRole("dialog").getByRole("button", { name: "Leave it out" }).click();
  await expect(list.getByText("Left out: Asked for case by case.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(list.getByText("Left out: Asked for case by case.")).toHaveCount(0);
});

test("what is no agreement is refused in words", async ({ as }) => {
  const page = await as("associate", "/offerings/new/from-agreement");
  await expect(page.getByLabel("Choose a file")).toBeEnabled();
  await page.getByLabel("Choose a file").setInputFiles(fileOf("letter.txt", "Dear Sir, thank you for lunch."));
  await expect(page.getByText("This file was not read")).toBeVisible();
});

test("an accepted draft opens the offering, and an amendment changes only what it changes", async ({ as }) => {
  const page = await as("associate");
  await readAgreement(page);
  const { offeringId, closingId } = await accept(page);

  await page.goto(`/offerings/${offeringId}`);
  await expect(page.getByText("purchase-agreement.txt")).toBeVisible();
  await expect(page.getByRole("main").getByText("Hale Whitcomb LLP")).toBeVisible();

  const amended = words
    .replace(
      "the favorable opinion, dated as of Closing Time, of Hale Whitcomb LLP",
      "the signed opinion, dated as of Closing Time, of Hale Whitcomb LLP",
    )
    .replace(/\n\(h\) Additional Documents\.[^\n]*/, "")
    .replace("(i) Termination of Agreement", "(h) Termination of Agreement");
  expect(amended).not.toBe(words);
  await page.goto(`/offerings/${offeringId}/closings/${closingId}/amend`);
  await expect(page.getByLabel("Choose a file")).toBeEnabled();
  await page.getByLabel("Choose a file").setInputFiles(fileOf("amendment-1.txt", amended));
  const changes = page.getByRole("list", { name: "Changes" });
  await expect(changes.getByRole("listitem")).toHaveCount(2);
  await expect(changes.locator("del").first()).toHaveText("favorable");
  await expect(changes.locator("ins").first()).toHaveText("signed");
  await page.getByRole("button", { name: "Take over 2 of 2 changes" }).click();

  await expect(page).toHaveURL(new RegExp(`/closings/${closingId}$`));
  await page.goto(`/offerings/${offeringId}/closings/${closingId}/edit`);
  await expect(page.getByRole("button", { name: /^Edit 5\(g\) / })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Edit 5\(h\) / })).toHaveCount(0);
});
