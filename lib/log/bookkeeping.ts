// What a log says of itself, in events of its own: which key signs its checkpoints, and what the other logs were.
import type { JsonValue } from "./canonical";
import type { HashedEvent } from "./chain";

/** The types of these events. Screens of acts leave them out. */
export const bookkeeping = ["log.key", "log.roots"] as const;

/**
 * "log.key": from this event on the checkpoints of its log are signed by `key` (base64). `before` is the key until then, and
 * `signature` that key's word for the new one (base64); both null in the first.
 */
export type KeyEvent = { key: string; before: string | null; signature: string | null };

/**
 * "log.roots": what each side's log was at one occasion, a clock time or a closing. A commitment (hex) tells nobody what it is
 * of, and never is the same twice, whether anything happened or not; the side itself can open it.
 */
export type RootsEvent = { occasion: string; roots: { compartment: string; commitment: string }[] };

/** What a commitment is the SHA-256 of, as canonical JSON. `root` and `salt` are base64. */
export type Opening = { origin: string; size: number; root: string; salt: string };

/** The key that signs a log at each size, from its own events: [from which size, key], in order. */
export function keysOf(events: readonly Pick<HashedEvent, "seq" | "type" | "payload">[]): [number, string][] {
  return events.filter(({ type }) => type === "log.key").map(({ seq, payload }) => [seq, said<KeyEvent>(payload).key]);
}

/** The key whose checkpoints of that size hold; null where the log names none yet. */
export const keyAt = (keys: readonly [number, string][], size: number): string | null =>
  keys.findLast(([from]) => from <= size)?.[1] ?? null;

/** The payload of one of these events. */
export const said = <T extends KeyEvent | RootsEvent>(payload: JsonValue) => payload as unknown as T;
