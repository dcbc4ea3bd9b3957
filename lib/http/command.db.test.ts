import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST as doAct } from "@/app/api/offerings/[offeringId]/acts/route";
import { POST as open } from "@/app/api/offerings/route";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { anOffering } from "@/lib/testing/offering";
import { sessionOf } from "@/lib/testing/session";

let made: Awaited<ReturnType<typeof anOffering>>;
beforeAll(async () => {
  made = await anOffering();
});
afterAll(() => db.$disconnect());

const note = (text: string) => JSON.stringify({ act: "note", conditionId: made.conditions[0]?.id, text, shared: true });

async function post(body: string, change: Record<string, string | null> = {}) {
  const headers = new Headers({
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
    "idempotency-key": randomUUID(),
    cookie: await sessionOf(made.people.counsel.personId),
  });
  for (const [name, value] of Object.entries(change)) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const request = new Request(`${env.ORIGIN}/api/offerings/x/acts`, { method: "POST", headers, body });
  const response = await doAct(request, { params: Promise.resolve({ offeringId: made.offeringId }) });
  const { code, issues } = (await response.json()) as { code?: string; issues?: { path: string }[] };
  return { status: response.status, code, at: issues?.[0]?.path };
}

describe("a body that wants something done", () => {
  test("is taken with every character that text has", async () => {
    expect(await post(note("Opinion “agreed” 𝔸 – ‏עברית"))).toMatchObject({ status: 200 });
  });

  test.each([
    ["a character that is none", "text", () => note("a\u0000b")],
    ["half of a pair", "text", () => note("a\ud800b")],
    ["half of a pair as the name of a field", "", () => '{"\\ud800":1}'],
    [
      "half of a pair very deep down",
      Array.from({ length: 101 }, () => "a").join("."),
      () => `${'{"a":'.repeat(9_000)}"\\ud800"${"}".repeat(9_000)}`,
    ],
    ["no JSON", "", () => "{"],
    ["more than is taken", "", () => note("x".repeat(70_000))],
    ["a list where a thing belongs", "", () => "[]"],
  ])("is refused in words, and where, where it is %s", async (_, at, body) => {
    expect(await post(body())).toEqual({ status: 400, code: "invalid-input", at });
  });

  test.each([
    ["nobody", { cookie: null }, 401, "not-signed-in"],
    ["another site", { "sec-fetch-site": "cross-site" }, 403, "cross-site"],
    ["a request without its key", { "idempotency-key": null }, 400, "idempotency-key-missing"],
  ])("is refused from %s", async (_, change, status, code) => {
    expect(await post(note("Anything"), change)).toEqual({ status, code });
  });
});

test("whoever keeps no list opens no offering, and is told whom to ask", async () => {
  const headers = {
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
    "idempotency-key": randomUUID(),
    cookie: await sessionOf(made.people.issuer.personId),
  };
  const day = "2031-03-04";
  const body = JSON.stringify({
    name: "Project Larch",
    issuer: "Larch Mills, Inc.",
    rehearsal: false,
    clock: null,
    agreement: {
      title: "Agreement",
      datedOn: day,
      conditionsSection: "7",
      closingTerm: "Closing",
      governingLaw: null,
      terms: {},
    },
    pricing: { datedOn: day, terms: {}, allocations: [] },
    parties: [{ name: "Larch Mills, Inc.", role: "issuer" }],
    maker: { party: 0, title: "", authority: false },
    closings: [{ label: "Closing", localDate: "2031-03-11", localTime: "10:00", zone: "UTC", location: "", terms: {} }],
    conditions: { from: "nothing" },
    source: null,
  });
  const request = new Request(`${env.ORIGIN}/api/offerings`, { method: "POST", headers, body });
  const response = await open(request, { params: Promise.resolve({}) });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: "not-an-offering-maker" });
});
