import "server-only";
import { createHmac, randomUUID } from "node:crypto";
import { hashOfSecret, setLinkOf, setLinkSecret } from "@/lib/auth/link-secret";
import { hashPassword } from "@/lib/auth/passwords";
import type { Problem } from "@/lib/contracts/problem";
import type { LinkInput, MadeLink, RevokeLinkInput, SetLinkView } from "@/lib/contracts/set-links";
import { logEvent } from "@/lib/db/events";
import { type Road, travel } from "@/lib/db/road";
import { findBuildRow } from "@/lib/db/set-builds";
import { findSetLink, type listSetLinks, recordSetLink, revokeSetLink } from "@/lib/db/set-links";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { env } from "@/lib/env";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";
import { hasFiles } from "./closing-set-builds";

type Who = { personId: PersonId; offeringId: OfferingId; key: string };

/**
 * Makes a link to a finished build for somebody without an account. Its secret is answered to this one request and never
 * again, not even to the same request sent once more; the database has a hash of it. Where a mail server is set up it can be
 * mailed besides, and the answer does not wait for that.
 */
export async function makeSetLink(who: Who, input: LinkInput): Promise<Result<MadeLink, Problem>> {
  const { passphrase } = input;
  const passphraseHash = passphrase === null ? null : await hashPassword(passphrase);
  // The key keeps a digest of the wish, from which nobody shall be able to guess a passphrase.
  const wish = { ...input, passphrase: passphrase && keyed(passphrase) };
  let isNew = false;
  const made = await travel<Omit<MadeLink, "link">, Problem>({ ...who, hash: digestOf(wish) }, (road) => {
    isNew = true;
    return makeOn(road, input, passphraseHash);
  });
  if (!made.ok) return made;
  return ok({ ...made.value, link: isNew ? setLinkOf(setLinkSecret(made.value.id)) : null });
}

const keyed = (text: string) => createHmac("sha256", env.AUTH_SECRET).update(`set passphrase ${text}`).digest("hex");

async function makeOn(
  { tx, actor, real }: Road,
  { closingId, buildId, name, email, days, maxDownloads, mail }: LinkInput,
  passphraseHash: string | null,
): Promise<Result<Omit<MadeLink, "link">, Problem>> {
  const grant = authorize(actor, "distribution.send");
  if (!grant.ok) return grant;
  const build = await findBuildRow(tx, closingId, buildId);
  const isFinished = build?.end && !("failure" in build.end);
  if (!build || !isFinished || !(await hasFiles(closingId, buildId))) return err({ code: "not-found" });

  const { offeringId, personId: by, name: byName } = actor;
  const id = randomUUID();
  const expiresAt = new Date(real.getTime() + days * 86_400_000);
  const mailed = mail && email !== null && env.SMTP_URL !== undefined;
  const tokenHash = hashOfSecret(setLinkSecret(id));
  const recipient = { recipientName: name, recipientEmail: email };
  const ground = { id, offeringId, closingId, buildId, by, byName, at: real, expiresAt };
  await recordSetLink(tx, { ...ground, ...recipient, tokenHash, passphraseHash, maxDownloads }, mailed);
  await logEvent(tx, actor, real, {
    type: "closing-set.link-made",
    compartment: "shared",
    closingId,
    conditionId: null,
    payload: {
      linkId: id,
      buildId,
      set: build.setName,
      name,
      email,
      expiresAt: expiresAt.toISOString(),
      maxDownloads,
      passphrase: passphraseHash !== null,
    },
  });
  return ok({ id, expiresAt: expiresAt.toISOString(), mailed });
}

/** Revokes a link: it opens nothing from this moment on, and a download that is under way is broken off. */
export function revokeLink(who: Who, input: RevokeLinkInput): Promise<Result<{ id: string }, Problem>> {
  return travel<{ id: string }, Problem>({ ...who, hash: digestOf(input) }, async ({ tx, actor, real }) => {
    const grant = authorize(actor, "distribution.send");
    if (!grant.ok) return grant;
    const link = await findSetLink(tx, input.closingId, input.linkId);
    if (!link) return err({ code: "not-found" });
    if (link.revokedAt) return err({ code: "already-done", what: "the link is revoked" });
    await revokeSetLink(tx, link.id, real);
    await logEvent(tx, actor, real, {
      type: "closing-set.link-revoked",
      compartment: "shared",
      closingId: input.closingId,
      conditionId: null,
      payload: { linkId: link.id, name: link.recipientName, email: link.recipientEmail },
    });
    return ok({ id: link.id });
  });
}

type Row = Awaited<ReturnType<typeof listSetLinks>>[number];

/** A link as whoever sends sets sees it, with what was downloaded by it. */
export function presentLink(row: Row, now: Date): SetLinkView {
  const { id, buildId, recipientName, recipientEmail, byName, at, expiresAt, maxDownloads, passphraseHash } = row;
  const { downloads, mail } = row;
  return {
    id,
    buildId,
    name: recipientName,
    email: recipientEmail,
    by: byName,
    at: at.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state: stateOf(row, now),
    maxDownloads,
    hasPassphrase: passphraseHash !== null,
    mail: mail === null ? "none" : mail.sentAt ? "sent" : "waiting",
    downloads: downloads.map((made) => ({
      at: made.at.toISOString(),
      format: made.format === "zip" ? "zip" : "pdf",
      network: made.network,
      agent: made.agent,
    })),
  };
}

function stateOf({ revokedAt, expiresAt, maxDownloads, downloads }: Row, now: Date): SetLinkView["state"] {
  if (revokedAt) return "revoked";
  if (expiresAt <= now) return "expired";
  return maxDownloads !== null && downloads.length >= maxDownloads ? "used-up" : "open";
}
