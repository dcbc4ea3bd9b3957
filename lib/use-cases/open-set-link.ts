import "server-only";
import {
  beginNetworkAttempt,
  beginPassphraseAttempt,
  forgiveNetworkAttempt,
  forgivePassphraseAttempts,
} from "@/lib/auth/attempts";
import { browserWords } from "@/lib/auth/browser-words";
import { keptNetwork } from "@/lib/auth/client-network";
import { hashOfSecret } from "@/lib/auth/link-secret";
import { isRightPassword } from "@/lib/auth/passwords";
import { hasTicket, ticketCookie } from "@/lib/auth/set-link-ticket";
import type { Problem } from "@/lib/contracts/problem";
import type { OpenedSet, OpenSetInput, SetFile } from "@/lib/contracts/set-links";
import { beginDownload, type FoundSetLink, findSetLinkByHash } from "@/lib/db/set-links";
import { err, ok, type Result } from "@/lib/domain/result";
import { hasFiles, placeOf } from "./closing-set-builds";

// What the holder of a link may do, who has no account. A link that is unknown, revoked, expired, used up or without its
// files is answered in one way: nobody can tell by the answer which of these it is.

const opensNothing = { code: "set-link-not-valid" } as const;

/** What a link leads to. Looking uses nothing up: mail filters follow links too. */
export async function viewSetLink(headers: Headers, token: string): Promise<Result<OpenedSet, Problem>> {
  const found = await find(headers, token);
  if (!found.ok) return found;
  return found.value.left === 0 ? err(opensNothing) : ok(shown(found.value, found.value.passphraseHash === null));
}

type Opened = { set: OpenedSet; cookie: string | null };

/** Opens a link with its passphrase: what it leads to, and a ticket with which its files are given. */
export async function openSetLink(
  { headers }: { headers: Headers },
  { token, passphrase }: OpenSetInput,
): Promise<Result<Opened, Problem>> {
  const found = await find(headers, token);
  if (!found.ok) return found;
  const { id, passphraseHash, left } = found.value;
  if (left === 0) return err(opensNothing);
  if (passphraseHash === null) return ok({ set: shown(found.value, true), cookie: null });
  const wait = await beginPassphraseAttempt(id);
  if (wait !== null) return err({ code: "too-many-requests", retryAfterSeconds: wait });
  if (!(await isRightPassword(passphrase, passphraseHash))) return err({ code: "passphrase-wrong" });
  await forgivePassphraseAttempts(id);
  return ok({ set: shown(found.value, true), cookie: ticketCookie(id, passphraseHash, Date.now()) });
}

/** What is answered of an opened link: what it leads to, with the ticket as a cookie. */
export const ticketFor = ({ set, cookie }: Opened) => ({
  body: set,
  ...(cookie !== null && { headers: { "set-cookie": cookie } }),
});

export type SetDownload = {
  path: string;
  fileName: string;
  mediaType: string;
  /** Whether the link is still open, for a download that is under way. */
  isStillOpen: () => Promise<boolean>;
};

const mediaTypes = { pdf: "application/pdf", zip: "application/zip" } as const;

/** A file by a link; recorded where the download begins, and gone on with where it broke off. */
export async function readSetByLink(
  headers: Headers,
  token: string,
  format: SetFile["format"],
): Promise<Result<SetDownload, Problem>> {
  const found = await find(headers, token);
  if (!found.ok) return found;
  const { id, passphraseHash, closingId, buildId, fileName } = found.value;
  if (passphraseHash !== null && !hasTicket(headers.get("cookie"), id, passphraseHash, Date.now()))
    return err({ code: "passphrase-wrong" });
  const may = await beginDownload(id, {
    format,
    network: keptNetwork(headers.get("x-forwarded-for")),
    agent: browserWords(headers.get("user-agent")),
    goesOn: /^bytes=\s*0*[1-9]/i.test(headers.get("range") ?? ""),
  });
  if (!may) return err(opensNothing);
  return ok({
    path: placeOf(closingId, buildId, `set.${format}`),
    fileName: `${fileName}.${format}`,
    mediaType: mediaTypes[format],
    isStillOpen: async () => (await findSetLinkByHash(hashOfSecret(token))) !== null,
  });
}

async function find(headers: Headers, token: string): Promise<Result<FoundSetLink, Problem>> {
  const wait = await beginNetworkAttempt(headers);
  if (wait !== null) return err({ code: "too-many-requests", retryAfterSeconds: wait });
  const found = await findSetLinkByHash(hashOfSecret(token));
  if (!found || !(await hasFiles(found.closingId, found.buildId))) return err(opensNothing);
  await forgiveNetworkAttempt(headers);
  return ok(found);
}

function shown({ codeName, rehearsal, expiresAt, asOf, left, ...build }: FoundSetLink, withFiles: boolean): OpenedSet {
  const files: SetFile[] = [
    { format: "pdf", bytes: Number(build.pdfBytes), sha256: build.pdfSha256 },
    { format: "zip", bytes: Number(build.zipBytes), sha256: build.zipSha256 },
  ];
  return {
    codeName,
    rehearsal,
    expiresAt: expiresAt.toISOString(),
    asOf: asOf.toISOString(),
    left,
    files: withFiles ? files : null,
  };
}
