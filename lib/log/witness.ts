// What a browser holds a log to. Every party's browser keeps the last checkpoint that it saw; so whoever runs the server cannot show
// one history to some and another to others, nor take anything back, without being found out. Nothing here is Node's own.
import { type Checkpoint, fromBase64, keyIdInput, readCheckpoint, succession, utf8 } from "./checkpoint";
import { isConsistent, isIncluded, isSame, type Sha256 } from "./proofs";

/** The checkpoint that a browser keeps, and the key (base64) that signed it. */
export type Kept = { note: string; key: string };

/** What the server answers: its newest checkpoint, the proof that it begins with the one kept, and the keys told of since. */
export type Offered = {
  checkpoint: string;
  key: string;
  proof: readonly string[];
  keys: readonly { leaf: string; index: number; proof: readonly string[] }[];
};

/** Why a log is not the one that was seen before. */
export type Mismatch = "no-checkpoint" | "signature" | "key" | "rewind" | "fork";

export type Tools = {
  sha256: Sha256;
  /** Whether an Ed25519 key (32 bytes) made a signature; null where signatures cannot be checked. */
  isSignature: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean | null>;
};

/** Holds what is offered to what was kept; gives what to keep from now on, or why it does not fit. */
export async function judge(
  origin: string,
  kept: Kept | null,
  offered: Offered,
  tools: Tools,
): Promise<{ ok: true; keep: Kept } | { ok: false; why: Mismatch }> {
  const not = (why: Mismatch) => ({ ok: false, why }) as const;
  const now = readCheckpoint(offered.checkpoint);
  if (now?.origin !== origin) return not("no-checkpoint");
  if (!(await isSignedBy(now, offered.key, tools))) return not("signature");
  const before = kept && readCheckpoint(kept.note);
  if (!kept || before?.origin !== origin) return { ok: true, keep: { note: offered.checkpoint, key: offered.key } };
  if (now.size < before.size) return not("rewind");
  if (!(await isConsistent(tools.sha256, before, now, offered.proof.map(fromBase64)))) return not("fork");
  if (!(await leadsTo(kept.key, offered, now, tools))) return not("key");
  return { ok: true, keep: { note: offered.checkpoint, key: offered.key } };
}

async function isSignedBy(checkpoint: Checkpoint, key: string, { sha256, isSignature }: Tools): Promise<boolean> {
  const id = await sha256(keyIdInput(checkpoint.origin, fromBase64(key)));
  if (!isSame(id.slice(0, 4), checkpoint.keyId)) return false;
  return (await isSignature(fromBase64(key), utf8(checkpoint.text), checkpoint.signature)) !== false;
}

/** Whether the key that is known hands on, by events of the log itself, to the one that signs now. */
async function leadsTo(known: string, offered: Offered, now: Checkpoint, tools: Tools): Promise<boolean> {
  let key = known;
  for (const { leaf, index, proof } of offered.keys) {
    const claim = { leaf: utf8(leaf), index, size: now.size, root: now.root, proof: proof.map(fromBase64) };
    const { type, payload } = JSON.parse(leaf) as { type: string; payload: { key: string; signature: string | null } };
    if (type !== "log.key" || !payload.signature || !(await isIncluded(tools.sha256, claim))) return false;
    const words = succession(now.origin, payload.key);
    if ((await tools.isSignature(fromBase64(key), words, fromBase64(payload.signature))) === false) return false;
    key = payload.key;
  }
  return key === offered.key;
}
