import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import {
  type Checkpoint,
  fromBase64,
  headText,
  keyIdInput,
  noteOf,
  succession,
  type TreeHead,
  toBase64,
} from "./checkpoint";

/** An Ed25519 key of a log; `publicKey` is its 32 bytes in base64, as events and exports name it. */
export type SigningKey = { readonly publicKey: string; readonly privateKey: KeyObject };

/** What comes before a key's 32 bytes in DER (RFC 8410). */
const [privateForm, publicForm] = ["302e020100300506032b657004220420", "302a300506032b6570032100"].map((hex) =>
  Buffer.from(hex, "hex"),
) as [Buffer, Buffer];

/**
 * Reads one or more keys, each 32 bytes in base64url and parted by commas; white space counts for nothing. The first signs;
 * the others did before it. Throws a TypeError for anything else.
 */
export function readSigningKeys(text: string): [SigningKey, ...SigningKey[]] {
  const keys = text.split(",").map((part) => {
    const seed = Buffer.from(part, "base64url");
    if (seed.length !== 32) throw new TypeError("A log's signing key is 32 bytes in base64url.");
    const privateKey = createPrivateKey({ key: Buffer.concat([privateForm, seed]), format: "der", type: "pkcs8" });
    const made = createPublicKey(privateKey).export({ format: "der", type: "spki" });
    return { publicKey: made.subarray(publicForm.length).toString("base64"), privateKey };
  });
  return keys as [SigningKey, ...SigningKey[]];
}

export const keyIdOf = (origin: string, publicKey: string) =>
  createHash("sha256")
    .update(keyIdInput(origin, fromBase64(publicKey)))
    .digest()
    .subarray(0, 4);

/** The checkpoint of a log at one size. Ed25519 signs the same in the same way, so it may be made at any later moment. */
export const signCheckpoint = (head: TreeHead, { publicKey, privateKey }: SigningKey): string =>
  noteOf(head, keyIdOf(head.origin, publicKey), sign(null, Buffer.from(headText(head)), privateKey));

/** The signature by which a key hands a log on to another, in base64. */
export const handOn = (origin: string, key: string, { privateKey }: SigningKey): string =>
  toBase64(sign(null, succession(origin, key), privateKey));

/** Whether a checkpoint is signed by the key that it should be. */
export const isSignedBy = (checkpoint: Checkpoint, publicKey: string): boolean =>
  Buffer.compare(checkpoint.keyId, keyIdOf(checkpoint.origin, publicKey)) === 0 &&
  isSignature(Buffer.from(checkpoint.text), checkpoint.signature, publicKey);

function isSignature(message: Uint8Array, signature: Uint8Array, publicKey: string): boolean {
  const der = Buffer.concat([publicForm, fromBase64(publicKey)]);
  return verify(null, message, createPublicKey({ key: der, format: "der", type: "spki" }), signature);
}
