import "server-only";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { absoluteSeconds, cookiePrefix, idleSeconds, passwordLength, secureCookies } from "./session-limits";

/**
 * The authentication library, cut down to what is used: passwords, sessions in the database and a second factor. Nobody
 * signs up: accounts are made by accepting an invitation. Its own rate limits are off, since they are kept in a process's
 * memory; lib/auth/handler.ts keeps ours in the database. Its cookie cache is off, since a cached session would outlive
 * its end. Its cookies get the "__Host-" prefix where the site is served by https.
 */
export const auth = betterAuth({
  appName: "Section Seven",
  baseURL: env.ORIGIN,
  basePath: "/api/auth",
  secret: env.AUTH_SECRET,
  telemetry: { enabled: false },
  logger: { disabled: true },
  // The one Prisma client; a transaction of the library's own would need its interactive kind for nothing here.
  database: prismaAdapter(db, { provider: "postgresql" }),
  rateLimit: { enabled: false },
  emailAndPassword: {
    enabled: true,
    disableSignUp: true,
    minPasswordLength: passwordLength.min,
    maxPasswordLength: passwordLength.max,
  },
  user: {
    additionalFields: {
      administrator: { type: "boolean", required: false, defaultValue: false, input: false },
    },
  },
  session: {
    expiresIn: absoluteSeconds,
    // lib/auth/actor.ts keeps a session going while it is used.
    disableSessionRefresh: true,
    cookieCache: { enabled: false },
  },
  databaseHooks: {
    session: {
      create: {
        before: async (session) => ({ data: { ...session, expiresAt: new Date(Date.now() + idleSeconds * 1000) } }),
      },
    },
  },
  advanced: {
    cookiePrefix,
    useSecureCookies: false,
    defaultCookieAttributes: { secure: secureCookies, httpOnly: true, sameSite: "lax", path: "/" },
    database: { generateId: false },
    ipAddress: { ipAddressHeaders: ["x-forwarded-for"], ipv6Subnet: 64 },
    // The same is asked, more strictly, before a request gets here.
    disableCSRFCheck: true,
    disableOriginCheck: true,
  },
  plugins: [
    twoFactor({
      issuer: "Section Seven",
      accountLockout: { enabled: true, maxFailedAttempts: 5, durationSeconds: 900 },
    }),
  ],
});
