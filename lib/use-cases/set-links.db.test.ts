import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { GET as fetchFile } from "@/app/api/set-links/[token]/[format]/route";
import { POST as openRoute } from "@/app/api/set-links/open/route";
import { findActor } from "@/lib/auth/actor";
import { buildInput } from "@/lib/contracts/closing-set";
import { type LinkInput, linkInput } from "@/lib/contracts/set-links";
import { db } from "@/lib/db/client";
import { enter } from "@/lib/db/scope";
import { env } from "@/lib/env";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { buildsAtRest, newBuild, placeOf } from "./closing-set-builds";
import { viewDistribution } from "./distribution";
import { beginClosingSet } from "./export-closing-set";
import { mailSetLinks } from "./mail-set-links";
import { openSetLink, readSetByLink, viewSetLink } from "./open-set-link";
import { makeSetLink, revokeLink } from "./set-links";

const folder = mkdtempSync(join(tmpdir(), "set-links-db-"));
let offering: Awaited<ReturnType<typeof anOffering>>;
let stranger: Awaited<ReturnType<typeof anOffering>>;
let buildId = "";
let strangersBuild = "";

beforeAll(async () => {
  env.DATA_FOLDER = folder;
  offering = await anOffering({ rehearsal: true });
  stranger = await anOffering();
  buildId = await build(offering);
  strangersBuild = await build(stranger);
}, 60_000);
beforeEach(async () => {
  await sql(`DELETE FROM "SignInAttempt"`);
});
afterAll(async () => {
  await buildsAtRest();
  await db.$disconnect();
  rmSync(folder, { recursive: true });
});

const sql = (text: string) => connected(administratorUrl, async (client) => (await client.query(text)).rows);

async function build(of: typeof offering): Promise<string> {
  const wish = buildInput.parse({ closingId: of.closingId, reason: "For the file." });
  const begun = await beginClosingSet(asking(of, of.people.counsel), wish);
  if (!begun.ok) throw new Error(JSON.stringify(begun.error));
  await buildsAtRest();
  return begun.value.id;
}

const wished = (change: Partial<LinkInput> = {}) =>
  linkInput.parse({
    closingId: offering.closingId,
    buildId,
    name: "Harbour Trust",
    email: null,
    days: 14,
    maxDownloads: null,
    passphrase: null,
    mail: false,
    ...change,
  });

async function make(change: Partial<LinkInput> = {}) {
  const made = await makeSetLink(asking(offering, offering.people.counsel), wished(change));
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const token = made.value.link?.split("/").at(-1) ?? "";
  return { ...made.value, token };
}

const revoke = (linkId: string) =>
  revokeLink(asking(offering, offering.people.counsel), { closingId: offering.closingId, linkId });

const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1";
const headers = (more: Record<string, string> = {}) =>
  new Headers({ "x-forwarded-for": "203.0.113.77", "user-agent": phone, ...more });

const get = (token: string, format = "pdf", more: Record<string, string> = {}) =>
  fetchFile(new Request(`http://localhost/api/set-links/${token}/${format}`, { headers: headers(more) }), {
    params: Promise.resolve({ token, format }),
  });

async function linksSeen() {
  const actor = await findActor(offering.people.counsel.personId, offering.offeringId);
  const view = await viewDistribution(actor!, { closingId: offering.closingId });
  if (!view.ok) throw new Error(JSON.stringify(view.error));
  return view.value.links;
}
const linkSeen = async (id: string) => (await linksSeen()).find((link) => link.id === id)!;

test("a link opens the very files of its build, to someone without an account", async () => {
  const { token } = await make();
  const opened = await viewSetLink(headers(), token);
  const files = opened.ok ? opened.value.files! : [];
  expect(opened).toMatchObject({ ok: true, value: { codeName: "Notes due 2036", rehearsal: true, left: null } });
  for (const { format, bytes, sha256 } of files) {
    const response = await get(token, format);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toContain("no-store");
    expect(response.headers.get("x-robots-tag")).toBe("noindex");
    const body = Buffer.from(await response.arrayBuffer());
    expect(body.length).toBe(bytes);
    expect(createHash("sha256").update(body).digest("hex")).toBe(sha256);
  }
  expect(files.map(({ format }) => format)).toEqual(["pdf", "zip"]);
});

