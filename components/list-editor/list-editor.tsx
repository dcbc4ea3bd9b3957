"use client";

import { Hash, ListPlus } from "lucide-react";
import { useState } from "react";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import { useSay } from "@/components/ui/toasts";
import { dragLook, useDragOrder } from "@/components/ui/use-drag-order";
import { problemOf } from "@/lib/client/api";
import { useList, useListAct } from "@/lib/client/list";
import { useReady } from "@/lib/client/ready";
import type { ListLine, ListView } from "@/lib/contracts/list";
import { problemSentence } from "@/lib/contracts/problem-words";
import type { ConditionId } from "@/lib/domain/ids";
import { limbLabels, nextLabel } from "@/lib/domain/labels";
import { movedLine, placedAfter, placedBefore, renumberedList } from "@/lib/domain/renumber-list";
import { asUsual, emptyTerms } from "./form-terms";
import { LinePanel, type LineTask } from "./line-panel";
import { LineRow, type LineWish } from "./line-row";
import { RemoveDialog } from "./remove-dialog";
import { RenumberDialog } from "./renumber-dialog";
import { SplitDialog } from "./split-dialog";

type Open =
  | { what: "panel"; task: LineTask }
  | { what: "split" | "remove"; line: ListLine }
  | { what: "renumber" }
  | null;

/** The list of one Time of Delivery as its keeper works on it. Every change is an act of its own, and in the log. */
export function ListEditor({ initial }: { initial: ListView }) {
  const { data: view } = useList(initial);
  const act = useListAct(view.head.offering.id, view.head.id);
  const ready = useReady();
  const say = useSay();
  const [open, setOpen] = useState<Open>(null);
  const [order, setOrder] = useState<readonly ConditionId[] | null>(null);
  const [told, setTold] = useState("");

  const lines = inOrder(view.lines, order);
  const reordered = lines.some(({ id }, place) => view.lines[place]?.id !== id);
  const renumbering = renumberedList(
    view.lines.map(({ id, parentId, terms }) => ({ id, parentId, label: terms.label })),
  );

  const moveTo = (next: readonly ListLine[], id: ConditionId) => {
    setOrder(next.map((line) => line.id));
    const place = next.findIndex((line) => line.id === id);
    const label = next[place]?.terms.label ?? "";
    const above = next[place - 1]?.terms.label;
    setTold(above ? `${label} now comes after ${above}.` : `${label} now comes first.`);
  };

  const {
    drag,
    line: dragLine,
    handle,
  } = useDragOrder<ConditionId>(({ id, over, edge }) =>
    moveTo((edge === "before" ? placedBefore : placedAfter)(lines, id, over), id),
  );

  const wish = (line: ListLine, what: LineWish) => {
    switch (what) {
      case "up":
      case "down":
        moveTo(movedLine(lines, line.id, what === "up" ? -1 : 1), line.id);
        return;
      case "edit":
        setOpen({ what: "panel", task: { do: "edit", line } });
        return;
      case "add-after":
        setOpen({ what: "panel", task: addAfter(view.lines, line) });
        return;
      case "add-limb":
        setOpen({ what: "panel", task: addLimb(view.lines, line) });
        return;
      case "split":
        if (view.lines.some(({ parentId }) => parentId === line.id)) {
          say.refused(`${line.terms.label} has limbs already`, "Add a limb to it instead.");
        } else setOpen({ what: "split", line });
        return;
      case "remove":
        setOpen({ what: "remove", line });
        return;
    }
  };

  const saveOrder = () =>
    act.mutate(
      { act: "reorder", closingId: view.head.id, order: lines.map(({ id }) => id) },
      {
        onSuccess: () => {
          setOrder(null);
          say.done("The order is saved", "Labels stay as they are until the list is renumbered.");
        },
        onError: (error) => {
          setOrder(null);
          say.refused("The order was not saved", problemSentence(problemOf(error)));
        },
      },
    );

  return (
    <ClosingFrame head={view.head} current="edit">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="text-xl">Edit the list</h2>
          <p className="measure text-sm text-muted">
            What is changed here is what everyone has to sign. A change to what a condition requires makes the sign-offs
            that rest on it stale.
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {view.mayEdit && (
            <ButtonLink href={`/offerings/${view.head.offering.id}/closings/${view.head.id}/amend`}>
              Read an amendment
            </ButtonLink>
          )}
          {renumbering.length > 0 && !reordered && view.mayEdit && (
            <Button onClick={() => setOpen({ what: "renumber" })}>
              <Hash aria-hidden className="size-4" /> Renumber
            </Button>
          )}
          {view.mayEdit && (
            <Button look="primary" onClick={() => setOpen({ what: "panel", task: addAtEnd(view.lines) })}>
              <ListPlus aria-hidden className="size-4" /> Add a condition
            </Button>
          )}
        </div>
      </div>
      {!view.mayEdit && <Notice tone="warning">This Time of Delivery is over; its list can no longer change.</Notice>}
      {view.lines.length === 0 ? (
        <EmptyState
          title="Nothing is on the list yet"
          text="A Time of Delivery without conditions cannot close. Add them one by one, in the order of the agreement."
        >
          <ButtonLink href={`/offerings/${view.head.offering.id}`}>Back to the offering</ButtonLink>
        </EmptyState>
      ) : (
        <ol aria-label="Conditions" aria-busy={!ready} className="overflow-hidden rounded-lg border">
          {lines.map((line, place) => (
            <LineRow
              key={line.id}
              line={line}
              onWish={(what) => view.mayEdit && wish(line, what)}
              {...dragLine(line.id)}
              handle={handle(line.id)}
              look={dragLook(drag, line.id)}
              onStep={(by) => focusLine(lines[place + by]?.id)}
            />
          ))}
        </ol>
      )}
      <p aria-live="polite" className="sr-only">
        {told}
      </p>
      <p className="mt-3 text-sm text-muted max-lg:hidden">
        On a line: <Kbd>Enter</Kbd> edit, <Kbd>n</Kbd> add after it, <Kbd>l</Kbd> add a limb, <Kbd>s</Kbd> split,{" "}
        <Kbd>Delete</Kbd> take off, <Kbd>↑</Kbd> <Kbd>↓</Kbd> go, <Kbd>Alt ↑</Kbd> <Kbd>Alt ↓</Kbd> move it.
      </p>
      {reordered && (
        <div className="sticky bottom-0 mt-4 flex flex-wrap items-center justify-end gap-3 border-t bg-paper py-3">
          <p className="mr-auto text-sm">The order is changed on this screen and not saved yet.</p>
          <Button onClick={() => setOrder(null)}>Put it back</Button>
          <Button look="primary" busy={act.isPending} onClick={saveOrder}>
            Save the order
          </Button>
        </div>
      )}
      {open?.what === "panel" && <LinePanel view={view} task={open.task} onClose={() => setOpen(null)} />}
      {open?.what === "split" && <SplitDialog view={view} line={open.line} onClose={() => setOpen(null)} />}
      {open?.what === "remove" && <RemoveDialog view={view} line={open.line} onClose={() => setOpen(null)} />}
      {open?.what === "renumber" && <RenumberDialog view={view} onClose={() => setOpen(null)} />}
    </ClosingFrame>
  );
}

