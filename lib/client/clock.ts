"use client";

import { useEffect, useState } from "react";

/** What a closing's own clock showed when the server's showed `serverTime`; ISO text. */
export type ClockReading = { clock: string; serverTime: string };

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all clocks on a screen, so that they change together and the screen is drawn once a second. */
function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * The closing's clock, running on. It starts from what the server said and counts by this machine's steady timer, so a
 * wrong clock on this machine does no harm. Ticks every second.
 */
export function useClosingClock({ clock }: Pick<ClockReading, "clock">): Date {
  const [now, setNow] = useState(() => new Date(clock));
  useEffect(() => {
    const base = new Date(clock).getTime();
    const started = performance.now();
    const tick = () => setNow(new Date(base + (performance.now() - started)));
    tick();
    return onTick(tick);
  }, [clock]);
  return now;
}
