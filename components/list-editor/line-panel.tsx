"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogActions, SidePanel } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useSay } from "@/components/ui/toasts";
import { problemOf } from "@/lib/client/api";
import { useListAct, useReuse } from "@/lib/client/list";
import type { ListLine, ListView } from "@/lib/contracts/list";
import { problemSentence } from "@/lib/contracts/problem-words";
import { changesDemands } from "@/lib/domain/list-editing";
import { actProblem } from "./act-problem";
import { type FormTerms, wireTerms } from "./form-terms";
import { StaleNotice } from "./stale-notice";
import { TermsForm } from "./terms-form";

/** What the panel is for: an existing line, or a new one and where it comes. */
export type LineTask =
  | { do: "edit"; line: ListLine }
  | { do: "add"; parent: ListLine | null; after: ListLine | null; terms: FormTerms };

/** One line in full: its terms, what rests on them, and what could be used again. */
export function LinePanel({ view, task, onClose }: { view: ListView; task: LineTask; onClose: () => void }) {
  const say = useSay();
  const act = useListAct(view.head.offering.id, view.head.id);
  const began = task.do === "edit" ? task.line.terms : task.terms;
  const [terms, setTerms] = useState<FormTerms>(began);
  const [asking, setAsking] = useState(false);
  const dirty = JSON.stringify(terms) !== JSON.stringify(began);
  const problem = actProblem(act.error);
  const about = surroundings(view, task);
  const stale = task.do === "add" || changesDemands(began, terms);
  const title = task.do === "edit" ? `${task.line.terms.label} ${task.line.terms.title}` : about.heading;

  const save = (event: FormEvent) => {
    event.preventDefault();
    const request =
      task.do === "edit"
        ? {
            act: "edit-condition" as const,
            conditionId: task.line.id,
            requirement: task.line.requirement,
            terms: wireTerms(terms),
          }
        : {
            act: "add-condition" as const,
            closingId: view.head.id,
            parentId: task.parent?.id ?? null,
            after: task.after?.id ?? null,
            terms: wireTerms(terms),
          };
    act.mutate(request, {
      onSuccess: () => {
        say.done(task.do === "edit" ? `${terms.label} is changed` : `${terms.label} is on the list`);
        onClose();
      },
    });
  };

  return (
    <SidePanel
      open
      onOpenChange={(open) => {
        if (open) return;
        if (dirty) setAsking(true);
        else onClose();
      }}
      title={title}
      description={about.description}
    >
      <form onSubmit={save} noValidate className="space-y-4">
        {asking && (
          <Notice tone="warning" title="There are changes that are not saved">
            <span className="mt-1 flex flex-wrap gap-2">
              <Button size="small" onClick={() => setAsking(false)}>
                Go on editing
              </Button>
              <Button size="small" look="danger" onClick={onClose}>
                Leave without them
              </Button>
            </span>
          </Notice>
        )}
        <TermsForm
          terms={terms}
          onChange={setTerms}
          counted={about.counted}
          above={about.above}
          hasLimbs={about.hasLimbs}
          delivered={task.do === "edit" ? task.line.delivered : []}
          error={problem?.field ? { field: problem.field, message: problem.message } : null}
        />
        {task.do === "edit" && <Reuse view={view} line={task.line} />}
        {(dirty || task.do === "add") && stale && (
          <StaleNotice holding={about.holding} change={task.do === "edit" ? "This change" : "A further limb"} />
        )}
        {problem && <Notice tone="error">{problem.message}</Notice>}
        <DialogActions>
          <Button onClick={() => (dirty ? setAsking(true) : onClose())}>Cancel</Button>
          <Button type="submit" look="primary" busy={act.isPending} disabled={!dirty && task.do === "edit"}>
            {task.do === "edit" ? "Save" : "Add to the list"}
          </Button>
        </DialogActions>
      </form>
    </SidePanel>
  );
}

/** How a line stands among the others: what the form needs to know beside its own terms. */
function surroundings({ lines }: ListView, task: LineTask) {
  const parent = task.do === "add" ? task.parent : (lines.find(({ id }) => id === task.line.parentId) ?? null);
  const whole = parent !== null && (parent.terms.mode === "whole" || !isStandingApart(lines, parent));
  if (task.do === "add") {
    return {
      heading: parent ? `A limb of ${parent.terms.label}` : "A further condition",
      description: task.after ? `It comes after ${task.after.terms.label}.` : "It comes at the end.",
      counted: !whole,
      above: parent?.terms.label ?? null,
      hasLimbs: false,
      holding: whole ? (parent?.holding ?? []) : [],
    };
  }
  const { line } = task;
  return {
    heading: line.terms.label,
    description: line.holding.length > 0 ? "Sign-offs rest on what it requires now." : undefined,
    counted: line.counted,
    above: parent?.terms.label ?? null,
    hasLimbs: lines.some(({ parentId }) => parentId === line.id),
    holding: line.holding,
  };
}

/** A clause taken limb by limb, with none above it that is taken whole: its limbs are signed off by themselves. */
function isStandingApart(lines: readonly ListLine[], line: ListLine): boolean {
  if (line.terms.mode === "whole") return false;
  const parent = lines.find(({ id }) => id === line.parentId);
  return !parent || isStandingApart(lines, parent);
}

/** Documents that all parties have from another Time of Delivery: used again by an act of its own. */
function Reuse({ view, line }: { view: ListView; line: ListLine }) {
  const say = useSay();
  const reuse = useReuse(view.head.offering.id, view.head.id);
  if (line.reusable.length === 0) return null;
  return (
    <Notice title="Already given at another Time of Delivery">
      <ul className="mt-1 space-y-1.5">
        {line.reusable.map(({ deliverableId, versionId, fileName, from }) => (
          <li key={versionId} className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 break-words">
              {fileName}, from {from}
            </span>
            <Button
              size="small"
              busy={reuse.isPending}
              onClick={() =>
                reuse.mutate(
                  { deliverableId, versionId },
                  {
                    onSuccess: () => say.done(`${fileName} is delivered here as well`, "It carries no sign-off over."),
                    onError: (error) => say.refused("It was not used again", problemSentence(problemOf(error))),
                  },
                )
              }
            >
              Use it here as well
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
