import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiRoutes } from "@/lib/checks/routes.table";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/logging/log";
import { contractSchemas } from "@/lib/testing/contracts";
import { recordDigest } from "@/lib/testing/digest";
import { aFurnishedOffering, type FurnishedOffering, joinAs, type Things } from "@/lib/testing/furnished";
import { inputOf, kindOf, type RightRequest, rightRequests } from "@/lib/testing/right-requests";
import { type Field, fieldsOf, valueAt, withValue } from "@/lib/testing/schema-fields";
import { sendRight } from "@/lib/testing/send-right";
import { type Served, serveRoutes } from "@/lib/testing/served";
import { sessionOf } from "@/lib/testing/session";
import { buildsAtRest } from "./closing-set-builds";

// Each id of every input, one at a time, becomes one of the same kind that is not the asker's to name: made up, of an
// offering that they are not in, of another offering that they are in as well, of the other side. Nothing is done.

let served: Served;
let ours: FurnishedOffering;
let theirs: FurnishedOffering;
let alsoOurs: FurnishedOffering;
const cookies = new Map<string, string>();

beforeAll(async () => {
  env.DATA_FOLDER = mkdtempSync(join(tmpdir(), "foreign-ids-"));
  log.level = "silent";
  [ours, theirs, alsoOurs] = [await aFurnishedOffering(), await aFurnishedOffering(), await aFurnishedOffering()];
  for (const who of ["representative", "counsel", "issuer", "issuerCounsel"] as const) {
    await joinAs(alsoOurs, who, ours.people[who].personId);
    cookies.set(who, await sessionOf(ours.people[who].personId));
  }
  served = await serveRoutes();
});
afterAll(async () => {
  await served.close();
  await buildsAtRest();
  await db.$disconnect();
});

/** A field of a request: in its address, or in what its schema takes. */
type Place = { in: "address" | "input"; path: readonly string[] };
type Case = { request: RightRequest; place: Place; kind: keyof Things };

const nameOf = (path: readonly string[]) =>
  [...path].reverse().find((step) => !["*", "id", "sha256"].includes(step)) ?? "";
const paramsOf = (route: string) => [...route.matchAll(/\[(\w+)\]/g)].map(([, name]) => name as string);

/** Names a file that lies with the asker, or a set that the asker makes, and by which nothing is looked up. */
const notLookedUp = new Set(["source", "sets"]);

async function cases(): Promise<{ found: Case[]; unasked: string[]; fields: number }> {
  const schemas = await contractSchemas();
  const requests = rightRequests(ours);
  const found: Case[] = [];
  const unasked: string[] = [];
  let fields = 0;
  for (const { method, address, schema } of apiRoutes.filter((route) => route.address.includes("[offeringId]"))) {
    const route = `${method} ${address}`;
    const mine = requests.filter((request) => request.route === route);
    const params = paramsOf(route);
    const walked: Field[] = schema ? fieldsOf(schemas.get(schema) ?? fail(schema)) : [];
    const forms = new Set(walked.filter(namesSomething).map(({ form }) => form));
    for (const form of forms)
      if (form !== "" && !mine.some((request) => isForm(request, form))) unasked.push(`${route} as ${form}`);

    const add = (place: Place, kindName: string, among: readonly RightRequest[]) => {
      fields++;
      const kind = kindOf(kindName);
      const request = among.find((one) => place.in === "address" || valueAt(inputOf(one), place.path) !== undefined);
      if (kind && request) found.push({ request, place, kind });
      else unasked.push(`${route} ${place.path.join(".")}`);
    };
    for (const name of params) if (kindOf(name)) add({ in: "address", path: [name] }, name, mine);
    for (const { form, path } of walked.filter(namesSomething)) {
      const name = nameOf(path);
      if (
        (params.includes(path.join(".")) && (method === "GET" || mine.some(({ file }) => file))) ||
        notLookedUp.has(name)
      )
        continue;
      add(
        { in: "input", path },
        name,
        mine.filter((request) => form === "" || isForm(request, form)),
      );
    }
  }
  return { found, unasked, fields };
}

