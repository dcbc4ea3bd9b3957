// A log as it is exported, made without a database; and everything that somebody with all of the operator's keys could do to one.
import type { JsonValue } from "@/lib/log/canonical";
import { appendEvent, type ChainedEvent, type HashedEvent, headOf, leafText } from "@/lib/log/chain";
import { originOf, toBase64 } from "@/lib/log/checkpoint";
import { leafHash, Tree } from "@/lib/log/merkle";
import { handOn, readSigningKeys, type SigningKey, signCheckpoint } from "@/lib/log/signing";

export type BundledLog = {
  compartment: string;
  origin: string;
  leaves: string[];
  checkpoints: string[];
  openings: { occasion: string; seq: number; size: number; root: string; salt: string }[];
};
export type Bundle = { format: string; offering: { id: string; name: string }; logs: BundledLog[] };

/** A log's state at some size, as a party may have kept it. */
export type Sample = { bundle: Bundle; kept: string; size: number; keptSize: number; rotatedAt: number };

const offeringId = "0197b2f0-0000-7000-8000-000000000001";
export const sampleOrigin = originOf(offeringId, "shared");
const seeds = [1, 2].map((number) => Buffer.alloc(32, number).toString("base64url")).join();
export const [oldKey, newKey] = readSigningKeys(seeds) as unknown as [SigningKey, SigningKey];

/** A log of that many events whose key changes with the event `rotatedAt`, and the checkpoint kept at `keptSize`. */
export function sampleLog(size: number, keptSize: number, rotatedAt: number): Sample {
  const said = Array.from({ length: size }, (_, at) => payloadAt(at + 1, rotatedAt));
  const log = logOf(chained(said), sampleOrigin, rotatedAt);
  const bundle = { format: "section-seven/log/1", offering: { id: offeringId, name: "Notes due 2036" }, logs: [log] };
  return { bundle, kept: log.checkpoints[keptSize - 1] as string, size, keptSize, rotatedAt };
}

type Said = { type: string; payload: JsonValue };

function payloadAt(seq: number, rotatedAt: number): Said {
  if (seq === 1) return { type: "log.key", payload: { key: oldKey.publicKey, before: null, signature: null } };
  if (seq !== rotatedAt) return { type: "note.added", payload: { text: `Note ${seq}`, weight: seq / 4 } };
  const signature = handOn(sampleOrigin, newKey.publicKey, oldKey);
  return { type: "log.key", payload: { key: newKey.publicKey, before: oldKey.publicKey, signature } };
}

function chained(said: readonly Said[]): ChainedEvent[] {
  const events: ChainedEvent[] = [];
  for (const { type, payload } of said) {
    const at = new Date(Date.UTC(2031, 2, 1) + events.length * 1000).toISOString();
    events.push(appendEvent(headOf(events), { at, type, actor: { name: "A. Example" }, payload }));
  }
  return events;
}

/** The log with a checkpoint at every size, each by the key that its own events name for that size. */
function logOf(events: readonly HashedEvent[], origin: string, rotatedAt: number): BundledLog {
  const leaves = events.map(leafText);
  const checkpoints = leaves.map((_, at) => noteAt(leaves, at + 1, origin, at + 1 >= rotatedAt ? newKey : oldKey));
  return { compartment: "shared", origin, leaves, checkpoints, openings: [] };
}

function noteAt(leaves: readonly string[], size: number, origin: string, key: SigningKey): string {
  return signCheckpoint({ origin, size, root: new Tree(leaves.map(leafHash)).root(size) }, key);
}

/** A number below another, from one at random. */
export type Pick = (below: number) => number;

const only = ({ bundle }: Sample) => bundle.logs[0] as BundledLog;
const saidOf = (leaf: string): Said => JSON.parse(leaf) as Said;
const other = (words: string): Said => ({ type: "note.added", payload: { text: words } });
const withLog = (sample: Sample, log: Partial<BundledLog>): string =>
  bundleText({ ...sample.bundle, logs: [{ ...only(sample), ...log }] });
export const bundleText = (bundle: Bundle) => `${JSON.stringify(bundle, null, 1)}\n`;

/** Everything made anew from changed events, with the operator's own keys: numbers, hashes, roots and signatures all fit. */
function remade(sample: Sample, said: readonly Said[], origin = sampleOrigin): string {
  const rotated = said.findIndex(({ type, payload }) => type === "log.key" && (payload as { before: unknown }).before);
  return withLog(sample, logOf(chained(said), origin, rotated < 0 ? Number.POSITIVE_INFINITY : rotated + 1));
}

/**
 * What must be found by whoever kept one checkpoint, by name. Each makes an export of what it did to the log. Where it says "remade",
 * everything after the change was made anew, so that the log by itself is without fault.
 */
