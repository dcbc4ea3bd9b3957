// A checkpoint in the form of C2SP tlog-checkpoint, a signed note: what a log was at one size, in the words of whoever keeps
// it. Nothing here is Node's own, so that browsers read it too.

/** What a checkpoint says: whose log it is, how many leaves it has, and the root over them. */
export type TreeHead = { origin: string; size: number; root: Uint8Array };

/** A checkpoint as read: `text` is what was signed, `keyId` the first four bytes by which its key is known. */
export type Checkpoint = TreeHead & { text: string; keyId: Uint8Array; signature: Uint8Array };

/** Name, size (fewer than 10^15 leaves), root (32 bytes in base64), the name again, key id and signature (68 bytes in base64). */
const form = /^([^\s+]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n\n— \1 ([A-Za-z0-9+/]{91}=)\n$/;

/** The name of a log: the same for as long as the offering is kept, wherever it is served. */
export const originOf = (offeringId: string, compartment: string) => `section-seven/${offeringId}/${compartment}`;

/** The three lines that are signed. */
export const headText = ({ origin, size, root }: TreeHead) => `${origin}\n${size}\n${toBase64(root)}\n`;

/** A checkpoint's whole text, from what is signed, the key's four bytes and the signature (64 bytes). */
export const noteOf = (head: TreeHead, keyId: Uint8Array, signature: Uint8Array) =>
  `${headText(head)}\n— ${head.origin} ${toBase64(Uint8Array.of(...keyId, ...signature))}\n`;

/**
 * Reads a checkpoint, or gives null for anything that is not exactly one: another form, a signature in another name than the
 * log's, a number or base64 that could be written otherwise.
 */
export function readCheckpoint(note: string): Checkpoint | null {
  const found = form.exec(note);
  if (!found) return null;
  const [origin, size, root, signed] = found.slice(1) as [string, string, string, string];
  const [rootBytes, signedBytes] = [fromBase64(root), fromBase64(signed)];
  // The last letter of base64 carries bits that count for nothing.
  if (toBase64(rootBytes) !== root || toBase64(signedBytes) !== signed) return null;
  const head = { origin, size: Number(size), root: rootBytes };
  return { ...head, text: headText(head), keyId: signedBytes.slice(0, 4), signature: signedBytes.slice(4) };
}

/** What of a key and the log's name gives its four bytes in a note, when hashed (C2SP signed-note; 1 stands for Ed25519). */
export const keyIdInput = (origin: string, key: Uint8Array) => Uint8Array.of(...utf8(`${origin}\n`), 1, ...key);

/** The words by which one key hands a log on to the next; signed by the first, they stand in the event that tells of it. */
export const succession = (origin: string, key: string) => utf8(`section-seven log key\n${origin}\n${key}\n`);

export const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
export const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
export const utf8 = (text: string) => new TextEncoder().encode(text);
