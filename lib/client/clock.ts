"use client";

import { useEffect, useState } from "react";

/** What a closing's own clock showed when the server's showed `serverTime`; ISO text. */
export type ClockReading = { clock: string; serverTime: string };

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
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [clock]);
  return now;
}
