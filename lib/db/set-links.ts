import "server-only";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import { db } from "./client";
import { type Tx, withScope } from "./scope";

export type NewSetLink = {
  id: string;
  offeringId: OfferingId;
  closingId: ClosingId;
  buildId: string;
  tokenHash: string;
  passphraseHash: string | null;
  recipientName: string;
  recipientEmail: string | null;
  maxDownloads: number | null;
  by: PersonId;
  byName: string;
  at: Date;
  expiresAt: Date;
};

/** Writes a link, and puts its mail on the way where it is to be mailed. */
export async function recordSetLink(tx: Tx, link: NewSetLink, mailed: boolean): Promise<void> {
  await tx.setLink.create({ data: link });
  const { id: linkId, offeringId, at } = link;
  if (mailed) await tx.setLinkMail.create({ data: { linkId, offeringId, at, nextTryAt: at } });
}

/** A link of the offering that the transaction is held to. */
export const findSetLink = (tx: Tx, closingId: ClosingId, id: string) =>
  tx.setLink.findFirst({ where: { id, closingId } });

/** Marks a link as revoked. */
export async function revokeSetLink(tx: Tx, id: string, revokedAt: Date): Promise<void> {
  await tx.setLink.update({ where: { id }, data: { revokedAt } });
}

/** The links of one Time of Delivery, newest first, with what was downloaded by each, and none of what opens them. */
export const listSetLinks = (tx: Tx, closingId: ClosingId) =>
  tx.setLink.findMany({
    where: { closingId },
    orderBy: { at: "desc" },
    omit: { tokenHash: true },
    include: {
      downloads: { orderBy: { at: "desc" } },
      mail: { select: { sentAt: true } },
    },
  });

/** The builds of one Time of Delivery to which a link is open now: their files stay. */
export async function buildsWithOpenLinks(offeringId: OfferingId, closingId: ClosingId): Promise<Set<string>> {
  const compartments = [{ offeringId, compartment: "shared" as const }];
  const rows = await withScope({ personId: "" as PersonId, compartments }, (tx) =>
    tx.setLink.findMany({
      where: { closingId, revokedAt: null, expiresAt: { gt: new Date() } },
      select: { buildId: true },
    }),
  );
  return new Set(rows.map(({ buildId }) => buildId));
}

/** What a link leads to, as its holder finds it. */
export type FoundSetLink = {
  id: string;
  offeringId: OfferingId;
  closingId: ClosingId;
  buildId: string;
  codeName: string;
  rehearsal: boolean;
  fileName: string;
  asOf: Date;
  pdfBytes: bigint;
  pdfSha256: string;
  zipBytes: bigint;
  zipSha256: string;
  expiresAt: Date;
  passphraseHash: string | null;
  /** Downloads that are left; null where they are not counted out. */
  left: number | null;
};

/** The link whose secret has this hash, whoever asks; null for one that is unknown, revoked or expired. */
export async function findSetLinkByHash(tokenHash: string): Promise<FoundSetLink | null> {
  const rows = await db.$queryRaw<FoundSetLink[]>`SELECT * FROM set_link_by_token(${tokenHash})`;
  return rows[0] ?? null;
}

export type Download = { format: "pdf" | "zip"; network: string; agent: string; goesOn: boolean };

/** Records a download that begins, or goes on with one; false where the link opens nothing any more. */
export async function beginDownload(linkId: string, { format, network, agent, goesOn }: Download): Promise<boolean> {
  const rows = await db.$queryRaw<{ may: boolean }[]>`
    SELECT begin_set_download(${linkId}::uuid, ${format}, ${network}, ${agent}, ${goesOn}) AS "may"`;
  return rows[0]?.may === true;
}

export type DueSetLinkMail = { linkId: string; to: string; codeName: string; expiresAt: Date; tries: number };

/** Takes the mails that are due; no other process gets the same ones meanwhile. */
export const claimSetLinkMail = (batch: number): Promise<DueSetLinkMail[]> =>
  db.$queryRaw<DueSetLinkMail[]>`SELECT * FROM claim_set_link_mail(${batch}::integer)`;

export async function setLinkMailSent(linkId: string): Promise<void> {
  await db.$executeRaw`SELECT set_link_mail_sent(${linkId}::uuid)`;
}
