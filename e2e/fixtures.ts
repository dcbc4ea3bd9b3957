import { randomUUID } from "node:crypto";
import { type BrowserContext, test as base, type Page } from "@playwright/test";
import { browserOf, emailOf, type PersonName } from "./people";
import { runInServer } from "./support/run-in-server";

/** A copy of the sample closing that belongs to one test alone. */
export type Sample = {
  offeringId: string;
  closingId: string;
  /** By label: "7(c)". */
  conditions: Record<string, string>;
  /** By label and number: "7(c) 1". */
  documents: Record<string, string>;
  /** The addresses of its pages. */
  checklist: string;
  status: string;
};

type Fixtures = {
  sample: Sample;
  /** Opens a browser of that person's own, signed in; where `path` is given, at that page. */
  as: (person: PersonName, path?: string) => Promise<Page>;
};

type WorkerFixtures = {
  /** A copy for all the tests of a worker that only look and change nothing. */
  seenOnly: Sample;
};

async function copySample(): Promise<Sample> {
  const made = await runInServer<Sample>("copy-sample.ts", randomUUID().slice(0, 8));
  const checklist = `/offerings/${made.offeringId}/closings/${made.closingId}`;
  return { ...made, checklist, status: `${checklist}/status` };
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  sample: async ({}, use) => use(await copySample()),

  seenOnly: [async ({}, use) => use(await copySample()), { scope: "worker", timeout: 120_000 }],

  as: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person, path) => {
      const context = await browserOf(browser, baseURL ?? "", emailOf(person));
      contexts.push(context);
      const page = await context.newPage();
      if (path) await page.goto(path);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from "@playwright/test";
