"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { Countdown } from "@/components/shell/countdown";
import { classNames } from "@/components/ui/class-names";
import type { ClockView } from "@/lib/contracts/timeline";
import { distanceWords } from "@/lib/domain/time-words";

const sources: Record<ClockView["source"], string> = {
  agreement: "Agreement",
  practice: "Practice",
  depository: "Depository",
  condition: "Condition",
  default: "Default",
  closing: "Time of Delivery",
};

const runningMs = 48 * 3_600_000;

/** How far it is: running within two days either way, and as it was at the last look beyond them. */
function Distance({ at, reading }: { at: string; reading: string }) {
  const [from, to] = [new Date(reading), new Date(at)];
  if (Math.abs(to.getTime() - from.getTime()) < runningMs) return <Countdown clock={reading} to={at} />;
  return distanceWords(from, to);
}

/** One clock: when, what, whose, and how it was worked out. */
export const ClockRow = memo(function ClockRow({
  clock,
  reading,
  standing,
  offeringId,
}: {
  clock: ClockView;
  /** What the closing’s clock showed, for the countdown. */
  reading: string;
  standing: "past" | "next" | "later";
  offeringId: string;
}) {
  const { clause, what, says, ownerName, at, practical, cautions, derivation, source, conditionId } = clock;
  return (
    <li
      aria-label={`${clause}: ${what}`}
      className={classNames(
        "grid gap-x-5 gap-y-1 border-t py-2.5 first:border-t-0 sm:grid-cols-[15rem_minmax(0,1fr)_auto]",
        standing === "past" && "text-muted",
        source === "closing" && "font-medium",
      )}
    >
      <div className="tabular-nums">
        <time dateTime={at} className={classNames(standing === "next" && "font-semibold")}>
          {says}
        </time>
        {practical && (
          <p className="text-sm text-lapsed">
            <TriangleAlert aria-hidden className="mr-1 inline size-3.5" />
            last business moment {practical}
          </p>
        )}
      </div>
      <div className="min-w-0">
        <p>
          <span className="font-medium">{clause}</span>{" "}
          {conditionId ? (
            <Link href={`/offerings/${offeringId}/conditions/${conditionId}`} className="text-accent hover:underline">
              {what}
            </Link>
          ) : (
            what
          )}
        </p>
        <p className="text-sm text-muted">
          {ownerName} · {sources[source]}
        </p>
        {cautions.map((caution) => (
          <p key={caution} className="text-sm text-lapsed">
            {caution}
          </p>
        ))}
        <details className="text-sm">
          <summary className="cursor-pointer text-accent">How it was worked out</summary>
          <ol className="mt-1 list-decimal space-y-0.5 pl-5 text-muted">
            {derivation.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </details>
      </div>
      <p className="text-sm text-muted sm:text-right">
        <Distance at={at} reading={reading} />
      </p>
    </li>
  );
});
