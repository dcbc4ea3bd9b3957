import type { APIRequestContext, Browser, BrowserContext } from "@playwright/test";

/** The demonstration's password, which the seed prints for all to see. */
export const demoPassword = "rehearsal-2004";

/** The people of the sample closing, by the names that the tests call them. */
export const people = {
  associate: "whitfield",
  partner: "ashby",
  paralegal: "lang",
  banker: "carbone",
  analyst: "raman",
  secondBanker: "nordlinger",
  underwriter: "tolliver",
  treasurer: "giamalis",
  issuersCounsel: "lindqvist",
  generalCounsel: "wolin",
  accountant: "brandt",
  trustee: "okafor",
  trusteesCounsel: "ferrand",
  observer: "iverson",
  /** Runs the installation and is of no offering. */
  administrator: "reyes",
} as const;

export type PersonName = keyof typeof people;

export const emailOf = (person: PersonName) => `${people[person]}@section-seven.example`;

/** Signs in as a browser's page would, and leaves the session's cookie with the caller. */
export async function signIn(request: APIRequestContext, origin: string, email: string): Promise<void> {
  const response = await request.post(`${origin}/api/auth/sign-in/email`, {
    headers: { origin },
    data: { email, password: demoPassword },
  });
  if (!response.ok()) throw new Error(`${email} cannot sign in: ${response.status()} ${await response.text()}`);
}

/** A browser of that person's own, signed in. */
export async function browserOf(browser: Browser, origin: string, email: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin });
  await signIn(context.request, origin, email);
  return context;
}
