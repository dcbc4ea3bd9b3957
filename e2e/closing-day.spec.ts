import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executedPdf } from "./documents";
import { expect, test } from "./fixtures";
import { ConditionDesk, called, confirmIdentity } from "./pages/condition-desk";
import { StatusPage } from "./pages/status-page";
import { demoPassword, type PersonName } from "./people";

// Nine people, each in a browser of their own, take the sample closing from the state in which it is seeded to closed.

const day = "2004-03-09";
const folder = mkdtempSync(join(tmpdir(), "closing-day-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("from Monday afternoon to closed: delivered, reviewed, signed again, renewed, waived, released, declared", async ({
  as,
  sample,
  browser,
}) => {
  test.setTimeout(900_000);
  const desks = new Map<PersonName, ConditionDesk>();
  const desk = async (person: PersonName) => {
    const known = desks.get(person);
    if (known) return known;
    const made = new ConditionDesk(await as(person), sample);
    desks.set(person, made);
    return made;
  };
  const statusOf = async (person: PersonName) => new StatusPage((await desk(person)).page, sample);

  // The analyst watches from another server process, and never reloads.
  const watcher = await (await browser.newContext()).newPage();
  const elsewhere = process.env.SECOND_URL ?? "";
  await watcher.request.post(`${elsewhere}/api/auth/sign-in/email`, {
    headers: { origin: elsewhere },
    data: { email: "raman@section-seven.example", password: demoPassword },
  });
  await watcher.goto(`${elsewhere}${sample.status}`);
  const watched = watcher.getByRole("progressbar", { name: /^Readiness/ }).first();
  await expect(watched).toHaveAttribute("aria-valuenow", "24");

  await test.step("a sign-off that went stale is given again on what is in force", async () => {
    const panel = await (await desk("partner")).open("7(d)");
    await expect(panel.getByText("Stale", { exact: true }).first()).toBeVisible();
    await expect(panel.getByText(/was replaced at/).first()).toBeVisible();
    await (await desk("partner")).signOff("7(d)", "form");
    await (await desk("secondBanker")).signOff("7(d)", "judgment");
    await expect((await desk("secondBanker")).page.getByText("Satisfied", { exact: true }).first()).toBeVisible();
  });

  await test.step("what is still to come is delivered by those who furnish it, and its form accepted", async () => {
    await (await desk("issuersCounsel")).deliver("7(c)", [
      await executedPdf("Opinion of Debevoise & Plimpton LLP", "Debevoise & Plimpton LLP", day),
      await executedPdf("Reliance statement for the Representatives", "Debevoise & Plimpton LLP", day),
    ]);
    await (await desk("accountant")).deliver("7(e)", [
      await executedPdf("Bring-down comfort letter", "Deloitte and Touche LLP", day),
    ]);
    await (await desk("treasurer")).deliver("7(i)", [
      await executedPdf("Officers’ certificate", "The Hartford Financial Services Group, Inc.", day),
    ]);
    for (const label of ["7(c)", "7(e)", "7(i)"]) await (await desk("partner")).signOff(label, "form");
    for (const label of ["7(c)", "7(e)", "7(i)"]) await (await desk("banker")).signOff(label, "judgment");
  });

  await test.step("a waiver by anyone but a Representative is neither offered nor taken", async () => {
    const { page } = await desk("associate");
    const panel = await (await desk("associate")).open("II[4]");
    await panel.getByRole("button", { name: "More for II[4]" }).click();
    await expect(page.getByRole("menuitem", { name: /Assign/ })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: /Waive/ })).toHaveCount(0);
    await page.keyboard.press("Escape");
    const refused = await page.evaluate(
      async ({ path, body, key }) => {
        const headers = { "content-type": "application/json", "idempotency-key": key };
        const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
        return { status: response.status, ...(await response.json()) };
      },
      {
        path: `/api/offerings/${sample.offeringId}/acts`,
        key: randomUUID(),
        body: {
          act: "waive",
          conditionId: sample.conditions["II[4]"],
          text: "We do without it.",
          scope: "All of it",
          instrument: null,
        },
      },
    );
    expect(refused).toEqual({ status: 403, code: "forbidden", action: "condition.waive" });
  });

  await test.step("a Representative waives it, with the writing, after confirming who they are", async () => {
    const banker = await desk("banker");
    const { page } = banker;
    const panel = await banker.open("II[4]");
    await panel.getByRole("button", { name: "More for II[4]" }).click();
    await page.getByRole("menuitem", { name: "Waive …" }).click();
    const dialog = page.getByRole("dialog", { name: "Waive II[4]" });
    await dialog.getByLabel("The waiver’s words").fill("The Representatives waive the delivery of a cross-receipt.");
    await dialog
      .getByLabel("The writing")
      .setInputFiles(await executedPdf("Waiver letter", "Banc of America Securities LLC", day));
    await expect(dialog.getByText(/kept, SHA-256/)).toBeVisible();
    await dialog.getByRole("button", { name: "Waive II[4]", exact: true }).click();
    await confirmIdentity(page, demoPassword);
    await expect(dialog).toBeHidden();
    await expect(panel.getByText("Waived", { exact: true }).first()).toBeVisible();
  });

  await test.step("the day’s confirmations cannot be given the evening before", async () => {
    const panel = await (await desk("banker")).open("7(h)");
    await expect(panel.getByText(/^Not before Tue 9 Mar 2004, 06:00/)).toBeVisible();
    await expect(panel.getByRole("button", { name: called("Sign off", "7(h)") })).toHaveCount(0);
  });

  await test.step("the morning comes: the issuer confirms too early, and it will not hold", async () => {
    await (await statusOf("associate")).setClock(`${day}T06:05`);
    await (await desk("treasurer")).signOff("7(f)", "fact");
    const associate = await statusOf("associate");
    await associate.setClock(`${day}T09:40`);
    await associate.act("Open the pre-closing", "Open the pre-closing");
    await associate.act("Start the closing call", "Start the call");
    await expect(associate.page.getByText("On the call").first()).toBeVisible();
  });

  await test.step("everything else is confirmed on the call", async () => {
    const treasurer = await desk("treasurer");
    for (const label of ["7 lead-in (1)", "7 lead-in (2)"]) await treasurer.signOff(label, "fact");
    const counsel = await desk("issuersCounsel");
    for (const label of ["7(a)[3]", "7(a)[4]", "7(a)[5]"]) await counsel.signOff(label, "fact");
    await (await desk("trustee")).signOff("II[2]", "fact");
    const second = await desk("secondBanker");
    await second.signOff("II[3]", "fact");
    const banker = await desk("banker");
    const judged = [
      "7 lead-in (1)",
      "7 lead-in (2)",
      "7(a)[3]",
      "7(a)[4]",
      "7(a)[5]",
      "7(f)",
      "7(g)",
      "7(h)",
      "II[2]",
      "II[3]",
    ];
    for (const label of judged) await banker.signOff(label, "judgment");
  });

  await test.step("a confirmation that is too old blocks the closing until it is given again", async () => {
    await (await statusOf("associate")).setClock(`${day}T10:06`);
    const treasurer = await desk("treasurer");
    const panel = await treasurer.open("7(f)");
    await expect(panel.getByText("Expired", { exact: true }).first()).toBeVisible();
    const banker = await statusOf("banker");
    await banker.open();
    await expect(banker.readiness).not.toHaveAttribute("aria-valuenow", "100");
    await expect(banker.page.getByRole("button", { name: "Declare the closing", exact: true })).toHaveCount(0);
    await treasurer.signOff("7(f)", "fact");
  });

  await test.step("signature pages go into escrow, and each party authorises the release of its own", async () => {
    const associate = await statusOf("associate");
    await associate.open();
    const { page } = associate;
    for (const name of [/^Send out all/, /^Take all \d+ into escrow/]) {
      await page.getByRole("button", { name }).click();
      await expect(page.getByRole("button", { name })).toHaveCount(0);
    }
    for (const person of ["treasurer", "banker", "secondBanker"] as const) {
      const status = await statusOf(person);
      await status.open();
      const authorise = status.page.getByRole("button", { name: /^Authorise (the release of all|release)/ });
      await authorise.first().click();
      // The banker confirmed a moment ago; whoever did not is asked.
      if (person !== "banker") await confirmIdentity(status.page, demoPassword);
      await expect(authorise).toHaveCount(0);
    }
  });

  await test.step("the closing is declared, once, and every screen shows it", async () => {
    await expect(watched).toHaveAttribute("aria-valuenow", "100");
    const banker = await statusOf("banker");
    await banker.open();
    await banker.page.getByRole("button", { name: "Declare the closing", exact: true }).click();
    const dialog = banker.page.getByRole("dialog", { name: /^Declare the closing/ });
    await dialog.getByRole("button", { name: "Declare the closing", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(watcher.getByText("Closed", { exact: true }).first()).toBeVisible();
    const again = await banker.page.request.post(`/api/offerings/${sample.offeringId}/acts`, {
      headers: { "idempotency-key": randomUUID(), origin: new URL(banker.page.url()).origin },
      data: { act: "close", closingId: sample.closingId },
    });
    expect(again.status()).toBe(409);
    expect(await again.json()).toEqual({ code: "closing-over", stage: "closed" });
  });

  await test.step("the closing set is exported, and tools of others find it whole", async () => {
    const { page } = await desk("paralegal");
    await page.goto(`${sample.checklist}/closing-set`);
    // Preflight finds nothing any more, so it builds without asking why.
    await page.getByRole("button", { name: "Build the closing set" }).click();
    const set = page.getByRole("list", { name: "Sets built" }).getByRole("listitem").first();
    const save = async (name: RegExp) => {
      const coming = page.waitForEvent("download");
      await set.getByRole("link", { name }).click();
      const path = join(folder, (await coming).suggestedFilename());
      await (await coming).saveAs(path);
      return path;
    };
    await expect(set.getByRole("link", { name: /^Bound volume/ })).toBeVisible({ timeout: 120_000 });
    const volume = await save(/^Bound volume/);
    execFileSync("qpdf", ["--check", volume]);
    const text = execFileSync("pdftotext", ["-layout", volume, "-"], { encoding: "utf8", maxBuffer: 50_000_000 });
    for (const words of [
      "4.75% Senior Notes due 2014",
      "Opinion of Debevoise",
      "Bring-down comfort letter",
      "The Representatives waive",
    ])
      expect(text).toContain(words);

    const archive = await save(/^Unbound set/);
    execFileSync("unzip", ["-tq", archive]);
    execFileSync("unzip", ["-q", archive, "-d", folder]);
    const [bag = ""] = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(folder, name));
    const root = existsSync(join(folder, "bagit.txt")) ? folder : bag;
    execFileSync("sha256sum", ["--check", "--quiet", "--strict", "manifest-sha256.txt"], { cwd: root });
    for (const file of [volume, archive]) {
      const said = execFileSync(process.execPath, ["scripts/closing-set-verify.mjs", file], { encoding: "utf8" });
      expect(said).toContain("All holds.");
    }
  });
});
