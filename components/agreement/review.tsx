"use client";

import { Undo2 } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { emptyTerms } from "@/components/list-editor/form-terms";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useSay } from "@/components/ui/toasts";
import {
  asSaid,
  familyAt,
  faultsOf,
  hasDeliverySteps,
  keptLines,
  merged,
  mergeTarget,
  partsOf,
  type ReviewLine,
  split,
  withDeliverySteps,
  withLeftOut,
  withLineFrom,
  withTerms,
} from "@/lib/client/review";
import type { AgreementDraft, TextSpan } from "@/lib/contracts/agreement";
import { Coverage } from "./coverage";
import { DraftLineRow, type DraftWish } from "./draft-list";
import { Findings, unassignedId } from "./findings";
import { LeaveOutDialog } from "./leave-out-dialog";
import { DraftLineEditor } from "./line-editor";
import { type Place, TextPane } from "./text-pane";

/** The agreement on one side, the drafted list on the other, tied to one another both ways. */
export function Review({
  draft,
  lines,
  mayUndo,
  settled,
  onChange,
  onUndo,
  onSettle,
  onAccept,
}: {
  draft: AgreementDraft;
  lines: readonly ReviewLine[];
  mayUndo: boolean;
  settled: ReadonlySet<string>;
  onChange: (lines: readonly ReviewLine[]) => void;
  onUndo: () => void;
  onSettle: (id: string, settled: boolean) => void;
  onAccept: () => void;
}) {
  const say = useSay();
  const [hovered, setHovered] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [shown, setShown] = useState<TextSpan | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<string | null>(null);
  const [made, setMade] = useState<readonly string[]>([]);

  const faults = useMemo(() => faultsOf(lines), [lines]);
  const possible = useMemo(
    () =>
      new Map(
        lines.map(({ id, leftOut }) => [
          id,
          { merge: leftOut === null && mergeTarget(lines, id) !== null, split: familyAt(lines, id).count === 1 },
        ]),
      ),
    [lines],
  );
  const unassigned = draft.coverage.unassigned.filter((span) => !made.includes(unassignedId(span)));
  const inMade = draft.coverage.unassigned
    .filter((span) => made.includes(unassignedId(span)))
    .reduce((sum, [start, end]) => sum + end - start, 0);
  const byId = new Map(lines.map((line) => [line.id, line]));
  const lit = byId.get(hovered ?? chosen ?? "")?.spans ?? (shown ? [shown] : []);
  const kept = keptLines(lines);
  const unknown = kept.filter(({ notSaid }) => notSaid.includes("kind") || notSaid.includes("furnishedBy")).length;
  const open = [...draft.findings.map(({ id }) => id), ...unassigned.map(unassignedId)].filter(
    (id) => !settled.has(id),
  );

  const show = (span: TextSpan) => {
    setShown(span);
    setChosen(null);
    setPlace({ span, asked: Date.now() });
  };
  const choose = (id: string) => {
    setChosen(id);
    const span = byId.get(id)?.spans[0];
    if (span) setPlace({ span, asked: Date.now() });
  };
  const chooseFromText = useCallback((id: string) => {
    setChosen(id);
    document.querySelector<HTMLElement>(`[data-draft="${id}"]`)?.scrollIntoView({ block: "center" });
  }, []);
  const wish = (id: string, what: DraftWish) => {
    setChosen(id);
    switch (what) {
      case "edit":
        setEditing(id);
        return;
      case "as-said":
        onChange(asSaid(lines, id));
        return;
      case "merge":
        onChange(merged(lines, id));
        return;
      case "split": {
        const line = byId.get(id);
        if (line && partsOf(line, draft.text).length < 2) {
          say.refused(
            `${line.terms.label} falls into no parts`,
            "Its words number no limbs. They can be added in the list editor.",
          );
        } else onChange(split(lines, id, draft.text));
        return;
      }
      case "leave-out":
        setLeaving(id);
        return;
      case "put-back":
        onChange(withLeftOut(lines, id, null));
        return;
    }
  };

  // Rows are drawn anew only when something about them changes, so what they call stays the same from picture to picture.
  const newest = useRef({ choose, wish });
  newest.current = { choose, wish };
  const onChoose = useCallback((id: string) => newest.current.choose(id), []);
  const onWish = useCallback((id: string, what: DraftWish) => newest.current.wish(id, what), []);

  const edited = editing ? byId.get(editing) : undefined;
  const left = leaving ? byId.get(leaving) : undefined;
  return (
    <div className="flex flex-col gap-3">
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Coverage
          section={draft.section}
          coverage={{
            ...draft.coverage,
            assigned: Math.min(draft.coverage.characters, draft.coverage.assigned + inMade),
          }}
        />
        <Findings
          findings={draft.findings}
          unassigned={unassigned}
          text={draft.text}
          settled={settled}
          onSettle={onSettle}
          onShow={show}
          onMakeLine={(span) => {
            setMade([...made, unassignedId(span)]);
            onChange(withLineFrom(lines, span, draft.text, newTerms(draft, lines)));
          }}
        />
      </div>
      <div className="grid gap-3 lg:h-[calc(100dvh-12rem)] lg:min-h-96 lg:grid-cols-2">
        <div className="h-96 min-h-0 lg:h-auto">
          <TextPane
            text={draft.text}
            list={lines}
            section={draft.section?.span ?? null}
            unassigned={unassigned}
            lit={lit}
            place={place}
            onHover={setHovered}
            onChoose={chooseFromText}
          />
        </div>
        <section
          aria-label="Drafted list"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
          tabIndex={0}
          className="min-h-0 overflow-y-auto rounded-lg border bg-surface"
          onMouseLeave={() => setHovered(null)}
        >
          {lines.length === 0 ? (
            <Notice tone="warning" className="m-3">
              No conditions were found in this file. The offering can still be opened, with an empty list or a template.
            </Notice>
          ) : (
            <ol>
              {lines.map((line) => (
                <DraftLineRow
                  key={line.id}
                  line={line}
                  fault={faults.get(line.id)}
                  lit={hovered === line.id}
                  chosen={chosen === line.id}
                  mayMerge={possible.get(line.id)?.merge ?? false}
                  maySplit={possible.get(line.id)?.split ?? false}
                  onHover={setHovered}
                  onChoose={onChoose}
                  onWish={onWish}
                />
              ))}
            </ol>
          )}
        </section>
      </div>
      <div className="sticky bottom-0 flex flex-wrap items-center justify-end gap-3 border-t bg-paper py-2.5">
        <p className="mr-auto text-sm text-muted">
          {kept.length} lines on the list
          {lines.length > kept.length && `, ${lines.length - kept.length} left out`}
          {unknown > 0 && `, ${unknown} with something that the agreement does not say`}
          {open.length > 0 && `, ${open.length} to settle`}
          {faults.size > 0 && `, ${faults.size} that cannot stand yet`}.
        </p>
        {!hasDeliverySteps(lines) && lines.length > 0 && (
          <Button onClick={() => onChange(withDeliverySteps(lines, draft))}>Add the usual steps of delivery</Button>
        )}
        <Button onClick={onUndo} disabled={!mayUndo}>
          <Undo2 aria-hidden className="size-4" /> Undo
        </Button>
        <Button look="primary" onClick={onAccept} disabled={faults.size > 0}>
          Accept, and go on
        </Button>
      </div>
      {edited && (
        <DraftLineEditor
          line={edited}
          above={parentOf(lines, edited.id)?.terms.label ?? null}
          hasLimbs={familyAt(lines, edited.id).count > 1}
          counted={isCounted(lines, edited.id)}
          fault={faults.get(edited.id)}
          onChange={(terms) => onChange(withTerms(lines, edited.id, terms))}
          onClose={() => setEditing(null)}
        />
      )}
      {left && (
        <LeaveOutDialog
          label={left.terms.label}
          limbs={familyAt(lines, left.id).count - 1}
          onLeaveOut={(reason) => {
            onChange(withLeftOut(lines, left.id, reason));
            setLeaving(null);
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </div>
  );
}

function parentOf(lines: readonly ReviewLine[], id: string): ReviewLine | null {
  const { at } = familyAt(lines, id);
  const depth = lines[at]?.depth ?? 0;
  return lines.slice(0, at).findLast((line) => line.depth === depth - 1 && depth > 0) ?? null;
}

/** Signed off as such: not a clause that sums up its limbs, and below none that is taken whole. */
function isCounted(lines: readonly ReviewLine[], id: string): boolean {
  const { at, count } = familyAt(lines, id);
  if (lines[at]?.terms.mode === "limbs" && count > 1) return false;
  for (let above = parentOf(lines, id); above; above = parentOf(lines, above.id)) {
    if (above.terms.mode === "whole") return false;
  }
  return true;
}

/** A line made of words that were in none: its label says so until a person gives it one. */
function newTerms(draft: AgreementDraft, lines: readonly ReviewLine[]) {
  const { deliverables, ...terms } = emptyTerms(`${draft.section?.number ?? "7"} [${lines.length + 1}]`);
  return {
    ...terms,
    title: "Further words of the section",
    deliverables: deliverables.map(({ title, dated }) => ({ title, dated })),
  };
}
