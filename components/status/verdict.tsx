import { CircleCheck, CircleDashed, Flag } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { ReadinessBar } from "@/components/ui/readiness-bar";
import { StatusPill } from "@/components/ui/status-pill";
import type { StatusView } from "@/lib/contracts/views";
import { grouped } from "@/lib/domain/allocations";
import { momentWords } from "@/lib/domain/time-words";

/** Is it closing? In one sentence, then in figures; below, what this viewer may do about it. */
export function Verdict({ view, children }: { view: StatusView; children: ReactNode }) {
  const { readiness, byStatus, head, steps } = view;
  const { tone, sentence, detail } = verdictOf(view);
  const Icon = tone === "good" ? CircleCheck : tone === "over" ? Flag : CircleDashed;
  return (
    <section aria-labelledby="verdict" className="rounded-lg border bg-surface p-4 sm:p-6">
      <div className="grid gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div>
          <h2 id="verdict" className="flex items-start gap-2.5 text-xl">
            <Icon
              aria-hidden
              className={classNames("mt-0.5 size-6 shrink-0", tone === "good" ? "text-settled" : "text-muted")}
            />
            {sentence}
          </h2>
          {detail && <p className="mt-1.5 pl-8.5 text-muted">{detail}</p>}
          <Money view={view} />
        </div>
        <div>
          <ReadinessBar readiness={readiness} />
          <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5" aria-label="Conditions by state">
            {byStatus.map(({ status, count }) => (
              <li key={status} className="flex items-center gap-1.5">
                <StatusPill status={status} />
                <span className="text-sm">{count}</span>
              </li>
            ))}
          </ul>
          {head.stage === "postponed" && (
            <p className="mt-3 text-sm text-muted">
              Postponed: {groundOf(steps.findLast(({ step }) => step === "postponed"))} Sign-offs stand; confirmations
              of the day are given anew.
            </p>
          )}
        </div>
      </div>
      {children}
    </section>
  );
}

/** The figures that the banker ties to the pricing terms, one step from how they were worked out. */
function Money({ view: { money, head } }: { view: StatusView }) {
  if (!money) return null;
  const { currency, due, net, kind, quantity, title } = money;
  const what =
    kind === "debt" ? `${currency} ${grouped(quantity)} of ${title}` : `${grouped(quantity)} shares, ${title}`;
  return (
    <p className="mt-3 pl-8.5">
      <Link href={`/offerings/${head.offering.id}/closings/${head.id}/settlement`} className="link">
        {currency} {grouped(due)}
      </Link>{" "}
      <span className="text-muted">
        due against {what}
        {net !== due && `; ${currency} ${grouped(net)} by wire after what is netted`}
      </span>
    </p>
  );
}

/** As it was given, ended like a sentence. */
const groundOf = (step: StatusView["steps"][number] | undefined) => step?.ground?.replace(/\.?$/, ".") ?? "";

type Words = { tone: "good" | "open" | "over"; sentence: string; detail: string | null };

function verdictOf({ head, readiness, blockers, steps, damage }: StatusView): Words {
  const last = steps.at(-1);
  if (head.stage === "closed") {
    const when = last ? ` ${momentWords(new Date(last.clock), head.zone)}, by ${last.by}` : "";
    return { tone: "good", sentence: "Closed.", detail: `Declared${when}. Every signature page is released.` };
  }
  if (head.stage === "terminated") {
    return { tone: "over", sentence: "Terminated.", detail: last?.ground ? `Ground: ${groundOf(last)}` : null };
  }
  if (damage.length > 0) {
    return { tone: "open", sentence: "Not to be closed: the record does not hold.", detail: null };
  }
  if (readiness.ready) {
    const next =
      head.stage === "on-the-call"
        ? "A Representative with authority can declare the closing."
        : "Nothing stands in the way; the closing is declared on the call.";
    return { tone: "good", sentence: "Ready to close.", detail: next };
  }
  return { tone: "open", sentence: notReadyWords(readiness), detail: windowWords(blockers, head) };
}

function notReadyWords({ total, settled, pagesTotal, pagesReady }: StatusView["readiness"]): string {
  const conditions = total - settled;
  const pages = pagesTotal - pagesReady;
  const parts = [
    ...(conditions > 0 ? [conditions === 1 ? "one condition" : `${conditions} conditions`] : []),
    ...(pages > 0 ? [pages === 1 ? "one signature page" : `${pages} signature pages`] : []),
  ];
  if (parts.length === 0) return "Not ready: there are no conditions yet.";
  const verb = conditions + pages === 1 ? "stands" : "stand";
  return `Not ready: ${parts.join(" and ")} ${verb} in the way.`;
}

/** How many of the blockers nobody can do anything about yet, and from when they can. */
function windowWords(blockers: StatusView["blockers"], { clock, zone }: StatusView["head"]): string | null {
  const shut = blockers.flatMap(({ from }) => (from && from > clock ? [from] : [])).sort();
  const [first] = shut;
  if (!first) return null;
  const which =
    shut.length === blockers.length
      ? "All of the conditions are confirmed on the day"
      : shut.length === 1
        ? "One of the conditions is confirmed on the day"
        : `${shut.length} of the conditions are confirmed on the day`;
  return `${which}, from ${momentWords(new Date(first), zone)} at the earliest.`;
}
