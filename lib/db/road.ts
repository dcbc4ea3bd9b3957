import "server-only";
import { crashPoint } from "@/lib/crash-point";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Confirmation } from "@/lib/policy/confirmation";
import { type Earlier, enterWith } from "./actors";
import { backOff } from "./back-off";
import { classify } from "./classify";
import { db } from "./client";
import { wholeOffering } from "./offering-record";
import { enter, type Tx } from "./scope";

/** Who asks, where, and what makes the request the same one when it is sent again. */
export type Request = {
  personId: PersonId;
  offeringId: OfferingId;
  /** The browser's key for one wish, a UUID; kept with the answer. */
  key: string;
  /** A digest of what was asked: the same key with another wish is refused. */
  hash: string;
  /** That the person has lately confirmed who they are; absent means that they have not. */
  confirmed?: Confirmation | null;
};

export type RoadRefusal = { code: "not-found" } | { code: "idempotency-key-reused" } | { code: "busy" };

/** What an act has to go by: the transaction, the person as they stand now, and the moment. */
export type Road = { tx: Tx; actor: Actor; real: Date; confirmed?: Confirmation | null };

/** A wish outside any offering, such as opening one: the same, but for the offering. */
export type PersonalRequest = Omit<Request, "offeringId" | "confirmed">;

/** What such a wish has to go by; the transaction sees the person's own rows and nothing else until it enters more. */
export type PersonalRoad = { tx: Tx; personId: PersonId; real: Date };

/** So long an act is tried again (milliseconds), however often: a small table makes strangers collide many times in a row. */
const budgetMs = 5_000;

/**
 * The one road for acts. Acts of one offering stand in a queue in this process, which keeps them from colliding; the
 * SERIALIZABLE transaction and its retry hold against other processes. In it: the person as they stand now, the answer
 * that the same request already got, else the act, its rows, its event and its answer, all together or not at all.
 */
export function travel<T extends object, P extends { code: string }>(
  request: Request,
  act: (road: Road) => Promise<Result<T, P>>,
): Promise<Result<T, P | RoadRefusal>> {
  const { personId, offeringId, confirmed = null } = request;
  const stand = (tx: Tx) => enterWith(tx, personId, offeringId, request.key);
  return inOrder(offeringId, () => persist(request, stand, (tx, actor, real) => act({ tx, actor, real, confirmed })));
}

/** The same road for what belongs to no offering yet; one person's wishes go one after the other. */
export function travelAlone<T extends object, P extends { code: string }>(
  request: PersonalRequest,
  act: (road: PersonalRoad) => Promise<Result<T, P>>,
): Promise<Result<T, P | RoadRefusal>> {
  const { personId } = request;
  const stand = async (tx: Tx) => {
    await enter(tx, { personId, compartments: [] });
    const earlier = await tx.idempotencyKey.findUnique({ where: { personId_key: { personId, key: request.key } } });
    return { standing: personId, earlier };
  };
  return inOrder(personId, () => persist(request, stand, (tx, _, real) => act({ tx, personId, real })));
}

/**
 * The same road for someone who holds a link and may have no account yet, so that no answer can be kept for them: what is
 * done must know by itself that it was done before. `to` is what the link leads to: an offering, or the accounts.
 */
export function travelByLink<T extends object, P extends { code: string }>(
  to: OfferingId | "accounts",
  act: (road: Omit<PersonalRoad, "personId">) => Promise<Result<T, P>>,
): Promise<Result<T, P | RoadRefusal>> {
  const compartments = to === "accounts" ? [] : [{ offeringId: to, compartment: "shared" as const }];
  const nobody = "" as PersonId;
  return inOrder(to, () =>
    insist(() =>
      inTransaction(async (tx) => {
        await enter(tx, { personId: nobody, compartments });
        return act({ tx, real: new Date() });
      }),
    ),
  );
}

/** The same road for what the program itself writes into an offering's log: nobody asks, and the whole offering is seen. */
export function travelAsKeeper(
  offeringId: OfferingId,
  work: (road: Omit<PersonalRoad, "personId">) => Promise<void>,
): Promise<Result<object, RoadRefusal>> {
  return inOrder(offeringId, () =>
    insist(() =>
      inTransaction<object, RoadRefusal>(async (tx) => {
        await enter(tx, wholeOffering(offeringId));
        await work({ tx, real: new Date() });
        return ok({});
      }),
    ),
  );
}

/** Who asks, as they stand in the transaction, and what the same wish got before; null where there is nothing for them. */
type Stand<S> = (tx: Tx) => Promise<{ standing: S; earlier: Earlier | null } | null>;
type Work<S, T, P> = (tx: Tx, standing: S, real: Date) => Promise<Result<T, P>>;

