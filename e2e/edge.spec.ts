import { randomUUID } from "node:crypto";
import { test as base, expect } from "@playwright/test";
import { apiRoutes, type Listed, pages, serverRoutes } from "@/lib/checks/routes.table";
import { test } from "./fixtures";
import { bypassVariants } from "./support/bypass-variants";
import { type Answered, askRaw, eachOf, type Raw } from "./support/raw";

const routes = [...apiRoutes, ...serverRoutes, ...pages];

/** An address with what stands in brackets filled in; a link that nobody was given, and a build that nobody began, in theirs. */
function fill({ address }: Pick<Listed, "address">, ids: Record<string, string>): string {
  return address.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => {
    const fallback: Record<string, string> = {
      format: "pdf",
      all: "sign-in/email",
      token: "A".repeat(43),
      buildId: "0".repeat(32),
    };
    return ids[name] ?? fallback[name] ?? "00000000-0000-4000-8000-000000000000";
  });
}

base("api/health answers, and what is not listed is not there", async ({ baseURL }) => {
  const origin = baseURL ?? "";
  expect((await askRaw(origin, { path: "/api/health" })).status).toBe(200);
  for (const path of [
    "/api",
    "/api/offerings/1",
    "/api/nothing",
    "/nothing",
    "/_next/image",
    "/api/auth/get-session",
  ]) {
    expect([404, 405], path).toContain((await askRaw(origin, { path })).status);
  }
});

base("a method that is not listed is answered 405 at every address", async ({ baseURL }) => {
  const origin = baseURL ?? "";
  const methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "QUERY"];
  const listed = new Set(routes.map(({ method, address }) => `${method} ${address}`));
  const addresses = [...new Set(routes.map(({ address }) => address))];
  const unlisted = addresses.flatMap((address) =>
    methods
      .filter((method) => !listed.has(`${method === "HEAD" ? "GET" : method} ${address}`))
      .map((method) => ({ method, address })),
  );
  const wrong: string[] = [];
  await eachOf(unlisted, 4, async ({ method, address }) => {
    const headers = { "sec-fetch-site": "same-origin", "content-type": "application/json" };
    const { status } = await askRaw(origin, { method, path: fill({ address }, {}), headers });
    if (status !== 405) wrong.push(`${method} ${address}: ${status}`);
  });
  expect(wrong).toEqual([]);
  console.log(`Methods that are not listed: ${unlisted.length} refused at ${addresses.length} addresses`);
  expect(unlisted.length).toBeGreaterThanOrEqual(550);
});

