// Every order of the steps of two and three acts on one Time of Delivery, each act on a connection of its own and without the queue that
// keeps them apart in one process: what they lead to must be what one of them after the other leads to.

import pg from "pg";

import { afterAll, beforeAll, expect, test } from "vitest";
import type { ActInput } from "@/lib/contracts/acts";
import { enterAs } from "@/lib/db/actors";
import { classify } from "@/lib/db/classify";
import { db } from "@/lib/db/client";
import { type Tx, withScope } from "@/lib/db/scope";
import type { Result } from "@/lib/domain/result";
import { storeBytes } from "@/lib/files/store";
import { administratorUrl } from "@/lib/testing/database";
import { PlainModel, type Who, type Wish } from "@/lib/testing/model/plain-model";
import { modelConditions, modelDelivery, modelStart } from "@/lib/testing/model/wishes";
import { anOffering, asking } from "@/lib/testing/offering";
import { proved, proving, times } from "@/lib/testing/proved";
import { ordersOf, Stepped, takeInOrder } from "@/lib/testing/step-scheduler";
import { act, actOn } from "./act";
import { checkOffering } from "./check-record";
import { deliverDocument, deliverOn } from "./deliver-document";
import { viewChecklist } from "./view-checklist";

afterAll(() => db.$disconnect());

const files = {
  a: await storeBytes(Buffer.from("The first text of this opinion.\n")),
  b: await storeBytes(Buffer.from("The second text of this opinion.\n")),
};

/** One paper, in force and accepted in form, on the day of the call: the Representative's judgment is all that is missing. */
const spec = modelConditions.slice(0, 1);
const paper = { condition: 0, bytes: "a", executed: true, share: true } as const;
const before: readonly Wish[] = [
  { want: "deliver", who: "issuerCounsel", ...paper },
  { want: "sign", who: "counsel", condition: 0, basis: "form", seen: "now" },
  { want: "pre-closing", who: "counsel" },
  { want: "start-call", who: "counsel" },
  { want: "look", condition: 0 },
];

/** What somebody sets out to do there, seeing what there was to see before all of it. */
const commands = {
  sign: { want: "sign", who: "representative", condition: 0, basis: "judgment", seen: "before" },
  upload: { want: "deliver", who: "issuerCounsel", ...paper, bytes: "b" },
  waive: { want: "waive", who: "representative", condition: 0 },
  close: { want: "close", who: "representative" },
  withdraw: { want: "withdraw", who: "counsel", condition: 0, nth: 0 },
  mark: { want: "mark", who: "representative", condition: 0, as: "not-applicable" },
} satisfies Record<string, Wish>;
type Command = keyof typeof commands;
const names = Object.keys(commands) as Command[];

/** Where acts stop: before they begin, after the snapshot, before the first row is written, before the commit. */
type Stops = readonly ("snapshot" | "rows" | "commit")[];

class Place {
  private constructor(
    readonly offering: Awaited<ReturnType<typeof anOffering>>,
    private readonly inputs: Record<Command, ActInput | null>,
    private readonly admin: pg.Client,
    private readonly since: string,
  ) {}

  static async make(): Promise<Place> {
    const [condition] = spec;
    const offering = await anOffering({
      rehearsal: true,
      conditions: [{ label: "7(c)", requires: condition?.required as never, windowHours: null, deliverables: 1 }],
    });
    const { closingId, people } = offering;
    const [row] = offering.conditions;
    const conditionId = row?.id as never;
    const deliverableId = row?.deliverables[0] as never;
    const done = async <T>(result: Promise<Result<T, unknown>>): Promise<T> => {
      const made = await result;
      if (!made.ok) throw new Error(JSON.stringify(made.error));
      return made.value;
    };
    const ask = (who: Who, input: ActInput) => done(act(asking(offering, people[who]), input));
    await ask("counsel", { act: "set-clock", closingId, shows: new Date(modelStart).toISOString() });
    await done(
      deliverDocument(asking(offering, people.issuerCounsel), {
        ...{ deliverableId, file: files.a, fileName: "Opinion.txt", stage: "executed", share: true },
      }),
    );
    const evidence = [{ deliverableId, sha256: files.a.sha256 }] as never;
    const seen = { conditionId, evidence, requirement: 0, detail: {} };
    const form = await ask("counsel", { act: "sign-off", basis: "form", ...seen });
    await ask("counsel", { act: "pre-closing", closingId });
    await ask("counsel", { act: "start-call", closingId });
    const admin = new pg.Client({ connectionString: administratorUrl });
    await admin.connect();
    await admin.query("SET session_replication_role = replica");
    const { rows } = await admin.query<{ last: string }>(
      `SELECT max("position")::text AS last FROM "Event" WHERE "offeringId" = $1`,
      [offering.offeringId],
    );
    const inputs = {
      sign: { act: "sign-off", basis: "judgment", ...seen },
      upload: null,
      waive: { act: "waive", conditionId, text: "x", scope: "x", instrument: null },
      close: { act: "close", closingId },
      withdraw: { act: "withdraw", conditionId, actId: form.id as never, reason: "As a test." },
      mark: { act: "mark", conditionId, mark: "not-applicable", reason: "x" },
    } satisfies Record<Command, ActInput | null>;
    return new Place(offering, inputs, admin, rows[0]?.last ?? "0");
  }