/** The lines in an order not saved yet; where the list has changed under it, as they stand. */
function inOrder(lines: readonly ListLine[], order: readonly ConditionId[] | null): readonly ListLine[] {
  if (!order || order.length !== lines.length) return lines;
  const byId = new Map(lines.map((line) => [line.id, line]));
  const wanted = order.flatMap((id) => byId.get(id) ?? []);
  return wanted.length === lines.length ? wanted : lines;
}

const focusLine = (id: ConditionId | undefined) =>
  id && document.querySelector<HTMLElement>(`[data-line="${id}"]`)?.focus();

const labelsUnder = (lines: readonly ListLine[], parentId: ConditionId | null) =>
  lines.filter((line) => line.parentId === parentId).map(({ terms }) => terms.label);

function addAtEnd(lines: readonly ListLine[]): LineTask {
  const lettered = labelsUnder(lines, null).filter((label) => /\([a-z]+\)$/.test(label));
  return { do: "add", parent: null, after: null, terms: emptyTerms(nextLabel(lettered) ?? "") };
}

/** The new one is labelled as the next of its siblings; the list is renumbered when it is in its place. */
function addAfter(lines: readonly ListLine[], line: ListLine): LineTask {
  const parent = lines.find(({ id }) => id === line.parentId) ?? null;
  const stem = line.terms.label.replace(/\([^()]*\)$/, "");
  const siblings = labelsUnder(lines, line.parentId).filter((label) => label.replace(/\([^()]*\)$/, "") === stem);
  return { do: "add", parent, after: line, terms: emptyTerms(nextLabel(siblings) ?? "") };
}

/** A limb is of its clause’s kind and calls for what that calls for, but for documents. */
function addLimb(lines: readonly ListLine[], line: ListLine): LineTask {
  const siblings = labelsUnder(lines, line.id);
  const label = siblings.length > 0 ? nextLabel(siblings) : limbLabels(line.terms.label, 1)[0];
  const { kind, furnishedBy, furnishedTo, requires, windowHours } = line.terms;
  const terms = {
    ...asUsual(emptyTerms(label ?? ""), kind),
    furnishedBy,
    furnishedTo,
    requires,
    windowHours,
    deliverables: [],
  };
  return { do: "add", parent: line, after: null, terms };
}
