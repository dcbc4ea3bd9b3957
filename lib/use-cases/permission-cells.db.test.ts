import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import type { ConditionId } from "@/lib/domain/ids";
import { type Side, sides } from "@/lib/domain/role";
import { env } from "@/lib/env";
import { log } from "@/lib/logging/log";
import {
  type CellAction,
  type ClosingState,
  cellActions,
  closingStates,
  expected,
  hangsOnVersion,
  type Member,
  notOffered,
  type Outcome,
  type Principal,
  principals,
  type rules,
  standing,
  type VersionState,
  versionStates,
} from "@/lib/policy/cells.table";
import { abreast } from "@/lib/testing/abreast";
import { askFor, keepSpares, takeSpare } from "@/lib/testing/cells/asks";
import { addPerson, type Cast, makeCast } from "@/lib/testing/cells/cast";
import { makeScene, type Scene } from "@/lib/testing/cells/scene";
import { recordDigest } from "@/lib/testing/digest";
import { anOffering, asking } from "@/lib/testing/offering";
import { pageHeaders } from "@/lib/testing/page-headers";
import { type Served, serveRoutes } from "@/lib/testing/served";
import { sessionOf } from "@/lib/testing/session";
import { act } from "./act";
import { buildsAtRest } from "./closing-set-builds";

// The cells of lib/policy/cells.table.ts once more: over HTTP with real sessions, and in SQL as the application's role. In
// the ordinary run one state of the version stands for all seven where nothing hangs on it; PROVE=1 asks every cell.

const whole = process.env.PROVE === "1";
type Cell = { who: Principal; action: CellAction; version: VersionState; closing: ClosingState; outcome: Outcome };

let served: Served;
let cast: Cast;
const scenes = new Map<string, Scene>();
const denials: { code: string; person: string | null }[] = [];

const sideOf = (who: Principal): Side => standing[who as Member]?.side ?? "underwriters";
const keyOf = ({ closing, version }: Pick<Cell, "closing" | "version">, side: Side) => `${closing}/${version}/${side}`;

beforeAll(async () => {
  env.DATA_FOLDER = mkdtempSync(join(tmpdir(), "permission-cells-"));
  log.level = "warn";
  vi.spyOn(log, "warn").mockImplementation((line: unknown) => {
    const said = line as { event?: string; code: string; person: string | null };
    if (said.event === "denied") denials.push(said);
  });
  cast = await makeCast();
  for (const closing of closingStates)
    for (const version of versionStates)
      for (const side of sides)
        scenes.set(keyOf({ closing, version }, side), await makeScene(cast, { closing, version, side }));
  const issuer = cast.people["issuer officer"].partyId;
  keepSpares(cast, await Promise.all(Array.from({ length: 28 }, () => addPerson(cast, issuer))));
  served = await serveRoutes();
}, 120_000);
afterAll(async () => {
  await served.close();
  await buildsAtRest();
  await db.$disconnect();
});

// One person after the other, so that nobody asks for much at once.
const cells: readonly Cell[] = cellActions.flatMap((action) =>
  versionStates.flatMap((version) =>
    closingStates.flatMap((closing) =>
      principals
        .filter((who) => whole || version === "released" || hangsOnVersion(who, action))
        .map((who) => ({ who, action, version, closing, outcome: expected(who, action, version, closing) })),
    ),
  ),
);

const reading: ReadonlySet<CellAction> = new Set<CellAction>([
  ...(["list", "view", "preview", "download", "read comments", "view members", "stream", "read log"] as const),
  ...(["export pdf", "export xlsx", "export csv"] as const),
]);

async function ask(cell: Cell, scene: Scene): Promise<{ outcome: Outcome; status: number; text: string }> {
  const { method, path, body, file, told } = askFor(cell.action, { cast, scene, who: cell.who, version: cell.version });
  const stop = new AbortController();
  const response = await fetch(`${served.origin}${path}`, {
    method,
    signal: stop.signal,
    headers: pageHeaders(cast.cookies[cell.who], body && "application/json"),
    ...(method === "POST" && { body: file ? new Uint8Array(file) : JSON.stringify(body) }),
  });
  const { status } = response;
  if (cell.action === "stream" && status === 200) {
    stop.abort();
    return { outcome: "done", status, text: "" };
  }
  const text = await response.text();
  // These closings' acts were put there without a log, which is found when a set is begun: whoever hears of it may build one.
  if (cell.action === "export zip" && text.includes("record-damaged")) return { outcome: "done", status, text };
  return { outcome: outcomeOf(cell.action, status, told === undefined || text.includes(told)), status, text };
}

function outcomeOf(action: CellAction, status: number, isTold: boolean): Outcome {
  if (action in notOffered) return status === 404 ? "not offered" : "done";
  // A set over faults asks for its reason, which is left out: whoever is asked may build one.
  if (action === "export zip" && status === 422) return "done";
  if (status === 200) return isTold ? "done" : "not there";
  const outcomes: Record<number, Outcome> = { 401: "not signed in", 403: "forbidden", 404: "not there" };
  return outcomes[status] ?? ([409, 410, 415, 422].includes(status) ? "not now" : ("unexpected" as Outcome));
}

/** A stream tells a stranger no more than an outsider: there is nothing. */
const isRight = ({ action, outcome }: Cell, got: Outcome) =>
  got === outcome || (action === "stream" && outcome === "not signed in" && got === "not there");

const wordsOf = (
  { who, action, version, closing, outcome }: Cell,
  got: { outcome: Outcome; status: number; text: string },
) =>
  `${who}, ${action}, ${version}, ${closing}: ${outcome} in the table, ${got.outcome} over HTTP (${got.status} ${got.text.slice(0, 120)})`;

