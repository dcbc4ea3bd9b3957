import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import pg from "pg";
import { Prisma, type PrismaClient } from "./generated/client";

// Statements written in SQL go straight to the driver. Prisma plans and interprets each of them as it does its own, which costs
// the server more than everything else in an act; its transactions, its models and its types stay as they are.

/** Where a statement goes: a connection, or the pool when it belongs to no transaction. */
type Sender = Pick<pg.ClientBase, "query">;

/** Which connection a transaction has; null before it begins and once it is over, when somebody else may have it. */
type Lease = { connection: pg.PoolClient | null };

const leases = new AsyncLocalStorage<Lease>();

/** A pool that tells a transaction which connection it was given. */
export class Pool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: all the ways in which pg.Pool may be asked
  override connect(...given: any[]): any {
    const lease = leases.getStore();
    // Asked with a callback, the pool asks itself, for a statement that belongs to no transaction.
    if (given.length > 0 || !lease) return super.connect(...(given as []));
    return super.connect().then((connection) => {
      const { release } = connection;
      connection.release = (fault) => {
        lease.connection = null;
        release(fault);
      };
      lease.connection = connection;
      return connection;
    });
  }
}

/**
 * The same client, whose statements in SQL go straight to the driver: `$queryRaw` on it, and `$queryRaw` and `$executeRaw` in
 * its interactive transactions. A statement after a transaction's end throws, since its connection may be somebody else's by then.
 */
export function withDirectStatements(client: PrismaClient, pool: Pool): PrismaClient {
  type Work = (tx: Prisma.TransactionClient) => Promise<unknown>;
  const transaction = (work: Work | Prisma.PrismaPromise<unknown>[], options?: object) => {
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
  const { $queryRaw } = statementsOn(() => pool as unknown as Sender);
  return over(client, { $queryRaw, $transaction: transaction });
}

const over = <T extends object>(client: T, own: object): T =>
  Object.create(client, Object.fromEntries(Object.entries(own).map(([name, value]) => [name, { value }])));

function leased({ connection }: Lease): Sender {
  if (!connection) throw new Error("The transaction is over, or has not begun.");
  return connection;
}

function statementsOn(sender: () => Sender) {
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
