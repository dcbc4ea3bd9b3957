import { createHash } from "node:crypto";
import {
  type BaseBlock,
  Constructed,
  fromBER,
  Integer,
  ObjectIdentifier,
  OctetString,
  Sequence,
  Set as SetOf,
} from "asn1js";
import { SealError } from "./settings";

/** The object identifiers that time stamps and signatures are made of (RFC 3161, 5652, 5035; EN 319 122). */
export const oids = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  timeStampInfo: "1.2.840.113549.1.9.16.1.4",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  signatureTimeStamp: "1.2.840.113549.1.9.16.2.14",
  timeStamping: "1.3.6.1.5.5.7.3.8",
  /** Ours, of the arc that anyone may use (X.667): the digest of a signature's own bytes, with zeros in its place. */
  ownDigest: "2.25.214444958414053490597271189940459232144",
} as const;

const hashes = {
  sha256: "2.16.840.1.101.3.4.2.1",
  sha384: "2.16.840.1.101.3.4.2.2",
  sha512: "2.16.840.1.101.3.4.2.3",
} as const;

export type HashName = keyof typeof hashes;

export const hashOid = (name: HashName) => hashes[name];
export const hashOf = (name: string, bytes: Uint8Array) => createHash(name).update(bytes).digest();

/** The hash that an object identifier names; throws where it is none of SHA-2. */
export function hashNamed(oid: string): HashName {
  const found = Object.entries(hashes).find(([, known]) => known === oid);
  if (!found) throw new SealError("The answer uses a hash that is not one of SHA-256, SHA-384 and SHA-512.");
  return found[0] as HashName;
}

export const oid = (value: string) => new ObjectIdentifier({ value });
export const octets = (bytes: Uint8Array) => new OctetString({ valueHex: Uint8Array.from(bytes) });
export const sequence = (...value: BaseBlock[]) => new Sequence({ value });
export const integer = (value: number) => new Integer({ value });
/** A set in the order that DER asks for. */
export const setOf = (...value: BaseBlock[]) =>
  new SetOf({ value: value.sort((a, b) => Buffer.compare(encoded(a), encoded(b))) });
/** What stands in place of a universal tag: `[number]`. */
export const tagged = (number: number, ...value: BaseBlock[]) =>
  new Constructed({ idBlock: { tagClass: 3, tagNumber: number }, value });

export const encoded = (block: BaseBlock) => Buffer.from(block.toBER());

/** Reads one element that takes all of the bytes; throws where it does not. */
export function parsed(bytes: Uint8Array): BaseBlock {
  const { offset, result } = fromBER(Uint8Array.from(bytes));
  if (offset !== bytes.length) throw new SealError("It is not in the form that the standard prescribes.");
  return result;
}

/** An element as it stood among the bytes that were read. */
export const raw = (block: BaseBlock) => Buffer.from(block.valueBeforeDecodeView);

/** The members of a sequence, a set or a tagged element; throws where it is none. */
export function members(block: BaseBlock | undefined): readonly BaseBlock[] {
  if (block instanceof Constructed) return block.valueBlock.value;
  throw new SealError("A part that the standard prescribes is missing.");
}

/** The number of an element `[n]`; null of any other. */
export const tagOf = (block: BaseBlock | undefined) => (block?.idBlock.tagClass === 3 ? block.idBlock.tagNumber : null);

export function oidIn(block: BaseBlock | undefined): string {
  if (block instanceof ObjectIdentifier) return block.getValue();
  throw new SealError("An object identifier is missing where the standard prescribes one.");
}

export function octetsIn(block: BaseBlock | undefined): Buffer {
  if (block instanceof OctetString) return Buffer.from(block.getValue());
  throw new SealError("Bytes are missing where the standard prescribes them.");
}
