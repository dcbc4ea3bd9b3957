// Words that nobody can guess, in every text that somebody may type, and every way in which somebody else might come upon them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { Side } from "@/lib/domain/role";
import { proved, times } from "@/lib/testing/proved";
import { checkOffering } from "@/lib/use-cases/check-record";
import { inPrivate, inTheOpen, listOf, postpone, remove } from "./canaries/acts";
import { addressesOf, readRoutes } from "./canaries/addresses";
import { agreeAnew } from "./canaries/agreed";
import { Caller, granted } from "./canaries/caller";
import { unplanted } from "./canaries/coverage";
import { Garden } from "./canaries/garden";
import { type Crew, noThings, type Things } from "./canaries/ground";
import { mailSink } from "./canaries/mail-sink";
import { type Made, openOffering } from "./canaries/offering";
import { firstAdministrator, newMember, type Secrets } from "./canaries/people";
import { hopelessWishes, typeInVain } from "./canaries/refusals";
import { anyOf, eachOf, Sweep } from "./canaries/sweep";
import { mayBeMailed, places } from "./canaries/whose.table";
import { wordsIn } from "./canaries/words";
import { site } from "./setup";
import { freePort, type Serving } from "./site";
import { type OpenStream, openStream } from "./stream";

const rounds = times(2, 18);
const atLeast = times(200, 1_000);

const garden = new Garden();
const secrets: Secrets = new Map();
const log: Buffer[] = [];

let server: Serving;
let mail: Awaited<ReturnType<typeof mailSink>>;
let swept: Caller[];
const ground: { made: Made; things: Things; crew: Crew }[] = [];
const streams = new Map<Caller, OpenStream>();

beforeAll(async () => {
  const port = await freePort();
  mail = await mailSink(port);
  server = await site.start({
    // As talkative as it can be made.
    environment: { SMTP_URL: `smtp://127.0.0.1:${port}`, LOG_LEVEL: "trace" },
    hear: (chunk) => log.push(chunk),
  });
  swept = await settle();
}, 300_000);

afterAll(async () => {
  for (const stream of streams.values()) stream.leave();
  await server.stop();
  await mail.close();
  await db.$disconnect();
});

/** Three offerings and their people: C, by which the two list keepers may open theirs; A, with everybody; B, another of the same firm. */
async function settle(): Promise<Caller[]> {
  const { origin } = server;
  const administrator = await firstAdministrator(origin, garden, secrets);
  const c = await openOffering(garden, administrator, "C", "small");
  const keeping = { role: "underwriters_counsel", coordinator: true } as const;
  const inC = { garden, secrets, by: administrator, made: c };
  const keeper = await newMember(inC, { who: "list keeper", also: ["A"], ...keeping });
  const other = await newMember(inC, { who: "of another offering, same firm", also: ["B"], ...keeping });

  const a = await openOffering(garden, keeper, "A", "full");
  const inA = { garden, secrets, by: keeper, made: a };
  const representative = await newMember(inA, { who: "Representative", role: "representative", authority: true });
  const issuer = await newMember(inA, { who: "issuer officer", role: "issuer", authority: true });
  const counsel = await newMember(inA, { who: "issuer’s counsel", role: "issuer_counsel", secondFactor: true });
  const accountants = await newMember(inA, { who: "accountants", role: "accountants", authority: true });
  const trustee = await newMember(inA, { who: "trustee", role: "trustee", authority: true });
  const otherCounsel = await newMember(inA, { who: "other counsel", role: "other_counsel" });
  const observer = await newMember(inA, { who: "observer", role: "observer" });
  const removed = await newMember(inA, { who: "membership ended", role: "underwriters_counsel" });

  const b = await openOffering(garden, other, "B", "small");
  const theirs = await newMember(
    { garden, secrets, by: other, made: b },
    { who: "issuer officer of another offering", role: "issuer" },
  );

  const ofSide: Crew["ofSide"] = {
    underwriters: keeper,
    issuer: counsel,
    accountants,
    trustee,
    observers: otherCounsel,
  };
  ground.push({ made: a, things: noThings(a), crew: { keeper, representative, ofSide } });
  ground.push({
    made: b,
    things: noThings(b),
    crew: { keeper: other, ofSide: { underwriters: other, issuer: theirs } },
  });
  ground.push({
    made: c,
    things: noThings(c),
    crew: { keeper: administrator, ofSide: { underwriters: administrator } },
  });

  for (const caller of [keeper, representative, issuer, counsel, accountants, trustee, otherCounsel, observer])
    streams.set(caller, await openStream(`${origin}/api/offerings/${a.offeringId}/live`, caller.cookie));
  await remove(a, keeper, removed.email);
  removed.circles.splice(
    0,
    removed.circles.length,
    ...removed.circles.filter((circle) => circle.startsWith("oneself")),
  );
  return [...streams.keys(), removed, other, theirs, administrator, new Caller(origin, "nobody signed in")];
}

