// Checking proofs, for browsers as well as for Node: SHA-256 is handed in, and may be one that answers later.

/** SHA-256 of bytes: 32 bytes. */
export type Sha256 = (bytes: Uint8Array) => Promise<Uint8Array> | Uint8Array;

const joined = (mark: number, ...parts: Uint8Array[]) => {
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  bytes[0] = mark;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

const node = async (sha256: Sha256, left: Uint8Array, right: Uint8Array) => sha256(joined(1, left, right));

export const isSame = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

/** Whether a leaf's bytes stand at an index (from 0) of the tree with that size and root: RFC 9162, section 2.1.3.2. */
export async function isIncluded(
  sha256: Sha256,
  claim: { leaf: Uint8Array; index: number; size: number; root: Uint8Array; proof: readonly Uint8Array[] },
): Promise<boolean> {
  const { leaf, index, size, root, proof } = claim;
  if (!isPlace(index) || !isPlace(size) || index >= size) return false;
  let [here, last] = [index, size - 1];
  let found = await sha256(joined(0, leaf));
  for (const other of proof) {
    if (last === 0 || other.length !== 32) return false;
    // Here is above 0 where it is the last, as the last is; so the halving comes to an end.
    if (here % 2 === 1 || here === last) {
      found = await node(sha256, other, found);
      while (here % 2 === 0) [here, last] = [half(here), half(last)];
    } else found = await node(sha256, found, other);
    [here, last] = [half(here), half(last)];
  }
  return last === 0 && isSame(found, root);
}

/** Whether the tree of the second size and root begins with all of the first: RFC 9162, section 2.1.4.2. */
export async function isConsistent(
  sha256: Sha256,
  first: { size: number; root: Uint8Array },
  second: { size: number; root: Uint8Array },
  proof: readonly Uint8Array[],
): Promise<boolean> {
  if (!isPlace(first.size) || !isPlace(second.size) || first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && isSame(first.root, second.root);
  if (first.size === 0) return proof.length === 0;
  if (proof.some((hash) => hash.length !== 32)) return false;
  const isPower = Number.isInteger(Math.log2(first.size));
  const [start, ...path] = isPower ? [first.root, ...proof] : proof;
  if (!start) return false;
  let [here, last] = [first.size - 1, second.size - 1];
  while (here % 2 === 1) [here, last] = [half(here), half(last)];
  let [old, young] = [start, start];
  for (const other of path) {
    if (last === 0) return false;
    if (here % 2 === 1 || here === last) {
      old = await node(sha256, other, old);
      young = await node(sha256, other, young);
      while (here % 2 === 0) [here, last] = [half(here), half(last)];
    } else young = await node(sha256, young, other);
    [here, last] = [half(here), half(last)];
  }
  return last === 0 && isSame(old, first.root) && isSame(young, second.root);
}

const isPlace = (number: number) => Number.isSafeInteger(number) && number >= 0;
const half = (number: number) => Math.floor(number / 2);