  /** Takes away, past every rule of the database, what the last schedule has recorded. */
  async reset(): Promise<void> {
    const { offeringId } = this.offering;
    const rows = ["Share", "Version", "SignOff", "Waiver", "Withdrawal", "ClosingStep", "ConditionMark"];
    const later = `"offeringId" = '${offeringId}' AND "at" > (SELECT max("at") FROM "Event" WHERE "offeringId" = '${offeringId}' AND "position" <= ${this.since})`;
    const all = ["LogOpening", "LogCheckpoint"];
    await this.admin.query(
      [
        ...rows.map((table) => `DELETE FROM "${table}" WHERE ${later}`),
        ...all.map((table) => `DELETE FROM "${table}" WHERE "offeringId" = '${offeringId}'`),
        `DELETE FROM "Event" WHERE "offeringId" = '${offeringId}' AND "position" > ${this.since}`,
      ].join(";"),
    );
  }

  /** One try of a command in a transaction of its own, as the road makes one; `pause` stops it before each of its steps. */
  attempt(command: Command, stops: Stops, pause: () => Promise<void>, tellPid: (pid: number) => void) {
    const { offering } = this;
    const { personId } = offering.people[commands[command].who];
    return db.$transaction(
      async (tx) => {
        const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
        tellPid(row?.pid ?? 0);
        const actor = await enterAs(tx, personId, offering.offeringId);
        if (!actor) throw new Error("No member");
        if (stops.includes("snapshot")) await pause();
        const gated = stops.includes("rows") ? stopBeforeRows(tx, pause) : tx;
        const road = { tx: gated, actor, real: new Date(), confirmed: { at: new Date(), with: "password" as const } };
        const input = this.inputs[command];
        const deliverableId = offering.conditions[0]?.deliverables[0] as never;
        const file = { file: files.b, fileName: "Opinion.txt", stage: "executed" as const, share: true };
        const result = await (input ? actOn(road, input) : deliverOn(road, { deliverableId, ...file }));
        if (stops.includes("commit")) await pause();
        if (!result.ok) throw new Refused();
        return true;
      },
      { isolationLevel: "Serializable", maxWait: 20_000, timeout: 30_000 },
    );
  }

  /** Runs the commands in this order of their steps. Answers which were granted. */
  async run(chosen: readonly Command[], stops: Stops, order: readonly number[]): Promise<boolean[]> {
    const pids: number[] = [];
    const works = chosen.map(
      (command, work) =>
        new Stepped(async (pause) => {
          await pause();
          return settled(this.attempt(command, stops, pause, (pid) => (pids[work] = pid)));
        }),
    );
    await takeInOrder(works, order, async (work) => this.waitsForLock(pids[work]));
    const granted: boolean[] = [];
    for (const [work, command] of chosen.entries()) {
      let outcome = await works[work]?.result;
      // Whoever met another one tries again, as on the road.
      while (outcome === "conflict")
        outcome = await settled(
          this.attempt(
            command,
            [],
            async () => {},
            () => {},
          ),
        );
      granted.push(outcome === "granted");
    }
    return granted;
  }

  async standing(): Promise<string> {
    const { offeringId, closingId } = this.offering;
    const { personId } = this.offering.people.representative;
    const actor = await withScope({ personId, compartments: [] }, (tx) => enterAs(tx, personId, offeringId));
    const view = await viewChecklist(actor as never, { offeringId, closingId } as never);
    if (!view.ok) throw new Error(JSON.stringify(view));
    const standings = view.value.conditions.map(({ status, stale, expired }) => ({
      state: status as string,
      lapsed: stale.length + expired.length > 0,
    }));
    return JSON.stringify([standings, view.value.head.stage === "closed"]);
  }

  close(): Promise<void> {
    return this.admin.end();
  }

  private async waitsForLock(pid: number | undefined): Promise<boolean> {
    if (!pid) return false;
    const { rows } = await this.admin.query<{ waits: boolean }>(
      `SELECT coalesce(wait_event_type = 'Lock', false) AS waits FROM pg_stat_activity WHERE pid = $1`,
      [pid],
    );
    return rows[0]?.waits === true;
  }
}

