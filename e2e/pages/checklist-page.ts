import type { Locator, Page } from "@playwright/test";
import type { Sample } from "../fixtures";

/** One person before the checklist of the sample closing. Rows are found by their citation. */
export class ChecklistPage {
  readonly list: Locator;
  readonly search: Locator;
  /** Where it is said aloud what others changed. */
  readonly said: Locator;

  constructor(
    readonly page: Page,
    private readonly sample: Sample,
  ) {
    this.list = page.getByRole("treegrid", { name: "Conditions" });
    this.search = page.getByRole("searchbox", { name: "Search in the list" });
    this.said = page.getByRole("status");
  }

  /** Opens it and waits until it follows the keyboard and the server. */
  async goto(query = ""): Promise<this> {
    const followed = this.page.waitForResponse((response) => response.url().endsWith("/live"));
    await this.page.goto(`${this.sample.checklist}${query}`);
    await followed;
    return this;
  }

  row(label: string): Locator {
    const literal = label.replace(/[()[\]]/g, "\\$&");
    return this.list.getByRole("row", { name: new RegExp(`^${literal} `) });
  }

  /** The same while a dialog lies over the list, which then is hidden from readers. */
  rowBehind(label: string): Locator {
    const literal = label.replace(/[()[\]]/g, "\\$&");
    return this.page.getByRole("row", { name: new RegExp(`^${literal} `), includeHidden: true });
  }

  panel(label: string): Locator {
    const literal = label.replace(/[()[\]]/g, "\\$&");
    return this.page.getByRole("dialog", { name: new RegExp(`^${literal} `) });
  }

  /** A message in the corner is a dialog too, and may begin with the same words. */
  dialog(name: string | RegExp): Locator {
    return this.page.getByRole("dialog", { name, exact: typeof name === "string" });
  }

  filter(name: "Mine" | "Open" | "Blocking" | "Lapsed"): Locator {
    return this.page.getByRole("button", { name: new RegExp(`^${name} \\d+$`) });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}
