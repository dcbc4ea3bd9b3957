import "server-only";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

/**
 * The secret of an invitation's link: 256 bits that are worked out from the invitation's id and the server's own secret,
 * so that the link can be shown and mailed again while the database holds nothing but a hash of it.
 */
export const invitationSecret = (invitationId: string): string =>
  createHmac("sha256", env.AUTH_SECRET).update(`invitation ${invitationId}`).digest("base64url");

/** The secret of a link to a closing set, worked out the same way: so its mail can be sent, and nothing else tells it again. */
export const setLinkSecret = (linkId: string): string =>
  createHmac("sha256", env.AUTH_SECRET).update(`set link ${linkId}`).digest("base64url");

/** The page that a link to a closing set opens. */
export const setLinkOf = (secret: string): string => `${env.ORIGIN}/set/${secret}`;

/** The secret of a link that is shown once and never again. */
export const freshSecret = (): string => randomBytes(32).toString("base64url");

/** What is kept of a link's secret. */
export const hashOfSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** The page that a link opens. */
export const linkOf = (secret: string): string => `${env.ORIGIN}/join/${secret}`;
