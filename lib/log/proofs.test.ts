import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { leafHash, nodeHash, Tree } from "./merkle";
import { isConsistent, isIncluded, isSame } from "./proofs";

const sha256 = (of: Uint8Array) => createHash("sha256").update(of).digest();
const leaves = ["one", "two", "three", "four", "five", "six", "seven"].map((text) => Buffer.from(text));
const tree = new Tree(leaves.map(leafHash));
const [p, q, r] = ["p", "q", "r"].map(leafHash) as [Buffer, Buffer, Buffer];
/** A hash over any bytes, as whoever forges a root may choose them. */
const over = (...parts: Uint8Array[]) => sha256(Buffer.concat([Uint8Array.of(1), ...parts]));

test("hashes are the same only where each byte is, and neither is longer", () => {
  expect(isSame(p, Buffer.from(p))).toBe(true);
  expect(isSame(p, q)).toBe(false);
  expect(isSame(p.subarray(0, 31), p)).toBe(false);
  expect(isSame(p, p.subarray(0, 31))).toBe(false);
});

// Whoever serves the log chooses root and proof together, so that the hashes fit: what must refuse is the claim's own form.
test.each<[string, Parameters<typeof isIncluded>[1]]>([
  [
    "a leaf said to be the whole log, when it is the second of two",
    { leaf: leaves[1]!, index: 0, size: 1, root: tree.root(2), proof: tree.inclusion(1, 2) },
  ],
  [
    "a leaf said to stand in a larger log than its proof leads through",
    { leaf: leaves[0]!, index: 0, size: 2, root: leafHash(leaves[0]!), proof: [] },
  ],
  [
    "a hash of 31 bytes in the proof",
    { leaf: leaves[0]!, index: 0, size: 2, root: over(leafHash(leaves[0]!), p.subarray(1)), proof: [p.subarray(1)] },
  ],
  [
    "two hashes in the place of one",
    { leaf: leaves[1]!, index: 1, size: 2, root: over(p, q, leafHash(leaves[1]!)), proof: [Buffer.concat([p, q])] },
  ],
  ["a place after the last", { leaf: leaves[1]!, index: 2, size: 2, root: tree.root(2), proof: tree.inclusion(1, 2) }],
  [
    "a place that is no whole number",
    { leaf: leaves[0]!, index: 0.5, size: 2, root: tree.root(2), proof: tree.inclusion(0, 2) },
  ],
  [
    "a size that is no whole number",
    { leaf: leaves[0]!, index: 0, size: 1.5, root: tree.root(2), proof: tree.inclusion(0, 2) },
  ],
])("inclusion is not proved by %s", async (_, claim) => {
  expect(await isIncluded(sha256, claim)).toBe(false);
});

const at = (size: number) => ({ size, root: tree.root(size) });
const grown = tree.consistency(3, 6);

test.each<[string, { size: number; root: Uint8Array }, { size: number; root: Uint8Array }, readonly Uint8Array[]]>([
  ["a log that was wound back", { size: 3, root: p }, { size: 2, root: nodeHash(p, q) }, [p, q]],
  ["an older size that is no whole number", { size: 1.5, root: p }, { size: 2, root: nodeHash(p, q) }, [p, q]],
  ["a newer size that is no whole number", { size: 1, root: p }, { size: 1.5, root: nodeHash(p, q) }, [q]],
  ["two sizes that are none", { size: 1.5, root: p }, { size: 1.5, root: p }, []],
  ["a size below none", { size: -1, root: p }, { size: -1, root: p }, []],
  ["the same size and root, with a proof that says nothing", at(5), at(5), [p]],
  ["the same size and another root", { size: 5, root: p }, at(5), []],
  ["an empty log, with a proof that says nothing", { size: 0, root: sha256(Buffer.alloc(0)) }, at(5), [p]],
  ["no proof, from a size that is a power of two", at(4), at(6), []],
  ["no proof, from a size that is none", at(3), at(6), []],
  ["a proof that ends too early", { size: 3, root: p }, { size: 5, root: nodeHash(p, q) }, [p, q]],
  [
    "a proof that goes on too long",
    { size: 3, root: nodeHash(r, nodeHash(tree.inclusion(2, 4)[1]!, leafHash(leaves[2]!))) },
    { size: 4, root: nodeHash(r, tree.root(4)) },
    [...tree.consistency(3, 4), r],
  ],
  ["a hash of 31 bytes", { size: 1, root: p }, { size: 2, root: over(p, q.subarray(1)) }, [q.subarray(1)]],
  ["a hash of 31 bytes among good ones", at(3), at(6), grown.with(1, grown[1]!.subarray(1))],
])("growth is not proved by %s", async (_, first, second, proof) => {
  expect(await isConsistent(sha256, first, second, proof)).toBe(false);
});

test("every size is proved to grow from every smaller one, and from itself and none by an empty proof", async () => {
  for (let first = 0; first <= 7; first++)
    for (let second = first; second <= 7; second++) {
      const proof = tree.consistency(first, second);
      expect(await isConsistent(sha256, at(first), at(second), proof), `${first} to ${second}`).toBe(true);
      if (first === 0 || first === second) expect(proof).toEqual([]);
    }
});
