import type { ReadinessView } from "@/lib/contracts/views";
import { classNames } from "./class-names";

/** How far a Time of Delivery is, in numbers first: full only when nothing blocks. */
export function ReadinessBar({ readiness, compact = false }: { readiness: ReadinessView; compact?: boolean }) {
  const { settled, total, pagesReady, pagesTotal, percent, ready } = readiness;
  const words = `${settled} of ${total} conditions settled, ${pagesReady} of ${pagesTotal} signature pages ready`;
  return (
    <div>
      <div className="flex items-baseline justify-between gap-3">
        <span className={classNames("font-semibold whitespace-nowrap", compact ? "text-base" : "text-xl")}>
          {percent} %
        </span>
        <span className="text-right text-sm text-muted">
          {compact ? `${settled}/${total} conditions · ${pagesReady}/${pagesTotal} pages` : words}
        </span>
      </div>
      <div
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-label={`Readiness: ${words}`}
        className="mt-1 h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={classNames("h-full rounded-full", ready ? "bg-settled" : "bg-progress")}
          style={{ width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
