import { createHash } from "node:crypto";

/** A SHA-256 hash: 32 bytes. */
export type Hash = Uint8Array;

/**
 * The right edge of a tree: the roots of the perfect subtrees that it consists of, the largest first. It is all that
 * appending needs, and there are at most log2(size) + 1 of them.
 */
export type Edge = { readonly size: number; readonly nodes: readonly Hash[] };

export const emptyEdge: Edge = { size: 0, nodes: [] };

const sha256 = (...parts: Uint8Array[]): Hash => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const [leafMark, nodeMark] = [Uint8Array.of(0), Uint8Array.of(1)];

/** RFC 9162, section 2.1.1: the hash of a leaf, here the UTF-8 of a text. No node can be passed off as a leaf. */
export const leafHash = (leaf: string | Uint8Array): Hash => sha256(leafMark, Buffer.from(leaf as string));

/** RFC 9162, section 2.1.1: the hash of a node from those below it. */
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(nodeMark, left, right);

/** The edge with one leaf more. */
export function append({ size, nodes }: Edge, leaf: Hash): Edge {
  const grown = [...nodes];
  let node = leaf;
  // Every 1 at the end of the old size, in binary, is a subtree that the new leaf makes twice as large.
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(grown.pop() as Hash, node);
  return { size: size + 1, nodes: [...grown, node] };
}

/** The root of the tree with this edge; that of an empty tree is the hash of nothing (RFC 9162, section 2.1.1). */
export function rootOf({ nodes }: Edge): Hash {
  const last = nodes.at(-1);
  return last ? nodes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last) : sha256();
}

/**
 * A tree over given leaf hashes, with the nodes that it worked out: proofs of one log share most of theirs. The leaves of
 * smaller sizes are its first ones.
 */
export class Tree {
  private readonly known = new Map<string, Hash>();

  constructor(private readonly leaves: readonly Hash[]) {}

  get size(): number {
    return this.leaves.length;
  }

  /** The root at a size. Throws a RangeError where the tree has no such size. */
  root(size = this.size): Hash {
    this.need(Number.isInteger(size) && size >= 0 && size <= this.size);
    return size === 0 ? sha256() : this.node(0, size);
  }

  /** RFC 9162, section 2.1.3.1: what proves that the leaf at an index (from 0) is in the tree of that size. */
  inclusion(index: number, size = this.size): Hash[] {
    this.need(Number.isInteger(index) && index >= 0 && index < size && size <= this.size);
    const proof: Hash[] = [];
    for (let [from, to] = [0, size]; to - from > 1; ) {
      const middle = from + splitOf(to - from);
      const isLeft = index < middle;
      proof.unshift(isLeft ? this.node(middle, to) : this.node(from, middle));
      if (isLeft) to = middle;
      else from = middle;
    }
    return proof;
  }

  /** RFC 9162, section 2.1.4.1: what proves that the tree of the second size begins with all of that of the first. */
  consistency(first: number, second = this.size): Hash[] {
    this.need(Number.isInteger(first) && first >= 0 && first <= second && second <= this.size);
    if (first === 0) return [];
    const proof: Hash[] = [];
    let isWhole = true;
    let [from, to] = [0, second];
    while (first !== to) {
      const middle = from + splitOf(to - from);
      if (first <= middle) {
        proof.unshift(this.node(middle, to));
        to = middle;
      } else {
        proof.unshift(this.node(from, middle));
        from = middle;
        isWhole = false;
      }
    }
    return isWhole ? proof : [this.node(from, to), ...proof];
  }

  /** The root of the leaves from an index up to another. */
  private node(from: number, to: number): Hash {
    if (to - from === 1) return this.leaves[from] as Hash;
    const key = `${from}-${to}`;
    const known = this.known.get(key);
    if (known) return known;
    const middle = from + splitOf(to - from);
    const made = nodeHash(this.node(from, middle), this.node(middle, to));
    this.known.set(key, made);
    return made;
  }

  private need(holds: boolean): void {
    if (!holds) throw new RangeError(`A tree of ${this.size} leaves has no such place.`);
  }
}

/** The largest power of two that is smaller than a number of leaves. */
const splitOf = (leaves: number) => 2 ** Math.floor(Math.log2(leaves - 1));
