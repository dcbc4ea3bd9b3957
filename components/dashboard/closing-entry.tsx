import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { Countdown } from "@/components/shell/countdown";
import { ReadinessBar } from "@/components/ui/readiness-bar";
import { StagePill } from "@/components/ui/status-pill";
import { distanceWords, momentWords } from "@/lib/domain/time-words";
import { checklistPath, firstPath, statusPath } from "./places";
import { isOver, type PortfolioEntry } from "./portfolio-filters";

const tickingMs = 2 * 86_400_000;

/** One Time of Delivery in the portfolio: a row on a wide screen, a card on a phone. */
export function ClosingEntry({ closing }: { closing: PortfolioEntry }) {
  const { issuer, offering, label, rehearsal, stage, timeOfDelivery, zone, readiness, mine } = closing;
  return (
    <li className="grid gap-x-6 gap-y-3 px-4 py-4 sm:grid-cols-2 sm:px-5 xl:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,4fr)_minmax(0,6fr)]">
      <div className="min-w-0">
        <p className="truncate text-sm text-muted">{issuer}</p>
        <h3 className="text-lg leading-snug">
          <Link href={firstPath(closing)} className="hover:underline">
            {offering}
          </Link>
        </h3>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <span>{label}</span>
          {rehearsal && (
            <span className="inline-flex items-center gap-1 font-medium text-rehearsal">
              <FlaskConical aria-hidden className="size-3.5" />
              Rehearsal
            </span>
          )}
          <Link href={checklistPath(closing)} className="link">
            Checklist<span className="sr-only"> of {offering}</span>
          </Link>
          <Link href={statusPath(closing)} className="link">
            Status<span className="sr-only"> of {offering}</span>
          </Link>
        </p>
      </div>
      <div>
        <StagePill stage={stage} />
        <p className="mt-1">{momentWords(new Date(timeOfDelivery), zone)}</p>
        {!isOver(closing) && (
          <p className="text-sm text-muted">
            <Until closing={closing} />
          </p>
        )}
      </div>
      <div className="self-start">
        <ReadinessBar readiness={readiness} compact />
        {mine > 0 && (
          <p className="mt-1 text-sm font-medium text-accent">
            {mine === 1 ? "One condition waits for you" : `${mine} conditions wait for you`}
          </p>
        )}
      </div>
      <Blocking closing={closing} />
    </li>
  );
}

/** Ticks where seconds may matter; further off a reading is enough. */
function Until({ closing: { clock, timeOfDelivery } }: { closing: PortfolioEntry }) {
  const gap = Date.parse(timeOfDelivery) - Date.parse(clock);
  return Math.abs(gap) < tickingMs ? (
    <Countdown clock={clock} to={timeOfDelivery} />
  ) : (
    distanceWords(new Date(clock), new Date(timeOfDelivery))
  );
}

function Blocking({ closing }: { closing: PortfolioEntry }) {
  const { blockers, blockerCount, readiness, stage } = closing;
  if (stage === "closed") return <p className="self-center text-sm text-settled">Closed; all pages are released.</p>;
  if (stage === "terminated")
    return <p className="self-center text-sm text-muted">Terminated; no condition is asked for any more.</p>;
  if (readiness.ready) return <p className="self-center text-sm font-medium text-settled">Nothing blocks it.</p>;
  if (blockerCount === 0) {
    const pages = readiness.pagesTotal - readiness.pagesReady;
    return (
      <p className="self-center text-sm">
        {pages === 1 ? "One signature page is" : `${pages} signature pages are`} not yet authorised for release.
      </p>
    );
  }
  const more = blockerCount - blockers.length;
  return (
    <ul className="min-w-0 space-y-0.5 text-sm" aria-label="What blocks it">
      {blockers.map(({ label, title, sentence }) => (
        <li key={label} className="truncate" title={`${label} ${title}: ${sentence}`}>
          <span className="font-medium">{label}</span> <span className="text-muted">{sentence}</span>
        </li>
      ))}
      {more > 0 && (
        <li>
          <Link href={statusPath(closing)} className="link">
            and {more} more
          </Link>
        </li>
      )}
    </ul>
  );
}