test("its secret is told once and is nowhere afterwards: not to the same request again, not in a view, not in the database", async () => {
  const key = randomUUID();
  const asker = asking(offering, offering.people.counsel, key);
  const passphrase = "cormorants at dawn";
  const first = await makeSetLink(asker, wished({ passphrase }));
  const token = first.ok ? first.value.link!.split("/").at(-1)! : "";
  expect(token).toMatch(/^[\w-]{43}$/);
  const again = await makeSetLink(asker, wished({ passphrase }));
  expect(again).toEqual({ ok: true, value: { ...(first.ok && first.value), link: null } });
  expect(await makeSetLink(asker, wished({ passphrase: "another one here" }))).toMatchObject({
    error: { code: "idempotency-key-reused" },
  });
  expect(JSON.stringify(await linksSeen())).not.toContain(token);

  const tables = await sql(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
  const plain = createHash("sha256").update(passphrase).digest("hex");
  let looked = 0;
  for (const { tablename } of tables) {
    const [{ whole }] = await sql(`SELECT coalesce(string_agg(t::text, ' '), '') AS "whole" FROM "${tablename}" t`);
    for (const secret of [token, passphrase, plain]) expect(whole.includes(secret), tablename).toBe(false);
    looked++;
  }
  expect(looked).toBeGreaterThan(30);
  const [{ whole }] = await sql(`SELECT string_agg(t::text, ' ') AS "whole" FROM "SetLink" t`);
  expect(whole).toContain(createHash("sha256").update(token).digest("hex"));
});

test("a download is recorded with its format, network and program; going on with one is not another", async () => {
  const { id, token } = await make();
  await (await get(token, "pdf")).arrayBuffer();
  const part = await get(token, "pdf", { range: "bytes=100-199" });
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 100]);
  expect((await linkSeen(id)).downloads).toMatchObject([
    { format: "pdf", network: "203.0.113.0/24", agent: "Safari on iPhone" },
  ]);
  // From elsewhere, of the other file, or from its beginning it is one of its own.
  await (await get(token, "pdf", { range: "bytes=100-", "x-forwarded-for": "2001:db8:1:2:3::4" })).arrayBuffer();
  await (await get(token, "zip", { range: "bytes=7-9" })).arrayBuffer();
  await (await get(token, "pdf", { range: "bytes=0-9" })).arrayBuffer();
  const { downloads } = await linkSeen(id);
  expect(downloads.map(({ format, network }) => [format, network])).toEqual([
    ["pdf", "203.0.113.0/24"],
    ["zip", "203.0.113.0/24"],
    ["pdf", "2001:db8:1:2::/64"],
    ["pdf", "203.0.113.0/24"],
  ]);
});

test("a link for so many downloads gives no more, however many come at once, and lets one that broke off go on", async () => {
  const { id, token } = await make({ maxDownloads: 2 });
  const answers = await Promise.all(Array.from({ length: 8 }, () => get(token)));
  await Promise.all(answers.map((answer) => answer.arrayBuffer()));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 404, 404, 404, 404, 404, 404]);
  expect(await linkSeen(id)).toMatchObject({ state: "used-up", downloads: [{}, {}] });
  expect((await get(token, "pdf", { range: "bytes=50-" })).status).toBe(206);
  expect((await get(token, "pdf", { range: "bytes=1-", "x-forwarded-for": "198.51.100.1" })).status).toBe(404);
  expect(await viewSetLink(headers(), token)).toMatchObject({ ok: false });
});

