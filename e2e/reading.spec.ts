import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { scannedPdf, smallPdf } from "@/lib/testing/hostile/pdfs";
import { executedPdf } from "./documents";
import { expect, type Sample, test } from "./fixtures";
import { ConditionDesk } from "./pages/condition-desk";

// Documents as people read them: in the page, by keyboard, and byte for byte as they were delivered.

type Version = { id: string; mediaType: string; sha256: string; number: number; sharedAt: string | null };

/** The versions of a condition’s documents that this person may see, the newest first. */
async function versionsOf(page: Page, { offeringId, conditions }: Sample, label: string): Promise<Version[]> {
  const response = await page.request.get(`/api/offerings/${offeringId}/conditions/${conditions[label]}`);
  return ((await response.json()) as { versions: Version[] }).versions;
}

const found = (versions: Version[], mediaType: RegExp): Version => {
  const version = versions.find((each) => mediaType.test(each.mediaType));
  if (!version) throw new Error(`No version is ${mediaType}`);
  return version;
};

/** Delivers a PDF for the officers’ certificate, past the screen, as a draft of one’s own side. Returns the version’s id. */
async function deliverDraft(page: Page, sample: Sample, data: Buffer): Promise<string> {
  const query = new URLSearchParams({ fileName: "Draft.pdf", stage: "draft", share: "false" });
  const sent = await page.request.post(
    `/api/offerings/${sample.offeringId}/deliverables/${sample.documents["7(i) 1"]}/versions?${query}`,
    {
      headers: {
        "idempotency-key": randomUUID(),
        origin: new URL(page.url()).origin,
        "content-type": "application/octet-stream",
      },
      data,
    },
  );
  expect(sent.status(), await sent.text()).toBe(200);
  return ((await sent.json()) as { versionId: string }).versionId;
}

/** The dark share of a page’s picture. */
const darkness = (page: Locator) =>
  page.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return pixels.filter((value, index) => index % 4 === 0 && value < 128).length / (pixels.length / 4);
  });