class Refused extends Error {}

async function settled(attempt: Promise<unknown>): Promise<"granted" | "refused" | "conflict"> {
  try {
    await attempt;
    return "granted";
  } catch (error) {
    if (error instanceof Refused) return "refused";
    if (classify(error) === "conflict") return "conflict";
    throw error;
  }
}

/** The same transaction, which stops once before the first row is written in it. */
function stopBeforeRows(tx: Tx, pause: () => Promise<void>): Tx {
  let hasStopped = false;
  const stop = async () => {
    if (hasStopped) return;
    hasStopped = true;
    await pause();
  };
  const gateOf = (model: object) =>
    new Proxy(model, {
      get(target, method) {
        const value = Reflect.get(target, method);
        if (!/^(create|update|upsert)/.test(String(method))) return value;
        return async (...args: unknown[]) => {
          await stop();
          return (value as (...args: unknown[]) => Promise<unknown>).apply(target, args);
        };
      },
    });
  return new Proxy(tx, {
    get(target, name) {
      const value = Reflect.get(target, name);
      return typeof value === "object" && value !== null && typeof name === "string" ? gateOf(value) : value;
    },
  });
}

/** All that the plain rules allow: for each order of the commands one after the other, who is granted and how it stands. */
function legalEnds(chosen: readonly Command[]): Set<string> {
  const places = chosen.map((_, place) => place);
  const permutations = ordersOf(places.map(() => 1));
  return new Set(
    permutations.map((order) => {
      const plain = new PlainModel(spec, modelStart, modelDelivery);
      for (const wish of before)
        if (!plain.grant(wish)) throw new Error(`The plain model refuses ${JSON.stringify(wish)}`);
      const granted: boolean[] = [];
      for (const place of order) granted[place] = plain.grant(commands[chosen[place] as Command]);
      return JSON.stringify([granted, [plain.standings(), plain.isClosed()]]);
    }),
  );
}

const pairs = names.flatMap((one, place) => names.slice(place).map((other) => [one, other]));
const triples = names.flatMap((one, place) =>
  names.slice(place + 1).flatMap((two, next) => names.slice(place + next + 2).map((three) => [one, two, three])),
);
const fine: Stops = ["snapshot", "rows", "commit"];
const coarse: Stops = proving ? ["snapshot", "rows"] : ["rows"];
const schedules = [
  ...pairs.flatMap((chosen) => ordersOf([4, 4]).map((order) => ({ chosen, stops: fine, order }))),
  ...triples
    .slice(0, times(8, triples.length))
    .flatMap((chosen) =>
      ordersOf(chosen.map(() => coarse.length + 1)).map((order) => ({ chosen, stops: coarse, order })),
    ),
];

let places: Place[];
beforeAll(async () => {
  places = await Promise.all(Array.from({ length: 4 }, () => Place.make()));
});
afterAll(() => Promise.all(places.map((place) => place.close())));

test("every order of the steps of two and three acts ends as one of them after the other does, and leaves a record that holds", async () => {
  const waiting = schedules.slice();
  const ends = new Map<string, Set<string>>();
  const seen = new Set<string>();
  let count = 0;
  await Promise.all(
    places.map(async (place) => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const { chosen, stops, order } = next as { chosen: Command[]; stops: Stops; order: number[] };
        await place.reset();
        const granted = await place.run(chosen, stops, order);
        const end = `[${JSON.stringify(granted)},${await place.standing()}]`;
        const name = chosen.join(" ");
        if (!ends.has(name)) ends.set(name, legalEnds(chosen));
        expect([...(ends.get(name) ?? [])], `${name} in the order ${order.join("")}`).toContain(end);
        expect(await checkOffering(place.offering.offeringId, { files: false })).toEqual([]);
        seen.add(`${name} ${end}`);
        count++;
      }
    }),
  );
  const legal = [...ends.values()].reduce((sum, { size }) => sum + size, 0);
  expect(count).toBeGreaterThanOrEqual(2_000);
  expect(seen.size, "both ways round do happen").toBeGreaterThan(ends.size);
  proved(
    "13",
    `${count} schedules of 2 and 3 acts (${pairs.length} pairs, ${ends.size - pairs.length} triples): every end legal, ${seen.size} of the ${legal} legal ends seen`,
  );
}, 3_600_000);

test("a schedule that no order of whole acts leads to would be noticed", () => {
  expect(legalEnds(["sign", "close"]).size).toBe(2);
  expect([...legalEnds(["sign", "close"])].some((end) => end.startsWith("[[false,true]"))).toBe(false);
});