test("revoked, expired, used up, unknown and malformed are answered alike, by page and by file", async () => {
  const [revoked, expired, used] = [await make(), await make({ days: 1 }), await make({ maxDownloads: 1 })];
  await (await get(used.token)).arrayBuffer();
  expect(await revoke(revoked.id)).toMatchObject({ ok: true });
  await sql(
    `SET session_replication_role = replica; UPDATE "SetLink" SET "expiresAt" = now() - interval '1 second' WHERE "id" = '${expired.id}'`,
  );
  const tokens = [revoked.token, expired.token, used.token, "u".repeat(43)];
  const pages = await Promise.all(tokens.map((token) => viewSetLink(headers(), token)));
  expect(new Set(pages.map((page) => JSON.stringify(page)))).toEqual(
    new Set([JSON.stringify({ ok: false, error: { code: "set-link-not-valid" } })]),
  );
  const files = await Promise.all([...tokens, "x"].map((token) => get(token)));
  const said = await Promise.all(files.map(async (file) => [file.status, await file.text()].join(" ")));
  expect(new Set(said)).toEqual(new Set(['404 {"code":"set-link-not-valid"}']));
  // A browser is brought to the page that says so.
  for (const token of tokens) {
    const { status, headers: back } = await get(token, "pdf", { accept: "text/html,*/*" });
    expect([status, back.get("location")]).toEqual([303, `/set/${token}`]);
  }
});

test("revocation is felt at once, by the next part and by a download under way", async () => {
  const { id, token } = await make();
  const path = placeOf(offering.closingId, buildId, "set.zip");
  const whole = readFileSync(path);
  truncateSync(path, 512 * 1024 * 1024);
  try {
    const response = await get(token, "zip");
    const reader = response.body!.getReader();
    expect((await reader.read()).done).toBe(false);
    expect(await revoke(id)).toMatchObject({ ok: true });
    expect((await get(token, "zip", { range: "bytes=100-" })).status).toBe(404);
    const goOn = async () => {
      let bytes = 0;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return bytes;
        bytes += value.length;
        await pause(5);
      }
    };
    await expect(goOn()).rejects.toThrow();
  } finally {
    writeFileSync(path, whole);
  }
  expect(await revoke(id)).toMatchObject({ error: { code: "already-done" } });
}, 60_000);