test("no way around a refusal: every address in each of the variants, for nobody and for an outsider", async ({
  sample,
  as,
  baseURL,
}) => {
  test.setTimeout(600_000);
  const origin = baseURL ?? "";
  const cookieOf = async (person: "banker" | "administrator") => {
    const page = await as(person);
    const cookies = await page.context().cookies();
    return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  };
  const { offeringId, closingId, conditions } = sample;
  const ids = { offeringId, closingId, conditionId: conditions["7(d)"] ?? "" };
  const member = await cookieOf("banker");
  const condition = await askRaw(origin, {
    path: `/api/offerings/${sample.offeringId}/conditions/${ids.conditionId}`,
    headers: { cookie: member },
  });
  const versionId = /"versions":\[\{"id":"([0-9a-f-]{36})"/.exec(condition.text)?.[1] ?? "";
  expect(versionId).not.toBe("");

  const read = routes.filter(
    ({ method, gate }) => method === "GET" && !["open", "openPage", "link", "linkPage"].includes(gate),
  );
  const paths = read.map((route) => fill(route, { ...ids, versionId }));

  // What a member is shown and nobody else may be: the offering's own names, parties and words.
  const shown = await askRaw(origin, {
    path: `/api/offerings/${sample.offeringId}/people`,
    headers: { cookie: member },
  });
  const people = JSON.parse(shown.text) as { offering: { name: string; issuer: string }; parties: { name: string }[] };
  const secrets = [people.offering.name, people.offering.issuer, ...people.parties.map(({ name }) => name)].filter(
    (text) => text.length > 6,
  );
  const leakIn = ({ text }: Answered) => secrets.find((secret) => text.includes(secret));
  let seen = 0;
  for (const path of paths) if (leakIn(await askRaw(origin, { path, headers: { cookie: member } }))) seen++;
  expect(seen, "addresses at which a member does see them").toBeGreaterThan(20);

  // What a browser fetches ahead is the bare names of the page's parts, the same for an offering that is not there.
  const saysTheSameOfNothing = async (path: string, raw: Raw, headers: Record<string, string>, told: Answered) => {
    if (told.status !== 200 || !raw.headers?.["next-router-prefetch"]) return false;
    let nowhere = path;
    for (const id of [...Object.values(ids), versionId]) nowhere = nowhere.replaceAll(id, randomUUID());
    let said = await askRaw(origin, { ...raw, path: nowhere, headers });
    if (said.status === 307) said = await askRaw(origin, { ...raw, path: said.headers.location ?? "", headers });
    return idless(said) === idless(told);
  };

  const wrong: string[] = [];
  let asked = 0;
  for (const [who, cookie] of [["nobody", ""] as const, ["an outsider", await cookieOf("administrator")] as const]) {
    const plain = new Map<string, Answered>();
    for (const path of paths) {
      const answered = await askRaw(origin, { path, headers: { cookie } });
      plain.set(path, answered);
      if (leakIn(answered)) wrong.push(`${who} ${path}: plainly told ${leakIn(answered)}`);
    }
    const cases = paths.flatMap((path) => bypassVariants.map((variant) => ({ path, variant })));
    await eachOf(cases, 4, async ({ path, variant }) => {
      const raw = variant.of(path);
      const headers = { ...raw.headers, cookie: [cookie, raw.headers?.cookie].filter(Boolean).join("; ") };
      let answered = await askRaw(origin, { ...raw, headers });
      // A payload's address carries a hash of its headers; who has it wrong is told the right one, and we go there.
      const { location = "" } = answered.headers;
      if (answered.status === 307 && /[?&]_rsc(=|$)/.test(location))
        answered = await askRaw(origin, { ...raw, path: location, headers });
      asked++;
      const leak = leakIn(answered);
      const isNothing = variant.elsewhere || (await saysTheSameOfNothing(path, raw, headers, answered));
      const fault = leak ? `told ${leak}` : isNothing ? null : faultOf(answered, plain.get(path) as Answered);
      if (fault) wrong.push(`${who} ${path}, ${variant.name}: ${fault}`);
    });
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  console.log(
    `Ways around: ${bypassVariants.length} variants × ${paths.length} addresses × 2 persons = ${asked} refused`,
  );
  expect(bypassVariants.length).toBeGreaterThanOrEqual(50);
  expect(paths.length).toBeGreaterThanOrEqual(42);
});

/** An answer without what is another each time: the ids asked for, the nonce, the request's own id, the order of the pieces. */
const idless = ({ text }: Answered) =>
  text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID")
    .replace(/"nonce":"[^"]+"/g, "NONCE")
    .replace(/"[\w-]{21}[vm]"/g, "REQUEST")
    .split("\n")
    .sort()
    .join("\n");

/** What is wrong with an answer, where the plain request was answered so: null for the same refusal, or one that says less. */
function faultOf(answered: Answered, plain: Answered): string | null {
  const { status, headers, text } = answered;
  if (/\bat \S+ \(.*:\d+:\d+\)|node_modules|\.ts:\d+/.test(text)) return "a stack";
  if (status >= 500) return String(status);
  if (status === plain.status || [400, 401, 403, 404, 405, 415].includes(status)) return null;
  // Another spelling is sent to the usual one, which refuses.
  if (status === 308 && /^\/(?!\/)/.test(headers.location ?? "")) return null;
  if ([302, 303, 307].includes(status) && /^(\/sign-in|\/offerings)/.test(headers.location ?? "")) return null;
  // A payload is always 200 and says in itself that there is nothing, or where to go.
  if (status === 200 && /NEXT_REDIRECT|NEXT_HTTP_ERROR_FALLBACK;404/.test(text)) return null;
  return `${status} ${headers.location ?? ""} ${text.slice(0, 200)}`;
}