const persist = <S, T extends object, P extends { code: string }>(
  request: PersonalRequest,
  stand: Stand<S>,
  work: Work<S, T, P>,
): Promise<Result<T, P | RoadRefusal>> => insist(() => attemptOnce(request, stand, work));

/** Tries until the act is written, refused, or has taken too long. */
async function insist<T, P>(attemptIt: () => Promise<Result<T, P>>): Promise<Result<T, P | RoadRefusal>> {
  const started = Date.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptIt();
    } catch (error) {
      const failure = classify(error);
      const spent = Date.now() - started > budgetMs;
      if (failure === "unavailable" || (spent && failure !== "bug" && failure !== "refused"))
        return err({ code: "busy" });
      // After a broken connection the answer's own row tells whether the act was written.
      if (failure !== "conflict" && failure !== "unknown-outcome") throw error;
      await backOff(attempt);
    }
  }
}

/** Thrown to undo whatever a refused act wrote before it was refused. */
class Refused<P> extends Error {
  constructor(readonly problem: P) {
    super("refused");
  }
}

/** Serializable, and undone where it ends in a refusal. */
async function inTransaction<T, P extends { code: string }>(
  run: (tx: Tx) => Promise<Result<T, P>>,
): Promise<Result<T, P>> {
  try {
    const result = await db.$transaction(
      async (tx) => {
        const result = await run(tx);
        if (!result.ok) throw new Refused(result.error);
        return result;
      },
      { isolationLevel: "Serializable", maxWait: 10_000, timeout: 20_000 },
    );
    crashPoint("act-committed");
    return result;
  } catch (error) {
    if (error instanceof Refused) return err(error.problem as P);
    throw error;
  }
}

function attemptOnce<S, T extends object, P extends { code: string }>(
  { personId, key, hash }: PersonalRequest,
  stand: Stand<S>,
  work: Work<S, T, P>,
): Promise<Result<T, P | RoadRefusal>> {
  return inTransaction(async (tx): Promise<Result<T, P | RoadRefusal>> => {
    const entry = await stand(tx);
    if (entry === null) return err({ code: "not-found" });
    crashPoint("act-begun");

    const { standing, earlier } = entry;
    if (earlier && earlier.requestHash !== hash) return err({ code: "idempotency-key-reused" });
    if (earlier) return ok(earlier.answer as T);

    const result = await work(tx, standing, new Date());
    if (!result.ok) return result;
    await tx.$executeRaw`
      INSERT INTO "IdempotencyKey" ("personId", "key", "requestHash", "answer")
      VALUES (${personId}::uuid, ${key}, ${hash}, ${result.value}::jsonb)`;
    crashPoint("act-answer-kept");
    return result;
  });
}

const queues = new Map<string, Promise<unknown>>();

/**
 * So many acts are under way at once in this process. More only collide: the heads of several offerings' logs stand on one
 * page of an index, and PostgreSQL takes reading and writing the same page for a conflict.
 */
const abreast = 4;
let underWay = 0;
const waiting: (() => void)[] = [];

/** Whoever has stood in the queue for so long (milliseconds) is told to ask again, and is not served behind their back. */
const queueMs = 10_000;

/** Runs one after the other what belongs to the same offering or person, and side by side what does not. */
function inOrder<T, P>(
  belongsTo: OfferingId | PersonId | "accounts",
  run: () => Promise<Result<T, P | RoadRefusal>>,
): Promise<Result<T, P | RoadRefusal>> {
  const busy: Result<T, P | RoadRefusal> = err({ code: "busy" });
  let hasLeft = false;
  let timer: NodeJS.Timeout | undefined;
  const begin = () =>
    amongFew(async () => {
      clearTimeout(timer);
      return hasLeft ? busy : run();
    });
  const before = queues.get(belongsTo) ?? Promise.resolve();
  const mine = before.then(begin, begin);
  const settled = mine.catch(() => {});
  queues.set(belongsTo, settled);
  void settled.then(() => {
    if (queues.get(belongsTo) === settled) queues.delete(belongsTo);
  });
  const tired = new Promise<typeof busy>((resolve) => {
    timer = setTimeout(() => {
      hasLeft = true;
      resolve(busy);
    }, queueMs);
  });
  return Promise.race([mine, tired]);
}

async function amongFew<T>(run: () => Promise<T>): Promise<T> {
  if (underWay >= abreast) await new Promise<void>((begin) => waiting.push(begin));
  else underWay++;
  try {
    return await run();
  } finally {
    // The place goes to whoever has waited longest, else it is free.
    const next = waiting.shift();
    if (next) next();
    else underWay--;
  }
}
