"use client";

import { ArrowRight, Ellipsis, MessageSquare, Upload } from "lucide-react";
import { Button, buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { Notice } from "@/components/ui/notice";
import { LapsePill, StatusPill } from "@/components/ui/status-pill";
import type { ConditionView } from "@/lib/contracts/views";
import { momentWords } from "@/lib/domain/time-words";
import { useClosing, useDesk } from "./desk";
import { basisActs, isRenewal } from "./words";

/** How a condition stands, what happens next and whose it is, and what this viewer may do with it now. */
export function ConditionHead({ condition }: { condition: ConditionView }) {
  const { next, stale, expired } = condition;
  return (
    <div className="space-y-3">
      <p className="flex flex-wrap items-center gap-1.5">
        <StatusPill status={condition.status} />
        {stale.length > 0 && <LapsePill mark="stale" />}
        {expired.length > 0 && <LapsePill mark="expired" />}
        {!condition.counted && (
          <span className="text-sm text-muted">
            {condition.mode === "limbs" ? "sums up its limbs" : "matched within its clause"}
          </span>
        )}
      </p>
      {[...stale, ...expired].map(({ sentence }) => (
        <Notice key={sentence} tone="warning">
          {sentence}
        </Notice>
      ))}
      {next && (
        <p className={classNames("flex items-start gap-2", next.mine && "font-medium text-accent")}>
          <ArrowRight aria-hidden className="mt-1 size-4 shrink-0" />
          <span>
            {next.mine && "Yours: "}
            {next.sentence}.
          </span>
        </p>
      )}
      <Settlement condition={condition} />
      <Acts condition={condition} />
    </div>
  );
}

/** The waiver or mark that settles it, with who, when and its words. */
function Settlement({ condition: { id, label, settledBy, status } }: { condition: ConditionView }) {
  const { zone, place } = useClosing();
  const { ask } = useDesk();
  if (!settledBy) return null;
  const { by, at, text, scope, instrument, withdrawable, act, id: actId } = settledBy;
  const what = act === "waiver" ? `the waiver of ${label}` : `the mark on ${label}`;
  const words = status === "waived" ? "Waived" : status === "failed" ? "Marked failed" : "Marked not applicable";
  return (
    <div className="rounded-md border-l-4 border-l-dispensed bg-dispensed-soft px-3 py-2">
      <p className="text-sm">
        {words} by <span className="font-medium">{by}</span>, {momentWords(new Date(at), zone)}
      </p>
      <p className="mt-1 font-serif whitespace-pre-wrap wrap-anywhere">{text}</p>
      {scope && <p className="mt-1 text-sm">Scope: {scope}</p>}
      {instrument && (
        <p className="mt-1 text-sm wrap-anywhere">
          The writing:{" "}
          <a href={`/api/offerings/${place.offeringId}/instruments/${actId}`} download className="link">
            {instrument}
          </a>
        </p>
      )}
      {withdrawable && (
        <Button size="small" className="mt-2" onClick={() => ask({ do: "withdraw", id, actId, what })}>
          Withdraw {what}
        </Button>
      )}
    </div>
  );
}

function Acts({ condition }: { condition: ConditionView }) {
  const { view, viewer, place } = useClosing();
  const { ask } = useDesk();
  const { id, label, may } = condition;
  const edit: MenuEntry[] =
    view.may.editList && may.edit
      ? [
          {
            kind: "link",
            label: "Edit the list",
            href: `/offerings/${place.offeringId}/closings/${place.closingId}/edit`,
          },
        ]
      : [];
  const more: MenuEntry[] = [
    ...(may.assign
      ? [
          { label: "Assign …", onSelect: () => ask({ do: "assign", ids: [id] }) },
          { label: "Set a date …", onSelect: () => ask({ do: "set-due", ids: [id] }) },
        ]
      : []),
    ...(may.mark
      ? [{ label: "Not applicable …", onSelect: () => ask({ do: "mark", id, mark: "not-applicable" }) }]
      : []),
    ...(may.waive ? [{ label: "Waive …", onSelect: () => ask({ do: "waive", id }), danger: true }] : []),
    ...(may.mark ? [{ label: "Failed …", onSelect: () => ask({ do: "mark", id, mark: "failed" }), danger: true }] : []),
    ...edit,
  ];
  const due = may.signOff.filter((offer) => !isRenewal(condition, viewer, offer));
  if (due.length === 0 && !may.deliver && !may.note && more.length === 0) return null;
  return (
    <div className="no-print flex flex-wrap gap-2">
      {due.map(({ basis }) => (
        <Button
          key={basis}
          look={condition.next?.mine ? "primary" : "secondary"}
          aria-label={`${basisActs[basis]}: ${label}`}
          onClick={() => ask({ do: "sign-off", id, basis })}
        >
          {basisActs[basis]}
        </Button>
      ))}
      {may.deliver && condition.deliverables.length > 0 && (
        <Button onClick={() => ask({ do: "deliver", id, deliverableId: null })}>
          <Upload aria-hidden className="size-4" />
          Deliver
          <span className="sr-only"> for {label}</span>
        </Button>
      )}
      {may.note && (
        <Button onClick={() => ask({ do: "comment", id })}>
          <MessageSquare aria-hidden className="size-4" />
          Comment
          <span className="sr-only"> on {label}</span>
        </Button>
      )}
      {more.length > 0 && (
        <Menu
          label={`More for ${label}`}
          triggerClass={buttonClass()}
          trigger={<Ellipsis aria-hidden className="size-4" />}
          entries={more}
        />
      )}
    </div>
  );
}
