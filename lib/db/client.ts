import "server-only";
import type { Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/env";
import { nameOf, noteBegin, noteEnd, withDirectStatements } from "./direct";
import { PrismaClient } from "./generated/client";

const kept = globalThis as { prisma?: PrismaClient };

/** In development the client that is kept across hot reloads is of an old schema after a migration; then it is left behind. */
const isOfThisSchema = (client: PrismaClient) => env.NODE_ENV !== "development" || client instanceof PrismaClient;

/**
 * Whatever waits so long (milliseconds) for a lock, or works so long, gives up, so that what stands behind it is answered:
 * no statement here takes a tenth of it by itself.
 */
const patience = { lock_timeout: 5_000, statement_timeout: 15_000 };

/**
 * A connection on which a transaction's BEGIN, with its isolation, travels together with its first statement, where Prisma's
 * adapter sends the three one after the other. A BEGIN fails only with its connection, and then so does what it was sent with.
 */
class Connection extends pg.Client {
  private begin: string | null = null;

  // biome-ignore lint/suspicious/noExplicitAny: all the ways in which pg.Client may be asked
  override query(config: any, ...rest: any[]): any {
    const text = String(config?.text);
    const level = /^SET TRANSACTION (ISOLATION LEVEL [A-Z ]+)$/.exec(text)?.[1];
    if (text === "BEGIN") noteBegin(this);
    if (text === "COMMIT" || text === "ROLLBACK") noteEnd(this);
    if (text === "BEGIN" || (this.begin && level)) {
      this.begin = level ? `BEGIN ${level}` : "BEGIN";
      return Promise.resolve({ rows: [], fields: [], rowCount: 0 });
    }
    if (!this.begin) return super.query(config, ...rest);
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    void super.query(this.begin).catch(() => {});
    this.begin = null;
    const asked = super.query(config, ...rest);
    stream.uncork();
    return asked;
  }
}

/** Connections whose loss is a failed statement and nothing more, also in the moment when they go from hand to hand. */
function connections(): pg.Pool {
  const pool = new pg.Pool({
    Client: Connection,
    pipeline: true,
    connectionString: env.DATABASE_URL,
    max: 16,
    ...patience,
  });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

const clientOn = (pool: pg.Pool) =>
  new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql), disposeExternalPool: true }),
  });

/** One client for the process, connected as the application's own role. */
export const db =
  kept.prisma && isOfThisSchema(kept.prisma) ? kept.prisma : withDirectStatements(clientOn, connections);

kept.prisma = db;
