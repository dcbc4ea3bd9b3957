import "server-only";
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/env";
import { PrismaClient } from "./generated/client";

const kept = globalThis as { prisma?: PrismaClient };

/** In development the client that is kept across hot reloads is of an old schema after a migration; then it is left behind. */
const isOfThisSchema = (client: PrismaClient) => env.NODE_ENV !== "development" || client instanceof PrismaClient;

/**
 * Named, a statement is planned once a connection and not on every request: the list's takes as long to plan as to run.
 * Each text has a name of its own, its digest.
 */
const names = new Map<string, string>();

function nameOf({ sql }: { sql: string }): string {
  const known = names.get(sql);
  if (known) return known;
  // Lists of differing lengths make differing texts; beyond what a process really repeats nothing is kept.
  if (names.size >= 500) names.clear();
  const name = createHash("sha256").update(sql).digest("base64url").slice(0, 32);
  names.set(sql, name);
  return name;
}

/**
 * Whatever waits so long (milliseconds) for a lock, or works so long, gives up, so that what stands behind it is answered:
 * no statement here takes a tenth of it by itself.
 */
const patience = { lock_timeout: 5_000, statement_timeout: 15_000 };

/** Connections whose loss is a failed statement and nothing more, also in the moment when they go from hand to hand. */
function connections(): pg.Pool {
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 16, ...patience });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** One client for the process, connected as the application's own role. */
export const db =
  kept.prisma && isOfThisSchema(kept.prisma)
    ? kept.prisma
    : new PrismaClient({
        adapter: new PrismaPg(connections(), { statementNameGenerator: nameOf, disposeExternalPool: true }),
      });

kept.prisma = db;
