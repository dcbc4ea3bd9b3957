import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { PrismaClient } from "./generated/client";

const kept = globalThis as { prisma?: PrismaClient };

/** In development the client that is kept across hot reloads is of an old schema after a migration; then it is left behind. */
const isOfThisSchema = (client: PrismaClient) => env.NODE_ENV !== "development" || client instanceof PrismaClient;

/** One client for the process, connected as the application's own role. */
export const db =
  kept.prisma && isOfThisSchema(kept.prisma)
    ? kept.prisma
    : new PrismaClient({ adapter: new PrismaPg({ connectionString: env.DATABASE_URL, max: 16 }) });

kept.prisma = db;