const sent = (body: object) =>
  openRoute(
    new Request("http://localhost/api/set-links/open", {
      method: "POST",
      headers: headers({ "content-type": "application/json", "sec-fetch-site": "same-origin" }),
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({}) },
  );

test("behind a passphrase neither size nor digest nor file is told before it is given", async () => {
  const { token } = await make({ passphrase: "seven sealed pages" });
  const other = await make({ passphrase: "seven sealed pages" });
  const closed = await viewSetLink(headers(), token);
  expect(closed).toMatchObject({ ok: true, value: { codeName: "Notes due 2036", files: null } });
  expect((await get(token)).status).toBe(401);
  const wrong = await sent({ token, passphrase: "not this one" });
  expect([wrong.status, await wrong.json()]).toEqual([401, { code: "passphrase-wrong" }]);

  const right = await sent({ token, passphrase: "seven sealed pages" });
  expect(await right.json()).toMatchObject({ files: [{ format: "pdf" }, { format: "zip" }] });
  const cookie = right.headers.get("set-cookie")!;
  expect(cookie).toMatch(/; Path=\/api\/set-links; Max-Age=7200; HttpOnly; SameSite=Strict/);
  const ticket = cookie.split(";")[0]!;
  expect((await get(token, "pdf", { cookie: `theme=dark; ${ticket}` })).status).toBe(200);
  // A ticket is for its own link, and no one can write one.
  const named = (name: string) => ticket.replace(/^[^=]*/, name);
  const nameOfOther = `set-${other.id.replaceAll("-", "").slice(-12)}`;
  expect((await get(other.token, "pdf", { cookie: named(nameOfOther) })).status).toBe(401);
  const later = ticket.replace(/=(\d{13})/, (_, until) => `=${Number(until) + 1}`);
  expect((await get(token, "pdf", { cookie: later })).status).toBe(401);
});

test("ten wrong passphrases shut a link for a while, the right one too", async () => {
  const { token, id } = await make({ passphrase: "seven sealed pages" });
  const tries = [];
  for (let n = 0; n < 11; n++)
    tries.push((await openSetLink({ headers: headers() }, { token, passphrase: `wrong ${n} wrong` })).ok);
  expect(tries.every((ok) => !ok)).toBe(true);
  const right = { token, passphrase: "seven sealed pages" };
  expect(await openSetLink({ headers: headers() }, right)).toMatchObject({ error: { code: "too-many-requests" } });
  await sql(`DELETE FROM "SignInAttempt" WHERE "key" = 'passphrase:${id}'`);
  expect(await openSetLink({ headers: headers() }, right)).toMatchObject({ ok: true });
});

test("whoever tries links at random is shut out with their network, and nobody else", async () => {
  const { token } = await make();
  const answers = [];
  for (let n = 0; n < 52; n++) answers.push(await readSetByLink(headers(), `guess-${n}-${"x".repeat(30)}`, "pdf"));
  expect(answers.at(-1)).toMatchObject({ ok: false, error: { code: "too-many-requests" } });
  expect((await get(token)).status).toBe(429);
  expect((await get(token, "pdf", { "x-forwarded-for": "198.51.100.9" })).status).toBe(200);
});

test("only whoever keeps the list makes and revokes links, to finished builds of their own closing alone", async () => {
  const { people } = offering;
  const forbidden = { ok: false, error: { code: "forbidden", action: "distribution.send" } };
  const notThere = { ok: false, error: { code: "not-found" } };
  for (const who of ["representative", "issuer", "issuerCounsel"] as const) {
    expect(await makeSetLink(asking(offering, people[who]), wished())).toEqual(forbidden);
  }
  expect(await makeSetLink(asking(stranger, stranger.people.counsel), wished())).toEqual(notThere);
  expect(await makeSetLink(asking(offering, people.counsel), wished({ buildId: strangersBuild }))).toEqual(notThere);
  expect(await makeSetLink(asking(offering, people.counsel), wished({ buildId: "0".repeat(32) }))).toEqual(notThere);
  const { id } = await make();
  expect(await revokeLink(asking(offering, people.issuer), { closingId: offering.closingId, linkId: id })).toEqual(
    forbidden,
  );
  for (const closingId of [stranger.closingId, offering.closingId]) {
    const wish = { closingId, linkId: id };
    expect(await revokeLink(asking(stranger, stranger.people.counsel), wish)).toEqual(notThere);
  }
  const issuer = await findActor(people.issuer.personId, offering.offeringId);
  const seen = await viewDistribution(issuer!, { closingId: offering.closingId });
  expect(seen.ok && seen.value.links).toEqual([]);
});

test("what is asked for is held to its limits", () => {
  const parses = (change: object) => linkInput.safeParse({ ...wished(), ...change }).success;
  expect(parses({})).toBe(true);
  for (const change of [
    { days: 0 },
    { days: 91 },
    { days: 1.5 },
    { passphrase: "short" },
    { passphrase: "x".repeat(129) },
    { maxDownloads: 0 },
    { email: "nobody" },
    { name: " " },
    { buildId: "../../etc" },
    { more: true },
  ])
    expect(parses(change), JSON.stringify(change)).toBe(false);
});

test("each link and its revocation is an event of the log that tells whom it is for", async () => {
  const { id } = await make({ email: "desk@harbour.example", days: 3, maxDownloads: 5 });
  await revoke(id);
  const events = await sql(
    `SELECT "type", "by", "payload" FROM "Event" WHERE "payload"->>'linkId' = '${id}' ORDER BY "position"`,
  );
  expect(events).toMatchObject([
    {
      type: "closing-set.link-made",
      by: offering.people.counsel.personId,
      payload: { buildId, name: "Harbour Trust", email: "desk@harbour.example", maxDownloads: 5, passphrase: false },
    },
    { type: "closing-set.link-revoked", payload: { name: "Harbour Trust" } },
  ]);
});

test("the database itself holds links to their offering, their build and their revocation", async () => {
  const { id } = await make();
  const { offeringId } = stranger;
  const scope = (compartment: "shared", of = offeringId) => ({
    personId: stranger.people.counsel.personId,
    compartments: [{ offeringId: of, compartment }],
  });
  const elsewhere = await db.$transaction(async (tx) => {
    await enter(tx, scope("shared"));
    return [await tx.setLink.count({ where: { id } }), await tx.setBuild.count({ where: { id: buildId } })];
  });
  expect(elsewhere).toEqual([0, 0]);
  const asRole = (run: string, of = offering.offeringId) =>
    db.$transaction(async (tx) => {
      await enter(tx, scope("shared", of));
      return tx.$executeRawUnsafe(run);
    });
  await expect(asRole(`UPDATE "SetLink" SET "tokenHash" = 'x' WHERE "id" = '${id}'`)).rejects.toThrow(/denied/);
  await expect(
    asRole(`INSERT INTO "SetDownload" VALUES (gen_random_uuid(), '${offeringId}', '${id}', now(), 'pdf', '', '')`),
  ).rejects.toThrow(/denied/);
  const columns = `"id", "offeringId", "closingId", "buildId", "tokenHash", "recipientName", "by", "byName", "at", "expiresAt"`;
  const row = (build: string) =>
    `gen_random_uuid(), '${offering.offeringId}', '${offering.closingId}', '${build}', '${randomUUID()}', 'X', gen_random_uuid(), 'X', now(), now()`;
  await expect(asRole(`INSERT INTO "SetLink" (${columns}) VALUES (${row(strangersBuild)})`)).rejects.toThrow(
    /not of this closing/,
  );
  await revoke(id);
  await expect(asRole(`UPDATE "SetLink" SET "revokedAt" = NULL WHERE "id" = '${id}'`)).rejects.toThrow(/revoked, once/);
});

test("files to which a link is open outlive the twenty newest builds", async () => {
  const other = await anOffering();
  const linked = await build(other);
  const loose = await build(other);
  const wish = { ...wished(), closingId: other.closingId, buildId: linked };
  expect(await makeSetLink(asking(other, other.people.counsel), wish)).toMatchObject({ ok: true });
  const { offeringId, closingId, people } = other;
  for (let n = 0; n < 20; n++) {
    const id = createHash("sha256").update(`${n}`).digest("hex").slice(0, 32);
    const at = new Date(Date.now() + 1_000 + n).toISOString();
    const made = newBuild({ id, offeringId, closingId, by: people.counsel.personId, at, setId: null });
    mkdirSync(placeOf(closingId, id), { recursive: true });
    writeFileSync(placeOf(closingId, id, "build.json"), JSON.stringify({ ...made, state: "done" }));
  }
  await build(other);
  expect(existsSync(placeOf(closingId, linked, "set.zip"))).toBe(true);
  expect(existsSync(placeOf(closingId, loose))).toBe(false);
});

test("a link is mailed with the name that the offering goes by and nothing else; a revoked one is not", async () => {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push(`${session.envelope.rcptTo.map(({ address }) => address)}\n${Buffer.concat(chunks)}`);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  try {
    const { link, id, mailed } = await make({ email: "desk@harbour.example", mail: true });
    const taken = await make({ email: "other@harbour.example", mail: true });
    await make({ mail: true });
    expect(mailed).toBe(true);
    await revoke(taken.id);
    expect(await mailSetLinks()).toBe(1);
    expect(await mailSetLinks()).toBe(0);
    expect(received).toHaveLength(1);
    const mail = received[0]!.replace(/=\r\n/g, "").replaceAll("=3D", "=");
    expect(mail).toContain("desk@harbour.example");
    expect(mail).toContain("Subject: Notes due 2036");
    expect(mail).toContain(link);
    for (const word of ["Example Corp", "closing set", "Trustee", "Harbour Trust"]) expect(mail).not.toContain(word);
    expect(await linkSeen(id)).toMatchObject({ mail: "sent" });
  } finally {
    env.SMTP_URL = undefined;
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
});