export const tamperings: Record<string, (sample: Sample, pick: Pick) => string> = {
  "edited leaf": (sample, pick) => {
    const said = only(sample).leaves.map(saidOf);
    const at = noteIn(sample, pick);
    return pick(2)
      ? remade(sample, said.with(at, other("Edited")))
      : withLeaf(sample, at, (leaf) => leaf.replace("Note", "Vote"));
  },
  "deleted leaf": (sample, pick) => {
    const at = noteIn(sample, pick);
    if (pick(2)) return remade(sample, [...only(sample).leaves.map(saidOf).toSpliced(at, 1), other("Filled up")]);
    return withLog(sample, { leaves: only(sample).leaves.toSpliced(at, 1) });
  },
  "inserted leaf": (sample, pick) => {
    const at = noteIn(sample, pick);
    if (pick(2)) return remade(sample, only(sample).leaves.map(saidOf).toSpliced(at, 0, other("Put in")));
    return withLog(sample, { leaves: only(sample).leaves.toSpliced(at, 0, only(sample).leaves[at] as string) });
  },
  "reordered leaves": (sample, pick) => {
    const at = noteIn(sample, pick);
    const to = (at + 1) % sample.keptSize || 1;
    const moved = <T>(list: readonly T[]) => list.with(at, list[to] as T).with(to, list[at] as T);
    const isRemade = pick(2) && saidOf(only(sample).leaves[to] as string).type !== "log.key";
    if (isRemade) return remade(sample, moved(only(sample).leaves.map(saidOf)));
    return withLog(sample, { leaves: moved(only(sample).leaves) });
  },
  "truncated leaf": (sample, pick) => {
    const { leaves } = only(sample);
    if (pick(2)) return withLog(sample, { leaves: leaves.slice(0, -1) });
    return withLeaf(sample, pick(leaves.length), (leaf) => leaf.slice(0, -1 - pick(leaf.length - 2)));
  },
  fork: (sample, pick) => {
    const said = only(sample).leaves.map(saidOf);
    const from = noteIn(sample, pick);
    return remade(sample, [
      ...said.slice(0, from),
      ...said.slice(from).map((one, at) => (one.type === "log.key" ? one : other(`Fork ${at}`))),
    ]);
  },
  rewind: (sample, pick) => {
    const to = 1 + pick(sample.keptSize - 1);
    const { leaves, checkpoints } = only(sample);
    return withLog(sample, { leaves: leaves.slice(0, to), checkpoints: checkpoints.slice(0, to) });
  },
  "wrong origin": (sample, pick) => {
    const origin = originOf("0197b2f0-0000-7000-8000-000000000002", "shared");
    const said = only(sample).leaves.map(saidOf);
    if (pick(2)) return remade(sample, said, origin);
    const elsewhere = noteAt(only(sample).leaves, sample.size, origin, keyAt(sample, sample.size));
    return withLog(sample, { checkpoints: only(sample).checkpoints.with(-1, elsewhere) });
  },
  "old checkpoint replayed as new": (sample, pick) => {
    const { checkpoints } = only(sample);
    const old = pick(sample.size - 1);
    return withLog(sample, {
      checkpoints: pick(2) ? [...checkpoints, checkpoints[old] as string] : checkpoints.slice(0, old + 1),
    });
  },
  "second preimage: a node as a leaf": (sample, pick) => {
    const { leaves } = only(sample);
    const at = 2 * pick(Math.floor(sample.size / 2));
    const node = Buffer.concat([leafHash(leaves[at] as string), leafHash(leaves[at + 1] as string)]).toString("latin1");
    return withLog(sample, { leaves: leaves.toSpliced(at, 2, node) });
  },
  "duplicate key in JSON": (sample, pick) => {
    if (pick(2)) return bundleText(sample.bundle).replace('"name":', '"name": "Another name",\n  "name":');
    return withLeaf(sample, pick(sample.size), (leaf) =>
      leaf.replace('"at":', '"at":"2001-01-01T00:00:00.000Z","at":'),
    );
  },
  "number that is not canonical": (sample, pick) => {
    const forms = [".0", "e0", "e+0"];
    const written = (leaf: string) => leaf.replace(/"seq":(\d+)/, `"seq":$1${forms[pick(forms.length)]}`);
    return withLeaf(sample, pick(sample.size), written);
  },
  "key not yet valid": (sample, pick) => {
    const at = 1 + pick(sample.rotatedAt - 1);
    const early = noteAt(only(sample).leaves, at, sampleOrigin, newKey);
    return withLog(sample, { checkpoints: only(sample).checkpoints.with(at - 1, early) });
  },
  "key no longer valid": (sample, pick) => {
    const at = sample.rotatedAt + pick(sample.size - sample.rotatedAt + 1);
    const late = noteAt(only(sample).leaves, at, sampleOrigin, oldKey);
    return withLog(sample, { checkpoints: only(sample).checkpoints.with(at - 1, late) });
  },
};

const keyAt = ({ rotatedAt }: Sample, size: number) => (size >= rotatedAt ? newKey : oldKey);

/** The place of a note among what was kept. */
function noteIn(sample: Sample, pick: Pick): number {
  const notes = only(sample).leaves.flatMap((leaf, at) =>
    at < sample.keptSize && saidOf(leaf).type === "note.added" ? [at] : [],
  );
  return notes[pick(notes.length)] as number;
}

const withLeaf = (sample: Sample, at: number, change: (leaf: string) => string): string =>
  withLog(sample, { leaves: only(sample).leaves.with(at, change(only(sample).leaves[at] as string)) });

export const rootOfLeaves = (leaves: readonly string[]) => toBase64(new Tree(leaves.map(leafHash)).root());
