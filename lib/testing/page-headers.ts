import { randomUUID } from "node:crypto";

/** What a page of the site sends with a request: whose session it is, that the page is the site's own, and a key for this one wish. */
export const pageHeaders = (cookie: string, type?: string): Record<string, string> => ({
  cookie,
  "sec-fetch-site": "same-origin",
  "idempotency-key": randomUUID(),
  ...(type !== undefined && { "content-type": type }),
});
