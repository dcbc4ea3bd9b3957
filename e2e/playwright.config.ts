import { defineConfig } from "@playwright/test";

const baseURL = process.env.BASE_URL;
if (!baseURL) throw new Error("Run the browser tests by npm test or npm run e2e, which start a server for them.");

/** A machine that does much else beside needs longer for everything; none of it is waited for when it is there. */
const patience = Number(process.env.E2E_PATIENCE ?? 1);

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results/browser",
  fullyParallel: true,
  workers: Number(process.env.E2E_WORKERS ?? 2),
  retries: 0,
  forbidOnly: true,
  timeout: 120_000 * patience,
  expect: { timeout: 15_000 * patience },
  reporter: [["list"], ["json"]],
  use: {
    baseURL,
    // A click waits for its button no longer than a person would.
    actionTimeout: 15_000 * patience,
    navigationTimeout: 30_000 * patience,
    browserName: "chromium",
    viewport: { width: 1280, height: 900 },
    locale: "en-US",
    timezoneId: "America/New_York",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM && { executablePath: process.env.CHROMIUM }),
      // In a machine without a locale Chromium can write no name of a file that is not plain ASCII, and calls it "download".
      env: { ...process.env, LC_ALL: "C.UTF-8" } as Record<string, string>,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
});
