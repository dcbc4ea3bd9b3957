import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { apiRoutes } from "@/lib/checks/routes.table";
import type { ListView } from "@/lib/contracts/list";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/logging/log";
import { contractSchemas } from "@/lib/testing/contracts";
import { recordDigest } from "@/lib/testing/digest";
import { aFurnishedOffering, type FurnishedOffering, type Things } from "@/lib/testing/furnished";
import { holdsNoText, hostileTexts } from "@/lib/testing/hostile/texts";
import { proved, times } from "@/lib/testing/proved";
import { pathOf, type RightRequest, rightRequests, rightRequestsOfNone } from "@/lib/testing/right-requests";
import { type Field, fieldsOf, keyOf, type Place, placesOf, valueAt, withValue } from "@/lib/testing/schema-fields";
import { type Served, serveRoutes } from "@/lib/testing/served";
import { sessionOf } from "@/lib/testing/session";
import { checkOffering } from "@/lib/use-cases/check-record";
import { buildsAtRest } from "@/lib/use-cases/closing-set-builds";

// Hostile texts in every text field of every request that would be granted, over HTTP. What a field's schema refuses is
// refused by that field's name and changes nothing; what it takes is kept, and comes back the same on every way to read it.

const spare = 90;
let served: Served;
let made: FurnishedOffering;
let asks: readonly Ask[];
const cookies = new Map<string, string>();
const people = ["representative", "counsel", "issuer", "issuerCounsel"] as const;

beforeAll(async () => {
  env.DATA_FOLDER = mkdtempSync(join(tmpdir(), "hostile-texts-"));
  log.level = "silent";
  made = await aFurnishedOffering({ spare });
  for (const who of people) cookies.set(who, await sessionOf(made.people[who].personId));
  await db.user.update({ where: { id: made.people.counsel.personId }, data: { administrator: true } });
  served = await serveRoutes();
  asks = await allAsks();
}, 120_000);
afterAll(async () => {
  await served.close();
  await buildsAtRest();
  await db.$disconnect();
});

/** A right request, its schema, and where in it a text stands. */
type Ask = { request: RightRequest; schema?: z.ZodType; places: readonly TextPlace[] };
type TextPlace = Place & { name: string; takes: readonly string[]; refuses: readonly string[] };

const isText = ({ kind }: Field) => kind === "text" || kind === "formatted";
const inputOf = ({ body, query }: RightRequest): Record<string, unknown> => ({ ...query, ...body });
/** A body has 64 KB at most, and several of its fields are long at once. */
const fits = (text: string) => Buffer.byteLength(JSON.stringify(text)) < 9_000;

async function allAsks(): Promise<Ask[]> {
  const schemas = await contractSchemas();
  const texts = hostileTexts().filter(fits);
  const split = new Map<string, [string[], string[]]>();
  return [...rightRequests(made), ...rightRequestsOfNone(made)].flatMap((request) => {
    const { schema: schemaName, address } =
      apiRoutes.find((listed) => `${listed.method} ${listed.address}` === request.route) ?? {};
    const schema = schemas.get(schemaName ?? "");
    if (!schema || !address) return [];
    const inAddress = (name: string) => address.includes(`[${name}]`);
    const places = placesOf(schema, inputOf(request)).filter(
      ({ field, at }) => isText(field) && !inAddress(at.join(".")),
    );
    return {
      request,
      schema,
      places: places.map((place) => {
        const name = `${request.route} ${keyOf(place.field)}`;
        const [takes, refuses] =
          split.get(name) ??
          partition(
            texts.filter((text) => !holdsNoText(text)),
            (text) => place.field.schema.safeParse(text).success,
          );
        split.set(name, [takes, refuses]);
        return { ...place, name, takes, refuses };
      }),
    };
  });
}

function partition<T>(all: readonly T[], holds: (one: T) => boolean): [T[], T[]] {
  const [those, others]: [T[], T[]] = [[], []];
  for (const one of all) (holds(one) ? those : others).push(one);
  return [those, others];
}

/** The words of an answer that name a fault of ours. */
const innards = /\bat \S+ \(|\.ts:\d+|node_modules|prisma|PostgreSQL|SELECT .* FROM/i;

async function send({ request }: Ask, input: Record<string, unknown>, things: Things = made.things) {
  const { route, who, query, body, file } = request;
  const [method = ""] = route.split(" ");
  const asked = file || method === "GET" ? input : (query ?? {});
  const words = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]));
  const response = await fetch(`${served.origin}${pathOf(request, things)}?${words}`, {
    method,
    headers: {
      cookie: cookies.get(who) ?? "",
      "sec-fetch-site": "same-origin",
      "idempotency-key": randomUUID(),
      ...(file ? { "content-type": "application/octet-stream" } : body && { "content-type": "application/json" }),
    },
    ...(method === "POST" && { body: file ? (file as BodyInit) : JSON.stringify(input) }),
  });
  return { status: response.status, text: await response.text() };
}

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

/** The text that a field gets in a round: the fields go through all that they take or refuse, each from elsewhere on. */
function pick(texts: readonly string[], { name }: TextPlace, round: number): string {
  if (!numbers.has(name)) numbers.set(name, numbers.size);
  return texts[((numbers.get(name) ?? 0) * 37 + round) % texts.length] as string;
}
const numbers = new Map<string, number>();

