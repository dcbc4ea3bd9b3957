import "server-only";
import { z } from "zod";
import { readMember, readPerson } from "@/lib/auth/actor";
import { readText } from "@/lib/auth/read-text";
import type { SignedIn } from "@/lib/auth/session";
import { offeringId } from "@/lib/contracts/ids";
import type { AuthRefusal } from "@/lib/contracts/people";
import type { Problem } from "@/lib/contracts/problem";
import { classify } from "@/lib/db/classify";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import type { Result } from "@/lib/domain/result";
import { log } from "@/lib/logging/log";
import { loggedPath } from "@/lib/logging/logged-path";
import type { Confirmation } from "@/lib/policy/confirmation";
import { logDenial, noteAsker } from "./denials";
import { problemResponse } from "./problem-response";

type Context = { params: Promise<Record<string, string | string[] | undefined>> };
type Route = (request: Request, context: Context) => Promise<Response>;

/** Who asks to have something done, before the transaction looks whether they may. */
export type Asker = { personId: PersonId; offeringId: OfferingId; key: string; confirmed: Confirmation | null };

/** Who asks for something outside any one offering. */
export type PersonalAsker = { personId: PersonId; key: string; person: SignedIn; headers: Headers };

const bodyLimit = 64 * 1024;
const place = z.looseObject({ offeringId });

/** The person behind a request, noted for the security event in case it is denied. */
export async function readAskingPerson(request: Request): Promise<SignedIn | null> {
  const person = await readPerson(request.headers);
  if (person) noteAsker(request, person.id);
  return person;
}

/** A use-case that only reads, as a GET route: its input is the address and the query. */
export function query<I, O>(input: z.ZodType<I>, run: (actor: Actor, input: I) => Promise<Result<O, Problem>>): Route {
  return guarded(async (request, params) => {
    const asked = await readWish(request, params, input);
    if (!asked.ok) return problemResponse(asked.error);
    const { actor, input: wish } = asked.value;
    return answer(noted(actor.personId, await run(actor, wish)));
  });
}

/** Who asks, as a member of the offering in the address, and for what: first the person, then the place, then the wish. */
export async function readWish<I>(
  request: Request,
  params: Record<string, unknown>,
  input: z.ZodType<I>,
): Promise<Result<{ actor: Actor; input: I }, Problem>> {
  const where = place.safeParse(params);
  const found = where.success
    ? await readMember(request.headers, where.data.offeringId)
    : { person: await readPerson(request.headers), actor: null };
  if (!found?.person) return { ok: false, error: { code: "not-signed-in" } };
  noteAsker(request, found.person.id);
  if (!found.actor) return { ok: false, error: { code: "not-found" } };
  const parsed = input.safeParse({ ...Object.fromEntries(new URL(request.url).searchParams), ...params });
  if (!parsed.success) return { ok: false, error: invalid(parsed.error) };
  return { ok: true, value: { actor: found.actor, input: parsed.data } };
}

/** A use-case over all of a person's offerings, as a GET route. */
export function personalQuery<O>(run: (personId: PersonId, person: SignedIn) => Promise<Result<O, Problem>>): Route {
  return guarded(async (request) => {
    const person = await readAskingPerson(request);
    return person ? answer(await run(person.id, person)) : problemResponse({ code: "not-signed-in" });
  });
}

/**
 * A use-case that does something, as a POST route. The browser's Idempotency-Key makes a repeated request the same one;
 * the person comes from the session, and whether they may is asked in the act's own transaction.
 */
export function command<I, O>(
  input: z.ZodType<I>,
  run: (asker: Asker, input: I) => Promise<Result<O, Problem>>,
  limit = bodyLimit,
): Route {
  return guarded(async (request, params) => {
    const asker = await readAsker(request, params);
    if (!asker.ok) return problemResponse(asker.error);
    const body = await readJson(request, limit);
    if (!body.ok) return problemResponse(body.error);
    const parsed = input.safeParse(body.value);
    if (!parsed.success) return problemResponse(invalid(parsed.error));
    if (!isOneThing(params, parsed.data)) return problemResponse({ code: "not-found" });
    return answer(noted(asker.value.personId, await run(asker.value, parsed.data)));
  });
}

/**
 * A use-case outside any one offering, as a POST route: of a person's own account, or one that opens an offering, whose
 * drafted list needs a higher limit.
 */
export function personalCommand<I, O>(
  input: z.ZodType<I>,
  run: (asker: PersonalAsker, input: I) => Promise<Result<O, Problem | AuthRefusal>>,
  limit = bodyLimit,
): Route {
  return guarded(async (request) => {
    if (isCrossSite(request)) return problemResponse({ code: "cross-site" });
    const person = await readAskingPerson(request);
    if (!person) return problemResponse({ code: "not-signed-in" });
    const key = z.uuid().safeParse(request.headers.get("idempotency-key"));
    if (!key.success) return problemResponse({ code: "idempotency-key-missing" });
    const body = await readJson(request, limit);
    if (!body.ok) return problemResponse(body.error);
    const parsed = input.safeParse(body.value);
    if (!parsed.success) return problemResponse(invalid(parsed.error));
    return answer(await run({ personId: person.id, key: key.data, person, headers: request.headers }, parsed.data));
  });
}

/** Who comes by a link: perhaps signed in, perhaps without an account. */
export type Holder = { person: SignedIn | null; headers: Headers };

/**
 * A use-case that a link's secret opens, as a POST route; the use-case itself counts the tries. `present` says what of its
 * outcome is answered, and with which headers; all of it, with none of its own, where nothing is said.
 */
