import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { append, type Edge, emptyEdge, type Hash, leafHash, nodeHash, rootOf, Tree } from "./merkle";
import { isConsistent, isIncluded } from "./proofs";

const hex = (hash: Hash) => Buffer.from(hash).toString("hex");
const bytes = (text: string) => Buffer.from(text, "hex");
const sha256 = (of: Uint8Array) => createHash("sha256").update(of).digest();

/** The eight leaves and the hashes that Certificate Transparency's implementations hold themselves to. */
const leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map(
  bytes,
);
const roots = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const tree = new Tree(leaves.map(leafHash));

const edgeOf = (hashes: readonly Hash[]): Edge => hashes.reduce<Edge>(append, emptyEdge);

test("the eight leaves of Certificate Transparency give its roots, appended or taken whole", () => {
  expect(hex(new Tree([]).root())).toBe(empty);
  expect(hex(rootOf(emptyEdge))).toBe(empty);
  for (const [place, root] of roots.entries()) {
    expect(hex(tree.root(place + 1))).toBe(root);
    expect(hex(rootOf(edgeOf(leaves.slice(0, place + 1).map(leafHash))))).toBe(root);
  }
});

test.each([
  [0, 1, []],
  [
    0,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    5,
    8,
    [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]],
  [
    1,
    5,
    [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
])("the inclusion proof of leaf %i in a tree of %i is theirs", async (index, size, proof) => {
  expect(tree.inclusion(index, size).map(hex)).toEqual(proof);
  const claim = { leaf: leaves[index]!, index, size, root: bytes(roots[size - 1]!), proof: proof.map(bytes) };
  expect(await isIncluded(sha256, claim)).toBe(true);
});

test.each([
  [1, 1, []],
  [
    1,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    6,
    8,
    [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [
    2,
    5,
    [
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
])("the consistency proof from %i to %i leaves is theirs", async (first, second, proof) => {
  expect(tree.consistency(first, second).map(hex)).toEqual(proof);
  const at = (size: number) => ({ size, root: bytes(roots[size - 1]!) });
  expect(await isConsistent(sha256, at(first), at(second), proof.map(bytes))).toBe(true);
});

/** The tree by its definition and nothing else (RFC 9162, section 2.1.1). */
function naiveRoot(of: readonly Hash[]): Hash {
  if (of.length === 0) return sha256(new Uint8Array());
  if (of.length === 1) return of[0]!;
  let split = 1;
  while (split * 2 < of.length) split *= 2;
  return sha256(Buffer.concat([Uint8Array.of(1), naiveRoot(of.slice(0, split)), naiveRoot(of.slice(split))]));
}

test("10,000 random trees: every way to the root is the naive one, proofs hold, and hold for nothing else", async () => {
  let trees = 0;
  let refused = 0;
  const about = fc.record({
    texts: fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 40 }),
    one: fc.nat(),
    two: fc.nat(),
    bit: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(about, async ({ texts, one, two, bit }) => {
      trees++;
      const hashes = texts.map(leafHash);
      const [made, size] = [new Tree(hashes), 1 + (two % texts.length)];
      const [index, first] = [one % size, 1 + (one % size)];
      const root = naiveRoot(hashes.slice(0, size));
      expect(hex(made.root(size))).toBe(hex(root));
      expect(hex(rootOf(edgeOf(hashes.slice(0, size))))).toBe(hex(root));
      expect(edgeOf(hashes).nodes.length).toBeLessThanOrEqual(Math.log2(texts.length) + 1);

      const inclusion = made.inclusion(index, size);
      const claim = { leaf: Buffer.from(texts[index]!), index, size, root, proof: inclusion };
      expect(await isIncluded(sha256, claim)).toBe(true);
      expect(await isIncluded(sha256, { ...claim, leaf: Buffer.from(`${texts[index]}!`) })).toBe(false);
      expect(await isIncluded(sha256, { ...claim, proof: [...inclusion, root] })).toBe(false);

      const [old, young] = [
        { size: first, root: made.root(first) },
        { size, root },
      ];
      const consistency = made.consistency(first, size);
      expect(await isConsistent(sha256, old, young, consistency)).toBe(true);
      expect(await isConsistent(sha256, { size: 0, root: sha256(new Uint8Array()) }, young, [])).toBe(true);
      const flipped = Buffer.from(old.root);
      flipped[bit % 32]! ^= 1 << (bit % 8);
      expect(await isConsistent(sha256, { ...old, root: flipped }, young, consistency)).toBe(false);
      refused++;
    }),
    { numRuns: 10_000 },
  );
  console.log(`${trees} random trees, ${refused} forged histories refused`);
  expect(trees).toBeGreaterThanOrEqual(10_000);
  expect(refused).toBeGreaterThanOrEqual(10_000);
});

test("a node passed off as a leaf has another hash, so a shorter proof to the same root proves nothing", async () => {
  const asLeaf = Buffer.concat([leafHash(leaves[0]!), leafHash(leaves[1]!)]);
  expect(hex(nodeHash(leafHash(leaves[0]!), leafHash(leaves[1]!)))).toBe(roots[1]);
  expect(hex(leafHash(asLeaf))).not.toBe(roots[1]);
  const root = bytes(roots[3]!);
  const proof = tree.inclusion(0, 4).slice(1);
  expect(await isIncluded(sha256, { leaf: asLeaf, index: 0, size: 2, root, proof })).toBe(false);
});

test("a place that the tree does not have is refused", async () => {
  for (const wrong of [
    () => tree.root(9),
    () => tree.root(-1),
    () => tree.root(1.5),
    () => tree.root(Number.NaN),
    () => tree.inclusion(8),
    () => tree.inclusion(-1),
    () => tree.inclusion(0.5),
    () => tree.inclusion(0, 9),
    () => tree.inclusion(2, 2),
    () => tree.consistency(9),
    () => tree.consistency(-1),
    () => tree.consistency(0.5),
    () => tree.consistency(3, 2),
    () => tree.consistency(1, 9),
  ])
    expect(wrong, String(wrong)).toThrow(new RangeError("A tree of 8 leaves has no such place."));
  const claim = { leaf: leaves[0]!, root: bytes(roots[7]!), proof: tree.inclusion(0) };
  for (const [index, size] of [
    [8, 8],
    [0.5, 8],
    [-1, 8],
    [0, Number.NaN],
  ] as const)
    expect(await isIncluded(sha256, { ...claim, index, size })).toBe(false);
});
