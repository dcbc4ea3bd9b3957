"use client";

import { ArrowRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useSay } from "@/components/ui/toasts";
import { useListAct } from "@/lib/client/list";
import type { ListView } from "@/lib/contracts/list";
import { renumberedList } from "@/lib/domain/renumber-list";
import { actProblem } from "./act-problem";

/** Shows every label that would change, and changes all of them at once. */
export function RenumberDialog({ view, onClose }: { view: ListView; onClose: () => void }) {
  const say = useSay();
  const act = useListAct(view.head.offering.id, view.head.id);
  const labels = renumberedList(view.lines.map(({ id, parentId, terms }) => ({ id, parentId, label: terms.label })));
  const lineOf = new Map(view.lines.map((line) => [line.id, line.terms]));
  const problem = actProblem(act.error);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Renumber the list"
      description="Labels go on from the first of each row of siblings. Sign-offs stay: what they were given for does not change."
    >
      <ul className="max-h-80 divide-y overflow-y-auto rounded-md border text-sm">
        {labels.map(({ conditionId, label }) => (
          <li key={conditionId} className="flex flex-wrap items-center gap-2 px-3 py-1.5">
            <span className="w-24 font-medium line-through decoration-muted">{lineOf.get(conditionId)?.label}</span>
            <ArrowRight aria-label="becomes" className="size-4 text-muted" />
            <span className="w-24 font-semibold">{label}</span>
            <span className="min-w-0 text-muted">{lineOf.get(conditionId)?.title}</span>
          </li>
        ))}
      </ul>
      {problem && (
        <Notice tone="error" className="mt-3">
          {problem.message}
        </Notice>
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          busy={act.isPending}
          onClick={() =>
            act.mutate(
              { act: "renumber", closingId: view.head.id, labels },
              {
                onSuccess: () => {
                  say.done(labels.length === 1 ? "One label is changed" : `${labels.length} labels are changed`);
                  onClose();
                },
              },
            )
          }
        >
          {labels.length === 1 ? "Change the label" : `Change ${labels.length} labels`}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
