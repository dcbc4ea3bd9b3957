import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { apiRoutes } from "@/lib/checks/routes.table";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/logging/log";
import { contractSchemas } from "@/lib/testing/contracts";
import { recordDigest } from "@/lib/testing/digest";
import { aFurnishedOffering, type FurnishedOffering, type Things } from "@/lib/testing/furnished";
import { type Ask, isText, Planter, type people, type TextPlace, type TextSent } from "@/lib/testing/hostile/planting";
import { holdsNoText, hostileTexts } from "@/lib/testing/hostile/texts";
import { innards } from "@/lib/testing/innards";
import { proved, times } from "@/lib/testing/proved";
import { inputOf } from "@/lib/testing/right-requests";
import { fieldsOf, keyOf, withValue } from "@/lib/testing/schema-fields";
import { type Served, serveRoutes } from "@/lib/testing/served";
import { checkOffering } from "@/lib/use-cases/check-record";
import { buildsAtRest } from "@/lib/use-cases/closing-set-builds";

// Hostile texts in every text field of every request that would be granted, over HTTP. What a field's schema refuses is
// refused by that field's name and changes nothing; what it takes is kept, and comes back the same on every way to read it.

const spare = 90;
let served: Served;
let made: FurnishedOffering;
let planter: Planter;
let asks: readonly Ask[];

beforeAll(async () => {
  env.DATA_FOLDER = mkdtempSync(join(tmpdir(), "hostile-texts-"));
  log.level = "silent";
  made = await aFurnishedOffering({ spare });
  await db.user.update({ where: { id: made.people.counsel.personId }, data: { administrator: true } });
  served = await serveRoutes();
  planter = await Planter.of(served.origin, made, { spare });
  asks = planter.asks;
}, 120_000);
afterAll(async () => {
  await served.close();
  await buildsAtRest();
  await db.$disconnect();
});

test("every text field of every input is in a right request, so that a hostile text can be sent in it", async () => {
  const schemas = await contractSchemas();
  const met = new Set(asks.flatMap(({ places }) => places.map(({ name }) => name)));
  const missed = apiRoutes.flatMap(({ method, address, schema }) =>
    (schema ? fieldsOf(schemas.get(schema) as z.ZodType) : [])
      .filter((field) => isText(field) && !address.includes(`[${field.path.join(".")}]`))
      .map((field) => `${method} ${address} ${keyOf(field)}`)
      .filter((name) => !met.has(name)),
  );
  expect(missed, "fields that no request of lib/testing/right-requests.ts has").toEqual([]);
});