/** What the browser refused under the page’s own policy, or could not load. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", ({ message }) => complaints.push(message));
  return complaints;
}

test("a PDF is read page by page and by keyboard, its text is text, and it is saved byte for byte", async ({
  as,
  sample,
}) => {
  const page = await as("associate");
  const complaints = complaintsOf(page);
  const version = found(await versionsOf(page, sample, "7(d)"), /pdf/);
  await page.goto(`/offerings/${sample.offeringId}/versions/${version.id}`);
  await expect(page.getByRole("heading", { level: 2, name: "Opinion of the general counsel" })).toBeVisible();

  const first = page.getByRole("region", { name: "Page 1", exact: true });
  await expect(first).toHaveAttribute("data-state", "drawn");
  await expect(first).toContainText("I am general counsel of the Company");
  expect(await darkness(first)).toBeGreaterThan(0.005);

  const field = page.getByRole("textbox", { name: "Page" });
  await page.keyboard.press("ArrowRight");
  await expect(field).toHaveValue("2");
  await expect(page.getByRole("region", { name: "Page 2", exact: true })).toHaveAttribute("data-state", "drawn");
  await field.fill("1");
  await field.press("Enter");
  await expect(field).toHaveValue("1");
  await field.fill("7");
  await field.press("Enter");
  await expect(field, "a page that is not there").toHaveValue("1");

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download" }).click(),
  ]);
  const saved = readFileSync(await download.path());
  expect(createHash("sha256").update(saved).digest("hex")).toBe(version.sha256);
  expect(complaints).toEqual([]);
});

test("a scan is drawn: its decoder runs under the site’s own policy", async ({ as, sample }) => {
  const page = await as("associate", sample.checklist);
  const complaints = complaintsOf(page);
  const versionId = await deliverDraft(page, sample, scannedPdf());
  await page.goto(`/offerings/${sample.offeringId}/versions/${versionId}`);
  const first = page.getByRole("region", { name: "Page 1", exact: true });
  await expect(first).toHaveAttribute("data-state", "drawn");
  // The black square is 400 by 400 points of a page of 612 by 792.
  expect(await darkness(first)).toBeCloseTo((400 * 400) / (612 * 792), 1);
  expect(complaints).toEqual([]);
});

test("of a long file only the parts that are read are fetched", async ({ as, sample }) => {
  const page = await as("associate", sample.checklist);
  const filler = Array.from({ length: 4 }, () => randomBytes(1_000_000).toString("latin1"));
  const more = filler.map((bytes) => `<< /Length ${bytes.length} >>\nstream\n${bytes}\nendstream`);
  const versionId = await deliverDraft(page, sample, smallPdf({ more }));
  const parts: number[] = [];
  page.on("response", (response) => {
    if (response.url().includes(`${versionId}/file`) && response.status() === 206)
      parts.push(Number(response.headers()["content-length"]));
  });
  await page.goto(`/offerings/${sample.offeringId}/versions/${versionId}`);
  await expect(page.getByRole("region", { name: "Page 1", exact: true })).toHaveAttribute("data-state", "drawn");
  expect(parts.length).toBeGreaterThan(0);
  expect(parts.reduce((sum, bytes) => sum + bytes)).toBeLessThan(2_000_000);
});

test("a Word document is read as text", async ({ as, sample }) => {
  const page = await as("associate");
  const complaints = complaintsOf(page);
  const version = found(await versionsOf(page, sample, "7(c)"), /word/);
  await page.goto(`/offerings/${sample.offeringId}/versions/${version.id}`);
  await expect(page.getByText("This is the text of a Word document.")).toBeVisible();
  await expect(page.getByText("We have acted as counsel to The Hartford")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("what another side keeps to itself is not there, on the page or as a file", async ({ as, sample }) => {
  const counsel = await as("issuersCounsel");
  const kept = (await versionsOf(counsel, sample, "7(c)")).find(({ sharedAt }) => !sharedAt);
  if (!kept) throw new Error("Issuer’s counsel keeps nothing to themselves");
  const associate = await as("associate");
  for (const [page, status] of [
    [counsel, 200],
    [associate, 404],
  ] as const) {
    const path = `/offerings/${sample.offeringId}/versions/${kept.id}`;
    expect((await page.request.get(path)).status()).toBe(status);
    expect((await page.request.get(`/api${path}/file`)).status()).toBe(status);
  }
});

test("several files are delivered at once, and each that is not what it says is told so", async ({ as, sample }) => {
  const page = await as("treasurer");
  const panel = await new ConditionDesk(page, sample).open("7(i)");
  await panel.getByRole("button", { name: /^Deliver for 7\(i\)/ }).click();
  const dialog = page.getByRole("dialog", { name: "Deliver for 7(i)" });
  const good = await executedPdf("Officers’ certificate", "The Hartford Financial Services Group, Inc.", "2004-03-09");
  await dialog
    .getByLabel("Files to deliver")
    .first()
    .setInputFiles([
      good,
      { name: "Page.pdf", mimeType: "application/pdf", buffer: Buffer.from("<html><script>alert(1)</script></html>") },
      { name: "Half.pdf", mimeType: "application/pdf", buffer: good.buffer.subarray(0, 400) },
      { name: "Nothing.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) },
    ]);
  const row = (name: string) => dialog.getByRole("listitem").filter({ hasText: name });
  await expect(row("Nothing.pdf")).toContainText("This file is empty.");

  await dialog.getByRole("button", { name: "Deliver 3 files" }).click();
  await expect(row(good.name)).toContainText(/Delivered as version \d of Officers’ certificate/);
  await expect(row("Page.pdf")).toContainText("This is a web page that is not taken.");
  await expect(row("Half.pdf")).toContainText("This file is damaged or cannot be read.");
});
