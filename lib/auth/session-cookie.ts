import { createHmac, timingSafeEqual } from "node:crypto";

/** A cookie of the name, as the browser sent it; the last one where it sent several. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  let found: string | null = null;
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) found = pair.slice(at + 1).trim();
  }
  return found;
}

/**
 * The session's token from its cookie, "<token>.<HMAC-SHA256 of it in base64>", URL-encoded. Null for anything that was
 * not signed with the secret: such a cookie never reaches the database.
 */
export function tokenOf(cookie: string | null, secret: string): string | null {
  if (!cookie || cookie.length > 500) return null;
  let text: string;
  try {
    text = decodeURIComponent(cookie);
  } catch {
    return null;
  }
  const at = text.lastIndexOf(".");
  if (at < 1) return null;
  const token = text.slice(0, at);
  const given = Buffer.from(text.slice(at + 1), "base64");
  const right = createHmac("sha256", secret).update(token).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}
