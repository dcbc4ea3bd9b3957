import { useEffect, useState } from "react";
import type { ClockView } from "@/lib/contracts/timeline";

type Timed = Pick<ClockView, "at">;

/** How many of the clocks, which are in order, lie before a moment. */
export const passedAt = (clocks: readonly Timed[], now: number) =>
  clocks.filter(({ at }) => new Date(at).getTime() < now).length;

/** The place of the last of the clocks that come next: all at the first moment still to come. */
export function nextEnd(clocks: readonly Timed[], passed: number): number {
  const next = clocks[passed]?.at;
  let end = passed;
  while (end < clocks.length && clocks[end]?.at === next) end += 1;
  return end;
}

/** How many clocks are past by the closing’s own clock. Looks every second, and draws anew only when one has passed. */
export function usePassed(clocks: readonly Timed[], clock: string): number {
  const [passed, setPassed] = useState(() => passedAt(clocks, new Date(clock).getTime()));
  useEffect(() => {
    const base = new Date(clock).getTime();
    const started = performance.now();
    const look = () => setPassed(passedAt(clocks, base + (performance.now() - started)));
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [clocks, clock]);
  return passed;
}
