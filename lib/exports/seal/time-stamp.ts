import { randomBytes, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { Boolean as Asn1Boolean, GeneralizedTime, Integer, Null, Utf8String } from "asn1js";
import {
  encoded,
  type HashName,
  hashOf,
  hashOid,
  integer,
  members,
  octets,
  octetsIn,
  oid,
  oidIn,
  oids,
  parsed,
  raw,
  sequence,
} from "./der";
import { SealError, type TimeStampSettings } from "./settings";
import { isTrusted, isValidAt, nameOf, readSignedData } from "./signed-data";

/** When an authority says that it saw something, and the name in its certificate. */
export type StampedAt = { readonly at: string; readonly by: string };
export type TimeStamp = StampedAt & {
  /** The whole answer (TimeStampResp), as `openssl ts -verify` reads it. */
  readonly response: Buffer;
  /** The token within it, as a signature carries it. */
  readonly token: Buffer;
};

const mostBytes = 1 << 18;

/**
 * Asks the authority for a time stamp over some bytes (RFC 3161, by HTTP). The answer is believed only where it is granted,
 * is for the digest and the number that were sent, is signed by the certificate in it, and that one is fit for time
 * stamps, valid at the time, and issued by whom the operator trusts, where that was said. Throws a SealError that says what is wrong.
 */
export async function requestTimeStamp(stamped: Uint8Array, settings: TimeStampSettings): Promise<TimeStamp> {
  const nonce = randomBytes(12);
  // A positive number without leading zeros, in all of its bytes.
  nonce[0] = (nonce[0]! & 0x3f) | 0x40;
  const request = sequence(
    integer(1),
    sequence(sequence(oid(hashOid(settings.hash)), new Null()), octets(hashOf(settings.hash, stamped))),
    ...(settings.policy ? [oid(settings.policy)] : []),
    new Integer({ valueHex: Uint8Array.from(nonce) }),
    new Asn1Boolean({ value: true }),
  );
  try {
    const stamp = readTimeStamp(await post(settings, encoded(request)), stamped, settings);
    if (!stamp.nonce?.equals(nonce)) throw new SealError("It is the answer to another request.");
    return stamp;
  } catch (error) {
    const reason = error instanceof SealError ? error.message : "It is not in the form that the standard prescribes.";
    throw new SealError(`The time stamp authority gave no time stamp that can be used. ${reason}`);
  }
}

/** Reads an answer and checks all that does not depend on the request. */
export function readTimeStamp(
  response: Buffer,
  stamped: Uint8Array,
  { trusted, policy }: Pick<TimeStampSettings, "trusted" | "policy">,
): TimeStamp & { nonce: Buffer | null } {
  const [status, token] = members(parsed(response));
  const [code, words] = members(status);
  if (!token || !(code instanceof Integer) || code.valueBlock.valueDec > 1) {
    const said = words && "valueBlock" in words ? members(words).filter((line) => line instanceof Utf8String) : [];
    throw new SealError(`It refused: ${said.map((line) => line.getValue()).join(" ") || "no reason was given"}.`);
  }
  const { contentType, content, certificate, certificates } = readSignedData(token);
  if (contentType !== oids.timeStampInfo || !content) throw new SealError("What it signed is no time stamp.");
  const [, given, imprint, , time, ...rest] = members(parsed(content));
  const [algorithm, digest] = members(imprint);
  const hash = hashNameOf(oidIn(members(algorithm)[0]));
  if (!hash || !octetsIn(digest).equals(hashOf(hash, stamped))) throw new SealError("It is for something else.");
  if (policy && oidIn(given) !== policy)
    throw new SealError(`It is under policy ${oidIn(given)}, and not the one asked for.`);
  if (!(time instanceof GeneralizedTime)) throw new SealError("It names no time.");
  const at = time.toDate();
  if (!certificate.keyUsage?.includes(oids.timeStamping))
    throw new SealError("Its certificate is not one for time stamps.");
  if (!isValidAt(certificate, at)) throw new SealError("Its certificate was not valid at the time that it names.");
  if (trusted && !isTrusted(certificate, certificates, authoritiesIn(trusted), at))
    throw new SealError("Its certificate was not issued by an authority that this site trusts.");
  const nonce = rest.find((part): part is Integer => part instanceof Integer);
  return {
    at: at.toISOString(),
    by: nameOf(certificate),
    response,
    token: raw(token),
    nonce: nonce ? Buffer.from(nonce.valueBlock.valueHexView) : null,
  };
}

const hashNameOf = (found: string): HashName | undefined =>
  (["sha256", "sha384", "sha512"] as const).find((name) => hashOid(name) === found);

/** The certificates of the operator's file; throws where it cannot be read or has none. */
function authoritiesIn(path: string): X509Certificate[] {
  try {
    const found = certificatesIn(readFileSync(path, "utf8"));
    if (found.length > 0) return found;
  } catch {
    // Said below, as of a file without certificates.
  }
  throw new SealError("The file that TIMESTAMP_CA names has no certificates that can be read.");
}

export const certificatesIn = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  );

async function post({ url: address, seconds }: TimeStampSettings, body: Buffer): Promise<Buffer> {
  const url = new URL(address);
  const account = url.username && `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  [url.username, url.password] = ["", ""];
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/timestamp-query",
        Accept: "application/timestamp-reply",
        ...(account ? { Authorization: `Basic ${Buffer.from(account).toString("base64")}` } : {}),
      },
      body: Uint8Array.from(body),
      redirect: "error",
      signal: AbortSignal.timeout(seconds * 1000),
    });
    if (answer.status !== 200) throw new SealError(`It answered with status ${answer.status}.`);
    return await readAll(answer);
  } catch (error) {
    if (error instanceof SealError) throw error;
    const late = (error as Error).name === "TimeoutError";
    throw new SealError(late ? `It did not answer within ${seconds} seconds.` : "It could not be reached.");
  }
}

async function readAll(answer: Response): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body ?? []) {
    length += piece.length;
    if (length > mostBytes) throw new SealError("Its answer is larger than any time stamp.");
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
