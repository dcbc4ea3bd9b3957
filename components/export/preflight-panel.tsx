import { CircleAlert, CircleCheck, Info } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { Pill } from "@/components/ui/status-pill";
import type { ClosingSetView, PreflightCode, PreflightItem } from "@/lib/contracts/closing-set";

const labels: Record<PreflightCode, string> = {
  "not-closed": "Not closed",
  "condition-open": "Open",
  missing: "Missing",
  unsigned: "Not executed",
  undated: "Undated",
  "dated-otherwise": "Other date",
  superseded: "Superseded",
  "not-released": "Not released",
  lost: "File lost",
  encrypted: "Encrypted",
  corrupt: "Damaged",
  "page-count-changed": "Page count changed",
  "not-a-pdf": "Not a PDF",
  recovered: "Recovered",
  "no-text-layer": "No text",
  "signature-voided": "Signature voided",
  "name-clash": "Same title",
};

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** What stands between this Time of Delivery and a set that is right the first time, to be worked off. */
export function PreflightPanel({ view }: { view: ClosingSetView }) {
  const [showNotes, setShowNotes] = useState(false);
  const faults = view.preflight.filter(({ fault }) => fault);
  const notes = view.preflight.filter(({ fault }) => !fault);
  const shown = showNotes ? view.preflight : faults;
  const offeringId = view.head.offering.id;
  return (
    <Panel
      title="Preflight"
      actions={
        notes.length > 0 && (
          <Button size="small" aria-pressed={showNotes} onClick={() => setShowNotes(!showNotes)}>
            {showNotes ? "Hide" : "Show"} {counted(notes.length, "note", "notes")}
          </Button>
        )
      }
    >
      <p className="mb-3 flex items-center gap-1.5" aria-live="polite">
        {faults.length === 0 ? (
          <>
            <CircleCheck aria-hidden className="size-4 text-settled" /> Nothing stands in the way of the set.
          </>
        ) : (
          <>
            <CircleAlert aria-hidden className="size-4 shrink-0 text-failed" />
            {counted(faults.length, "thing stands", "things stand")} between this closing and a set that is right the
            first time.
          </>
        )}
      </p>
      {shown.length > 0 && (
        <ul aria-label="To work off" className="-mb-2 divide-y border-t">
          {shown.map((item) => (
            <PreflightLine key={keyOf(item)} item={item} offeringId={offeringId} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

const keyOf = ({ code, label, document, sentence }: PreflightItem) => [code, label, document, sentence].join(" ");

function PreflightLine({ item, offeringId }: { item: PreflightItem; offeringId: string }) {
  const { code, fault, conditionId, label, document, sentence, remedy } = item;
  const about = document ? `${label}, ${document}` : label;
  return (
    <li className="py-2.5" aria-label={`${about}: ${labels[code]}`}>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Pill
          label={labels[code]}
          icon={fault ? CircleAlert : Info}
          look={fault ? "bg-failed-soft text-failed" : "bg-progress-soft text-progress"}
        />
        {conditionId ? (
          <Link
            href={`/offerings/${offeringId}/conditions/${conditionId}`}
            className="font-medium text-accent hover:underline"
          >
            {about}
          </Link>
        ) : (
          <span className="font-medium">{about}</span>
        )}
      </div>
      <p className="mt-1">{sentence}</p>
      <p className="text-sm text-muted">{remedy}</p>
    </li>
  );
}
