"use client";

import Link from "next/link";
import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { LapsePill, StatusPill } from "@/components/ui/status-pill";
import { useCondition } from "@/lib/client/condition";
import type { ConditionDetailView, ConditionView } from "@/lib/contracts/views";
import type { ConditionId } from "@/lib/domain/ids";
import { kindLabels } from "@/lib/domain/kind-defaults";
import { roleLabels } from "@/lib/domain/role";
import { momentWords } from "@/lib/domain/time-words";
import { listOf } from "@/lib/domain/words";
import { CommentForm } from "./comment-form";
import { ConditionHead } from "./condition-head";
import { useClosing, useDesk } from "./desk";
import { DocumentList } from "./document-list";
import { HistoryList } from "./history-list";
import { NoteList } from "./note-list";
import { SlotList } from "./slot-list";

/** One condition with all that is recorded about it, and all that this viewer may do with it. */
export function ConditionRecord({
  condition,
  initial,
  hrefOf,
}: {
  condition: ConditionView;
  initial?: ConditionDetailView;
  /** Where another condition is shown from here. */
  hrefOf: HrefOf;
}) {
  const { view, place } = useClosing();
  const detail = useCondition(
    { offeringId: place.offeringId, conditionId: condition.id },
    view.viewer.viewingAs,
    initial,
  );
  return (
    <div className="space-y-6">
      <ConditionHead condition={condition} />
      {detail.data ? (
        <Loaded condition={condition} detail={detail.data} hrefOf={hrefOf} />
      ) : detail.error ? (
        <Notice tone="error" title="The record could not be read">
          <p>{detail.error.message}</p>
          <Button size="small" className="mt-2" onClick={() => void detail.refetch()}>
            Try again
          </Button>
        </Notice>
      ) : (
        <Skeleton rows={5} label={`Loading ${condition.label}`} />
      )}
    </div>
  );
}

type HrefOf = (id: ConditionId) => string;

function Loaded({
  condition,
  detail,
  hrefOf,
}: {
  condition: ConditionView;
  detail: ConditionDetailView;
  hrefOf: HrefOf;
}) {
  const { terms, notes, versions, history } = detail;
  return (
    <>
      <Part title="Clause">
        {detail.text && <p className="font-serif text-lg whitespace-pre-wrap wrap-anywhere">{detail.text}</p>}
        <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-sm">
          <dt className="text-muted">Kind</dt>
          <dd>{kindLabels[condition.kind]}</dd>
          <dt className="text-muted">Furnished by</dt>
          <dd>{listOf(condition.furnishedBy.map(({ name }) => name)) || "nobody named"}</dd>
          {terms.furnishedTo.length > 0 && (
            <>
              <dt className="text-muted">To</dt>
              <dd>{listOf(terms.furnishedTo.map((role) => roleLabels[role]))}</dd>
            </>
          )}
        </dl>
      </Part>
      <Limbs condition={condition} hrefOf={hrefOf} />
      <Part title="Documents">
        <DocumentList condition={condition} versions={versions} />
      </Part>
      <Part title="Sign-offs it needs">
        <SlotList condition={condition} />
        {condition.ratings.length > 0 && (
          <p className="mt-2 text-sm text-muted">
            At pricing:{" "}
            {condition.ratings.map(({ agency, rating, outlook }) => `${agency} ${rating}, ${outlook}`).join("; ")}.
          </p>
        )}
      </Part>
      <Keeping condition={condition} />
      <Part title={`Comments (${notes.length})`}>
        <NoteList notes={notes} />
        {condition.may.note ? (
          <div className="mt-3">
            <CommentForm condition={condition} />
          </div>
        ) : (
          notes.length === 0 && <p className="text-muted">None in your sight.</p>
        )}
      </Part>
      <Part title="History">
        <HistoryList history={history} />
      </Part>
    </>
  );
}

function Limbs({ condition, hrefOf }: { condition: ConditionView; hrefOf: HrefOf }) {
  const { limbsOf } = useClosing();
  const limbs = limbsOf(condition.id);
  if (limbs.length === 0) return null;
  return (
    <Part title="Limbs">
      <ul className="divide-y rounded-md border">
        {limbs.map((limb) => (
          <li key={limb.id} className="flex flex-wrap items-center justify-between gap-2 px-3 py-1.5">
            <Link href={hrefOf(limb.id)} prefetch={false} scroll={false} className="hover:underline">
              <span className="font-medium">{limb.label}</span> {limb.title}
            </Link>
            {limb.counted && (
              <span className="flex flex-wrap gap-1">
                <StatusPill status={limb.status} />
                {limb.stale.length > 0 && <LapsePill mark="stale" />}
                {limb.expired.length > 0 && <LapsePill mark="expired" />}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Keeping({ condition: { id, label, assignee, dueAt, may } }: { condition: ConditionView }) {
  const { zone } = useClosing();
  const { ask } = useDesk();
  return (
    <Part title="Who sees to it">
      <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-1">
        <dt className="text-sm text-muted">Assigned to</dt>
        <dd>{assignee?.name ?? "nobody in particular"}</dd>
        <dd>
          {may.assign && (
            <Button size="small" look="quiet" onClick={() => ask({ do: "assign", ids: [id] })}>
              Assign<span className="sr-only"> {label}</span>
            </Button>
          )}
        </dd>
        <dt className="text-sm text-muted">Asked for by</dt>
        <dd>{dueAt ? momentWords(new Date(dueAt), zone) : "no date of its own"}</dd>
        <dd>
          {may.assign && (
            <Button size="small" look="quiet" onClick={() => ask({ do: "set-due", ids: [id] })}>
              Set date<span className="sr-only"> for {label}</span>
            </Button>
          )}
        </dd>
      </dl>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-2 text-lg">
        {title}
      </h3>
      {children}
    </section>
  );
}
