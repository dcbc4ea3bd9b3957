import { webcrypto } from "node:crypto";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical";
import { originOf, toBase64 } from "./checkpoint";
import { leafHash, Tree } from "./merkle";
import { handOn, readSigningKeys, type SigningKey, signCheckpoint } from "./signing";
import { judge, type Kept, type Offered, type Tools } from "./witness";

const origin = originOf("0197b2f0-0000-7000-8000-000000000001", "shared");
const [first, second] = readSigningKeys(
  [1, 2].map((number) => Buffer.alloc(32, number).toString("base64url")).join(),
) as unknown as [SigningKey, SigningKey];

/** As a browser has them. */
const tools: Tools = {
  sha256: async (bytes) => new Uint8Array(await webcrypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>)),
  isSignature: async (key, message, signature) => {
    const imported = await webcrypto.subtle.importKey("raw", key as Uint8Array<ArrayBuffer>, "Ed25519", false, [
      "verify",
    ]);
    return webcrypto.subtle.verify(
      "Ed25519",
      imported,
      signature as Uint8Array<ArrayBuffer>,
      message as Uint8Array<ArrayBuffer>,
    );
  },
};

function offer(leaves: readonly string[], from: number, key = first, keys: readonly number[] = []): Offered {
  const tree = new Tree(leaves.map(leafHash));
  return {
    checkpoint: signCheckpoint({ origin, size: tree.size, root: tree.root() }, key),
    key: key.publicKey,
    proof: from <= tree.size ? tree.consistency(from).map(toBase64) : [],
    keys: keys.map((index) => ({ leaf: leaves[index]!, index, proof: tree.inclusion(index).map(toBase64) })),
  };
}

const leaves = Array.from({ length: 30 }, (_, at) => `{"seq":${at + 1}}`);
const keptAt = (size: number): Kept => {
  const { checkpoint, key } = offer(leaves.slice(0, size), 0);
  return { note: checkpoint, key };
};

test("the first checkpoint is kept, and every honest growth from any size to any other", async () => {
  expect(await judge(origin, null, offer(leaves, 0), tools)).toEqual({ ok: true, keep: keptAt(30) });
  for (let from = 1; from <= 30; from++)
    for (let to = from; to <= 30; to++)
      expect(await judge(origin, keptAt(from), offer(leaves.slice(0, to), from), tools)).toEqual({
        ok: true,
        keep: keptAt(to),
      });
});

test.each([
  ["a log with an event changed, whatever proof comes with it", offer(leaves.with(3, "other"), 20), "fork"],
  ["another log of the same size", offer([...leaves.slice(0, 19), "other"], 20), "fork"],
  ["a proof left out", { ...offer(leaves, 20), proof: [] }, "fork"],
  ["a log wound back", offer(leaves.slice(0, 12), 20), "rewind"],
  ["the signature of another key", { ...offer(leaves, 20), key: second.publicKey }, "signature"],
  ["a new key that nobody tells of", offer(leaves, 20, second), "key"],
  ["text that is no checkpoint", { ...offer(leaves, 20), checkpoint: "nothing" }, "no-checkpoint"],
  [
    "another log's checkpoint",
    { ...offer(leaves, 20), checkpoint: offer(leaves, 20).checkpoint.replaceAll("shared", "issuer") },
    "no-checkpoint",
  ],
] as const)("refuses %s", async (_, offered, why) => {
  expect(await judge(origin, keptAt(20), offered, tools)).toEqual({ ok: false, why });
});

const keyEvent = (signature: string | null) =>
  canonicalJson({ type: "log.key", payload: { key: second.publicKey, before: first.publicKey, signature } });

test("a new key is taken where the log tells of it and the one before vouches for it, and not otherwise", async () => {
  const vouched = leaves.with(24, keyEvent(handOn(origin, second.publicKey, first)));
  expect(await judge(origin, keptAt(20), offer(vouched, 20, second, [24]), tools)).toMatchObject({ ok: true });
  const own = leaves.with(24, keyEvent(handOn(origin, second.publicKey, second)));
  expect(await judge(origin, keptAt(20), offer(own, 20, second, [24]), tools)).toEqual({ ok: false, why: "key" });
  const none = leaves.with(24, keyEvent(null));
  expect(await judge(origin, keptAt(20), offer(none, 20, second, [24]), tools)).toEqual({ ok: false, why: "key" });
  const told = offer(vouched, 20, second, [24]);
  const moved = { ...told, keys: told.keys.map((one) => ({ ...one, index: 23 })) };
  expect(await judge(origin, keptAt(20), moved, tools)).toEqual({ ok: false, why: "key" });
});

/** A browser that has no Ed25519: what it can still see are hashes, and which key is named. */
const withoutSignatures: Tools = { ...tools, isSignature: async () => null };

test("where signatures cannot be checked, the key that is named and the hashes still are", async () => {
  expect(await judge(origin, keptAt(20), offer(leaves, 20), withoutSignatures)).toMatchObject({ ok: true });
  const another = { ...offer(leaves, 20), key: second.publicKey };
  expect(await judge(origin, null, another, withoutSignatures)).toEqual({ ok: false, why: "signature" });
  const unsaid = leaves.with(24, keyEvent(null));
  expect(await judge(origin, keptAt(20), offer(unsaid, 20, second, [24]), withoutSignatures)).toEqual({
    ok: false,
    why: "key",
  });
});

test("a signature that is not the key's is refused, though the key is the one that is named", async () => {
  const { checkpoint, ...rest } = offer(leaves, 20);
  const forged = checkpoint.replace("\n30\n", "\n31\n");
  expect(forged).not.toBe(checkpoint);
  expect(await judge(origin, null, { ...rest, checkpoint: forged }, tools)).toEqual({ ok: false, why: "signature" });
});

test("an event of another type hands nothing on, whatever it holds", async () => {
  const signature = handOn(origin, second.publicKey, first);
  const note = canonicalJson({ type: "note.added", payload: { key: second.publicKey, signature } });
  expect(await judge(origin, keptAt(20), offer(leaves.with(24, note), 20, second, [24]), tools)).toEqual({
    ok: false,
    why: "key",
  });
});

test.each([
  ["of another log", { ...keptAt(20), note: keptAt(20).note.replaceAll("shared", "issuer") }],
  ["that cannot be read", { ...keptAt(20), note: "nothing" }],
])("a note %s is as none: the log is seen for the first time", async (_, kept) => {
  expect(await judge(origin, kept, offer(leaves, 0), tools)).toEqual({ ok: true, keep: keptAt(30) });
});
