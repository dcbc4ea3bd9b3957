import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Sample } from "../fixtures";

/** One person before the status page of a Time of Delivery. */
export class StatusPage {
  constructor(
    readonly page: Page,
    private readonly sample: Sample,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(this.sample.status);
    await expect(this.readiness).toBeVisible();
  }

  get readiness() {
    return this.page.getByRole("progressbar", { name: /^Readiness/ }).first();
  }

  /** An act of the closing: the button on the page, then the one in its dialog. */
  async act(button: string, confirm: string): Promise<void> {
    await this.page.getByRole("button", { name: button, exact: true }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: confirm, exact: true }).click();
  }

  /** Moves the rehearsal's clock to a local moment, "2004-03-09T09:40". */
  async setClock(local: string): Promise<void> {
    await this.open();
    await this.page.getByRole("button", { name: "Set the rehearsal’s clock", exact: true }).click();
    const dialog = this.page.getByRole("dialog", { name: "Set the rehearsal’s clock" });
    await dialog.getByLabel(/^The clock shows/).fill(local);
    await dialog.getByRole("button", { name: "Set the clock", exact: true }).click();
    await expect(dialog).toBeHidden();
  }
}
