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
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
});
