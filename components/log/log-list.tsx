import { EyeOff } from "lucide-react";
import Link from "next/link";
import { conditionPath } from "@/components/dashboard/places";
import type { LogEntryView } from "@/lib/contracts/views";
import { type Compartment, sideLabels } from "@/lib/domain/role";
import { momentWords, timeWords } from "@/lib/domain/time-words";
import { entrySentence } from "./entry-sentence";
import { byDay, clockOfEntry } from "./log-groups";

/** What a log is called beside the numbers of its entries. */
const logNames: Record<Compartment, string> = { shared: "Common", ...sideLabels };

/** Acts under the days on which they happened, each with who and what, and its hash and its receipt where those are asked for. */
export function LogList({
  entries,
  offeringId,
  zone,
  hashes = false,
  receipts = false,
  level = 2,
}: {
  entries: readonly LogEntryView[];
  offeringId: string;
  zone: string;
  hashes?: boolean;
  receipts?: boolean;
  level?: 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return byDay(entries, zone).map(({ day, entries: under }) => (
    <section key={`${day} ${under[0]?.id}`} className="mb-5">
      <Heading className="mb-1 font-sans text-sm font-semibold text-muted">{day}</Heading>
      <ol className="divide-y border-y">
        {under.map((entry) => (
          <Entry key={entry.id} entry={entry} offeringId={offeringId} zone={zone} hashes={hashes} receipts={receipts} />
        ))}
      </ol>
    </section>
  ));
}

function Entry({
  entry,
  offeringId,
  zone,
  hashes,
  receipts,
}: {
  entry: LogEntryView;
  offeringId: string;
  zone: string;
  hashes: boolean;
  receipts: boolean;
}) {
  const { id, compartment, closingId, conditionId, at, seq, hash } = entry;
  const { who, what } = entrySentence(entry);
  return (
    <li className="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-3 py-2">
      <time dateTime={at} title={`Recorded ${momentWords(new Date(at), zone)}`} className="text-sm text-muted">
        {timeWords(clockOfEntry(entry), zone)}
      </time>
      <div className="min-w-0">
        <p className="break-words">
          <strong className="font-semibold">{who}</strong>
          {what}
          {closingId && conditionId && (
            <>
              {" "}
              <Link href={conditionPath({ offeringId, closingId, conditionId })} className="link text-sm">
                Open<span className="sr-only"> the condition</span>
              </Link>
            </>
          )}
          {receipts && (
            <>
              {" "}
              <a
                href={`/api/offerings/${offeringId}/log/${id}/receipt`}
                download
                className="no-print link text-sm text-muted"
              >
                Receipt
                <span className="sr-only">
                  {" "}
                  of {logNames[compartment]} no. {seq}
                </span>
              </a>
            </>
          )}
        </p>
        {compartment !== "shared" && (
          <p className="mt-0.5 flex items-center gap-1 text-xs text-dispensed">
            <EyeOff aria-hidden className="size-3.5" />
            {sideLabels[compartment]} only
          </p>
        )}
        {hashes && (
          <p className="mt-0.5 text-xs break-all text-muted">
            {logNames[compartment]} no. {seq} · <code>{hash}</code>
          </p>
        )}
      </div>
    </li>
  );
}
