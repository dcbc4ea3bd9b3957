import { randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { codeFor } from "@/lib/testing/authenticator";
import { expect, test } from "./fixtures";

// Coming in and going out: invitations, accounts, second factors, sessions, and the end of a membership.

test.describe.configure({ timeout: 240_000 });

const passPhrase = "correct horse battery staple";

/** A browser of a person who is not of the demonstration, at a page. */
async function stranger(browser: Browser, path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(path);
  return page;
}

/** Presses a button once the page listens to it. */
async function openDialog(page: Page, button: string, title: RegExp | string) {
  const dialog = page.getByRole("dialog", { name: title });
  await expect(async () => {
    await page.getByRole("button", { name: button, exact: true }).click({ timeout: 2_000 });
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  return dialog;
}

/** The keeper of the list invites someone of a party; the link that is shown. */
async function invite(keeper: Page, party: string, person: { name: string; email: string }): Promise<string> {
  const dialog = await openDialog(keeper, `Invite someone of ${party}`, `Invite someone of ${party}`);
  await dialog.getByLabel("Name").fill(person.name);
  await dialog.getByLabel("E-mail").fill(person.email);
  await dialog.getByLabel("Title").fill("Vice President");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  const link = await dialog.getByLabel("Link").inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  return new URL(link).pathname;
}

/** Makes the account that an invitation's link asks for. */
async function accept(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Make the account and join" });
  await expect(button).toBeEnabled();
  await page.getByLabel("Password").fill(passPhrase);
  await button.click();
  await page.waitForURL(/\/offerings\//);
}

async function signIn(page: Page, email: string): Promise<void> {
  await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(passPhrase);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("the list keeper adds a party and its first person, who joins by the link and in the end is let go", async ({
  as,
  sample,
  browser,
}) => {
  const people = `/offerings/${sample.offeringId}/people`;
  const keeper = await as("associate", people);
  const person = { name: "Wilma Warrant", email: `${randomUUID()}@warrant.test` };

  const adding = await openDialog(keeper, "Add a party", "Add a party");
  await adding.getByLabel("Firm or company").fill("Warrant Agency");
  await adding.getByLabel("Part").selectOption({ label: "Other party" });
  await adding.getByRole("button", { name: "Add the party" }).click();
  const party = keeper.getByRole("region", { name: "Warrant Agency" });
  await expect(party).toContainText("Nobody yet.");

  const link = await invite(keeper, "Warrant Agency", person);
  await expect(party).toContainText("Invited");

  const newcomer = await stranger(browser, link);
  await expect(newcomer.getByRole("heading", { level: 1 })).toContainText("Join");
  const button = newcomer.getByRole("button", { name: "Make the account and join" });
  await expect(button).toBeEnabled();
  await newcomer.getByLabel("Password").fill("too short");
  await button.click();
  await expect(newcomer.getByText("At least twelve characters.")).toBeVisible();
  await accept(newcomer);

  // The keeper’s screen shows it without being loaded again.
  await expect(party).not.toContainText("Invited");
  await expect(party).toContainText("May bind");
  const again = await stranger(browser, link);
  await expect(again.getByRole("heading", { level: 1 })).toHaveText("This link opens nothing");

  await newcomer.goto(people);
  const ending = await openDialog(
    newcomer,
    `End the membership of ${person.name}`,
    `End the membership of ${person.name}?`,
  );
  await ending.getByRole("button", { name: "End the membership" }).click();
  await expect(party).toContainText("Earlier (1)");
  await newcomer.goto(people);
  await expect(newcomer.getByRole("heading", { level: 1 })).toHaveText("There is nothing here that you can see");
});

test("an invitation for another address is not accepted, and none that was revoked", async ({
  as,
  sample,
  browser,
}) => {
  const people = `/offerings/${sample.offeringId}/people`;
  const keeper = await as("associate", people);
  const email = `${randomUUID()}@observer.test`;
  const link = await invite(keeper, "Observers", { name: "Olive Observer", email });

  const other = await as("banker", link);
  await expect(other.getByText(/You are signed in as/)).toBeVisible();
  await expect(other.getByRole("button", { name: "Sign out and go on" })).toBeVisible();

  const revoking = await openDialog(keeper, `Revoke the invitation of ${email}`, "Revoke this invitation?");
  await revoking.getByRole("button", { name: "Revoke the invitation" }).click();
  await expect(keeper.getByText("Invitation revoked")).toBeVisible();
  const late = await stranger(browser, link);
  await expect(late.getByRole("heading", { level: 1 })).toHaveText("This link opens nothing");
});

test("a second factor is set up, asked for at the next sign-in, and one press signs out everywhere", async ({
  as,
  sample,
  browser,
}) => {
  const keeper = await as("associate", `/offerings/${sample.offeringId}/people`);
  const email = `${randomUUID()}@observer.test`;
  const link = await invite(keeper, "Observers", { name: "Theo Twofactor", email });
  const office = await stranger(browser, link);
  await accept(office);

  await office.goto("/account");
  const asking = await openDialog(office, "Set up an authenticator", "Set up an authenticator");
  await asking.getByLabel("Password").fill(passPhrase);
  await asking.getByRole("button", { name: "Go on" }).click();
  await expect(asking.getByRole("img", { name: /^QR code/ })).toBeVisible();
  const key = (await asking.getByLabel("Key").inputValue()).replaceAll(/\s/g, "");
  const uri = `otpauth://totp/test?secret=${key}`;
  // A code opens once: the one of now sets up, the next one, which is taken early, signs in.
  await asking.getByRole("textbox", { name: "Code" }).fill(codeFor(uri));
  await asking.getByRole("button", { name: "Turn it on" }).click();
  const codes = office.getByRole("dialog", { name: "Backup codes" });
  await expect(codes.getByRole("listitem")).toHaveCount(10);
  await codes.getByRole("button", { name: "I have kept them" }).click();

  const phone = await stranger(browser, "/sign-in?next=/account");
  await signIn(phone, email);
  await phone.getByLabel("Code of your authenticator").fill("000000");
  await phone.getByRole("button", { name: "Sign in" }).click();
  await expect(phone.getByText("This code is not right")).toBeVisible();
  await phone.getByLabel("Code of your authenticator").fill(codeFor(uri, Date.now() + 30_000));
  await phone.getByRole("button", { name: "Sign in" }).click();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("Account and security");

  const leaving = await openDialog(phone, "Sign out everywhere", "Sign out everywhere?");
  await leaving.getByRole("button", { name: "Sign out everywhere" }).click();
  await phone.waitForURL(/\/sign-in/);
  await office.goto("/account");
  await expect(office).toHaveURL(/\/sign-in\?next=/);
});

test("a demonstration’s person is chosen with one press and signed in with the next", async ({ page }) => {
  await page.goto("/sign-in?next=/my-items");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  await page.getByRole("button", { name: /Marta Lindqvist/ }).click();
  await expect(page.getByLabel("E-mail")).toHaveValue("lindqvist@section-seven.example");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/my-items/);
  await expect(page.getByRole("button", { name: "Account of Marta Lindqvist" })).toBeVisible();
});

test("wrong passwords are answered beside their field, and in the end the address is locked for a while", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await signIn(page, `${randomUUID()}@nobody.test`);
  await expect(page.getByText("E-mail or password is not right.")).toBeVisible();
  let status = 0;
  for (let attempt = 0; attempt < 20 && status !== 429; attempt++) {
    const answer = page.waitForResponse((response) => response.url().endsWith("/api/auth/sign-in/email"));
    await page.getByRole("button", { name: "Sign in" }).click();
    status = (await answer).status();
    await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  }
  expect(status).toBe(429);
  await expect(page.getByText("Signing in is locked for a while")).toBeVisible();
});