test("private acts are heard of by their own side alone", async () => {
  const [{ made, crew } = fail()] = ground;
  const marks = () => new Map([...streams].map(([caller, { heard }]) => [caller.who, heard.length]));
  const everybodyHas = (count: (caller: Caller) => number) =>
    expect
      .poll(() => [...streams].filter(([caller, { heard }]) => heard.length < count(caller)).length, {
        timeout: 60_000,
      })
      .toBe(0);
  const list = await listOf(made, crew.keeper);
  // The end of a membership was heard of by all.
  await everybodyHas(() => 1);
  let acts = 0;
  for (const [side, by] of Object.entries(crew.ofSide) as [Side, Caller][]) {
    const before = marks();
    let here = 0;
    for (let round = 0; round < rounds; round++)
      here += await inPrivate({ garden, secrets, ...(ground[0] ?? fail()) }, side, by, list);
    acts += here;
    // What comes after is heard by all: so by then all has come.
    await crew.keeper.wish(`/api/offerings/${made.offeringId}/acts`, {
      ...{ act: "note", conditionId: list.delivered.id, text: garden.plant("shared comment", "A"), shared: true },
    });
    const owed = (caller: Caller) =>
      (before.get(caller.who) ?? 0) + 1 + (caller.circles.includes(`A ${side}`) ? here : 0);
    await everybodyHas(owed);
    for (const [caller, { heard }] of streams) expect(heard.length, `${caller.who}, of ${side}`).toBe(owed(caller));
  }
  expect(acts).toBeGreaterThanOrEqual(30);
});

test("no canary is found outside its circle: not in an answer, a page, a file, a stream, a mail or the log", async () => {
  for (const [place, here] of ground.entries()) {
    const list = await listOf(here.made, here.crew.keeper);
    if (place > 0)
      for (const [side, by] of Object.entries(here.crew.ofSide) as [Side, Caller][])
        for (let round = 0; round < rounds; round++) await inPrivate({ garden, secrets, ...here }, side, by, list);
    await inTheOpen({ garden, secrets, ...here }, list);
    await agreeAnew({ garden, secrets, ...here });
    await postpone({ garden, secrets, ...here });
  }
  const { fields, missing } = await unplanted(granted);
  expect(missing, "texts in which no canary was planted").toEqual([]);
  expect(fields).toBeGreaterThanOrEqual(150);
  for (const here of ground) {
    here.things.binder.push(...(await bindersOf(here)));
    here.things.eventId.push(...(await eventsOf(here)));
  }

  const sweep = new Sweep(garden, secrets);
  let typed = 0;
  const work = ground.flatMap(({ made, things }) => {
    const holder = new Caller(server.origin, "holder of a link", [made.name]);
    const all = addressesOf(things);
    return [
      ...all.filter(({ byLink }) => byLink).map((address) => ({ caller: holder, address })),
      ...swept.flatMap((caller) => all.filter(({ byLink }) => !byLink).map((address) => ({ caller, address }))),
    ];
  });
  await eachOf(work, 6, ({ caller, address }) => sweep.ask(caller, address));

  await eachOf(swept, 4, async (caller) => {
    for (const { made, things } of ground)
      for (const [path, body] of hopelessWishes(made, things)) await sweep.wishInVain(caller, path, body);
  });
  const [here = fail()] = ground;
  for (const caller of swept.slice(0, 3)) typed += await typeInVain(caller, garden, here.made, here.things);

  for (const [caller, { text }] of streams) {
    sweep.look(caller, "live", wordsIn(Buffer.from(text)));
    sweep.lookForSecrets(caller.who, "live", text);
  }
  await lookIntoMail(sweep);
  const lines = lookIntoLogs(sweep);

  expect([...new Set(sweep.leaks)]).toEqual([]);
  const routes = readRoutes();
  expect(
    routes.filter((route) => !sweep.granted.has(route)),
    "addresses that were granted to nobody",
  ).toEqual([]);
  const planted = [...garden.canaries.values()].filter(({ place }) => places[place] !== "nobody");
  const unseen = planted.filter(({ word }) => !sweep.seen.has(word));
  expect(
    unseen.map(({ place, circles }) => `${place} of ${circles.join(", ")}`),
    "canaries that nobody ever saw",
  ).toEqual([]);
  // What is one side’s is seen by all of that side.
  const ofSides = planted.filter(({ place }) => places[place] === "side");
  const kept = ofSides.flatMap(({ word, place, circles }) =>
    swept
      .filter(
        (caller) => caller.circles.some((circle) => circles.includes(circle)) && !sweep.seen.get(word)?.has(caller.who),
      )
      .map(({ who }) => `${place} from ${who}`),
  );
  expect(kept, "kept from their own side").toEqual([]);
  for (const { made } of ground) expect(await checkOffering(made.offeringId as never, { files: true })).toEqual([]);
  proved(
    "5",
    `0 of ${planted.length} canaries, in each of ${fields} texts of the inputs, outside their circle: ${sweep.asked} answers to ${swept.length + 1} people at ${routes.length} addresses, ${sweep.refused} refusals, ${streams.size} streams, ${mail.received.length} mails, ${lines} lines of logs`,
  );
  proved(
    "32",
    `0 of ${garden.canaries.size} texts and ${secrets.size} secrets in ${lines} lines of logs (${typed} requests with texts typed in vain among them), in addresses, titles and headers; in ${mail.received.length} mails the code name and the link alone`,
  );
  expect(planted.length).toBeGreaterThanOrEqual(atLeast);
}, 3_600_000);

