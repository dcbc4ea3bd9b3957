import { createHash } from "node:crypto";
import { canonicalJson, type JsonValue } from "./canonical";

/** What an event says, before its place in the chain is known. `at` is an ISO 8601 instant; `actor` who did it. */
export type LogEntry = {
  readonly at: string;
  readonly type: string;
  readonly actor: JsonValue;
  readonly payload: JsonValue;
};

/** What the hash of an event covers: its place, its words and the hash of the event before it. */
export type HashedEvent = LogEntry & { readonly seq: number; readonly prevHash: string };

/** An event as it stands in the log. Numbers begin at 1 and have no gap; hashes are SHA-256 in lower-case hex. */
export type ChainedEvent = HashedEvent & { readonly hash: string };

/** The newest event's number and hash: who knows it can tell whether anything before it was changed or removed. */
export type ChainHead = { readonly seq: number; readonly hash: string };

/** Why a chain does not hold, and at which event. */
export type ChainFault = {
  readonly code: "sequence" | "previous-hash" | "hash" | "head" | "not-canonical";
  readonly seq: number;
  readonly message: string;
};

/** The head of a log in which nothing has happened: number 0 and 64 zeros, which the first event names as before it. */
export const emptyHead: ChainHead = { seq: 0, hash: "0".repeat(64) };

/**
 * The hash of an event: SHA-256, in lower-case hex, of the UTF-8 of the RFC 8785 canonical JSON of exactly
 * `{seq, at, type, actor, payload, prevHash}`. Throws where the payload is something JSON cannot hold.
 */
export function eventHash(event: HashedEvent): string {
  return createHash("sha256").update(leafText(event), "utf8").digest("hex");
}

/** What the hash of an event covers, and what stands for it in the tree over its log: a leaf. */
export function leafText({ seq, at, type, actor, payload, prevHash }: HashedEvent): string {
  return canonicalJson({ seq, at, type, actor, payload, prevHash });
}

/** Puts an entry at the end of the chain whose head is given, and returns it with its number and hashes. */
export function appendEvent(head: ChainHead, entry: LogEntry): ChainedEvent {
  const { at, type, actor, payload } = entry;
  const event = { seq: head.seq + 1, at, type, actor, payload, prevHash: head.hash };
  return { ...event, hash: eventHash(event) };
}

/** The head that a list of events in order leads to; that of an empty log where there are none. */
export function headOf(events: readonly ChainedEvent[]): ChainHead {
  const last = events.at(-1);
  return last ? { seq: last.seq, hash: last.hash } : emptyHead;
}

/**
 * Every fault of a whole chain, in order; an empty list means that it holds. Give `head` where it is known from
 * elsewhere (a printed volume, a time stamp): without it a chain whose last events were cut off cannot be told from
 * one that ended there.
 */
export function verifyChain(events: readonly ChainedEvent[], head?: ChainHead): ChainFault[] {
  const faults: ChainFault[] = [];
  let before = emptyHead;
  for (const event of events) {
    faults.push(...faultsOfEvent(event, before));
    before = { seq: event.seq, hash: event.hash };
  }
  if (head && (head.seq !== before.seq || head.hash !== before.hash)) {
    const message = `The head is event ${head.seq} (${head.hash}), but the events end at ${before.seq} (${before.hash}).`;
    faults.push({ code: "head", seq: head.seq, message });
  }
  return faults;
}

function faultsOfEvent(event: ChainedEvent, before: ChainHead): ChainFault[] {
  const { seq } = event;
  const faults: ChainFault[] = [];
  if (seq !== before.seq + 1) {
    faults.push({ code: "sequence", seq, message: `Event ${seq} follows event ${before.seq}.` });
  }
  if (event.prevHash !== before.hash) {
    const message = `Event ${seq} does not name the hash of the event before it.`;
    faults.push({ code: "previous-hash", seq, message });
  }
  const hash = hashIfPossible(event);
  if (hash === null) {
    faults.push({ code: "not-canonical", seq, message: `Event ${seq} holds a value that JSON cannot.` });
  } else if (hash !== event.hash) {
    faults.push({ code: "hash", seq, message: `Event ${seq} was changed: its hash does not match its content.` });
  }
  return faults;
}

function hashIfPossible(event: ChainedEvent): string | null {
  try {
    return eventHash(event);
  } catch {
    return null;
  }
}