test("what a field does not take is refused by the field's name, and changes nothing", async () => {
  const rounds = times(60, 600);
  const before = await recordDigest();
  const wrong: string[] = [];
  const sent = new Set<string>();
  let requests = 0;
  const check = async (ask: Ask, filled: readonly { place: TextPlace; text: string }[]) => {
    const input = filled.reduce((value, { place, text }) => withValue(value, place.at, text), inputOf(ask.request));
    const { status, text } = await send(ask, input);
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
          .map((place) => ({ place, text: pick(place.refuses, place, round) }))
          // A field of one of several shapes may be refused by one and taken by another.
          .filter(({ place, text }) => !ask.schema?.safeParse(withValue(inputOf(ask.request), place.at, text)).success),
      );
    // What no text has is refused before the schema is asked, one field at a time.
    if (ask.request.body && !ask.request.file)
      for (const place of ask.places) await check(ask, [{ place, text: pick(noTexts, place, turn++) }]);
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
      const { status, text } = await send({ places, request: { ...request, who: one } }, inputOf(request), made);
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

/** Fields that hold what is looked up or written in one way: their texts are refused later than by the schema. */
const lookedUp = /^(zone|revision|key|tabs|only|suppose|fileName|token|code|email|underwriter|binder|password)$/;
const isFree = ({ at, takes }: TextPlace) =>
  takes.length > 100 && !lookedUp.test(at.findLast((step) => !/^\d+$/.test(step)) ?? "");

/** What ends something, or sets a worker to work: once, at the end. */
const once = /terminate|postpone|^POST .*\/builds $/;
const never =
  /account|accept|open|readings|members\/end|sessions\/end|builds\/stop|revoke|acts (close|pre-closing|start-call|set-clock|reorder)/;

/** The request as it would be granted now: of what was not touched yet, on top of what was kept last. */
async function fresh({ request }: Ask, round: number): Promise<Record<string, unknown>> {
  const input = inputOf(request);
  const { act, edit } = input;
  const nth = ["edit-condition", "waive", "mark", "split-condition", "remove-condition"].indexOf(act as string);
  if (nth >= 0) {
    const terms = input.terms as { deliverables: { id?: string }[] } | undefined;
    const { id, deliverables } = made.conditions.slice(-spare)[round * 5 + nth] as (typeof made.conditions)[0];
    return {
      ...{ ...input, conditionId: id },
      ...(act === "waive" && { instrument: null }),
      ...(terms && {
        terms: { ...terms, deliverables: terms.deliverables.map((one) => ({ ...one, id: deliverables[0] })) },
      }),
    };
  }
  if (edit) return { ...input, revision: await revisionOf(edit as string) };
  if (request.route.endsWith("/closing-set/index")) return { ...input, revision: await keptRevision("", "index") };
  if (request.route.endsWith("/distribution/sets"))
    return { ...input, revision: await keptRevision("/distribution", "distribution") };
  if (request.route.endsWith("/amendments")) return { ...input, ...(await amended(input)) };
  if (request.route.endsWith("/invitations")) return { ...input, email: `${randomUUID()}@firm.test` };
  return input;
}

async function read(address: string): Promise<unknown> {
  const ask = asks.find(({ request }) => request.route === `GET /api/offerings/[offeringId]${address}`) as Ask;
  return JSON.parse((await send(ask, inputOf(ask.request))).text);
}

async function revisionOf(edit: string): Promise<string> {
  const setup = (await read("/setup")) as Record<string, { revision: string }[]> & { offering: { revision: string } };
  return (edit === "offering" ? setup.offering : setup[`${edit}s`]?.[0])?.revision ?? "";
}

async function keptRevision(page: string, of: string): Promise<number> {
  const view = (await read(`/closings/[closingId]/closing-set${page}`)) as Record<string, { revision: number }>;
  return view[of]?.revision ?? 0;
}

/** The list as it stands, with the first line of the input in the place of its own first, or before it. */
async function amended(input: Record<string, unknown>) {
  const [first] = input.lines as Record<string, unknown>[];
  const { lines } = (await read("/closings/[closingId]/list")) as ListView;
  const kept = lines.map(({ id, requirement, terms }) => {
    return { is: "kept", conditionId: id, requirement, label: terms.label, text: null };
  });
  return { removed: [], lines: first?.is === "new" ? [first, ...kept] : [{ ...kept[0], text: "" }, ...kept.slice(1)] };
}

/** Sends a request with a hostile text in each of its free fields; what was kept of them, null where it was refused. */
async function fill(ask: Ask, round: number): Promise<{ kept: TextSent[]; answer: string } | null> {
  const name = `${ask.request.route} ${ask.request.form}`;
  const right = await fresh(ask, round);
  const filled = ask.places
    .filter((place) => isFree(place) && typeof valueAt(right, place.at) === "string")
    .map((place) => ({ name: place.name, at: place.at, text: pick(place.takes, place, round) }));
  const { status, text } = await send(
    ask,
    filled.reduce((value, { at, text }) => withValue(value, at, text), right),
  );
  if (status >= 500 || innards.test(text)) throw new Error(`${name}: ${status} ${text}`);
  return status === 200 ? { kept: filled, answer: text } : null;
}
type TextSent = { name: string; at: readonly string[]; text: string };

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
  const posting = asks.filter(({ places, request }) => places.some(isFree) && request.route.startsWith("POST"));
  const makes = posting.filter(({ request }) => request.route === "POST /api/offerings");
  for (let round = 0; round < rounds; round++) {
    const kept: TextSent[] = [];
    for (const ask of posting) {
      const name = `${ask.request.route} ${ask.request.form}`;
      if (never.test(name) || makes.includes(ask) || (once.test(name) && round < rounds - 1)) continue;
      kept.push(...((await fill(ask, round))?.kept ?? []));
    }
    await mustRead(kept, made.things);
    for (const ask of makes) await fill(ask, round);
  }
  expect(lost).toEqual([]);
  expect(pairs.size).toBeGreaterThan(600);
  proved(
    "8 kept over HTTP",
    `${pairs.size} pairs of ${fields.size} fields and a text that they take: each kept, and read again as it was sent`,
  );
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
}, 600_000);