const sceneOf = (cell: Cell) => scenes.get(keyOf(cell, sideOf(cell.who))) as Scene;
const changes = ({ action, outcome }: Cell) => outcome === "done" && !reading.has(action);

test("what is not to be done is not done, changes no row, and is one security event each", async () => {
  const asked = cells.filter((cell) => !changes(cell));
  const before = await recordDigest();
  const wrong: string[] = [];
  const counts: Record<string, number> = {};
  let denied = 0;
  denials.length = 0;
  await abreast(asked, 8, async (cell) => {
    const got = await ask(cell, sceneOf(cell));
    counts[got.outcome] = (counts[got.outcome] ?? 0) + 1;
    if ([401, 403, 404].includes(got.status) && got.outcome !== "not offered") denied++;
    if (!isRight(cell, got.outcome)) wrong.push(wordsOf(cell, got));
  });
  expect(wrong.slice(0, 40)).toEqual([]);
  expect(await recordDigest()).toEqual(before);
  expect(denials.length).toBe(denied);
  const people = new Set<string | null>(Object.values(cast.personOf));
  expect(
    denials.every(
      ({ code, person }) => (code === "not-signed-in") === (person === null) || people.has(person) || person === null,
    ),
  ).toBe(true);
  console.log(
    `Permission cells, over HTTP: ${asked.length} that change nothing ${JSON.stringify(counts)}, ${denied} denied and logged`,
  );
  expect(asked.length).toBeGreaterThanOrEqual(whole ? 20_000 : 4_890);
}, 1_200_000);

test("what is to be done is done", async () => {
  const asked = cells.filter(changes);
  const wrong: string[] = [];
  for (const cell of asked) {
    // Each act has a Time of Delivery to itself, since it changes how things stand there.
    const { closing, version } = cell;
    const scene = await makeScene(cast, { closing, version, side: sideOf(cell.who) });
    const got = cell.action === "declare closing" ? await declareClosing() : await ask(cell, scene);
    if (cell.action === "remove") takeSpare(cast);
    if (got.outcome !== cell.outcome) wrong.push(wordsOf(cell, got));
  }
  expect(wrong.slice(0, 40)).toEqual([]);
  console.log(`Permission cells, over HTTP: ${asked.length} that were done`);
  expect(asked.length).toBeGreaterThanOrEqual(whole ? 1_400 : 390);
}, 1_200_000);

/** A closing is declared on a record that its log bears out, made by the acts themselves. */
async function declareClosing() {
  const made = await anOffering({
    conditions: [
      { label: "7(h)", requires: [{ basis: "judgment", role: "representative", sameDay: false }], deliverables: 0 },
    ],
  });
  const { closingId, people } = made;
  const wish = { act: "sign-off" as const, basis: "judgment" as const, evidence: [], requirement: 0, detail: {} };
  const conditionId = made.conditions[0]?.id as ConditionId;
  expect(await act(asking(made, people.representative), { ...wish, conditionId })).toMatchObject({ ok: true });
  for (const step of ["pre-closing", "start-call"] as const)
    expect(await act(asking(made, people.counsel), { act: step, closingId })).toMatchObject({ ok: true });
  const response = await fetch(`${served.origin}/api/offerings/${made.offeringId}/acts`, {
    method: "POST",
    headers: {
      cookie: await sessionOf(people.representative.personId),
      "sec-fetch-site": "same-origin",
      "idempotency-key": randomUUID(),
      "content-type": "application/json",
    },
    body: JSON.stringify({ act: "close", closingId }),
  });
  return {
    outcome: outcomeOf("declare closing", response.status, true),
    status: response.status,
    text: await response.text(),
  };
}

test("row-level security shows each of them the same, asked in SQL as the application's role", async () => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const tables = { view: "Version", preview: "Version", download: "Version", "read comments": "Note" } as const;
  const everywhere = { list: "Condition", "view members": "Membership", "read log": "Closing" } as const;
  const wrong: string[] = [];
  let checks = 0;
  try {
    for (const who of principals) {
      const side = standing[who as Member]?.side;
      // What the person may see, from the table and not from the program.
      const scope = side ? ["shared", side].map((name) => `${cast.offeringId}/${name}`).join(",") : "";
      const person = cast.personOf[who] ?? "";
      for (const closing of closingStates)
        for (const version of versionStates) {
          const scene = scenes.get(keyOf({ closing, version }, sideOf(who))) as Scene;
          for (const [action, table] of Object.entries({ ...tables, ...everywhere }) as [
            keyof typeof rules,
            string,
          ][]) {
            const [column, value] = whereFor(table, scene);
            await client.query("BEGIN");
            await client.query("SELECT set_config('app.scopes', $1, true), set_config('app.person', $2, true)", [
              scope,
              person,
            ]);
            const { rows } = await client.query(`SELECT count(*)::int AS n FROM "${table}" WHERE "${column}" = $1`, [
              value,
            ]);
            await client.query("ROLLBACK");
            checks++;
            const seen = rows[0].n > 0;
            if (seen !== (expected(who, action, version, closing) === "done"))
              wrong.push(`${who}, ${action}, ${version}, ${closing}: ${seen}`);
          }
        }
    }
  } finally {
    await client.end();
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  console.log(`Permission cells, in SQL: ${checks}`);
  expect(checks).toBeGreaterThanOrEqual(3_724);
}, 300_000);

function whereFor(table: string, scene: Scene): [string, string] {
  if (table === "Version") return ["id", scene.version.id];
  if (table === "Note") return ["text", scene.note];
  if (table === "Membership") return ["personId", cast.people["Representative with authority"].personId];
  return table === "Closing" ? ["id", scene.closingId] : ["id", scene.condition.main];
}
