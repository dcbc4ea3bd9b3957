import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, type Sample, test } from "./fixtures";

// Every page, light and dark, wide and narrow, held against WCAG 2.2 AA by axe; and nothing scrolls sideways on a phone.

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function look(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const [width, theme] of [
    [1280, "light"],
    [390, "dark"],
    [390, "light"],
    [1280, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate((theme) => {
      document.documentElement.dataset.theme = theme;
    }, theme);
    // What fades in or changes colour is judged when it has come to rest.
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
    );
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
    expect(found, `${path} at ${width}, ${theme}`).toEqual([]);
    if (width === 390) {
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(sideways, `${path} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
    }
  }
}

test("a link that opens nothing", async ({ page }) => {
  await look(page, `/set/${"u".repeat(43)}`);
});

test("the sign-in page", async ({ page }) => {
  await look(page, "/sign-in");
});

const offering = ({ offeringId }: Sample) => `/offerings/${offeringId}`;

const pages: Record<string, (sample: Sample) => string> = {
  "the portfolio": () => "/offerings",
  "my items": () => "/my-items",
  "the account": () => "/account",
  "a new closing": () => "/offerings/new",
  "a closing from its agreement": () => "/offerings/new/from-agreement",
  "an offering": (sample) => offering(sample),
  "its people": (sample) => `${offering(sample)}/people`,
  "its log": (sample) => `${offering(sample)}/log`,
  "the checklist": ({ checklist }) => checklist,
  "one condition beside the checklist": ({ checklist, conditions }) => `${checklist}?condition=${conditions["7(c)"]}`,
  "one condition": (sample) => `${offering(sample)}/conditions/${sample.conditions["7(d)"]}`,
  "the print view": ({ checklist }) => `${checklist}/print`,
  "the list editor": ({ checklist }) => `${checklist}/edit`,
  "an amendment": ({ checklist }) => `${checklist}/amend`,
  "the status": ({ status }) => status,
  "the timeline": ({ checklist }) => `${checklist}/timeline`,
  "the settlement sheet": ({ checklist }) => `${checklist}/settlement`,
  "default and postponement": ({ checklist }) => `${checklist}/default`,
  "the closing set": ({ checklist }) => `${checklist}/closing-set`,
  "who gets which tabs": ({ checklist }) => `${checklist}/closing-set/distribution`,
};

for (const [name, path] of Object.entries(pages)) {
  test(`${name}, for whoever keeps the list`, async ({ as, seenOnly: sample }) => {
    await look(await as("associate"), path(sample));
  });
}

test("the status, for a banker who may waive and declare", async ({ as, seenOnly: sample }) => {
  await look(await as("banker"), sample.status);
});

test("a document, read in the browser", async ({ as, seenOnly: sample }) => {
  const page = await as("partner");
  const condition = `/api/offerings/${sample.offeringId}/conditions/${sample.conditions["7(d)"]}`;
  const { versions } = (await (await page.request.get(condition)).json()) as { versions: { id: string }[] };
  await look(page, `${offering(sample)}/versions/${versions[0]?.id}`);
});
