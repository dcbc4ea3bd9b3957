"use client";

import { useEffect, useState } from "react";
import { NewOffering } from "@/components/setup/new-offering";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { formFromDraft, unknownIn } from "@/lib/client/agreement-form";
import { problemOf } from "@/lib/client/api";
import { keptLines, type ReviewLine, reviewLines, rowsOf, useReadAgreement } from "@/lib/client/review";
import type { AgreementDraft } from "@/lib/contracts/agreement";
import { problemSentence } from "@/lib/contracts/problem-words";
import { listOf } from "@/lib/domain/words";
import { FileChoice } from "./file-choice";
import { Review } from "./review";

/** An agreement on its way to an offering: chosen, read, looked at line by line, and then the form that opens it. */
export function FromAgreement() {
  const [draft, setDraft] = useState<AgreementDraft | null>(null);
  return draft ? (
    <Draft key={draft.source.sha256} draft={draft} onAnother={() => setDraft(null)} />
  ) : (
    <Choose onRead={setDraft} />
  );
}

function Choose({ onRead }: { onRead: (draft: AgreementDraft) => void }) {
  const read = useReadAgreement();
  return (
    <FileChoice
      label="Choose the agreement"
      reading={read.isPending ? read.variables.name : null}
      refused={read.error ? problemSentence(problemOf(read.error)) : null}
      onFile={(file) => read.mutate(file, { onSuccess: onRead })}
    />
  );
}

/** Every change of the list, newest last, so that each can be taken back. */
type History = readonly (readonly ReviewLine[])[];

function Draft({ draft, onAnother }: { draft: AgreementDraft; onAnother: () => void }) {
  const [history, setHistory] = useState<History>(() => [reviewLines(draft)]);
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
  const [accepted, setAccepted] = useState(false);
  const [filled] = useState(() => formFromDraft(draft));
  const lines = history.at(-1) ?? [];
  const changed = history.length > 1 || accepted;

  // What was settled is in this page alone until the offering is open: leaving it is asked about first.
  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [changed]);

  const unknown = unknownIn(draft);
  const read = {
    rows: rowsOf(lines),
    terms: draft.agreement.terms,
    source: {
      sha256: draft.source.sha256,
      name: draft.source.name,
      leftOut: lines.flatMap(({ terms, leftOut }) =>
        leftOut === null ? [] : [{ label: terms.label, reason: leftOut }],
      ),
    },
  };
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <span className="font-medium">{draft.source.name}</span>
        <span className="text-muted">
          {draft.issuer ?? "Issuer not found"}
          {draft.section?.heading ? ` · ${draft.section.heading}` : ""}
        </span>
        <Button size="small" look="quiet" onClick={onAnother}>
          Read another file
        </Button>
        {accepted && (
          <Button size="small" onClick={() => setAccepted(false)}>
            Back to the list of {keptLines(lines).length} lines
          </Button>
        )}
      </div>
      <div hidden={accepted}>
        <Review
          draft={draft}
          lines={lines}
          mayUndo={history.length > 1}
          settled={settled}
          onChange={(next) => setHistory([...history, next])}
          onUndo={() => setHistory(history.slice(0, -1))}
          onSettle={(id, on) => {
            const next = new Set(settled);
            if (on) next.add(id);
            else next.delete(id);
            setSettled(next);
          }}
          onAccept={() => {
            setAccepted(true);
            window.scrollTo({ top: 0 });
          }}
        />
      </div>
      <div hidden={!accepted}>
        {unknown.length > 0 && (
          <Notice tone="warning" title="Not found in the agreement" className="mb-6 max-w-3xl">
            {capital(listOf(unknown))}. It stays empty until somebody types it.
          </Notice>
        )}
        {draft.otherSecurities.length > 0 && (
          <Notice tone="warning" title="More than one series of securities" className="mb-6 max-w-3xl">
            The form holds the first. Also named: {listOf(draft.otherSecurities)}.
          </Notice>
        )}
        <NewOffering filled={filled} read={read} />
      </div>
    </>
  );
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