/** Events of which some are common and some are one side’s own: the first and the newest that somebody of each side sees. */
async function eventsOf({ made, crew }: (typeof ground)[number]): Promise<string[]> {
  const ids = new Set<string>();
  for (const [side, by] of Object.entries(crew.ofSide)) {
    const events = await by.json<{ id: string; compartment: string }[]>(`/api/offerings/${made.offeringId}/log`);
    for (const of of ["shared", side]) {
      const own = events.filter(({ compartment }) => compartment === of);
      for (const event of [own[0], own.at(-1)]) if (event) ids.add(event.id);
    }
  }
  return [...ids];
}

/** The binders that the server made by itself since the postponement. */
async function bindersOf({ made, crew }: (typeof ground)[number]): Promise<string[]> {
  const path = `/api/offerings/${made.offeringId}/closings/${made.closingId}/status`;
  const names = async () =>
    (await crew.keeper.json<{ binders: { name: string }[] }>(path)).binders.map(({ name }) => name);
  await expect.poll(async () => (await names()).length, { timeout: 60_000, interval: 500 }).toBeGreaterThan(0);
  return names();
}

/** Each mail goes to one person, and says the name that the offering goes by, and the link. */
async function lookIntoMail(sweep: Sweep): Promise<void> {
  await expect.poll(() => mail.received.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(2 * ground.length);
  for (const { to, text } of mail.received) {
    const who = `mail to ${to.join()}`;
    if (to.length !== 1) sweep.leaks.push(`${who}: ${to.length} recipients`);
    for (const found of wordsIn(Buffer.from(`${text}\n${text.replace(/=?\r\n/g, "")}`))) {
      const canaries = garden.canariesOf(found);
      if (!canaries.some(({ place, word }) => mayBeMailed.includes(place) || to[0]?.includes(word)))
        sweep.leaks.push(`${who}: ${canaries[0]?.place ?? found}`);
    }
  }
}

/** What the server wrote about itself, and PostgreSQL about itself. Returns how many lines that were. */
function lookIntoLogs(sweep: Sweep): number {
  const folder = join(site.cluster.folder, "log");
  const own = Buffer.concat(log).toString("utf8");
  const database = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const settings = ["AUTH_SECRET", "LOG_SIGNING_KEY"].map((name) => String(site.environment[name]));
  const told = anyOf([...settings, new URL(String(site.environment.DATABASE_URL)).password, ...secrets.keys()]);
  for (const [name, text] of [
    ["the server’s log", own],
    ["PostgreSQL’s log", database.join("\n")],
  ] as const) {
    for (const line of text.split("\n")) {
      sweep.lookForNone({ who: name }, line.slice(0, 300), line);
      if (line.match(told)) sweep.leaks.push(`${name}: a secret in ${line.slice(0, 300)}`);
    }
  }
  return own.split("\n").length;
}

function fail(): never {
  throw new Error("Nothing was made");
}
