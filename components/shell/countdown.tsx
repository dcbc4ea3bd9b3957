"use client";

import { useClosingClock } from "@/lib/client/clock";
import { distanceWords } from "@/lib/domain/time-words";

/** How far a moment is by the closing's own clock, to the second within the last hour. */
export function Countdown({ clock, to }: { clock: string; to: string }) {
  const now = useClosingClock({ clock });
  return (
    <span suppressHydrationWarning className="tabular-nums">
      {distanceWords(now, new Date(to))}
    </span>
  );
}
