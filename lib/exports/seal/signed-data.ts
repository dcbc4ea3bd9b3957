import { constants, type KeyObject, verify, X509Certificate } from "node:crypto";
import type { BaseBlock } from "asn1js";
import { type HashName, hashNamed, hashOf, members, octetsIn, oidIn, oids, parsed, raw, tagOf } from "./der";
import { SealError } from "./settings";

/** What a CMS SignedData with one signer says (RFC 5652, 5). */
export type SignedData = {
  readonly contentType: string;
  readonly content: Buffer | null;
  /** The one that signed. */
  readonly certificate: X509Certificate;
  /** All that came with it. */
  readonly certificates: readonly X509Certificate[];
  readonly signature: Buffer;
};

/**
 * Reads a SignedData and holds it to itself: the signed attributes name its content, by type and digest, and the signer's
 * certificate, and the signature over them is that of the certificate's key. Throws a SealError where anything is not so.
 */
export function readSignedData(contentInfo: BaseBlock | undefined): SignedData {
  const [type, wrapped] = members(contentInfo);
  if (oidIn(type) !== oids.signedData) throw new SealError("It is no signed data.");
  const [, , encapsulated, ...rest] = members(members(wrapped)[0]);
  const [contentType, inner] = members(encapsulated);
  const content = inner ? octetsIn(members(inner)[0]) : null;
  const certificates = rest.filter((part) => tagOf(part) === 0).flatMap((part) => members(part).map(certificateFrom));
  const [signer, ...others] = members(rest.at(-1));
  if (others.length > 0) throw new SealError("It has more than one signer.");
  const [, signerId, digestAlgorithm, attributes, signatureAlgorithm, signature] = members(signer);
  if (tagOf(attributes) !== 0) throw new SealError("It has no signed attributes.");
  const certificate = certificates.find((known) => isSigner(known, signerId));
  if (!certificate) throw new SealError("The certificate of whoever signed it is not in it.");
  const hash = hashNamed(oidIn(members(digestAlgorithm)[0]));
  const signed = attributesIn(attributes);
  if (oidIn(signed.get(oids.contentType)) !== oidIn(contentType))
    throw new SealError("It was signed as something else.");
  if (content && !octetsIn(signed.get(oids.messageDigest)).equals(hashOf(hash, content)))
    throw new SealError("Its content is not what was signed.");
  if (!namesCertificate(signed, certificate))
    throw new SealError("It does not name the certificate that it was signed with.");
  const bytes = Buffer.concat([Buffer.from([0x31]), raw(attributes!).subarray(1)]);
  if (!holds(bytes, octetsIn(signature), certificate.publicKey, oidIn(members(signatureAlgorithm)[0]), hash))
    throw new SealError("Its signature is not that of the certificate in it.");
  return { contentType: oidIn(contentType), content, certificate, certificates, signature: octetsIn(signature) };
}

const certificateFrom = (block: BaseBlock) => new X509Certificate(raw(block));

/** Whether a certificate is the one that a signer's identifier means: by issuer and serial number, or by its key's identifier. */
function isSigner(certificate: X509Certificate, signerId: BaseBlock | undefined): boolean {
  const { tbs, issuer, serial } = identityIn(certificate);
  if (tagOf(signerId) !== 0) {
    const [namedIssuer, namedSerial] = members(signerId);
    return same(namedIssuer, issuer) && same(namedSerial, serial);
  }
  const extensions = tbs.filter((part) => tagOf(part) === 3).flatMap((part) => members(members(part)[0]));
  const keyId = extensions
    .map(members)
    .find(([type]) => oidIn(type) === subjectKeyIdentifier)
    ?.at(-1);
  return keyId !== undefined && octetsIn(keyId).subarray(2).equals(raw(signerId!).subarray(2));
}

/** Who issued a certificate and under which number, as they stand in it (RFC 5280, 4.1). */
export function identityIn(certificate: X509Certificate) {
  const tbs = members(members(parsed(certificate.raw))[0]);
  const [serial, , issuer] = tagOf(tbs[0]) === 0 ? tbs.slice(1) : tbs;
  if (!serial || !issuer) throw new SealError("A certificate in it cannot be read.");
  return { tbs, issuer, serial };
}

const subjectKeyIdentifier = "2.5.29.14";
const same = (a: BaseBlock | undefined, b: BaseBlock) => a !== undefined && raw(a).equals(raw(b));

function attributesIn(attributes: BaseBlock | undefined): Map<string, BaseBlock | undefined> {
  return new Map(
    members(attributes).map((attribute) => {
      const [type, values] = members(attribute);
      return [oidIn(type), members(values)[0]];
    }),
  );
}

/** The signing certificate is named by its digest, so that no other one with the same key can take its place (RFC 5035). */
function namesCertificate(signed: ReadonlyMap<string, BaseBlock | undefined>, { raw: der }: X509Certificate): boolean {
  const [second, first] = [signed.get(oids.signingCertificateV2), signed.get(oids.signingCertificate)];
  const [named] = members(members(second ?? first)[0]);
  const parts = members(named);
  const algorithm = second && parts[0] && !("getValue" in parts[0]) ? hashNamed(oidIn(members(parts[0])[0])) : "sha256";
  const digest = parts.find((part) => part.idBlock.tagClass === 1 && part.idBlock.tagNumber === 4);
  return octetsIn(digest).equals(hashOf(second ? algorithm : "sha1", der));
}

const withOwnHash: Record<string, HashName> = {
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
};
const [probabilistic, edwards] = ["1.2.840.113549.1.1.10", "1.3.101.112"];

function holds(bytes: Buffer, signature: Buffer, publicKey: KeyObject, algorithm: string, digest: HashName): boolean {
  const padding =
    algorithm === probabilistic
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
      : {};
  const hash = algorithm === edwards ? null : (withOwnHash[algorithm] ?? digest);
  return verify(hash, bytes, { key: publicKey, ...padding }, signature);
}

/**
 * Whether a certificate goes back to one of those that are trusted, through others that came with it, each valid at
 * that moment. `trusted` are certificates of authorities.
 */
export function isTrusted(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
  at: Date,
): boolean {
  let current = certificate;
  for (let step = 0; step < 10; step++) {
    if (!isValidAt(current, at)) return false;
    if (trusted.some((known) => known.raw.equals(current.raw) || (issued(known, current) && isValidAt(known, at))))
      return true;
    const above = others.find((other) => other.ca && issued(other, current));
    if (!above || above.raw.equals(current.raw)) return false;
    current = above;
  }
  return false;
}

const issued = (issuer: X509Certificate, certificate: X509Certificate) =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

export const isValidAt = (certificate: X509Certificate, at: Date) =>
  at >= new Date(certificate.validFrom) && at <= new Date(certificate.validTo);

/** What a certificate calls its holder. */
export function nameOf({ subject }: X509Certificate): string {
  const of = (key: string) => new RegExp(`^${key}=(.+)$`, "m").exec(subject)?.[1];
  return of("CN") ?? of("O") ?? subject.replaceAll("\n", ", ");
}
