import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { PrismaClient } from "./generated/client";

const kept = globalThis as { prisma?: PrismaClient };

/** One client for the process, connected as the application's own role; development keeps it across hot reloads. */
export const db =
  kept.prisma ?? new PrismaClient({ adapter: new PrismaPg({ connectionString: env.DATABASE_URL, max: 16 }) });

kept.prisma = db;
