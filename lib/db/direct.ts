import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import pg from "pg";
import { Prisma, type PrismaClient } from "./generated/client";

// Statements written in SQL go straight to the driver. Prisma plans and interprets each of them as it does its own, which costs
// the server more than everything else in an act; its transactions, its models and its types stay as they are.

/** Which connection a transaction has; null before it begins and once it is over, when somebody else may have it. */
type Lease = { connection: pg.Client | null };

const leases = new AsyncLocalStorage<Lease>();

/** The transaction that each connection is in. */
const holders = new WeakMap<pg.Client, Lease>();

/** Told by a connection that it is asked to begin: it belongs to the transaction in whose course that happens. */
export function noteBegin(connection: pg.Client): void {
  noteEnd(connection);
  const lease = leases.getStore();
  if (!lease) return;
  lease.connection = connection;
  holders.set(connection, lease);
}

/** Told by a connection that it is asked to commit or to roll back, or to begin another. */
export function noteEnd(connection: pg.Client): void {
  const lease = holders.get(connection);
  if (lease) lease.connection = null;
  holders.delete(connection);
}

/**
 * The same client, whose statements in SQL go straight to the driver: `$queryRaw` on it, and `$queryRaw` and `$executeRaw` in
 * its interactive transactions. A statement after a transaction's end throws, since its connection may be somebody else's by
 * then. `makePool` makes the connections for what belongs to no transaction; the first are Prisma's too, and end with them.
 */
export function withDirectStatements(
  makeClient: (pool: pg.Pool) => PrismaClient,
  makePool: () => pg.Pool,
): PrismaClient {
  type Work = (tx: Prisma.TransactionClient) => Promise<unknown>;
  let pool = makePool();
  const client = makeClient(pool);
  const $transaction = (work: Work | Prisma.PrismaPromise<unknown>[], options?: object) => {
    if (typeof work !== "function") return client.$transaction(work, options);
    const lease: Lease = { connection: null };
    const inside = (tx: Prisma.TransactionClient) =>
      work(
        over(
          tx,
          statementsOn(() => leased(lease)),
        ),
      );
    return leases.run(lease, () => client.$transaction(inside, options));
  };
  // Prisma goes on with connections of its own when it is used again after this.
  const $disconnect = async () => {
    await client.$connect();
    await client.$disconnect();
    if (!pool.ended) await pool.end();
    pool = makePool();
  };
  const { $queryRaw } = statementsOn(() => pool);
  return over(client, { $queryRaw, $transaction, $disconnect });
}

const over = <T extends object>(client: T, own: object): T =>
  Object.create(client, Object.fromEntries(Object.entries(own).map(([name, value]) => [name, { value }])));

function leased({ connection }: Lease): pg.Client {
  if (!connection) throw new Error("The transaction is over, or has not begun.");
  return connection;
}

function statementsOn(sender: () => Pick<pg.Client, "query">) {
  const send = async (first: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
    const { text, values: given } = "raw" in first ? Prisma.sql(first, ...values) : first;
    return sender().query({ name: nameOf(text), text, values: given.map(asSent), types });
  };
  return {
    $queryRaw: async (first: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await send(first, values)).rows,
    $executeRaw: async (first: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await send(first, values)).rowCount ?? 0,
  };
}

/** A value as PostgreSQL reads it: moments in UTC, whatever zone the server runs in, and objects as JSON. */
const asSent = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

const { builtins, getTypeParser } = pg.types;

/** Where Prisma reads a value otherwise than the driver does by itself: it reads these as Prisma does. */
const readers: Partial<Record<number, (text: string) => unknown>> = {
  [builtins.INT8]: BigInt,
  [builtins.NUMERIC]: (text) => new Prisma.Decimal(text),
  [builtins.DATE]: (text) => new Date(`${text}T00:00:00Z`),
  [builtins.TIMESTAMP]: (text) => new Date(`${text.replace(" ", "T")}Z`),
};

const types = {
  getTypeParser: (oid: number, format?: "text" | "binary") => readers[oid] ?? getTypeParser(oid, format),
} as pg.CustomTypesConfig;

/**
 * Named, a statement is planned once a connection and not on every request: the list's takes as long to plan as to run.
 * Each text has a name of its own, its digest.
 */
const names = new Map<string, string>();

export function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  // Lists of differing lengths make differing texts; beyond what a process really repeats nothing is kept.
  if (names.size >= 500) names.clear();
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 32);
  names.set(text, name);
  return name;
}
