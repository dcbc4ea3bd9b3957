"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { Folding } from "./tree";

const none: Folding = {};
const known = new Map<string, Folding>();
const listeners = new Set<() => void>();

function read(place: string): Folding {
  const kept = known.get(place);
  if (kept) return kept;
  let folding = none;
  try {
    const said: unknown = JSON.parse(window.localStorage.getItem(place) ?? "{}");
    if (said && typeof said === "object") folding = said as Folding;
  } catch {
    // A browser that keeps nothing shows the list as it is at first.
  }
  known.set(place, folding);
  return folding;
}

function write(place: string, folding: Folding) {
  known.set(place, folding);
  try {
    window.localStorage.setItem(place, JSON.stringify(folding));
  } catch {
    // Where nothing can be kept, it holds as long as the page does.
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Which clauses this reader folded and unfolded at one Time of Delivery, remembered by the browser. */
export function useFolding(closingId: string) {
  const place = `folding ${closingId}`;
  const folding = useSyncExternalStore(
    subscribe,
    () => read(place),
    () => none,
  );
  const fold = useCallback(
    (ids: readonly string[], expanded: boolean) =>
      write(place, { ...read(place), ...Object.fromEntries(ids.map((id) => [id, expanded])) }),
    [place],
  );
  return { folding, fold };
}