const namesSomething = ({ kind }: Field) => kind === "id" || kind === "hash";
const isForm = (request: RightRequest, form: string) =>
  request.form === form || form.startsWith(`${request.form}/`) || isOptionalForm(form);
/** Forms that say nothing of ids: a query's own either-or. */
const isOptionalForm = (form: string) => /^\d+(\/\d+)*$/.test(form);

function fail(schema: string): never {
  throw new Error(`lib/contracts has no ${schema}`);
}

function send(request: RightRequest, change?: { place: Place; value: string }) {
  const cookie = cookies.get(request.who) ?? "";
  const right = { things: ours.things, cookie };
  if (!change) return sendRight(served.origin, request, right);
  const { place, value } = change;
  return place.in === "address"
    ? sendRight(served.origin, request, { ...right, params: { [place.path[0] as string]: value } })
    : sendRight(served.origin, request, { ...right, input: withValue(inputOf(request), place.path, value) });
}

/** Things of the kind that this asker may not name here. */
function foreignOf({ kind, request, place }: Case, isAlone: boolean): Record<string, string> {
  const made = ["file", "instrument"].includes(kind)
    ? randomBytes(32).toString("hex")
    : kind === "build"
      ? randomBytes(16).toString("hex")
      : randomUUID();
  const things = kind === "act" && request.params?.actId ? "instrumentAct" : kind;
  const hidden: Partial<Record<keyof Things, string>> = {
    version: ours.versions.issuers.versionId,
    file: ours.versions.issuers.sha256,
    event: ours.issuersEvent,
    // Under another name of the asker's own: an id of something else altogether.
    condition: ours.closingId,
    deliverable: ours.conditions[0]?.id ?? "",
    closing: ours.offeringId,
  };
  return {
    "made up": made,
    "of an offering that is not theirs": theirs.things[things],
    // Alone in the request it would be a right one: they are in that offering too.
    ...(!(isAlone && place.in === "address") && { "of another offering of theirs": alsoOurs.things[things] }),
    ...(hidden[kind] && { "of the other side, or of another kind": hidden[kind] }),
  };
}

test("each id of every input, exchanged for a foreign one, is refused and changes nothing", async () => {
  const { found, unasked, fields } = await cases();
  expect(
    unasked,
    "fields that no request of lib/testing/right-requests.ts has, or of a kind that kindOf does not know",
  ).toEqual([]);

  const before = await recordDigest();
  const wrong: string[] = [];
  const counts: Record<string, number> = {};
  for (const one of found) {
    // A person is the same in each of their offerings, and so is no second thing to be out of place.
    const ids = found.filter(({ request, kind }) => request === one.request && kind !== "person").length;
    for (const [which, value] of Object.entries(foreignOf(one, ids === 1))) {
      const { status, text } = await send(one.request, { place: one.place, value });
      counts[status] = (counts[status] ?? 0) + 1;
      const refused = [403, 404, 409, 410, 422].includes(status);
      if (!refused)
        wrong.push(
          `${one.request.route} ${one.request.form} ${one.place.in} ${one.place.path.join(".")} ${which}: ${status} ${text.slice(0, 150)}`,
        );
    }
  }
  expect(wrong).toEqual([]);
  expect(await recordDigest()).toEqual(before);
  const asked = Object.values(counts).reduce((sum, count) => sum + count);
  console.log(`Foreign ids: ${found.length} of ${fields} fields, ${asked} requests refused ${JSON.stringify(counts)}`);
  expect(fields).toBe(found.length);
  expect(fields).toBeGreaterThanOrEqual(100);
}, 180_000);

test("the same requests with their own ids are granted, or refused for how things stand", async () => {
  const wrong: string[] = [];
  for (const request of rightRequests(ours)) {
    const { status, text } = await send(request);
    if (![200, 409, 422].includes(status))
      wrong.push(`${request.route} ${request.form}: ${status} ${text.slice(0, 200)}`);
  }
  expect(wrong).toEqual([]);
}, 60_000);
