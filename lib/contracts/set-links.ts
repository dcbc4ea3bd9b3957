import { z } from "zod";
import { buildId } from "./closing-set";
import { closingId } from "./ids";
import { email, linkToken } from "./people";

/** How many days a link is good for where nobody says otherwise, and at most. */
export const linkDays = { usual: 14, most: 90 };

export const passphraseLength = { min: 8, max: 128 };

export const linkInput = z.strictObject({
  closingId,
  buildId,
  name: z.string().trim().min(1, "Say whom the link is for.").max(120),
  email: email.nullable(),
  days: z.int().min(1).max(linkDays.most, `At most ${linkDays.most} days.`),
  maxDownloads: z.int().min(1).max(1_000).nullable(),
  passphrase: z
    .string()
    .min(passphraseLength.min, `At least ${passphraseLength.min} characters.`)
    .max(passphraseLength.max)
    .nullable(),
  /** Whether the link is mailed, where a mail server is set up. */
  mail: z.boolean(),
});

export type LinkInput = z.output<typeof linkInput>;

/** A link that was made. `link` is told once, to the one request that made it, and never again. */
export type MadeLink = { id: string; link: string | null; expiresAt: string; mailed: boolean };

export const revokeLinkInput = z.strictObject({ closingId, linkId: z.uuid() });

export type RevokeLinkInput = z.output<typeof revokeLinkInput>;

export type DownloadView = { at: string; format: "pdf" | "zip"; network: string; agent: string };

/** A link as whoever sends sets sees it: all but what opens it. */
export type SetLinkView = {
  id: string;
  buildId: string;
  name: string;
  email: string | null;
  by: string;
  at: string;
  expiresAt: string;
  state: "open" | "revoked" | "expired" | "used-up";
  maxDownloads: number | null;
  hasPassphrase: boolean;
  mail: "none" | "waiting" | "sent";
  downloads: readonly DownloadView[];
};

export const openSetInput = z.strictObject({
  token: linkToken,
  passphrase: z.string().min(1).max(passphraseLength.max),
});

export type OpenSetInput = z.output<typeof openSetInput>;

export const setFileFormat = z.enum(["pdf", "zip"]);

export type SetFile = { format: "pdf" | "zip"; bytes: number; sha256: string };

/** What the holder of a link is shown: the name that the offering goes by, and the files once they may have them. */
export type OpenedSet = {
  codeName: string;
  rehearsal: boolean;
  expiresAt: string;
  /** How many downloads are left; null where they are not counted out. */
  left: number | null;
  asOf: string;
  /** Null while the passphrase is to be given first. */
  files: readonly SetFile[] | null;
};
