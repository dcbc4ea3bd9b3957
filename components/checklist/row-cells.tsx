import { ArrowRight, Lock, MessageSquare, Upload } from "lucide-react";
import Link from "next/link";
import { basisActs, documentStateWords, dueOffer, slotStateWords } from "@/components/condition/words";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { LapsePill, StatusPill } from "@/components/ui/status-pill";
import type { ConditionView, DeliverableView, SlotView } from "@/lib/contracts/views";
import { type PartyRole, roleLabels } from "@/lib/domain/role";
import { dayWords, timeWords } from "@/lib/domain/time-words";
import { basisLabels, listOf } from "@/lib/domain/words";
import type { RowActs } from "./condition-row";

// What stands in the cells of a row.

const slotSigns: Record<SlotView["state"], string> = {
  awaiting: "○",
  "not-yet": "◷",
  given: "✓",
  stale: "↺",
  expired: "↺",
};

export function Documents({
  deliverables,
  offeringId,
  tabIndex,
}: {
  deliverables: readonly DeliverableView[];
  offeringId: string;
  tabIndex: number;
}) {
  return deliverables.map(({ id, title, state, inForce, privateVersions }) => (
    <p key={id} className="mb-1 text-sm last:mb-0">
      {inForce ? (
        <Link
          href={`/offerings/${offeringId}/versions/${inForce.versionId}`}
          prefetch={false}
          tabIndex={tabIndex}
          className="link"
        >
          {title}
        </Link>
      ) : (
        title
      )}
      <span className="block text-xs text-muted">
        {documentStateWords[state]}
        {inForce && `, version ${inForce.number}`}
        {privateVersions > 0 && (
          <span className="text-lapsed">
            {" · "}
            <Lock aria-hidden className="inline size-3.5 align-[-2px]" /> {privateVersions} private
          </span>
        )}
      </span>
    </p>
  ));
}

export function State({ condition: { status, stale, expired, slots, settledBy } }: { condition: ConditionView }) {
  return (
    <>
      <span className="flex flex-wrap gap-1">
        <StatusPill status={status} />
        {stale.length > 0 && <LapsePill mark="stale" />}
        {expired.length > 0 && <LapsePill mark="expired" />}
      </span>
      {slots.length > 0 && !settledBy && (
        <span className="mt-1 block text-xs text-muted">
          {slots.map(({ basis, role, state }) => (
            <span
              key={`${basis} ${role}`}
              title={`${basisLabels[basis]} ${slotStateWords[state]}: ${roleLabels[role]}`}
              className={classNames(
                "mr-1.5 inline-block whitespace-nowrap",
                state === "given" && "text-settled",
                (state === "stale" || state === "expired") && "text-lapsed",
              )}
            >
              <span aria-hidden>{slotSigns[state]}</span> {basisLabels[basis]}
              <span className="sr-only"> {slotStateWords[state]}</span>
            </span>
          ))}
        </span>
      )}
    </>
  );
}

export function Next({
  condition,
  mine,
  role,
  tabIndex,
  acts,
  zone,
}: {
  condition: ConditionView;
  mine: boolean;
  role: PartyRole;
  tabIndex: number;
  acts: RowActs;
  zone: string;
}) {
  const { id, label, next, stale, expired, settledBy, counted, may } = condition;
  const lapses = counted ? [...stale, ...expired] : [];
  const offer = dueOffer(condition, { role });
  const deliver = !offer && mine && may.deliver && condition.deliverables.length > 0;
  return (
    <>
      {lapses[0] && (
        <p className="mb-1 text-sm text-lapsed">
          {lapses[0].sentence}
          {lapses.length > 1 && ` And ${lapses.length - 1} more.`}
        </p>
      )}
      {settledBy && (
        <p className="line-clamp-2 text-sm text-muted">
          {settledBy.by}: {settledBy.text}
        </p>
      )}
      {next && counted && (
        <p className={classNames("flex items-start gap-1 text-sm", mine ? "font-medium text-accent" : "text-muted")}>
          {mine && <ArrowRight aria-hidden className="mt-0.5 size-3.5 shrink-0" />}
          <span>
            {mine && "Yours: "}
            {next.sentence}
          </span>
        </p>
      )}
      {!next && !settledBy && counted && <GivenBy condition={condition} zone={zone} />}
      {(offer || deliver) && (
        <span className="mt-1.5 flex flex-wrap gap-1.5">
          {offer && (
            <Button
              size="small"
              look={mine ? "primary" : "secondary"}
              tabIndex={tabIndex}
              aria-label={`${basisActs[offer.basis]}: ${label}`}
              onClick={() => acts.signOff(id, offer.basis)}
            >
              {basisActs[offer.basis]}
            </Button>
          )}
          {deliver && (
            <Button size="small" tabIndex={tabIndex} onClick={() => acts.deliver(id)}>
              <Upload aria-hidden className="size-3.5" />
              Deliver
              <span className="sr-only"> for {label}</span>
            </Button>
          )}
        </span>
      )}
    </>
  );
}

/** Who signed what is satisfied, and when the last did. */
function GivenBy({ condition: { slots }, zone }: { condition: ConditionView; zone: string }) {
  const given = slots.filter(({ state }) => state === "given");
  const last = given
    .map(({ at }) => at ?? "")
    .sort()
    .at(-1);
  if (!last) return null;
  const names = [...new Set(given.map(({ by }) => by ?? ""))];
  const at = new Date(last);
  const until = given
    .map((slot) => slot.until)
    .filter((moment) => moment !== null)
    .sort()[0];
  return (
    <p className="text-sm text-muted">
      {listOf(names)}, {dayWords(at, zone)}, {timeWords(at, zone)}
      {until && `; holds until ${timeWords(new Date(until), zone)}`}
    </p>
  );
}

export function Keeping({
  condition: { assignee, dueAt, notes },
  overdue,
  zone,
  assignedToMe,
}: {
  condition: ConditionView;
  overdue: boolean;
  zone: string;
  assignedToMe: boolean;
}) {
  return (
    <>
      {assignee && <p className={assignedToMe ? "font-medium text-accent" : "text-muted"}>{assignee.name}</p>}
      {dueAt && (
        <p className={overdue ? "font-medium text-lapsed" : "text-muted"}>
          {overdue ? "Overdue: " : "By "}
          {dayWords(new Date(dueAt), zone)}, {timeWords(new Date(dueAt), zone)}
        </p>
      )}
      {notes > 0 && (
        <p className="flex items-center gap-1 text-muted">
          <MessageSquare aria-hidden className="size-3.5" />
          {notes} {notes === 1 ? "comment" : "comments"}
        </p>
      )}
    </>
  );
}
