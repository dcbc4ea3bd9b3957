"use client";

import { useSyncExternalStore } from "react";
import { originOf, readCheckpoint } from "@/lib/log/checkpoint";
import { judge, type Kept, type Mismatch, type Offered, type Tools } from "@/lib/log/witness";
import { getJson } from "./api";

/** A log that is not the one this browser saw before: why, what it kept, and what the server shows now. */
export type FoundMismatch = { origin: string; why: Mismatch; kept: Kept | null; shown: Offered };

/** A log that grows with every act of a busy hour is held to what was seen at most so often, in milliseconds. */
const rest = 30_000;

const found = new Map<string, FoundMismatch>();
const listeners = new Set<() => void>();
const held = new Map<string, number>();
const atIt = new Set<string>();

/**
 * Takes note of the newest checkpoint of an offering's log, as the live stream carries it: where it is another than the one that this
 * browser keeps, the server has to prove that its log begins with all that was seen. What is kept outlasts signing out. A browser
 * without SHA-256 of its own (a page that did not come by TLS) keeps nothing.
 */
export async function seeCheckpoint(offeringId: string, note: string | null): Promise<void> {
  if (!note || !globalThis.crypto?.subtle || atIt.has(offeringId)) return;
  if (readKept(offeringId)?.note === note || Date.now() - (held.get(offeringId) ?? 0) < rest) return;
  atIt.add(offeringId);
  try {
    await hold(offeringId);
  } finally {
    atIt.delete(offeringId);
  }
}

async function hold(offeringId: string): Promise<void> {
  const origin = originOf(offeringId, "shared");
  const kept = readKept(offeringId);
  const from = (kept && readCheckpoint(kept.note)?.size) ?? 0;
  // What cannot be asked now, by a lost connection or a session that ended, is asked with the next message.
  const shown = await getJson<Offered>(`/api/offerings/${offeringId}/log/proof?from=${from}`).catch(() => null);
  if (!shown?.checkpoint) return;
  const verdict = await judge(origin, kept, shown, tools).catch(() => ({ ok: false, why: "no-checkpoint" }) as const);
  if (verdict.ok) {
    held.set(offeringId, Date.now());
    keepIfNewer(offeringId, verdict.keep);
    if (found.delete(offeringId)) tell();
  } else {
    found.set(offeringId, { origin, why: verdict.why, kept, shown });
    tell();
  }
}

const tell = () => {
  for (const listener of listeners) listener();
};

/** What this browser found wrong with the log of an offering; null while nothing is. */
export const useWitness = (offeringId: string): FoundMismatch | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => found.get(offeringId) ?? null,
    () => null,
  );

const placeOf = (offeringId: string) => `section-seven/witness/${offeringId}`;

function readKept(offeringId: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(offeringId)) ?? "null") as Kept | null;
    return kept && readCheckpoint(kept.note) ? kept : null;
  } catch {
    return null;
  }
}

/** Another tab may have seen more meanwhile. */
function keepIfNewer(offeringId: string, keep: Kept): void {
  const now = readKept(offeringId);
  if (now && (readCheckpoint(now.note)?.size ?? 0) > (readCheckpoint(keep.note)?.size ?? 0)) return;
  try {
    localStorage.setItem(placeOf(offeringId), JSON.stringify(keep));
  } catch {
    // A browser that keeps nothing is no witness, and loses nothing else by it.
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

const tools: Tools = {
  sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Bytes)),
  isSignature: async (key, message, signature) => {
    try {
      const imported = await crypto.subtle.importKey("raw", key as Bytes, "Ed25519", false, ["verify"]);
      return await crypto.subtle.verify("Ed25519", imported, signature as Bytes, message as Bytes);
    } catch {
      // Older browsers know no Ed25519: they still hold the roots to one another.
      return null;
    }
  },
};