export function openCommand<I, O>(
  input: z.ZodType<I>,
  run: (holder: Holder, input: I) => Promise<Result<O, Problem>>,
  present: (done: O) => { body: unknown; headers?: Record<string, string> } = (body) => ({ body }),
): Route {
  return guarded(async (request) => {
    if (isCrossSite(request)) return problemResponse({ code: "cross-site" });
    const body = await readJson(request);
    if (!body.ok) return problemResponse(body.error);
    const parsed = input.safeParse(body.value);
    if (!parsed.success) return problemResponse(invalid(parsed.error));
    const person = await readAskingPerson(request);
    const done = await run({ person, headers: request.headers }, parsed.data);
    if (!done.ok) return problemResponse(done.error);
    const { body: said, headers } = present(done.value);
    return Response.json(said, { headers: { ...headers, "cache-control": "private, no-store" } });
  });
}

/** The person, offering and key of a request that wants something done; refused across sites. */
export async function readAsker(request: Request, params: Record<string, unknown>): Promise<Result<Asker, Problem>> {
  if (isCrossSite(request)) return { ok: false, error: { code: "cross-site" } };
  const person = await readAskingPerson(request);
  if (!person) return { ok: false, error: { code: "not-signed-in" } };
  const where = place.safeParse(params);
  if (!where.success) return { ok: false, error: { code: "not-found" } };
  const key = z.uuid().safeParse(request.headers.get("idempotency-key"));
  if (!key.success) return { ok: false, error: { code: "idempotency-key-missing" } };
  const { id: personId, confirmed } = person;
  return { ok: true, value: { personId, offeringId: where.data.offeringId, key: key.data, confirmed } };
}

/**
 * Writes a security event for what is denied, and catches what nobody foresaw: it is logged whole and answered without a
 * word of it. Where it is only that the database is away for a moment, whoever asked is told to ask again.
 */
export function guarded(run: (request: Request, params: Record<string, unknown>) => Promise<Response>): Route {
  return async (request, context) => {
    try {
      const response = await run(request, await context.params);
      logDenial(request, response);
      return response;
    } catch (error) {
      const failure = classify(error);
      if (failure === "unavailable" || failure === "unknown-outcome" || failure === "conflict") {
        log.warn({ err: error }, "The database was out of reach.");
        return problemResponse({ code: "busy" });
      }
      log.error({ err: error, path: loggedPath(new URL(request.url).pathname) }, "A request failed.");
      return Response.json({ code: "unexpected" }, { status: 500, headers: { "cache-control": "private, no-store" } });
    }
  };
}

/** Notes in the log who was refused what they may not do; that something is not there is most often a page grown old. */
export function noted<O, P extends Problem | AuthRefusal>(personId: PersonId, result: Result<O, P>): Result<O, P> {
  if (!result.ok && result.error.code === "forbidden") {
    const { action } = result.error as { action?: string };
    log.warn({ personId, action }, "denied");
  }
  return result;
}

export function answer<O>(result: Result<O, Problem | AuthRefusal>): Response {
  if (!result.ok) return problemResponse(result.error);
  return Response.json(result.value, { headers: { "cache-control": "private, no-store" } });
}

export const invalid = (error: z.ZodError): Problem => ({
  code: "invalid-input",
  issues: error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })),
});

async function readJson(request: Request, limit = bodyLimit): Promise<Result<unknown, Problem>> {
  const wrong = (message: string, path = ""): Result<unknown, Problem> => ({
    ok: false,
    error: { code: "invalid-input", issues: [{ path, message }] },
  });
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) return wrong("Send JSON.");
  const text = await readText(request, limit);
  if (text === null) return wrong(`At most ${limit} bytes.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return wrong("This is not JSON.");
  }
  const where = placeOfNoText(text, value);
  if (where === null) return { ok: true, value };
  return wrong("There is a character in it that no text has. Type it again.", where);
}

/** What the address and the body both name is one thing: else whoever may have the one would be believed about the other. */
const isOneThing = (params: Record<string, unknown>, input: unknown): boolean =>
  Object.entries(params).every(([name, value]) => {
    const said = (input as Record<string, unknown>)[name];
    return said === undefined || said === String(value).toLowerCase();
  });

/**
 * The field that holds NUL or half of a pair, which are no characters of Unicode and which the database does not take; null
 * where none does. JSON can only write them as escapes: a body without these is not looked through. However deep it is,
 * nothing here calls itself.
 */
function placeOfNoText(json: string, value: unknown): string | null {
  if (!/\\u(0000|d[89a-f])/i.test(json)) return null;
  const isText = (text: string) => !text.includes("\0") && text.isWellFormed();
  const waiting: { path: string; value: unknown }[] = [{ path: "", value }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, value: here } = next;
    if (typeof here === "string" && !isText(here)) return path;
    if (typeof here !== "object" || here === null) continue;
    for (const [name, inner] of Object.entries(here)) {
      if (!isText(name)) return path;
      // A path is for somebody to read: of what is nested without end the beginning will do.
      waiting.push({ path: path.length > 200 ? path : [path, name].filter(Boolean).join("."), value: inner });
    }
  }
  return null;
}

/**
 * A browser says where a request comes from. Only our own pages may ask for an act: with neither Sec-Fetch-Site nor a
 * matching Origin there is no telling, and it is refused.
 */
export function isCrossSite(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin";
  const origin = request.headers.get("origin");
  const host = request.headers.get("host");
  return origin === null || host === null || URL.parse(origin)?.host !== host;
}
