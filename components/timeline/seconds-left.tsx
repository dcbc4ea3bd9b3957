"use client";

import { useClosingClock } from "@/lib/client/clock";
import { distanceWords } from "@/lib/domain/time-words";
import { leftWords } from "./left-words";

/** How far a moment is by the closing’s own clock: to the second within a day, in its two largest units beyond it. */
export function SecondsLeft({ clock, to }: { clock: string; to: string }) {
  const now = useClosingClock({ clock });
  const target = new Date(to);
  return (
    <span suppressHydrationWarning className="tabular-nums">
      {leftWords(now, target) ?? distanceWords(now, target)}
    </span>
  );
}
