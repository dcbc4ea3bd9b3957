"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { Button, ButtonLink } from "@/components/ui/button";
import { CheckField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useSay } from "@/components/ui/toasts";
import { amendRequest, type Taken, takenAtFirst, useAmend, useReadAmendment, withTaken } from "@/lib/client/amendment";
import { problemOf } from "@/lib/client/api";
import type { AmendmentLine, AmendmentPageView, AmendmentView } from "@/lib/contracts/amendment";
import { problemSentence } from "@/lib/contracts/problem-words";
import { listOf } from "@/lib/domain/words";
import { AmendmentChange } from "./amendment-change";
import { FileChoice } from "./file-choice";

/** Another version of the agreement beside the list: what changed, what of it is taken over, and what that makes stale. */
export function Amendment({ page }: { page: AmendmentPageView }) {
  const { head, mayEdit } = page;
  const read = useReadAmendment(head.offering.id, head.id);
  return (
    <ClosingFrame head={head} current="edit">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="text-xl">Read an amendment</h2>
          <p className="measure text-sm text-muted">
            The agreement as it now stands is read beside this list. Sign-offs on what changed go stale, all others
            stay.
          </p>
        </div>
        <ButtonLink href={`/offerings/${head.offering.id}/closings/${head.id}/edit`}>Edit the list by hand</ButtonLink>
      </div>
      {!mayEdit && <Notice tone="warning">This Time of Delivery is over; its list can no longer change.</Notice>}
      {mayEdit && !read.data && (
        <FileChoice
          label="Choose the agreement as amended"
          reading={read.isPending ? read.variables.name : null}
          refused={read.error ? problemSentence(problemOf(read.error)) : null}
          onFile={(file) => read.mutate(file)}
        />
      )}
      {mayEdit && read.data && (
        <Changes key={read.data.source.sha256} page={page} view={read.data} onAnother={() => read.reset()} />
      )}
    </ClosingFrame>
  );
}

function Changes({ page, view, onAnother }: { page: AmendmentPageView; view: AmendmentView; onAnother: () => void }) {
  const { head } = page;
  const router = useRouter();
  const say = useSay();
  const amend = useAmend(head.offering.id);
  const [taken, setTaken] = useState<Taken>(() => takenAtFirst(view));
  const [all, setAll] = useState(false);
  const changes = view.lines.filter(({ change }) => change !== "same").length;
  const stale = staleLabels(view, taken);

  const accept = () =>
    amend.mutate(amendRequest(head.id, view, taken), {
      onSuccess: ({ changed, added, removed, renumbered }) => {
        say.done(
          "The amendment is taken over",
          `${changed} changed, ${added} added, ${removed} taken off, ${renumbered} renumbered.`,
        );
        router.push(`/offerings/${head.offering.id}/closings/${head.id}`);
      },
    });

  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <span className="font-medium">{view.source.name}</span>
        <span className="text-muted">{summaryOf(view)}</span>
        <Button size="small" look="quiet" onClick={onAnother}>
          Read another file
        </Button>
        <CheckField
          label="Also show what stays the same"
          checked={all}
          onChange={(event) => setAll(event.target.checked)}
        />
      </div>
      {view.findings.length > 0 && (
        <Notice tone="warning" title="The agreement does not agree with itself">
          <ul className="list-disc pl-5">
            {view.findings.map(({ id, message }) => (
              <li key={id}>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
      {changes === 0 ? (
        <Notice tone="good" title="Nothing changed">
          Every line of the list stands in this version with the same words, under the same label.
        </Notice>
      ) : (
        <ol aria-label="Changes" className="overflow-hidden rounded-lg border bg-surface">
          {view.lines.map((line, place) =>
            line.change === "same" && !all ? null : (
              <AmendmentChange
                key={line.change === "added" ? `new ${place}` : line.id}
                line={line}
                taken={taken.has(place)}
                onTake={(takes) => setTaken(withTaken(view, taken, place, takes))}
              />
            ),
          )}
        </ol>
      )}
      {amend.error && <Notice tone="error">{problemSentence(problemOf(amend.error))}</Notice>}
      {changes > 0 && (
        <div className="sticky bottom-0 flex flex-wrap items-center justify-end gap-3 border-t bg-paper py-3">
          <p className="mr-auto text-sm">
            {stale.length === 0
              ? "No sign-off goes stale."
              : `Sign-offs go stale on ${listOf(stale)}. All others stay.`}
          </p>
          <Button look="primary" busy={amend.isPending} disabled={taken.size === 0} onClick={accept}>
            Take over {taken.size} of {changes} {changes === 1 ? "change" : "changes"}
          </Button>
        </div>
      )}
    </div>
  );
}

const words: Record<AmendmentLine["change"], string> = {
  added: "added",
  changed: "changed",
  moved: "moved",
  removed: "not there any more",
  same: "the same",
};

function summaryOf({ lines }: AmendmentView): string {
  const counts = Map.groupBy(lines, ({ change }) => change);
  return (["changed", "added", "removed", "moved", "same"] as const)
    .flatMap((change) => (counts.has(change) ? [`${counts.get(change)?.length} ${words[change]}`] : []))
    .join(", ");
}

/** The lines whose sign-offs will not hold any more, each once. */
function staleLabels({ lines }: AmendmentView, taken: Taken): string[] {
  const labels = lines.flatMap((line, place) => {
    if (!taken.has(place) || line.change === "added" || line.change === "moved" || line.change === "same") return [];
    return line.holding.map(({ label }) => label);
  });
  return [...new Set(labels)];
}
