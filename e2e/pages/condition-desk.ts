import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Sample } from "../fixtures";

/** What a button says that signs off on each basis. */
const signs = { received: "Record receipt", form: "Accept form", fact: "Confirm facts", judgment: "Sign off" } as const;

/** One person at the panel of one condition beside the checklist. */
export class ConditionDesk {
  constructor(
    readonly page: Page,
    private readonly sample: Sample,
  ) {}

  async open(label: string): Promise<Locator> {
    const id = this.sample.conditions[label];
    if (!id) throw new Error(`The sample has no ${label}`);
    await this.page.goto(`${this.sample.checklist}?condition=${id}`);
    const panel = this.page.getByRole("dialog").filter({ hasText: label });
    await expect(panel).toBeVisible();
    return panel;
  }

  /** Signs off on a basis; paragraphs to match are all matched, ratings found unchanged. */
  async signOff(label: string, basis: keyof typeof signs): Promise<void> {
    const panel = await this.open(label);
    await panel
      .getByRole("button", { name: called(signs[basis], label) })
      .first()
      .click();
    const dialog = this.page.getByRole("dialog", { name: new RegExp(`^(${signs[basis]}|Confirm again): `) });
    const all = dialog.getByRole("button", { name: /^I matched all/ });
    const found = dialog.getByRole("button", { name: /^Found unchanged/ });
    await expect(dialog.getByText("You sign this statement")).toBeVisible();
    if (await all.isVisible()) await all.click();
    else for (const box of await dialog.getByRole("checkbox").all()) await box.check();
    for (const button of await found.all()) await button.click();
    await dialog.getByRole("button", { name: "Sign", exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** Delivers executed files, shared with all parties at once, each for the document that its name tells. */
  async deliver(label: string, files: readonly { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    const panel = await this.open(label);
    await panel
      .getByRole("button", { name: called("Deliver for", label) })
      .first()
      .click();
    const dialog = this.page.getByRole("dialog", { name: `Deliver for ${label}` });
    await dialog
      .getByLabel("Files to deliver")
      .first()
      .setInputFiles([...files]);
    for (const { name } of files) {
      const row = dialog.getByRole("listitem").filter({ hasText: name });
      await row.getByLabel("How far it has come").selectOption("executed");
      await row.getByLabel("Share it with all parties now").check();
    }
    await dialog.getByRole("button", { name: /^Deliver (this file|\d+ files)$/ }).click();
    for (const { name } of files) {
      await expect(dialog.getByRole("listitem").filter({ hasText: name })).toContainText("Delivered as version");
    }
    await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
    await expect(dialog).toBeHidden();
  }
}

/** The name of a button that says what it does, then to which condition. */
export const called = (act: string, label: string) => new RegExp(`^${act}[ :]+${label.replace(/[()[\]]/g, "\\$&")}$`);

/** Gives the password once more, where an act asks for it. */
export async function confirmIdentity(page: Page, password: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await dialog.getByLabel("Password").fill(password);
  await dialog.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(dialog).toBeHidden();
}
