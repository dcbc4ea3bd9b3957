import { chromium } from "@playwright/test";
import { findChromium } from "../platform/system-tools";
import type { Client } from "./client";

/** What a browser with an empty cache loads for a page, as sent over the wire, and when the list's first rows can be seen. */
export async function measurePage(origin: string, person: Client, path: string) {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const context = await browser.newContext({ baseURL: origin });
    const [name = "", value = ""] = (person.headers.cookie ?? "").split(/=(.*)/s);
    await context.addCookies([{ name, value, url: origin }]);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    let bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    const started = performance.now();
    await page.goto(path, { waitUntil: "commit" });
    await page.getByRole("row").nth(3).waitFor({ state: "visible" });
    const visibleAfter = performance.now() - started;
    await page.waitForLoadState("load");
    // What the page fetches of itself once it runs counts too.
    await page.waitForTimeout(1500);
    return { bytes, visibleAfter };
  } finally {
    await browser.close();
  }
}
