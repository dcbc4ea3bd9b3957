import "server-only";
import { env } from "@/lib/env";

/** A session ends after two hours without use, and twelve hours after it began however busy it is. */
export const idleSeconds = 2 * 3600;
export const absoluteSeconds = 12 * 3600;

export const passwordLength = { min: 12, max: 128 };

export const secureCookies = env.ORIGIN.startsWith("https://");

/** With "__Host-" the browser itself refuses the cookie from any other host, path or unencrypted page. */
export const cookiePrefix = secureCookies ? "__Host-section-seven" : "section-seven";
export const sessionCookie = `${cookiePrefix}.session_token`;