test("what a field does not take is refused by the field's name, and changes nothing", async () => {
  const rounds = times(60, 600);
  const before = await recordDigest();
  const wrong: string[] = [];
  const sent = new Set<string>();
  let requests = 0;
  const check = async (ask: Ask, filled: readonly { place: TextPlace; text: string }[]) => {
    const input = filled.reduce((value, { place, text }) => withValue(value, place.at, text), inputOf(ask.request));
    const { status, text } = await planter.send(ask, input);
    requests++;
    for (const one of filled) sent.add(`${one.place.name} ${one.text}`);
    const issues = status === 400 ? ((JSON.parse(text) as { issues?: { path: string }[] }).issues ?? []) : [];
    const unnamed = filled.filter(
      ({ place }) => !issues.some(({ path }) => path !== "" && `${place.at.join(".")}.`.startsWith(`${path}.`)),
    );
    const fileName =
      JSON.parse(text).code === "file-name-not-allowed" && filled.every(({ place }) => place.at.join() === "fileName");
    // What is looked at only once the rest is right is sent once more, with the rest right.
    if (status === 400 && filled.length > 1 && unnamed.length > 0) for (const one of unnamed) await check(ask, [one]);
    else if ((status !== 400 || unnamed.length > 0) && !fileName)
      wrong.push(
        `${ask.request.route} ${ask.request.form} ${unnamed.map(({ place, text }) => `${place.at.join(".")}=${JSON.stringify(text.slice(0, 40))}`)}: ${status} ${text.slice(0, 200)}`,
      );
    if (innards.test(text)) wrong.push(`${ask.request.route}: ${text.slice(0, 200)}`);
  };
  const noTexts = hostileTexts().filter(holdsNoText);
  let turn = 0;
  for (const ask of asks) {
    const refusing = ask.places.filter(({ refuses }) => refuses.length > 0);
    for (let round = 0; round < rounds && refusing.length > 0; round++)
      await check(
        ask,
        refusing
          .map((place) => ({ place, text: planter.pick(place.refuses, place, round) }))
          // A field of one of several shapes may be refused by one and taken by another.
          .filter(({ place, text }) => !ask.schema?.safeParse(withValue(inputOf(ask.request), place.at, text)).success),
      );
    // What no text has is refused before the schema is asked, one field at a time.
    if (ask.request.body && !ask.request.file)
      for (const place of ask.places) await check(ask, [{ place, text: planter.pick(noTexts, place, turn++) }]);
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(await recordDigest()).toEqual(before);
  expect(sent.size).toBeGreaterThan(11_000);
  proved(
    "8 refused over HTTP",
    `${requests} requests with ${sent.size} pairs of field and text: each refused by the field’s name, 0 rows changed`,
  );
}, 600_000);

/** The routes that read, and answer JSON. */
const readings = (): readonly Ask[] => [
  ...asks.filter(({ request }) => /^GET (?!.*(\[format\]|\/file$|instruments))/.test(request.route)),
  ...["portfolio", "my-items", "account"].map((name) => ({
    request: { route: `GET /api/${name}`, form: "", who: "counsel" as const },
    places: [],
  })),
];

/** Every text that these people of the offering are shown anywhere, each exactly as it was sent to them. */
async function everythingRead(who: readonly (typeof people)[number][], made: Things): Promise<ReadonlySet<string>> {
  const read = new Set<string>();
  for (const one of who) {
    for (const { request, places } of readings()) {
      const { status, text } = await planter.send(
        { places, request: { ...request, who: one } },
        inputOf(request),
        made,
      );
      if (status === 200) collect(JSON.parse(text), read);
      else if (status !== 403) throw new Error(`${request.route}: ${status} ${text.slice(0, 300)}`);
    }
  }
  return read;
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === "string") into.add(value);
  // An exported log holds its events as the texts that were hashed.
  if (typeof value === "string" && value.startsWith('{"')) collect(readJson(value), into);
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    into.add(name);
    collect(inner, into);
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Shown on no screen: what opens something, and the number of a tab in a volume that was asked for. */
const unread = /passphrase|\/builds edits\.\*\.number/;

test("what a field takes is kept, and comes back the same on every way to read it", async () => {
  const rounds = times(8, spare / 5);
  const lost: string[] = [];
  const pairs = new Set<string>();
  const fields = new Set<string>();
  const mustRead = async (kept: readonly TextSent[], things: Things) => {
    const read = await everythingRead(["counsel", "representative"], things);
    for (const { name, text } of kept) {
      pairs.add(`${name} ${text}`);
      fields.add(name);
      if (!read.has(text.trim()) && !read.has(text) && !unread.test(name.replace("  ", " ")))
        lost.push(`${name} ${JSON.stringify(text)}`);
    }
  };
  for (let round = 0; round < rounds; round++)
    await mustRead(await planter.plant(round, round === rounds - 1), made.things);
  expect(lost).toEqual([]);
  expect(pairs.size).toBeGreaterThan(600);
  proved(
    "8 kept over HTTP",
    `${pairs.size} pairs of ${fields.size} fields and a text that they take: each kept, and read again as it was sent`,
  );
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
}, 600_000);

/** What reads of an offering that was just opened: that is of it alone, or of its Time of Delivery. */
const ofNewOffering =
  /^GET \/api\/(portfolio|offerings\/\[offeringId\]\/(people|setup|log|log\/export|closings\/\[closingId\]\/(checklist|list|status|timeline|closing-set)))$/;

test("what an offering is opened with is kept, and comes back the same to whoever opened it", async () => {
  const rounds = times(12, 300);
  const makes = asks.filter(({ request }) => request.route === "POST /api/offerings");
  const lost: string[] = [];
  const pairs = new Set<string>();
  const fields = new Set<string>();
  let opened = 0;
  for (let round = 0; round < rounds; round++) {
    for (const ask of makes) {
      const done = await planter.fill(ask, round);
      if (!done) continue;
      opened++;
      const { offeringId, closingId } = JSON.parse(done.answer) as { offeringId: string; closingId: string };
      const read = new Set<string>();
      const things = { ...made.things, offering: offeringId, closing: closingId };
      for (const reading of readings().filter(({ request }) => ofNewOffering.test(request.route))) {
        const at = { ...reading, request: { ...reading.request, who: ask.request.who, query: {} } };
        const { status, text } = await planter.send(at, {}, things);
        if (status !== 200) throw new Error(`${reading.request.route}: ${status} ${text.slice(0, 300)}`);
        collect(JSON.parse(text), read);
      }
      for (const { name, text } of done.kept) {
        pairs.add(`${name} ${text}`);
        fields.add(name);
        if (!read.has(text.trim()) && !read.has(text)) lost.push(`${name} ${JSON.stringify(text)}`);
      }
    }
  }
  expect(lost.slice(0, 20)).toEqual([]);
  expect(opened).toBeGreaterThan(rounds);
  proved(
    "8 offerings",
    `${opened} offerings opened with ${pairs.size} pairs of ${fields.size} fields and a text that they take: each read again as it was sent`,
  );
}, 600_000);
